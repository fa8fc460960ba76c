"""Cards: asked for outside of every transaction, once an address, and shown under each post that names it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from ipaddress import ip_network

import msgspec
import pytest
import sqlalchemy as sa

from biztweet.cards.collect import Collector
from biztweet.cards.model import Card, State
from biztweet.cards.sweep import sweep
from biztweet.cards.tables import cards
from biztweet.company import Company
from biztweet.follows.hide import mute
from biztweet.installation import collecting
from biztweet.kernel.clock import DAY, SECOND
from biztweet.media import litter
from biztweet.opening import opened
from biztweet.ports.sql.statement import Query
from biztweet.posts.edit import Changes, edit
from biztweet.posts.remove import remove
from biztweet.settings import Settings
from tests.api.mastodon.clients import an_app
from tests.cards.sites import Site, a_site
from tests.clocks import FakeClock
from tests.factories import a_person, said
from tests.media.pictures import file, photograph
from tests.posts.pictures import uploaded

PAGE = '<head><title>연차 보고서</title><meta property="og:description" content="올해의 일"></head>'
COUNT = Query(int, sa.select(sa.func.count()).select_from(cards))
WAITING = Query(int, sa.select(sa.func.count()).where(cards.c.due_at.is_not(None)))


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with a_site() as site:
        yield site


@pytest.fixture
def allowing(any_settings: Settings) -> Settings:
    """A company that shows cards, and may ask hosts of this machine."""
    return msgspec.structs.replace(any_settings, link_cards=True, internal_networks=(ip_network("127.0.0.0/8"),))


@pytest.fixture
async def here(allowing: Settings) -> AsyncIterator[Company]:
    async with AsyncExitStack() as stack:
        company = await stack.enter_async_context(opened(allowing))
        await stack.enter_async_context(collecting(company))
        yield company


async def shown(here: Company, post_id: int) -> Card | None:
    return (await here.views.shared([post_id]))[post_id].card


async def comes(here: Company, post_id: int, title: str = "") -> Card:
    """The card of a post, with this title, as soon as it is there."""
    card: Card | None = None

    async def is_there() -> bool:
        nonlocal card
        card = await shown(here, post_id)
        return card is not None and title in ("", card.title)

    await becomes(is_there)
    assert card is not None
    return card


async def becomes(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(15):
        while not await true():  # noqa: ASYNC110 - what is waited for happens in a task of the company's own
            await asyncio.sleep(0.02)


async def settles(here: Company, count: int = 1) -> None:
    """So many cards are known, and none waits."""
    waiting = Query(int, sa.select(sa.func.count()).select_from(cards).where(cards.c.due_at.is_not(None)))

    async def all_are_known() -> bool:
        return not await here.db.one(waiting) and await here.db.one(COUNT) == count

    await becomes(all_are_known)


async def test_a_post_shows_the_page_behind_its_first_link_with_its_picture(here: Company, site: Site) -> None:
    minsu = await a_person(here)
    site.put("/report.jpg", file(photograph(800, 420)), content_type="image/jpeg")
    address = site.put("/report", PAGE.replace("</head>", '<meta property="og:image" content="report.jpg"></head>'))
    post_id = await said(here, minsu, f"보세요 {address} 그리고 {site.address}/other")
    card = await comes(here, post_id)
    assert (card.address, card.title, card.description) == (address, "연차 보고서", "올해의 일")
    assert card.picture is not None
    assert (card.picture.file.content_type, card.picture.file.width) == ("image/jpeg", 640)
    assert [entry async for entry in here.blobs.entries()] != []
    assert site.asked == ["/report", "/report.jpg"]


async def test_an_address_is_asked_for_once_however_many_name_it(here: Company, site: Site) -> None:
    minsu, jane = await a_person(here), await a_person(here)
    address = site.put("/report", PAGE)
    first = await said(here, minsu, address)
    known = await comes(here, first)
    again = await shown(here, await said(here, jane, f"{address}#part"))  # at once
    assert again is not None
    assert (again.id, again.title) == (known.id, known.title)
    assert site.asked == ["/report"]


async def test_what_is_no_page_or_does_not_answer_shows_nothing(here: Company, site: Site) -> None:
    minsu = await a_person(here)
    site.put("/a.pdf", b"%PDF-", content_type="application/pdf")
    site.put("/zipped", b"\x1f\x8b", content_encoding="gzip")
    site.put("/untitled", "<p>nothing</p>")
    site.put("/loop", "", 302, location="/loop")
    site.put("/away", "", 302, location="file:///etc/passwd")
    site.put("/broken.png", b"no picture", content_type="image/png")
    site.put("/picture", PAGE.replace("</head>", '<meta property="og:image" content="/broken.png"></head>'))
    paths = ("/a.pdf", "/zipped", "/untitled", "/loop", "/away", "/nowhere")
    posts = [await said(here, minsu, site.address + path) for path in paths]
    card = await comes(here, await said(here, minsu, f"{site.address}/picture"))
    assert card.picture is None
    await settles(here, len(paths) + 1)
    assert [await shown(here, post_id) for post_id in posts] == [None] * len(paths)
    assert site.asked.count("/loop") == 4


async def test_the_author_may_have_none_and_pictures_and_quotes_stand_alone(here: Company, site: Site) -> None:
    minsu = await a_person(here)
    address = site.put("/report", PAGE)
    known = await said(here, minsu, address)
    await comes(here, known)
    for wish in ({"card": False}, {"quote_of_id": known}, {"media_ids": (await uploaded(here, minsu),)}):
        assert await shown(here, await said(here, minsu, address, **wish)) is None


async def test_another_first_link_brings_another_card_and_the_same_one_keeps_what_was_wanted(
    here: Company, site: Site
) -> None:
    minsu = await a_person(here)
    one, two = site.put("/one", PAGE), site.put("/two", PAGE.replace("연차", "분기"))
    post_id, bare = await said(here, minsu, one), await said(here, minsu, one, card=False)
    await comes(here, post_id)
    await edit(here.db, minsu, post_id, Changes(f"{one} 그리고 {two}"), here.text_rules)
    await edit(here.db, minsu, bare, Changes(f"새로 {one}"), here.text_rules)
    assert (await comes(here, post_id)).address == one
    assert await shown(here, bare) is None
    await edit(here.db, minsu, post_id, Changes(two), here.text_rules)
    await edit(here.db, minsu, bare, Changes(two), here.text_rules)
    await comes(here, post_id, "분기 보고서")
    await comes(here, bare, "분기 보고서")
    await edit(here.db, minsu, post_id, Changes("링크 없이"), here.text_rules)
    assert await shown(here, post_id) is None
    await remove(here.db, minsu, bare)
    assert await shown(here, bare) is None


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/"]
)
async def test_nothing_inside_is_asked_unless_it_was_allowed_by_name(
    any_settings: Settings, site: Site, address: str
) -> None:
    settings = msgspec.structs.replace(any_settings, link_cards=True)
    async with opened(settings) as here, collecting(here):
        minsu = await a_person(here)
        inside = await said(here, minsu, site.put("/secret", PAGE))
        other = await said(here, minsu, address)
        await settles(here, 2)
        assert [await shown(here, inside), await shown(here, other)] == [None, None]
        assert site.asked == []


async def test_what_several_post_within_a_day_trends_with_the_use_of_seven_days(here: Company, site: Site) -> None:
    report = site.put("/report", PAGE)
    minsu, jane, reader = await an_app(here, "minsu"), await a_person(here, "jane"), await an_app(here, "reader")
    post = await said(here, minsu.me, f"보세요 {report}")
    assert await reader.get("/api/v1/trends/links") == []
    await comes(here, post)
    await said(here, minsu.me, f"또 {report}")
    assert await reader.get("/api/v1/trends/links") == []
    await said(here, jane, f"저도 {report}")
    [found] = await reader.get("/api/v1/trends/links")
    assert (found["url"], found["title"], found["type"]) == (report, "연차 보고서", "link")
    assert [(day["uses"], day["accounts"]) for day in found["history"]] == [("3", "2")] + [("0", "0")] * 6
    assert await reader.get("/api/v1/trends/links", offset=1) == []
    timeline = "/api/v1/timelines/link"
    shown = await reader.get(timeline, url=report)
    assert len(shown) == 3
    assert shown[-1]["id"] == str(post)
    assert await reader.get(timeline, url=f"{report}#part") == shown
    assert await reader.get(timeline, url=report, limit=1, max_id=shown[1]["id"]) == shown[2:]
    for unknown in ("http://example.com/", "", "%00"):
        assert await reader.get(timeline, 404, url=unknown) == {"error": "Record not found"}
    await mute(here.db, reader.me, jane.id)
    assert await reader.get("/api/v1/trends/links") == []


async def test_where_cards_are_off_nothing_is_asked_or_kept(any_company: Company, site: Site) -> None:
    async with collecting(any_company):
        minsu = await a_person(any_company)
        await said(any_company, minsu, site.put("/report", PAGE))
        await asyncio.sleep(0.3)
        assert await any_company.db.one(COUNT) == 0
        assert site.asked == []


async def test_a_card_is_asked_for_anew_after_a_week_and_its_old_picture_goes(allowing: Settings, site: Site) -> None:
    clock = FakeClock()
    async with opened(allowing, clock) as here, collecting(here):
        minsu = await a_person(here)
        site.put("/a.jpg", file(photograph(64, 48)), content_type="image/jpeg")
        address = site.put("/report", PAGE.replace("</head>", '<meta property="og:image" content="/a.jpg"></head>'))
        first = await said(here, minsu, address)
        before = await comes(here, first)
        site.put("/report", PAGE.replace("연차", "분기"))
        clock.now += 8 * DAY
        await said(here, minsu, address)
        card = await comes(here, first, "분기 보고서")
        assert before.picture is not None
        assert card.picture is None


async def test_a_host_that_is_away_takes_no_card_away(allowing: Settings, site: Site) -> None:
    clock = FakeClock()
    async with opened(allowing, clock) as here, collecting(here):
        minsu = await a_person(here)
        address = site.put("/report", PAGE)
        first = await said(here, minsu, address)
        before = await comes(here, first)
        site.put("/report", "", 503)
        clock.now += 8 * DAY
        second = await said(here, minsu, address)

        async def was_asked() -> bool:
            return site.asked.count("/report") == 2 and await here.db.one(WAITING) == 0

        await becomes(was_asked)
        for post_id in (first, second):
            assert (await comes(here, post_id)).title == before.title


async def test_what_one_process_has_taken_and_left_another_takes_later(allowing: Settings, site: Site) -> None:
    clock = FakeClock()
    async with opened(allowing, clock) as here:
        minsu = await a_person(here)
        post_id = await said(here, minsu, site.put("/report", PAGE))

        def collector() -> Collector:
            return Collector(here.db, here.views, here.images, here.blobs, "")  # type: ignore[arg-type] # never asks

        assert len(await collector().take()) == 1
        assert await collector().take() == []
        clock.now += 61 * SECOND
        assert [card.state for card in await collector().take()] == [State.waiting]
        assert await shown(here, post_id) is None


async def test_what_no_post_shows_is_forgotten_after_a_month_with_its_picture(allowing: Settings, site: Site) -> None:
    clock = FakeClock()
    async with opened(allowing, clock) as here, collecting(here):
        minsu = await a_person(here)
        site.put("/a.jpg", file(photograph(64, 48)), content_type="image/jpeg")
        page = PAGE.replace("</head>", '<meta property="og:image" content="/a.jpg"></head>')
        kept, gone = [await said(here, minsu, site.put(path, page)) for path in ("/kept", "/gone")]
        for post_id in (kept, gone):
            await comes(here, post_id)
        await remove(here.db, minsu, gone)
        assert await sweep(here.db) == 0
        clock.now += 31 * DAY
        assert await sweep(here.db) == 1
        assert await here.db.one(COUNT) == 1
        await litter.sweep(here.db, here.blobs)
        card = await comes(here, kept)
        assert card.picture is not None
        assert {entry.key.split("/")[0] async for entry in here.blobs.entries()} == {card.picture.key}
