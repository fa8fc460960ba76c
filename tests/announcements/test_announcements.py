"""Announcements, on both databases: made by administrators, at once or at their time, until they are over."""

from datetime import UTC, date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from biztweet.access.administrators import NotAnAdministrator
from biztweet.access.viewer import Viewer
from biztweet.accounts.model import Role
from biztweet.announcements.announce import announce, listed, withdraw
from biztweet.announcements.answer import dismiss, react, unreact
from biztweet.announcements.errors import (
    AnnouncementNotFound,
    EndsTooEarly,
    NoEmoji,
    TooManyOpen,
    TooManyReactions,
    WordsMissing,
    WordsTooLong,
)
from biztweet.announcements.model import AnnouncementDraft, Reaction
from biztweet.announcements.rules import MAX_LENGTH, MAX_OPEN, check_emoji, whole_days
from biztweet.company import Company
from biztweet.kernel.clock import HOUR, LATEST, MINUTE, SECOND
from biztweet.kernel.errors import Invalid
from biztweet.kernel.paging import Page
from tests.clocks import time_passes
from tests.counting import counted_reads
from tests.factories import a_person


async def announced(here: Company, text: str = "오늘 밤 점검이 있습니다", **draft: Any) -> int:
    made = await announce(here.db, None, AnnouncementDraft(text, **draft), here.text_rules)
    await here.relay.barrier()
    return made


async def read_by(here: Company, viewer: Viewer) -> list[str]:
    """What a viewer has yet to read."""
    await here.relay.barrier()
    return [told.announcement.text for told in await here.board.unread(viewer)]


async def test_what_is_announced_stands_at_once_until_it_is_withdrawn(any_company: Company) -> None:
    minsu = await a_person(any_company, "minsu")
    made = await announced(any_company, "  @minsu 님이 #보안 교육을 합니다  ")
    assert await read_by(any_company, minsu) == ["@minsu 님이 #보안 교육을 합니다"]
    [told] = await any_company.board.active()
    assert [mention.account_id for mention in told.announcement.entities.mentions] == [minsu.id]
    assert await withdraw(any_company.db, None, made)
    assert await read_by(any_company, minsu) == []
    assert not await withdraw(any_company.db, None, made)
    [kept] = await listed(any_company.db, None, Page())
    assert (kept.id, kept.is_active) == (made, False)


async def test_what_waits_is_published_at_its_time_and_ends_at_its_end(any_company: Company) -> None:
    minsu = await a_person(any_company)
    now = any_company.db.clock()
    await announced(any_company, publish_at=now + HOUR, ends_at=now + 2 * HOUR)
    assert await read_by(any_company, minsu) == []
    await time_passes(any_company, HOUR + MINUTE)
    assert await read_by(any_company, minsu) == ["오늘 밤 점검이 있습니다"]
    await time_passes(any_company, HOUR)
    assert await read_by(any_company, minsu) == []


async def test_one_that_is_withdrawn_before_its_time_is_never_told(any_company: Company) -> None:
    minsu = await a_person(any_company)
    made = await announced(any_company, publish_at=any_company.db.clock() + HOUR)
    await withdraw(any_company.db, None, made)
    await time_passes(any_company, 2 * HOUR)
    assert await read_by(any_company, minsu) == []


async def test_only_administrators_announce(company: Company) -> None:
    minsu, boss = await a_person(company), await a_person(company, role=Role.admin)
    draft = AnnouncementDraft("알립니다")
    with pytest.raises(NotAnAdministrator):
        await announce(company.db, minsu, draft, company.text_rules)
    made = await announce(company.db, boss, draft, company.text_rules)
    with pytest.raises(NotAnAdministrator):
        await withdraw(company.db, minsu, made)
    with pytest.raises(NotAnAdministrator):
        await listed(company.db, minsu, Page())
    assert await withdraw(company.db, boss, made)


@pytest.mark.parametrize(
    ("text", "draft", "refusal"),
    [
        (" \n ", {}, WordsMissing),
        ("가" * (MAX_LENGTH + 1), {}, WordsTooLong),
        ("끝난 일", {"ends_at": 1}, EndsTooEarly),
        ("거꾸로", {"starts_at": LATEST - 1, "ends_at": LATEST - 2}, EndsTooEarly),
        ("너무 멀다", {"ends_at": LATEST}, Invalid),
        ("돌아\u202e가는 글", {}, Invalid),
    ],
)
async def test_what_cannot_be_is_refused(
    company: Company, text: str, draft: dict[str, int], refusal: type[Invalid]
) -> None:
    with pytest.raises(refusal):
        await announced(company, text, **draft)


async def test_no_more_stand_or_wait_at_once_than_people_can_read(company: Company) -> None:
    made = [await announced(company, str(number)) for number in range(MAX_OPEN)]
    with pytest.raises(TooManyOpen):
        await announced(company)
    await withdraw(company.db, None, made[3])
    await announced(company)


async def test_reactions_are_counted_once_a_person_and_the_first_emoji_comes_first(any_company: Company) -> None:
    minsu, jane = await a_person(any_company), await a_person(any_company)
    made = await announced(any_company)
    for who, emoji in ((minsu, "👍"), (jane, "🎉"), (jane, "👍"), (jane, "👍")):
        await react(any_company.db, who, made, emoji)
    await any_company.relay.barrier()
    [told] = await any_company.board.seen_by(minsu)
    assert told.reactions == (Reaction("👍", 2, mine=True), Reaction("🎉", 1, mine=False))
    for _ in range(2):
        await unreact(any_company.db, minsu, made, "👍")
    await any_company.relay.barrier()
    [told] = await any_company.board.seen_by(minsu)
    assert told.reactions == (Reaction("🎉", 1), Reaction("👍", 1))  # of those that stand, jane's 🎉 came first


async def test_different_reactions_are_few_and_each_is_an_emoji(company: Company) -> None:
    minsu, jane = await a_person(company), await a_person(company)
    made = await announced(company)
    for emoji in "😀😁😂😃😄😅😆😇":
        await react(company.db, minsu, made, emoji)
    with pytest.raises(TooManyReactions):
        await react(company.db, jane, made, "🎉")
    await react(company.db, jane, made, "😀")
    with pytest.raises(NoEmoji):
        await react(company.db, jane, made, "blobcat")


@pytest.mark.parametrize("text", ["👍", "👍🏽", "❤️", "🇰🇷", "1️⃣", "👩‍👩‍👧‍👦"])
def test_what_is_one_emoji_is_taken(text: str) -> None:
    check_emoji(text)


@pytest.mark.parametrize("text", ["", "a", "1", "👍👍", "👍 ", ":thumbsup:", "가"])
def test_what_is_no_emoji_is_refused(text: str) -> None:
    with pytest.raises(NoEmoji):
        check_emoji(text)


async def test_what_does_not_stand_cannot_be_answered(company: Company) -> None:
    minsu = await a_person(company)
    waits = await announced(company, publish_at=company.db.clock() + HOUR)
    for gone in (waits, 7):
        for answer in (dismiss(company.db, minsu, gone), react(company.db, minsu, gone, "👍")):
            with pytest.raises(AnnouncementNotFound):
                await answer
        with pytest.raises(AnnouncementNotFound):
            await unreact(company.db, minsu, gone, "👍")


async def test_who_puts_it_away_is_not_shown_it_again(any_company: Company) -> None:
    minsu, jane = await a_person(any_company), await a_person(any_company)
    made = await announced(any_company)
    for _ in range(2):
        await dismiss(any_company.db, minsu, made)
    assert await read_by(any_company, minsu) == []
    assert await read_by(any_company, jane) != []
    assert [told.read for told in await any_company.board.seen_by(minsu)] == [True]


async def test_reading_costs_nothing_where_nothing_stands_and_two_queries_else(company: Company) -> None:
    minsu = await a_person(company)
    await company.board.active()
    with counted_reads(company) as count:
        await company.board.seen_by(minsu)
    assert count.reads == 0
    for number in range(5):
        await announced(company, str(number))
    await company.board.active()
    with counted_reads(company) as count:
        assert len(await company.board.seen_by(minsu)) == 5
    assert count.reads == 2


def test_whole_days_begin_and_end_where_people_are() -> None:
    first, last = date(2026, 12, 1), date(2026, 12, 2)
    starts_at, ends_at = whole_days(first, last, ZoneInfo("Asia/Seoul"))
    assert starts_at == 1_796_050_800 * SECOND  # 2026-11-30T15:00Z
    assert ends_at == 1_796_050_800 * SECOND + 48 * HOUR - SECOND
    assert whole_days(None, None, UTC) == (None, None)
