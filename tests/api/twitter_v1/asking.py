"""A client of v1.1's routes in the test's own process: by bearer, or signed by oauthlib, as tweepy signs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from oauthlib.oauth1 import Client as Signer  # type: ignore[import-untyped]  # it ships no types
from starlette.routing import Router

from biztweet.access import apps, tokens
from biztweet.access.viewer import Viewer
from biztweet.api.twitter_v1.routes import routes
from biztweet.company import Company
from tests.api.inside import InCompany

BASE = "http://tweets.test"
FORM = "application/x-www-form-urlencoded"


class Client:
    """An app of somebody's; `keys` are OAuth 1.0a's four, as oauthlib names them."""

    def __init__(self, http: httpx2.AsyncClient, bearer: str, keys: dict[str, str]) -> None:
        self.http = http
        self.bearer = bearer
        self.keys = keys

    async def get(self, path: str, /, **params: Any) -> httpx2.Response:
        return await self.http.get(f"/1.1/{path}", params=params, headers=self._authorized)

    async def post(self, path: str, /, **form: Any) -> httpx2.Response:
        return await self.http.post(f"/1.1/{path}", data=form, headers=self._authorized)

    async def send(self, method: str, path: str, /, **parts: Any) -> httpx2.Response:
        headers = self._authorized | parts.pop("headers", {})
        return await self.http.request(method, f"/1.1/{path}", headers=headers, **parts)

    async def signed(
        self, method: str, url: str, body: str | None = None, *, sent_to: str | None = None, **signing: Any
    ) -> httpx2.Response:
        """A signed request; `sent_to` another address than was signed, `signing` changes how."""
        headers = {"Content-Type": FORM} if body is not None else {}
        uri, signed, content = Signer(**(self.keys | signing)).sign(url, method, body, headers)
        return await self.http.request(method, sent_to or uri, headers=signed, content=content)

    @property
    def _authorized(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.bearer}"} if self.bearer else {}


@asynccontextmanager
async def a_client(company: Company, viewer: Viewer | None, scopes: str = "read write follow") -> AsyncIterator[Client]:
    """Somebody's client, or with None that of an app that acts for itself."""
    app = await apps.register(company.db, company.vault, name="Tests & Co", scopes=scopes, trusted=True)
    issued = await tokens.issue(company.db, company.vault, app.id, viewer.account_id if viewer else None, scopes)
    keys = {
        "client_key": app.client_id,
        "client_secret": company.vault.unlock(app.client_secret),
        "resource_owner_key": issued.oauth1_token,
        "resource_owner_secret": issued.oauth1_secret,
    }
    transport = httpx2.ASGITransport(InCompany(company, Router(routes)))
    async with httpx2.AsyncClient(transport=transport, base_url=BASE) as http:
        yield Client(http, issued.bearer, keys)


def code(answer: httpx2.Response) -> tuple[int, int]:
    """The status and the code of a refusal, which has the one shape that clients look for."""
    [error] = answer.json()["errors"]
    assert error["message"]
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    return answer.status_code, error["code"]
