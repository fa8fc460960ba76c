"""Push: what a phone is told, by whose acts, how often it is tried, and when a subscription ends."""

import asyncio
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from joserfc import jwt
from joserfc.jwk import ECKey

from biztweet.access.administer_apps import revoke_all
from biztweet.access.revoke import revoke
from biztweet.access.vault import Vault
from biztweet.access.viewer import Viewer
from biztweet.accounts.zones import zone_or_company
from biztweet.company import Company
from biztweet.follows.follow import follow
from biztweet.installation import pushing
from biztweet.kernel.clock import HOUR, as_datetime
from biztweet.kernel.paging import Page
from biztweet.kernel.tables import cursors
from biztweet.kernel.transaction import Transaction
from biztweet.notifications.model import Notification
from biztweet.notifications.set_preferences import set_preferences
from biztweet.opening import opened
from biztweet.ports.sql.statement import Query
from biztweet.posts.like import like
from biztweet.posts.remove import remove
from biztweet.push import store
from biztweet.push.encoding import base64url, from_base64
from biztweet.push.identity import Identity
from biztweet.push.model import Subscription
from biztweet.push.subscribe import MAX_SUBSCRIPTIONS
from biztweet.push.tables import deliveries
from biztweet.settings import Settings
from tests.api.mastodon.clients import App, an_app, an_app_of
from tests.factories import a_person, said, told_to
from tests.notifications.test_inbox import reacted
from tests.push.receiver import Phone, PushService

SUBSCRIPTION = "/api/v1/push/subscription"
# Whose deliveries are still to be sent, where they are all one subscription's.
_waits = sa.select(sa.func.min(deliveries.c.subscription_id)).having(sa.func.count() == 1)
WAITS = Query(int, _waits)
QUEUED = Query(int, sa.select(sa.func.count()).select_from(deliveries))
CURSOR = Query(int, sa.select(cursors.c.position).where(cursors.c.reactor == "push"))


async def subscribed(app: App, phone: Phone, service: PushService, *alerts: str, **how: Any) -> None:
    await app.post(SUBSCRIPTION, **phone.form(service.endpoint(), *alerts, **how))


async def stored(here: Company, account_id: int) -> list[Subscription]:
    return await here.db.rows(store.OF_ACCOUNT, account_id=account_id)


async def test_a_person_has_so_many_subscriptions_and_the_earliest_end(here: Company, service: PushService) -> None:
    minsu, jane = await an_app(here, "minsu"), await an_app(here, "jane")
    await subscribed(jane, Phone(), service, "mention")
    apps = [minsu, *[await an_app_of(here, minsu.me, "push") for _ in range(MAX_SUBSCRIPTIONS)]]
    for app in apps:
        await subscribed(app, Phone(), service, "mention")
    assert len(await stored(here, minsu.me.id)) == MAX_SUBSCRIPTIONS
    await minsu.get(SUBSCRIPTION, 404)
    for app in (apps[1], apps[-1], jane):
        await app.get(SUBSCRIPTION)


@pytest.mark.parametrize("standard", [True, False])
async def test_a_phone_is_told_and_alone_can_read_it(here: Company, service: PushService, *, standard: bool) -> None:
    minsu, jane, phone = await an_app(here, "minsu"), await a_person(here, "jane", name="Jane Park"), Phone()
    await subscribed(minsu, phone, service, "mention", standard=standard)
    post_id = await said(here, jane, "@minsu 점심 같이 하실래요?")
    pushed = await service.next()
    said_to_phone = phone.read(pushed)
    token = minsu.http.headers["authorization"].removeprefix("Bearer ")
    assert said_to_phone == {
        "access_token": token,
        "preferred_locale": "ko",
        "notification_id": said_to_phone["notification_id"],
        "notification_type": "mention",
        "icon": said_to_phone["icon"],
        "title": "Jane Park 님이 회원님을 언급했습니다",
        "body": "@minsu 점심 같이 하실래요?",
    }
    told = await minsu.get(f"/api/v1/notifications/{said_to_phone['notification_id']}")
    assert told["status"]["id"] == str(post_id)
    assert pushed.headers["ttl"] == "172800"
    assert "점심".encode() not in pushed.body


async def test_the_push_service_is_shown_who_sends(here: Company, service: PushService) -> None:
    minsu, jane = await an_app(here, "minsu"), await a_person(here, "jane")
    await subscribed(minsu, Phone(), service, "follow")
    await follow(here.db, jane, minsu.me.id)
    kind, _, rest = (await service.next()).headers["authorization"].partition(" ")
    fields = dict(part.strip().split("=", 1) for part in rest.split(","))
    raw = from_base64(fields["k"])
    half: dict[str, str | list[str]] = {
        "kty": "EC",
        "crv": "P-256",
        "x": base64url(raw[1:33]),
        "y": base64url(raw[33:]),
    }
    claims = jwt.decode(fields["t"], ECKey.import_key(half)).claims
    assert kind == "vapid"
    assert claims["aud"] == service.endpoint().rpartition("/")[0]
    assert fields["k"] == here.push.public_key
    assert (await minsu.get("/api/v2/instance"))["configuration"]["vapid"]["public_key"] == here.push.public_key


async def test_the_key_stays_the_same_over_restarts(here: Company) -> None:
    again = Identity(here.db, here.vault, "https://talk.example.com")
    await again.load()
    assert again.public_key == here.push.public_key


async def test_under_another_secret_key_there_is_no_push_and_all_else_works(here: Company, tmp_path: Path) -> None:
    other = Identity(here.db, Vault("another key"), "https://talk.example.com")
    await other.load()
    assert other.public_key == ""


async def test_only_what_was_asked_for_is_told_and_only_of_whose_acts(here: Company, service: PushService) -> None:
    minsu, jane, phone = await an_app(here, "minsu"), await a_person(here, "jane"), Phone()
    mine = await said(here, minsu.me)
    await subscribed(minsu, phone, service, "mention", policy="followed")
    await like(here.db, jane, mine)  # not asked for
    await said(here, jane, "@minsu 하나")  # not by somebody minsu follows
    await settled(here)
    await follow(here.db, minsu.me, jane.id)
    await said(here, jane, "@minsu 둘")
    assert phone.read(await service.next())["body"] == "@minsu 둘"
    await minsu.ask("PUT", SUBSCRIPTION, data={"data[alerts][favourite]": "true", "data[policy]": "all"})
    await said(here, jane, "@minsu 셋")  # no longer asked for
    await like(here.db, jane, await said(here, minsu.me, "새 글"))
    assert phone.read(await service.next())["notification_type"] == "favourite"
    assert service.got.empty()


async def test_a_message_is_told_to_whom_it_is_sent(here: Company, service: PushService) -> None:
    minsu, jane, phone = await an_app(here, "minsu"), await a_person(here, "jane"), Phone()
    await subscribed(minsu, phone, service, "mention")
    await told_to(here, jane, minsu.me, text="우리끼리만")
    assert phone.read(await service.next())["body"] == "우리끼리만"


async def test_quiet_hours_hold_back_what_is_not_read_meanwhile(here: Company, service: PushService) -> None:
    minsu, jane, phone = await an_app(here, "minsu"), await a_person(here, "jane"), Phone()
    await subscribed(minsu, phone, service, "mention")
    local = as_datetime(here.db.clock()).astimezone(zone_or_company(""))
    minute = local.hour * 60 + local.minute
    await set_preferences(here.db, minsu.me, quiet_from=(minute - 5) % 1440, quiet_to=(minute + 60) % 1440)
    await said(here, jane, "@minsu 하나")
    await queued(here, 1)
    await minsu.post("/api/v1/markers", **{"notifications[last_read_id]": str((await newest(here, minsu.me)).id)})
    await said(here, jane, "@minsu 둘")
    await queued(here, 2)
    assert service.got.empty()
    clock = here.db.clock
    here.db.clock = lambda: clock() + 2 * HOUR
    await said(here, jane, "@minsu 셋")
    assert {phone.read(await service.next())["body"] for _ in range(2)} == {"@minsu 둘", "@minsu 셋"}
    assert service.got.empty()


async def queued(here: Company, number: int) -> None:
    async with asyncio.timeout(20):
        while (await here.db.one(QUEUED) or 0) < number:  # noqa: ASYNC110 - rows have no event
            await asyncio.sleep(0.02)


async def newest(here: Company, viewer: Viewer) -> Notification:
    [found] = await here.inbox.page(viewer, Page(limit=1))
    return found


async def test_an_app_that_is_not_for_messages_is_told_of_none(here: Company, service: PushService) -> None:
    minsu = await an_app(here, "minsu", "read:statuses read:notifications push")
    jane, phone = await a_person(here, "jane"), Phone()
    await subscribed(minsu, phone, service, "mention")
    await told_to(here, jane, minsu.me, text="우리끼리만")
    await said(here, jane, "@minsu 모두에게")
    assert phone.read(await service.next())["body"] == "@minsu 모두에게"
    await settled(here)
    assert service.got.empty()


async def test_an_address_that_is_none_holds_up_nobody(here: Company, service: PushService) -> None:
    minsu, jane, phone = await an_app(here, "minsu"), await a_person(here, "jane"), Phone()
    await subscribed(minsu, Phone(), service, "mention")
    [stands] = await stored(here, minsu.me.id)
    other = await an_app_of(here, minsu.me)
    await subscribed(other, phone, service, "mention")

    async def break_it(tx: Transaction) -> None:
        broken = msgspec.structs.replace(stands, endpoint="https://[")
        await tx.execute(store.PUT, **{name: getattr(broken, name) for name in broken.__struct_fields__})

    await here.db.write(break_it)
    await said(here, jane, "@minsu 하나")
    assert phone.read(await service.next())["body"] == "@minsu 하나"
    async with asyncio.timeout(20):
        while (await here.db.one(WAITS)) != stands.id:  # noqa: ASYNC110 - rows have no event
            await asyncio.sleep(0.02)


async def test_hints_say_nothing_but_that_there_is_something(any_settings: Settings, service: PushService) -> None:
    settings = msgspec.structs.replace(any_settings, push="hints", internal_networks=(ip_network("127.0.0.1/32"),))
    async with opened(settings) as here, pushing(here, service.trust):
        minsu, jane, phone = await an_app(here, "minsu"), await a_person(here, "jane"), Phone()
        await subscribed(minsu, phone, service, "mention")
        await said(here, jane, "@minsu 비밀")
        told = phone.read(await service.next())
        assert (told["title"], told["body"]) == ("새 알림이 있습니다", "")


async def test_what_fails_is_tried_again_and_who_is_gone_is_forgotten(here: Company, service: PushService) -> None:
    minsu, jane = await an_app(here, "minsu"), await a_person(here, "jane")
    await subscribed(minsu, Phone(), service, "mention")
    service.answers += [503, 410]
    await said(here, jane, "@minsu 하나")
    await service.next()
    await service.next()  # a second later
    await settled(here)
    assert await stored(here, minsu.me.id) == []
    assert await minsu.get(SUBSCRIPTION, 404) == {"error": "Record not found"}


async def test_a_subscription_ends_with_its_token(here: Company, service: PushService) -> None:
    minsu, jane = await an_app(here, "minsu"), await a_person(here, "jane")
    await subscribed(minsu, Phone(), service, "mention")
    [found] = await stored(here, minsu.me.id)
    await revoke(here.db, found.token_id, minsu.me.id)
    await said(here, jane, "@minsu 하나")
    await settled(here)
    assert await stored(here, minsu.me.id) == []
    assert service.got.empty()


async def test_a_subscription_ends_with_its_app(here: Company, service: PushService) -> None:
    minsu, jane, boss = await an_app(here, "minsu"), await an_app(here, "jane"), await a_person(here, "boss")
    for app in (minsu, jane):
        await subscribed(app, Phone(), service, "mention")
    app_id = int((await minsu.get("/api/v1/apps/verify_credentials"))["id"])
    await revoke_all(here.db, Viewer(boss.id, frozenset({"admin"})), app_id)
    await said(here, boss, "@minsu @jane 하나")
    await settled(here)
    assert (await stored(here, minsu.me.id), len(await stored(here, jane.me.id))) == ([], 1)


async def test_of_a_post_that_is_gone_nothing_is_told(here: Company, service: PushService) -> None:
    minsu, jane, phone = await an_app(here, "minsu"), await a_person(here, "jane"), Phone()
    service.answers += [503]
    await subscribed(minsu, phone, service, "mention")
    gone = await said(here, jane, "@minsu 잘못 썼습니다")
    await service.next()
    await remove(here.db, jane, gone)
    await said(here, jane, "@minsu 다시")
    assert phone.read(await service.next())["body"] == "@minsu 다시"
    await settled(here)
    assert service.got.empty()


async def test_where_nothing_is_sent_nothing_is_queued(any_company: Company) -> None:
    minsu, jane = await an_app(any_company, "minsu"), await a_person(any_company, "jane")
    await minsu.post(SUBSCRIPTION, **Phone().form("https://push.example.com/x", "mention"))
    await said(any_company, jane, "@minsu 하나")
    async with asyncio.timeout(20):
        while await any_company.inbox.unread(minsu.me) == 0:  # noqa: ASYNC110 - a notice has no signal
            await asyncio.sleep(0.02)
    [found] = await stored(any_company, minsu.me.id)
    await revoke(any_company.db, found.token_id, minsu.me.id)  # comes after the notice, and is reacted to
    async with asyncio.timeout(20):
        while await stored(any_company, minsu.me.id):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    assert await any_company.db.one(store.NEXT_DUE) is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"subscription[endpoint]": "http://example.com/x"}, "Endpoint must be an https address"),
        ({"subscription[endpoint]": ""}, "Endpoint must be an https address"),
        ({"subscription[endpoint]": "https://["}, "Endpoint must be an https address"),
        ({"subscription[endpoint]": "https://℀.example/x"}, "Endpoint must be an https address"),
        ({"subscription[endpoint]": "https:///x"}, "Endpoint must be an https address"),
        ({"subscription[endpoint]": "https://a:b@push.example.com/x"}, "Endpoint must be an https address"),
        ({"subscription[endpoint]": "https://push.example.com:99999/x"}, "Endpoint must be an https address"),
        ({"subscription[keys][p256dh]": "AAAA"}, "Key p256dh is no public key of P-256"),
        ({"subscription[keys][p256dh]": "가"}, "Keys p256dh and auth must be base64"),
        ({"subscription[keys][auth]": "AAAA"}, "Key auth must be 16 bytes"),
        ({"data[policy]": "whoever"}, "policy must be one of all, followed, follower, none"),
    ],
)
async def test_what_cannot_be_a_subscription_is_refused(company: Company, wrong: dict[str, str], words: str) -> None:
    minsu = await an_app(company, "minsu")
    form = Phone().form("https://push.example.com/x", "mention") | wrong
    assert await minsu.post(SUBSCRIPTION, 422, **form) == {"error": f"Validation failed: {words}"}


async def test_a_subscription_is_read_changed_replaced_and_ended(company: Company) -> None:
    minsu = await an_app(company, "minsu")
    assert await minsu.get(SUBSCRIPTION, 404) == {"error": "Record not found"}
    made = await minsu.post(SUBSCRIPTION, **Phone().form("https://push.example.com/x", "mention", "follow_request"))
    assert made == {
        "id": made["id"],
        "endpoint": "https://push.example.com/x",
        "standard": True,
        "alerts": {
            name: name in {"mention", "follow_request"}
            for name in (
                "mention", "status", "reblog", "follow", "follow_request", "favourite", "poll", "update", "quote",
                "quoted_update", "admin.sign_up", "admin.report",
            )
        },
        "policy": "all",
        "server_key": company.push.public_key,
    }  # fmt: skip
    assert await minsu.get(SUBSCRIPTION) == made
    changed = await minsu.ask("PUT", SUBSCRIPTION, data={"data[alerts][poll]": "true", "data[policy]": "follower"})
    assert [name for name, wanted in changed["alerts"].items() if wanted] == ["poll"]
    assert changed["policy"] == "follower"
    other = await minsu.post(SUBSCRIPTION, **Phone().form("https://push.example.com/y"))
    assert await minsu.get(SUBSCRIPTION) == other
    assert len(await stored(company, minsu.me.id)) == 1
    for _ in range(2):
        assert await minsu.ask("DELETE", SUBSCRIPTION) == {}


async def settled(here: Company) -> None:
    """Return once everything that happened was reacted to, and all that is due soon was sent."""
    await reacted(here)  # of which notices come
    await here.relay.barrier()
    position = here.relay.position
    async with asyncio.timeout(20):
        while await busy(here, position):  # noqa: ASYNC110 - rows have no event
            await asyncio.sleep(0.02)


async def busy(here: Company, position: int) -> bool:
    return (await here.db.one(CURSOR) or 0) < position or await here.db.one(store.NEXT_DUE) is not None
