"""Link cards on the pages: what is offered to whoever writes, and what stands in the post, in every dialect."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from ipaddress import ip_network

import msgspec
import pytest

from biztweet.company import Company
from biztweet.installation import collecting
from biztweet.opening import opened
from biztweet.web.pages import cards
from tests.cards.sites import Site, a_site
from tests.companies import MakeSettings
from tests.factories import a_person, said
from tests.web.pages import BASE, browsing

SCRIPT = {"HX-Request": "true"}

PAGE = '<head><title>연차 <보고서></title><meta property="og:description" content="올해의 일"></head>'


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with a_site() as site:
        yield site


@pytest.fixture
async def here(make_settings: MakeSettings) -> AsyncIterator[Company]:
    loopback = (ip_network("127.0.0.0/8"),)
    settings = msgspec.structs.replace(make_settings("sqlite"), link_cards=True, internal_networks=loopback)
    async with AsyncExitStack() as stack:
        company = await stack.enter_async_context(opened(settings))
        await stack.enter_async_context(collecting(company))
        yield company


async def test_whoever_writes_sees_the_page_and_the_post_shows_it(here: Company, site: Site) -> None:
    minsu = await a_person(here, "minsu")
    address = site.put("/report", PAGE)
    async with browsing(here, minsu) as browser:
        part = ""
        for tries in range(50):
            so_far = min(tries, 19)
            part = (await browser.get("/cards", params={"url": address, "tries": so_far}, headers=SCRIPT)).text
            if 'class="link-card"' in part:
                break
            assert f"tries={so_far + 1}" in part
            await asyncio.sleep(0.1)
        assert "연차 &lt;보고서&gt;" in part
        await browser.post("/posts", data={"text": address, "key": "a"})
        await browser.post("/posts", data={"text": f"없이 {address}", "key": "b", "card": "off"})
        home = (await browser.get("/")).text
        assert home.count('class="link-card"') == 1
        assert site.asked == ["/report"]


async def test_a_link_to_a_post_of_ours_offers_to_quote_it(here: Company) -> None:
    minsu, jane = await a_person(here, "minsu"), await a_person(here, "jane")
    post_id = await said(here, jane, "회의는 세 시")
    async with browsing(here, minsu) as browser:
        for path in (f"/posts/{post_id}", f"/@jane/{post_id}", f"/jane/status/{post_id}"):
            offer = (await browser.get("/cards", params={"url": BASE + path}, headers=SCRIPT)).text
            assert f'data-quote="{post_id}"' in offer
            assert "회의는 세 시" in offer
        for path in ("/posts/7", "/settings", f"/posts/{post_id}/edit", "/posts/99999999999999999999"):
            assert (await browser.get("/cards", params={"url": BASE + path}, headers=SCRIPT)).text == ""


async def test_who_asks_too_often_waits_and_odd_addresses_are_nothing(here: Company) -> None:
    minsu = await a_person(here, "minsu")
    async with browsing(here) as stranger:
        assert (await stranger.get("/cards", params={"url": "http://example.com/"})).status_code == 303
    async with browsing(here, minsu) as browser:
        odd = ["", "http://", "http://[", "javascript:alert(1)", "http://kim:pw@a.com/", "\x00", "가" * 3_000]
        for url in odd:
            assert (await browser.get("/cards", params={"url": url}, headers=SCRIPT)).text == ""
        assert (
            await browser.get("/cards", params={"url": "http://a.com/", "tries": "x"}, headers=SCRIPT)
        ).status_code == 422
        assert (await browser.get("/cards", params={"url": "http://a.com/", "tries": "20"}, headers=SCRIPT)).text == ""
        await here.quotas.spend(cards._ASKED, str(minsu.id), cost=cards._ASKED.limit)
        for tries in ("0", "1", "19"):  # what one says of one's tries saves nothing
            asked = {"url": "http://b.com/", "tries": tries}
            assert (await browser.get("/cards", params=asked, headers=SCRIPT)).status_code == 429


async def test_no_other_site_makes_us_ask_anything(here: Company, site: Site) -> None:
    minsu = await a_person(here, "minsu")
    async with browsing(here, minsu) as browser:
        assert (await browser.get("/cards", params={"url": site.put("/report", PAGE)})).text == ""
        await asyncio.sleep(0.3)
    assert site.asked == []


async def test_where_cards_are_off_only_posts_of_ours_are_offered(company: Company, site: Site) -> None:
    minsu = await a_person(company, "minsu")
    post_id = await said(company, minsu, "글")
    async with browsing(company, minsu) as browser:
        assert (await browser.get("/cards", params={"url": site.put("/report", PAGE)}, headers=SCRIPT)).text == ""
        assert "data-quote" in (await browser.get("/cards", params={"url": f"{BASE}/posts/{post_id}"})).text
    assert site.asked == []
