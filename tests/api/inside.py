"""Routes inside a company, without a server: what requests of tests go to."""

from starlette.types import ASGIApp, Receive, Scope, Send

from biztweet.company import Company
from biztweet.inject import COMPANY


class InCompany:
    """An application as a company's host name leads to it."""

    def __init__(self, company: Company, app: ASGIApp) -> None:
        self._company = company
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app({**scope, COMPANY: self._company}, receive, send)
