"""The page that leads into apps: the address to type, its code, what was tried, what one has allowed."""

import msgspec
import pytest
from playwright.sync_api import expect

from biztweet.access import apps, tokens
from biztweet.company import Company
from biztweet.opening import opened
from biztweet.web.clients import CLIENTS, Client, Tried
from biztweet.web.server_address import ServerAddress, address_of
from tests.architecture.sources import ROOT
from tests.companies import MakeSettings
from tests.factories import a_person
from tests.web.conftest import OpenBrowser
from tests.web.visitors import a_visitor


@pytest.mark.parametrize(
    ("base_url", "typed", "secure", "here_only"),
    [
        ("https://talk.example.com/", "talk.example.com", True, False),
        ("https://talk.example.com:8443", "talk.example.com:8443", True, False),
        ("http://wiki", "http://wiki", False, False),
        ("http://10.0.0.5:8000", "http://10.0.0.5:8000", False, False),
        ("https://127.0.0.1:8000", "127.0.0.1:8000", True, True),
        ("https://[::1]:8000", "[::1]:8000", True, True),
        ("http://localhost:8000", "http://localhost:8000", False, True),
    ],
)
def test_an_address_is_as_apps_want_it_typed(*, base_url: str, typed: str, secure: bool, here_only: bool) -> None:
    url = base_url.rstrip("/")
    assert address_of(base_url) == ServerAddress(typed=typed, url=url, secure=secure, here_only=here_only)


def test_the_docs_have_the_same_matrix_of_clients() -> None:
    text = (ROOT / "docs/dialects/mastodon.md").read_text()
    section = text.partition("## Clients\n")[2].partition("\n## ")[0]
    assert [line for line in section.splitlines() if line.startswith("| ")][1:] == [row(client) for client in CLIENTS]


def row(client: Client) -> str:
    proof = f": {client.proof}" if client.proof else ""
    return f"| [{client.name}]({client.website}) | {client.systems} | {client.tried}{proof} | {client.needs} |"


def test_what_is_said_to_run_in_the_tests_does() -> None:
    for client in CLIENTS:
        assert (client.tried is Tried.never) == (not client.proof), client.name
        if client.tried is Tried.always:
            assert all((ROOT / path.strip("`")).is_file() for path in client.proof.split(", ")), client.name


@pytest.mark.parametrize(
    ("base_url", "says", "not_said"),
    [
        ("https://talk.example.com", "", ("want https", "very computer")),
        ("http://talk.example.com", "want https", ("very computer",)),
        ("http://127.0.0.1:8000", "very computer", ("want https",)),
    ],
)
async def test_the_page_tells_the_address_and_what_is_wrong_with_it(
    make_settings: MakeSettings, base_url: str, says: str, not_said: tuple[str, ...]
) -> None:
    async with opened(msgspec.structs.replace(make_settings("sqlite"), base_url=base_url)) as company:
        minsu = await a_visitor(company, await a_person(company, "minsu", language="en"))
        page = await minsu.page("/apps")
    address = address_of(base_url)
    assert f">{address.typed}</code>" in page
    assert str(address.code) in page
    assert says in page
    assert [words for words in not_said if words in page] == []
    assert all(f'href="{client.website}"' in page and client.needs in page for client in CLIENTS)


async def test_older_addresses_lead_here(company: Company) -> None:
    minsu = await a_visitor(company, await a_person(company))
    answer = await minsu.http.get("/settings/apps")
    assert (answer.status_code, answer.headers["location"]) == (303, "/apps#allowed")


async def test_what_one_has_allowed_is_ended_here(company: Company) -> None:
    minsu = await a_visitor(company, await a_person(company, language="en"))
    assert "No app yet" in await minsu.page("/apps")
    app = await apps.register(company.db, company.vault, name="Ivory", scopes="read")
    await tokens.issue(company.db, company.vault, app.id, minsu.me.id, "read")
    assert "Ivory" in await minsu.page("/apps")
    ended = await minsu.sends(f"/settings/apps/{app.id}/end")
    assert ended.headers["location"] == "/apps#allowed"
    assert "No app yet" in await minsu.page("/apps")


@pytest.mark.browser
def test_one_press_copies_the_address(open_browser: OpenBrowser) -> None:
    browser = open_browser("en-GB", permissions=["clipboard-read", "clipboard-write"])
    page = browser.sign_in("jane")
    page.goto(f"{browser.site.base_url}/settings")
    page.locator("main a[href^='/apps']").click()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status").filter(has_text="Address copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == browser.site.base_url
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


@pytest.mark.browser
def test_without_javascript_the_address_stands_there_whole(open_browser: OpenBrowser) -> None:
    browser = open_browser("en-GB", java_script_enabled=False)
    page = browser.sign_in("jane")
    page.goto(f"{browser.site.base_url}/apps")
    expect(page.locator(".server__typed")).to_have_text(browser.site.base_url)
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    expect(page.get_by_role("img", name="QR code of the server's address")).to_be_visible()
