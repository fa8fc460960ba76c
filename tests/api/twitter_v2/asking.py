"""A client of v2's routes in the test's own process, by bearer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from starlette.routing import Router

from biztweet.access import apps, tokens
from biztweet.access.apps import App
from biztweet.access.viewer import Viewer
from biztweet.api.twitter_v2.routes import routes
from biztweet.company import Company
from tests.api.inside import InCompany


class Client:
    """An app of somebody's."""

    def __init__(self, http: httpx2.AsyncClient, me: Viewer | None) -> None:
        self.http = http
        self.me = me

    async def get(self, path: str, /, **params: Any) -> httpx2.Response:
        """Names of parameters have `__` for the dot."""
        query = {name.replace("__", "."): value for name, value in params.items()}
        return await self.http.get(f"/2/{path}", params=query)

    async def post(self, path: str, /, **body: Any) -> httpx2.Response:
        return await self.http.post(f"/2/{path}", json=body)

    async def delete(self, path: str, /) -> httpx2.Response:
        return await self.http.delete(f"/2/{path}")

    async def send(self, method: str, path: str, /, **parts: Any) -> httpx2.Response:
        return await self.http.request(method, f"/2/{path}", **parts)


@asynccontextmanager
async def a_client(
    company: Company, viewer: Viewer | None, scopes: str = "read write follow", *, trusted: bool = True
) -> AsyncIterator[Client]:
    """Somebody's client, or with None that of an app that acts for itself."""
    app = await apps.register(company.db, company.vault, name="Tests & Co", scopes=scopes, trusted=trusted)
    async with of_app(company, app, viewer, scopes) as client:
        yield client


@asynccontextmanager
async def of_app(company: Company, app: App, viewer: Viewer | None, scopes: str = "read") -> AsyncIterator[Client]:
    """The same of an app that is there."""
    issued = await tokens.issue(company.db, company.vault, app.id, viewer.account_id if viewer else None, scopes)
    transport = httpx2.ASGITransport(InCompany(company, Router(routes)))
    headers = {"Authorization": f"Bearer {issued.bearer}"}
    async with httpx2.AsyncClient(transport=transport, base_url="http://tweets.test", headers=headers) as http:
        yield Client(http, viewer)


def problem(answer: httpx2.Response) -> tuple[int, str]:
    """The status and kind of a refusal, which has the one shape that clients look for."""
    said = answer.json()
    assert said["status"] == answer.status_code
    assert said["title"]
    assert said["detail"]
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, said["type"].rpartition("/")[2]
