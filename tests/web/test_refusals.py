"""What went wrong, as a person sees it in a browser: the status, why, what to do next; axe has no complaint."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response

from tests.companies import MakeSettings
from tests.running import RunningServer, running_server
from tests.web.conftest import OpenBrowser, Watched, join
from tests.web.posting import App
from tests.web.test_axe import violations

pytestmark = pytest.mark.browser
# A form of ours as a browser without JavaScript would send it.
_SEND = """([action, name, text]) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action })
    form.append(Object.assign(document.createElement("textarea"), { name, value: text }))
    document.body.append(form)
    form.submit()
}"""


@pytest.fixture
def site(make_settings: MakeSettings, tmp_path: Path) -> Iterator[RunningServer]:
    """The usual company, in which nobody may ask as often as they like."""
    settings = make_settings("sqlite")
    join(settings)
    with running_server(settings, tmp_path, BIZTWEET_COMPANY_NAME="한빛전자", BIZTWEET_RATE_LIMITS="on") as server:
        yield server


class Refused:
    """Refusals that somebody meets, one after the other."""

    def __init__(self, browser: Watched, page: Page) -> None:
        self._browser = browser
        self._page = page

    def at(self, path: str) -> str:
        """What stands at an address."""
        return self._read(self._page.goto(self._browser.base_url + path))

    def of(self, action: str, name: str, text: str) -> str:
        """What stands where a form was sent."""
        with self._page.expect_navigation() as arrived:
            self._page.evaluate(_SEND, [action, name, text])
        return self._read(arrived.value)

    def _read(self, answer: Response | None) -> str:
        assert answer is not None
        assert violations(self._page) == []
        said = self._page.locator("main").inner_text()
        assert str(answer.status) in said
        assert self._page.locator("h1").count() == 1
        assert self._page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        return said


@pytest.mark.row(46)
@pytest.mark.parametrize(("language", "scheme"), [("ko-KR", "light"), ("en-GB", "dark")])
def test_each_refusal_says_why_in_plain_words(open_browser: OpenBrowser, language: str, scheme: str) -> None:
    browser = open_browser(language, color_scheme=scheme, viewport={"width": 360, "height": 640})
    korean = language == "ko-KR"
    page = browser.sign_in("minsu" if korean else "jane")
    post = App(browser.site, "jane" if korean else "minsu").post("남의 글")
    refused = Refused(browser, page)
    assert ("글쓴이만 할 수 있습니다" if korean else "Only its author may do that") in refused.at(f"/posts/{post}/edit")
    assert ("이 주소에는 아무것도 없습니다" if korean else "Nothing at this address") in refused.at("/nowhere")
    assert ("보낸 것이 너무 큽니다" if korean else "Too big") in refused.of("/settings/profile", "bio", "x" * 300_000)
    with closing(sqlite3.connect(browser.site.settings.data / "biztweet.db", timeout=20)) as broken:
        broken.execute("alter table bookmarks rename to mislaid")
    broke = refused.at("/bookmarks")
    assert ("저희 쪽에서 문제가 생겼습니다" if korean else "Something broke on our side") in broke
    number = re.search(r"(?:요청 번호|Request) (\S{8,})", broke)
    assert number is not None
    assert number[1] in browser.site.log.read_text()
    browser.complaints = [line for line in browser.complaints if "status of 500" not in line]


@pytest.mark.row(46)
def test_whoever_guesses_passwords_is_told_when_to_come_back(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    form: dict[str, str | float | bool] = {"handle": "minsu", "password": "wrong", "next": "/"}
    for _ in range(10):
        assert browser.context.request.post(f"{browser.base_url}/login", form=form).status == 401
    page = browser.page("/login")
    page.locator("[name=handle]").fill("minsu")
    page.locator("[name=password]").fill("wrong")
    with page.expect_navigation() as arrived:
        page.locator("form button").first.click()
    assert arrived.value.status == 429
    assert re.search(r"\d+분 뒤에 다시", page.locator("main").inner_text())
    assert violations(page) == []
