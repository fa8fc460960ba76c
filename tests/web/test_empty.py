"""Every list that is empty says why, shows a scene of the one set, and offers what to do next."""

import ast
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from biztweet.company import Company
from biztweet.web.i18n import FOLDER
from tests.factories import a_person
from tests.web.conftest import OpenBrowser
from tests.web.visitors import a_visitor

WEB = FOLDER.parent
SCENES = set(re.findall(r'<symbol id="([a-z-]+)"', (WEB / "art/scenes.svg").read_text()))
LISTS = [
    "/",
    "/?home=following",
    "/?home=department",
    "/explore",
    "/lists",
    "/@somebody/lists",
    "/@somebody/in-lists",
    "/bookmarks",
    "/tags/nothing",
    "/search",
    "/search?q=nothing",
    "/notifications",
    "/messages",
    "/scheduled",
    "/@newcomer",
    "/@newcomer/replies",
    "/@newcomer/media",
    "/@newcomer/likes",
    "/@newcomer/followers",
    "/@newcomer/following",
    "/@somebody",
    "/@somebody/followers",
]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.row(38)
async def test_a_newcomer_is_told_what_each_list_is_for_and_what_to_do_next(company: Company, path: str) -> None:
    visitor = await a_visitor(company, await a_person(company, "newcomer", language="en"))
    await a_person(company, "somebody", language="en", department="Elsewhere")
    page = await visitor.page(path)
    found = re.search(r'<div class="empty">(.*?)</div>', page, re.DOTALL)
    assert found is not None
    assert re.search(r'<use href="[^"]*art/scenes\.svg#[a-z-]+"', found[1])
    assert re.search(r'<a class="button[^"]*" href="[^"]+">[^<]{4,}</a>', found[1])


def test_every_picture_of_an_empty_list_is_a_scene() -> None:
    assert [name for name in _named() if name not in SCENES] == []


def _named() -> Iterator[str]:
    for path in WEB.rglob("*.html"):
        yield from re.findall(r'empty\("([a-z-]+)"', path.read_text())
    for path in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "empty" and len(node.args) > 1:
                picture = node.args[1]
                if isinstance(picture, ast.Constant):
                    yield str(picture.value)


@pytest.mark.browser
@pytest.mark.row(38)
def test_each_empty_list_has_a_button_that_leads_somewhere(open_browser: OpenBrowser) -> None:
    browser = open_browser("en-GB")
    page = browser.sign_in("jane")
    for path in LISTS:
        page.goto(browser.site.base_url + path.replace("@newcomer", "@jane").replace("@somebody", "@minsu"))
        empty = page.locator(".empty:visible")
        expect(empty).to_be_visible()
        goals = empty.locator("a.button")
        expect(goals.first).to_be_visible()
        for goal in goals.all():
            assert browser.context.request.get(browser.site.base_url + (goal.get_attribute("href") or "")).ok, path
