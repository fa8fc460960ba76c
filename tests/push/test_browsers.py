"""Browsers of the pages that ring: for what, in which words, and until when."""

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from ipaddress import ip_network

import msgspec
import pytest

from biztweet.access.sessions import IDLE, begin, end
from biztweet.access.sweep import sweep
from biztweet.access.viewer import Viewer
from biztweet.accounts.join import deactivate
from biztweet.accounts.zones import zone_or_company
from biztweet.company import Company
from biztweet.follows.hide import block
from biztweet.installation import pushing
from biztweet.kernel.clock import HOUR, as_datetime
from biztweet.kernel.errors import Invalid, Unauthenticated
from biztweet.notifications.model import Kind
from biztweet.notifications.set_preferences import set_preferences
from biztweet.opening import opened
from biztweet.posts.like import like
from biztweet.push import browsers, store
from biztweet.settings import Settings
from tests.factories import a_person, said, told_to
from tests.push.receiver import Phone, PushService
from tests.push.test_push import queued, settled


async def a_browser(here: Company, who: Viewer) -> Viewer:
    """Somebody, signed in on the pages."""
    return await here.sessions.viewer(await begin(here.db, who.id, address="127.0.0.1", device="Firefox"))


async def ringing(here: Company, who: Viewer, endpoint: str) -> tuple[Viewer, Phone]:
    me, phone = await a_browser(here, who), Phone()
    await browsers.ring(here.db, me, endpoint=endpoint, keys=phone.keys())
    return me, phone


async def test_a_browser_shows_what_happened_and_leads_to_it(here: Company, service: PushService) -> None:
    minsu, jane = await a_person(here, "minsu", name="김민수"), await a_person(here, "jane", name="Jane Park")
    _, phone = await ringing(here, minsu, service.endpoint())
    post_id = await said(here, jane, "@minsu " + "lunch " * 40)
    shown = phone.read(await service.next())
    assert shown["title"] == "Jane Park 님이 나를 언급했습니다"
    assert (len(shown["body"]), shown["body"][:12], shown["body"][-1]) == (140, "@minsu lunch", "…")
    assert shown["url"] == f"/posts/{post_id}"
    assert shown["tag"]
    assert (shown["icon"].startswith("/media/"), shown["icon"].endswith("/large")) == (True, True)
    message_id = await told_to(here, jane, minsu, text="우리끼리만")
    shown = phone.read(await service.next())
    assert (shown["body"], shown["url"].startswith("/messages/"), message_id > post_id) == ("우리끼리만", True, True)


async def test_of_notices_that_take_each_others_place_a_browser_that_was_off_gets_the_latest(
    here: Company, service: PushService
) -> None:
    people = [await a_person(here, handle) for handle in ("minsu", "jane", "third")]
    minsu = people[0]
    await set_preferences(here.db, minsu, ringing=(Kind.like,))
    for name in ("office", "home"):
        await ringing(here, minsu, service.endpoint(name))
    posts = [await said(here, minsu, text) for text in ("하나", "둘")]
    for who, post in ((people[1], posts[0]), (people[2], posts[0]), (people[1], posts[1])):
        await like(here.db, who, post)
    pushed = [await service.next() for _ in range(6)]
    topics: dict[str, list[str]] = {"/office": [], "/home": []}
    for each in pushed:
        topics[each.path].append(each.headers["topic"])
    assert all(re.fullmatch(r"[\w-]{32}", topic) for found in topics.values() for topic in found)
    assert [sorted(Counter(found).values()) for found in topics.values()] == [[1, 2], [1, 2]]
    assert not {*topics["/office"]} & {*topics["/home"]}  # a push service cannot tell who reads of the same


async def test_only_what_one_wishes_rings(here: Company, service: PushService) -> None:
    minsu, jane = await a_person(here, "minsu"), await a_person(here, "jane", language="en")
    _, phone = await ringing(here, jane, service.endpoint())
    await set_preferences(here.db, jane, ringing=(Kind.like,))
    await said(here, minsu, "@jane does not ring")
    await like(here.db, minsu, await said(here, jane, "rings"))
    assert phone.read(await service.next())["body"] == "rings"
    await settled(here)
    assert service.got.empty()


async def test_quiet_hours_hold_back_what_would_ring(here: Company, service: PushService) -> None:
    minsu, jane = await a_person(here, "minsu"), await a_person(here, "jane")
    _, phone = await ringing(here, minsu, service.endpoint())
    local = as_datetime(here.db.clock()).astimezone(zone_or_company(""))
    minute = local.hour * 60 + local.minute
    await set_preferences(here.db, minsu, quiet_from=(minute - 5) % 1440, quiet_to=(minute + 60) % 1440)
    await said(here, jane, "@minsu 하나")
    await queued(here, 1)
    assert service.got.empty()
    clock = here.db.clock
    here.db.clock = lambda: clock() + 2 * HOUR
    await said(here, jane, "@minsu 둘")
    assert {phone.read(await service.next())["body"] for _ in range(2)} == {"@minsu 하나", "@minsu 둘"}


async def test_hints_say_nothing_but_that_there_is_something(any_settings: Settings, service: PushService) -> None:
    settings = msgspec.structs.replace(any_settings, push="hints", internal_networks=(ip_network("127.0.0.1/32"),))
    async with opened(settings) as here, pushing(here, service.trust):
        minsu, jane = await a_person(here, "minsu"), await a_person(here, "jane")
        _, phone = await ringing(here, minsu, service.endpoint())
        await said(here, jane, "@minsu 비밀")
        shown = phone.read(await service.next())
        assert (shown["title"], shown["body"], shown["url"]) == ("새 알림이 있습니다", "", "/notifications")


async def _signs_out(here: Company, me: Viewer) -> None:
    assert me.session_id is not None
    await end(here.db, me.id, me.session_id)


async def _leaves(here: Company, me: Viewer) -> None:
    await deactivate(here.db, me.id)


async def _is_still(here: Company, me: Viewer) -> None:
    await browsers.be_still(here.db, me)


@pytest.mark.parametrize("out", [_signs_out, _leaves, _is_still])
async def test_a_browser_rings_until_its_session_ends(
    here: Company, service: PushService, out: Callable[[Company, Viewer], Awaitable[None]]
) -> None:
    minsu, jane = await a_person(here, "minsu"), await a_person(here, "jane")
    me, _ = await ringing(here, minsu, service.endpoint())
    assert await browsers.rings(here.db, me)
    await out(here, me)
    await said(here, jane, "@minsu 하나")
    await settled(here)
    assert not await browsers.rings(here.db, me)
    assert service.got.empty()


async def test_a_session_that_ran_out_rings_no_more_and_is_forgotten(here: Company, service: PushService) -> None:
    minsu, jane = await a_person(here, "minsu"), await a_person(here, "jane")
    me, _ = await ringing(here, minsu, service.endpoint())
    clock = here.db.clock
    here.db.clock = lambda: clock() + IDLE + HOUR
    await said(here, jane, "@minsu 하나")
    await settled(here)
    assert service.got.empty()
    assert await browsers.rings(here.db, me)
    await sweep(here.db)
    await ringing(here, minsu, service.endpoint("another"))
    assert not await browsers.rings(here.db, me)


async def test_a_browser_rings_for_whoever_asked_last(here: Company, service: PushService) -> None:
    minsu, jane = await a_person(here, "minsu"), await a_person(here, "jane")
    before, _ = await ringing(here, minsu, service.endpoint())
    me, phone = await ringing(here, jane, service.endpoint())
    await browsers.ring(here.db, me, endpoint=service.endpoint(), keys=phone.keys())  # twice is once
    await said(here, jane, "@minsu 하나")
    await said(here, minsu, "@jane 둘")
    assert phone.read(await service.next())["body"] == "@jane 둘"
    await settled(here)
    assert service.got.empty()
    assert not await browsers.rings(here.db, before)


async def test_a_browser_that_its_push_service_forgot_is_forgotten(here: Company, service: PushService) -> None:
    minsu, jane = await a_person(here, "minsu"), await a_person(here, "jane")
    me, _ = await ringing(here, minsu, service.endpoint())
    service.answers += [410]
    await said(here, jane, "@minsu 하나")
    await service.next()
    async with asyncio.timeout(20):
        while await browsers.rings(here.db, me):  # noqa: ASYNC110 - rows have no event
            await asyncio.sleep(0.02)
    assert await here.db.one(store.NEXT_DUE) is None


async def test_of_somebody_blocked_meanwhile_nothing_rings(here: Company, service: PushService) -> None:
    minsu, jane = await a_person(here, "minsu"), await a_person(here, "jane")
    service.answers += [503]
    await ringing(here, minsu, service.endpoint())
    await said(here, jane, "@minsu 하나")
    await service.next()
    await block(here.db, minsu, jane.id)
    await settled(here)
    assert service.got.empty()


async def test_what_cannot_ring_is_refused(any_company: Company) -> None:
    minsu = await a_person(any_company, "minsu")
    me, keys = await a_browser(any_company, minsu), Phone().keys()
    for endpoint in ("http://push.example.com/x", "https://", "https://push.example.com/" + "x" * 2_000, ""):
        with pytest.raises(Invalid):
            await browsers.ring(any_company.db, me, endpoint=endpoint, keys=keys)
    for wrong in (msgspec.structs.replace(keys, public=b"\x04"), msgspec.structs.replace(keys, secret=b"short")):
        with pytest.raises(Invalid):
            await browsers.ring(any_company.db, me, endpoint="https://push.example.com/x", keys=wrong)
    with pytest.raises(Unauthenticated):
        await browsers.ring(any_company.db, minsu, endpoint="https://push.example.com/x", keys=keys)
    assert not await browsers.rings(any_company.db, me)
