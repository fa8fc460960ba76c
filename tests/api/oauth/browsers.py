"""Somebody's browser in front of the consent pages."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from biztweet.inject import SESSION_COOKIE
from tests.api.mastodon.clients import App


class Browser:
    """Somebody's browser, signed in; it sends what browsers send."""

    def __init__(self, stranger: App, secret: str, path: str = "/oauth/authorize") -> None:
        self.http = stranger.http
        self.cookie = {"Cookie": f"{SESSION_COOKIE}={secret}"}
        self.path = path

    async def page(self, **asked: str) -> Any:
        return await self.http.get(self.path, params=asked, headers=self.cookie)

    async def sends(self, form: dict[str, str], **headers: str) -> Any:
        """The answer to a form; a browser that is told another Origin is one that knows no Sec-Fetch-Site."""
        own = {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8000"}
        if "Origin" in headers:
            del own["Sec-Fetch-Site"]
        return await self.http.post(self.path, data=form, headers=self.cookie | own | headers)

    async def allows(self, **asked: str) -> Any:
        """The answer to pressing the first button of the page."""
        page = await self.page(**asked)
        assert page.status_code == 200, page.text
        return await self.sends(fields(page.text))

    async def denies(self, **asked: str) -> Any:
        """The answer to pressing the other one."""
        return await self.sends(fields((await self.page(**asked)).text) | {"decision": "deny"})


def fields(html: str) -> dict[str, str]:
    """What the page's form sends when its first button is pressed."""
    sent = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', html))
    button = re.search(r'<button[^>]*name="([^"]*)" value="([^"]*)"', html)
    assert button is not None
    return {name: unescape(value) for name, value in {**sent, button[1]: button[2]}.items()}


def answered(location: str) -> dict[str, str]:
    """What an app is told at its address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


def shown_code(html: str) -> str:
    """The code that a page shows."""
    found = re.search(r'id="code" value="([^"]+)"', html)
    assert found is not None
    return found[1]
