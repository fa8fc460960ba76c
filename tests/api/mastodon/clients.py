"""Apps in tests: one that speaks for a person, one for itself, and a stranger's; all straight to the application."""

from typing import Any

import httpx2
from starlette.routing import Router

from biztweet.access.apps import register
from biztweet.access.tokens import issue
from biztweet.access.viewer import Viewer
from biztweet.api.mastodon import routes as mastodon
from biztweet.api.oauth import routes as oauth
from biztweet.company import Company
from biztweet.web.pages import consent
from tests.api.inside import InCompany
from tests.factories import a_person
from tests.flows import documents

ROUTER = Router([*oauth.routes(consent), *mastodon.routes], redirect_slashes=False)
EVERYTHING = "read write follow push"


class App:
    """An app and whom it speaks for."""

    def __init__(self, company: Company, me: Viewer | None, bearer: str = "") -> None:
        self.company = company
        self._me = me
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        self.http = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(InCompany(company, ROUTER)),
            base_url="http://127.0.0.1:8000",
            headers=headers,
            event_hooks={"response": [_looked_at]},
        )

    @property
    def me(self) -> Viewer:
        assert self._me is not None
        return self._me

    async def ask(self, method: str, path: str, expect: int = 200, **request: Any) -> Any:
        """The JSON of an answer that must have this status."""
        answer = await self.http.request(method, path, **request)
        assert answer.status_code == expect, (answer.status_code, answer.text)
        return answer.json()

    async def get(self, path: str, expect: int = 200, /, **query: Any) -> Any:
        return await self.ask("GET", path, expect, params=query)

    async def post(self, path: str, expect: int = 200, /, **form: Any) -> Any:
        return await self.ask("POST", path, expect, data=form)

    async def says(self, words: str, **form: Any) -> Any:
        """A status posted."""
        return await self.post("/api/v1/statuses", status=words, **form)


async def _looked_at(answer: httpx2.Response) -> None:
    """What is answered in JSON is held to Mastodon's description, where that is at hand."""
    if answer.headers.get("content-type", "").startswith("application/json"):
        documents.check(answer.request.method, str(answer.url), answer.status_code, await answer.aread())


async def an_app(company: Company, handle: str | None = None, scopes: str = EVERYTHING, **entry: Any) -> App:
    """An app of somebody who has just joined."""
    return await an_app_of(company, await a_person(company, handle, **entry), scopes)


async def an_app_of(company: Company, me: Viewer, scopes: str = EVERYTHING) -> App:
    """An app that speaks for somebody."""
    app = await register(company.db, company.vault, name="Ivory", website="https://ivory.example", scopes=scopes)
    issued = await issue(company.db, company.vault, app.id, me.id, scopes)
    return App(company, me, issued.bearer)


async def an_app_for_itself(company: Company) -> App:
    """An app with a client-credentials token."""
    app = await register(company.db, company.vault, name="Robot", scopes=EVERYTHING)
    issued = await issue(company.db, company.vault, app.id, None, EVERYTHING)
    return App(company, None, issued.bearer)


def a_stranger(company: Company) -> App:
    """Whoever brings no token."""
    return App(company, None)
