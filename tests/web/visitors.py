"""Somebody signed in on the pages, straight to the application."""

import re
from html import unescape
from typing import Any

import httpx2

from biztweet import app
from biztweet.access.sessions import begin
from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.inject import SESSION_COOKIE


class Visitor:
    """Somebody's browser; it sends what browsers send."""

    def __init__(self, company: Company, me: Viewer, secret: str) -> None:
        self.me = me
        self.http = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app.make(company)),
            base_url="http://127.0.0.1:8000",
            headers={"Cookie": f"{SESSION_COOKIE}={secret}", "Sec-Fetch-Site": "same-origin", "Accept-Language": "en"},
        )

    async def page(self, path: str, expect: int = 200) -> str:
        """The text of a page that must have this status."""
        answer = await self.http.get(path)
        assert answer.status_code == expect, answer.text
        return unescape(answer.text)

    async def sends(self, path: str, expect: int = 303, **form: Any) -> httpx2.Response:
        """The answer to a form, which must have this status."""
        answer = await self.http.post(path, data=form)
        assert answer.status_code == expect, answer.text
        return answer


async def a_visitor(company: Company, me: Viewer) -> Visitor:
    """Somebody who has just signed in."""
    return Visitor(company, me, await begin(company.db, me.id, address="127.0.0.1", device="Firefox"))


def shown(answer: httpx2.Response, name: str) -> str:
    """A secret that a page shows."""
    found = re.search(rf'id="{name}">([^<]+)<', answer.text)
    assert found is not None
    return found[1]
