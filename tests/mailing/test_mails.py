"""Mails: who gets which, when, how often they are tried, and the one press that ends them."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import msgspec
import pytest
import sqlalchemy as sa

from biztweet.access import sessions
from biztweet.access.viewer import Viewer
from biztweet.accounts.join import deactivate, edit_profile
from biztweet.accounts.zones import zone_or_company
from biztweet.app import make
from biztweet.company import Company
from biztweet.installation import mailing
from biztweet.kernel.clock import DAY, HOUR, MINUTE, SECOND, as_datetime
from biztweet.kernel.paging import Page
from biztweet.kernel.transaction import Transaction
from biztweet.mailing import store
from biztweet.mailing.digest import is_time, queue_digests
from biztweet.mailing.model import QueuedMail, Stream
from biztweet.mailing.off import LinkBroken, off_token, read_token
from biztweet.mailing.send import MailSender
from biztweet.mailing.tables import mail_queue
from biztweet.notifications.inbox import NOTIFICATIONS
from biztweet.notifications.model import Kind
from biztweet.notifications.preferences import Preferences
from biztweet.notifications.set_preferences import preferences_of, set_preferences
from biztweet.opening import opened
from biztweet.ports.mail import Email
from biztweet.ports.sql.statement import Query
from biztweet.posts.like import like
from biztweet.settings import Settings
from tests.factories import a_person, said, told_to
from tests.mailing.receiver import MailServer, mail_server
from tests.notifications.test_inbox import reacted

WAITING = Query(int, sa.select(sa.func.count()).select_from(mail_queue))
FAILED = Query(int, sa.select(sa.func.count()).where(mail_queue.c.attempts == 1))


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[MailServer]:
    async with mail_server(tmp_path) as running:
        yield running


@pytest.fixture
async def here(any_settings: Settings, server: MailServer) -> AsyncIterator[Company]:
    """A company that mails."""
    settings = msgspec.structs.replace(any_settings, mail_url=server.url, mail_from="BizTweet <talk@example.com>")
    async with opened(settings) as company, mailing(company):
        yield company


async def jane_of(here: Company, **preferences: object) -> Viewer:
    jane = await a_person(here, "jane", name="Jane Smith", email="jane@example.com", language="en")
    if preferences:
        await set_preferences(here.db, jane, **preferences)
    return jane


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


async def waiting(here: Company, number: int) -> None:
    async with asyncio.timeout(15):
        while (await here.db.one(WAITING) or 0) != number:  # noqa: ASYNC110 - rows have no event
            await asyncio.sleep(0.02)


async def test_a_notice_of_a_kind_that_one_names_is_mailed_at_once(here: Company, server: MailServer) -> None:
    jane, minsu = await jane_of(here, mailed=(Kind.mention,)), await a_person(here, "minsu", name="김민수")
    nobody = await a_person(here, "nobody")
    await set_preferences(here.db, nobody, mailed=(Kind.mention,))  # has no address
    await like(here.db, minsu, await said(here, jane, "not asked for"))
    post_id = await said(here, minsu, "@jane @nobody <b>점심</b> & coffee?")
    got = await server.next()
    assert got["To"].addresses[0].addr_spec == "jane@example.com"
    assert got["Subject"] == "김민수 mentioned you"
    text, html = text_of(got), text_of(got, "html")
    assert "<b>점심</b> & coffee?" in text
    assert f"http://127.0.0.1:8000/posts/{post_id}" in text
    assert "&lt;b&gt;점심&lt;/b&gt; &amp; coffee?" in html
    assert "src=" not in html
    await waiting(here, 0)
    assert server.got.empty()


async def test_words_of_messages_are_never_mailed_unless_allowed(any_settings: Settings, server: MailServer) -> None:
    common = {"mail_url": server.url, "mail_from": "talk@example.com"}
    subjects = []
    for words in ("posts", "full", "hints"):
        settings = msgspec.structs.replace(any_settings, mail_words=words, **common)
        async with opened(settings) as here, mailing(here):
            person = await a_person(here, email=f"{words}@example.com", language="en")
            minsu = await a_person(here, name="김민수")
            await set_preferences(here.db, person, mailed=(Kind.message,))
            await told_to(here, minsu, person, text="Secret words")
            got = await server.next()
            subjects.append(str(got["Subject"]))
            assert ("Secret words" in text_of(got) + text_of(got, "html")) is (words == "full")
    assert subjects == ["김민수 sent you a message", "김민수 sent you a message", "1 notification waits for you"]


async def test_quiet_hours_gather_what_is_then_one_mail(here: Company, server: MailServer) -> None:
    local = as_datetime(here.db.clock()).astimezone(zone_or_company(""))
    minute = local.hour * 60 + local.minute
    quiet = {"quiet_from": (minute - 5) % 1440, "quiet_to": (minute + 60) % 1440}
    jane, minsu = await jane_of(here, mailed=(Kind.mention,), **quiet), await a_person(here, "minsu")
    for number in range(3):
        await said(here, minsu, f"@jane number {number}")
    await waiting(here, 3)
    newest, *_ = await here.inbox.page(jane, Page(limit=10))
    await here.inbox.read(jane, [newest.id])
    assert server.got.empty()
    clock = here.db.clock
    here.db.clock = lambda: clock() + 2 * HOUR
    await said(here, minsu, "@jane number 3")
    got = await server.next()
    assert got["Subject"] == "3 notifications wait for you"
    assert [number for number in range(4) if f"number {number}" in text_of(got)] == [0, 1, 3]
    await waiting(here, 0)
    assert server.got.empty()


async def test_what_fails_is_tried_again_and_what_is_refused_is_not(here: Company, server: MailServer) -> None:
    await jane_of(here, mailed=(Kind.mention,))
    minsu = await a_person(here, "minsu")
    server.answers = ["451 Later"]
    await said(here, minsu, "@jane one")
    async with asyncio.timeout(15):
        while await here.db.one(FAILED) == 0:  # noqa: ASYNC110 - rows have no event
            await asyncio.sleep(0.02)
    clock = here.db.clock
    here.db.clock = lambda: clock() + 2 * MINUTE
    await said(here, minsu, "@jane two")
    said_so = set[str]()
    while not {"one", "two"} <= said_so:
        said_so |= set(text_of(await server.next()).split())
    await waiting(here, 0)
    server.answers = ["554 Never"]
    await said(here, minsu, "@jane three")
    async with asyncio.timeout(15):
        while server.answers:  # noqa: ASYNC110 - the same
            await asyncio.sleep(0.02)
    await waiting(here, 0)
    assert server.got.empty()


async def test_an_email_that_cannot_be_written_keeps_no_other_back(any_company: Company) -> None:
    sent: list[str] = []

    class Box:
        async def send(self, email: Email) -> None:
            sent.append(email.to)

        async def check(self) -> None:
            """It always takes emails."""

    async def write(account_id: int, _stream: Stream, _ids: Sequence[int]) -> Email:
        if account_id == 1:
            raise ValueError("A template broke")
        return Email(to="jane@example.com", name="Jane", subject="", text="", html="", id="1")

    async def queue(tx: Transaction) -> None:
        for account_id in (1, 2):
            queued = {"account_id": account_id, "stream": Stream.notices, "notification_id": 7, "attempts": 0}
            await tx.rows(store.QUEUE, id=tx.new_id(), due_at=tx.now, **queued)

    await any_company.db.write(queue)
    assert await MailSender(any_company.db, Box(), write).turn() == 2
    assert sent == ["jane@example.com"]
    [left] = await any_company.db.rows(Query(QueuedMail, sa.select(mail_queue)))
    assert (left.account_id, left.attempts) == (1, 1)


async def test_whoever_is_out_gets_no_mail(here: Company, server: MailServer) -> None:
    minute = as_datetime(here.db.clock()).astimezone(zone_or_company(""))
    now = minute.hour * 60 + minute.minute
    quiet = {"quiet_from": (now - 5) % 1440, "quiet_to": (now + 60) % 1440}
    jane, minsu = await jane_of(here, mailed=(Kind.mention,), **quiet), await a_person(here, "minsu")
    await said(here, minsu, "@jane one")
    await waiting(here, 1)
    await deactivate(here.db, jane.id)
    await waiting(here, 0)


# ── the digest ──────────────────────────────────────────────────────────────────────────────────────────────────


def morning(here: Company, weekday: int, hour: int = 8, minute: int = 45) -> int:
    """An instant at least three days from now, on that day of the week, at that time in Seoul."""
    zone = zone_or_company("Asia/Seoul")
    day = as_datetime(here.db.clock()).astimezone(zone) + timedelta(days=3)
    while day.weekday() != weekday:
        day += timedelta(days=1)
    at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
    return int(at.timestamp()) * SECOND


async def away(here: Company) -> Viewer:
    """Somebody in Seoul who signed in once, and has a mention and two likes that they did not read."""
    minsu = await a_person(here, name="김민수")
    person = await a_person(here, email="away@example.com", language="en")
    await edit_profile(here.db, person.id, time_zone="Asia/Seoul")
    await sessions.begin(here.db, person.id, address="127.0.0.1", device="Test")
    handle = (await here.people.one(person.id)).handle
    liked = await said(here, person, "Mine")
    for liker in (minsu, await a_person(here)):
        await like(here.db, liker, liked)
    await said(here, minsu, f"@{handle} are you there?")
    await reacted(here)
    return person


async def digested(here: Company, at: int) -> int:
    """How many digests were queued at an instant."""
    here.db.clock = lambda: at
    await queue_digests(here.db)
    return len(await here.db.rows(store.DUE, now=at + DAY, limit=100))


async def test_a_digest_comes_on_a_working_morning_to_who_is_away(here: Company, server: MailServer) -> None:
    await away(here)
    for at in (morning(here, 0, 8, 29), morning(here, 0, 12, 0), morning(here, 5), morning(here, 6)):
        assert await digested(here, at) == 0
    monday = morning(here, 0)
    here.db.clock = lambda: monday
    await queue_digests(here.db)
    got = await server.next()
    assert got["Subject"] == "2 notifications wait for you"
    assert "are you there?" in text_of(got)
    assert "and 1 other like your post" in text_of(got)
    await waiting(here, 0)
    await queue_digests(here.db)  # twice in one morning
    here.db.clock = lambda: monday + DAY  # nothing new since
    await queue_digests(here.db)
    await waiting(here, 0)
    assert server.got.empty()


async def test_whoever_was_here_reads_elsewhere_or_wants_none_gets_no_digest(any_company: Company) -> None:
    here = any_company
    here_now, reads, wants_none, has_read = [await away(here) for _ in range(4)]
    monday = morning(here, 0)
    here.db.clock = lambda: monday - DAY
    await sessions.begin(here.db, here_now.id, address="127.0.0.1", device="Test")
    await here.inbox.mark_read(reads, "home", 1)
    await set_preferences(here.db, wants_none, digest=False)
    here.db.clock = lambda: monday - 5 * DAY
    [newest, *_] = await here.inbox.page(has_read, Page(limit=10))
    await here.inbox.mark_read(has_read, NOTIFICATIONS, newest.id)
    assert await digested(here, monday) == 0
    assert await digested(here, monday + 2 * DAY) == 2  # the first two are away by now


async def test_working_days_are_ones_own(any_company: Company) -> None:
    here = any_company
    person = await away(here)
    await set_preferences(here.db, person, working_days=(6,))
    assert await digested(here, morning(here, 0)) == 0
    assert await digested(here, morning(here, 6)) == 1


async def test_whoever_was_never_let_in_gets_no_digest(any_company: Company) -> None:
    here = any_company
    await a_person(here, "new", email="new@example.com")
    await said(here, await a_person(here), "@new welcome")
    await reacted(here)
    monday = morning(here, 0)
    here.db.clock = lambda: monday
    assert await here.db.rows(store.ZONES) == [""]
    values = {"time_zone": "", "day": 1, "since": monday - 2 * DAY, "limit": 10}
    assert await here.db.rows(store.ABSENT, after=0, **values) == []


def test_the_hour_of_digests_ends_at_noon() -> None:
    day = datetime(2026, 11, 27, tzinfo=zone_or_company("Asia/Seoul"))
    hours = [minute for minute in range(1440) if is_time(day + timedelta(minutes=minute))]
    assert (hours[0], hours[-1]) == (8 * 60 + 30, 12 * 60 - 1)


# ── the way out ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_one_press_ends_such_mails_signed_out_and_nothing_else(here: Company, server: MailServer) -> None:
    jane, minsu = await jane_of(here, mailed=(Kind.mention,), untold=(Kind.like,)), await a_person(here, "minsu")
    await said(here, minsu, "@jane one")
    got = await server.next()
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = urlsplit(str(got["List-Unsubscribe"]).strip("<>")).path
    transport = httpx2.ASGITransport(make(here))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as mailbox:
        page = await mailbox.get(path)
        assert page.status_code == 200
        assert "No more of these mails?" in page.text
        assert (await preferences_of(here.db, jane.id)).mailed == (Kind.mention,)
        pressed = await mailbox.post(path, data={"List-Unsubscribe": "One-Click"})
        assert pressed.status_code == 200
        assert "No more of these mails will come" in pressed.text
        for wrong in (
            path[:-1] + ("0" if path[-1] != "0" else "1"),
            "/mail/off/1-notices-",
            "/mail/off/x",
            "/mail/off/%C3%A4",
        ):
            assert (await mailbox.post(wrong)).status_code == 404
    assert await preferences_of(here.db, jane.id) == Preferences(untold=(Kind.like,))


async def test_a_link_is_good_for_one_person_and_one_stream(company: Company) -> None:
    token = off_token(company.vault, 7, Stream.digest)
    assert read_token(company.vault, token) == (7, Stream.digest)
    for wrong in (token.replace("7-", "8-", 1), token.replace("digest", "notices"), token + "x", ""):
        with pytest.raises(LinkBroken):
            read_token(company.vault, wrong)
