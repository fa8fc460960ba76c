"""Link cards in real Chromium: a pasted link shows its page, which can be left out, and stands in the post."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.companies import MakeSettings
from tests.running import RunningServer, running_server
from tests.web.conftest import OpenBrowser, join

pytestmark = pytest.mark.browser

WRITE = "#write .composer__text"
PAGE = "<head><title>연차 보고서</title><meta name=description content='올해의 일'></head>".encode()


class _Wiki(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/report" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_: object) -> None:
        """Quietly."""


@pytest.fixture
def wiki() -> Iterator[str]:
    """The address of a page inside the company."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Wiki) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/report"
        server.shutdown()


@pytest.fixture
def site(make_settings: MakeSettings, tmp_path: Path) -> Iterator[RunningServer]:
    """The usual company, which may ask hosts of this machine."""
    settings = make_settings("sqlite")
    join(settings)
    with running_server(
        settings,
        tmp_path,
        BIZTWEET_COMPANY_NAME="한빛전자",
        BIZTWEET_LINK_CARDS="on",
        BIZTWEET_INTERNAL_NETWORKS="127.0.0.0/8",
    ) as server:
        yield server


def paste(page: Page, text: str) -> None:
    page.locator(WRITE).focus()
    page.evaluate(
        """text => {
            const field = document.querySelector("#write textarea")
            field.setRangeText(text, field.selectionStart, field.selectionEnd, "end")
            field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste", data: text }))
        }""",
        text,
    )


@pytest.mark.row(11)
def test_a_pasted_link_shows_its_page_which_stands_in_the_post(open_browser: OpenBrowser, wiki: str) -> None:
    minsu = open_browser().sign_in("minsu")
    paste(minsu, f"보세요 {wiki}")
    expect(minsu.locator("#write .link-card__title")).to_have_text("연차 보고서")
    minsu.locator("#write .composer__send").click()
    card = minsu.locator("#posts .post .link-card")
    expect(card).to_contain_text("올해의 일")
    expect(card).to_have_attribute("href", wiki)
    expect(card).to_have_attribute("rel", "noopener noreferrer nofollow")
    expect(minsu.locator("#write .link-place")).to_be_hidden()


@pytest.mark.row(11)
def test_a_card_is_left_out_by_its_cross_and_stays_out(open_browser: OpenBrowser, wiki: str) -> None:
    minsu = open_browser().sign_in("minsu")
    paste(minsu, f"보세요 {wiki}")
    expect(minsu.locator("#write .link-card")).to_be_visible()
    minsu.get_by_role("button", name="미리 보기 없이 올리기").click()
    expect(minsu.locator("#write .link-place")).to_be_hidden()
    expect(minsu.locator(WRITE)).to_be_focused()
    minsu.keyboard.type(" 꼭")
    minsu.locator("#write .composer__send").click()
    expect(minsu.locator("#posts .post")).to_contain_text("꼭")
    minsu.reload()
    expect(minsu.locator("#posts .post")).to_have_count(1)
    expect(minsu.locator("#posts .link-card")).to_have_count(0)


def test_a_card_joins_the_post_on_pages_that_are_open(open_browser: OpenBrowser, wiki: str) -> None:
    browser = open_browser()
    jane = browser.sign_in("jane")
    token = browser.site.token("minsu")["bearer_token"]
    expect(jane.locator("live-stream[online]")).to_be_attached()
    answer = browser.context.request.post(
        f"{browser.site.base_url}/api/v1/statuses",
        form={"status": f"API로 {wiki}"},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.ok
    jane.locator(".pill").click()
    expect(jane.locator("#posts .link-card__title")).to_have_text("연차 보고서")


def test_a_link_to_a_post_becomes_a_quote(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    minsu = browser.sign_in("minsu")
    minsu.locator(WRITE).fill("회의는 세 시")
    minsu.locator("#write .composer__send").click()
    href = minsu.locator("#posts a.post__when").get_attribute("href")
    paste(minsu, f"동의합니다 {browser.site.base_url}{href}")
    minsu.get_by_role("button", name="링크 대신 이 글을 인용하기").click()
    expect(minsu.locator(WRITE)).to_have_value("동의합니다")
    minsu.locator("#write .composer__send").click()
    quoting = minsu.locator("#posts .post", has_text="동의합니다")
    expect(quoting.locator(".quote")).to_contain_text("회의는 세 시")
