"""Posts that wait, on both databases: posted at their time, once, with their pictures; or kept with the reason."""

import asyncio
from typing import Any

import msgspec
import pytest

from biztweet.access.viewer import Viewer
from biztweet.accounts.join import deactivate
from biztweet.company import Company
from biztweet.kernel.clock import DAY, HOUR, MINUTE
from biztweet.kernel.paging import Page
from biztweet.kernel.transaction import Transaction
from biztweet.media import store as media
from biztweet.media.model import Media
from biztweet.opening import opened
from biztweet.polls.model import PollDraft
from biztweet.posts.errors import KeyReused, MediaMissing, TextTooLong
from biztweet.posts.model import Draft
from biztweet.posts.remove import remove
from biztweet.schedules import store
from biztweet.schedules.due import publish_due
from biztweet.schedules.errors import ScheduledNotFound, TimePassed, TooManyScheduled
from biztweet.schedules.schedule import MAX_WAITING, cancel, move, owned, schedule
from biztweet.schedules.waiting import pictures_of, waiting
from biztweet.settings import Settings
from tests.clocks import time_passes
from tests.factories import a_person, a_picture, said

EVERYTHING = Page()


async def scheduled(here: Company, author: Viewer, text: str = "내일", *, after: int = HOUR, **draft: Any) -> int:
    return await schedule(here.db, author, Draft(text, **draft), here.db.clock() + after, here.text_rules)


async def until_posted(here: Company, text: str) -> None:
    """Return once the company timeline holds that post alone."""
    async with asyncio.timeout(10):
        while await posted(here) != [text]:
            await here.relay.wait_for(here.relay.position + 1)


async def posted(here: Company) -> list[str]:
    """What stands in the company timeline, newest first."""
    ids = here.head.page(EVERYTHING, frozenset()) or []
    shared = await here.views.shared(ids)
    return [shared[post_id].post.text for post_id in ids]


async def an_upload(here: Company, owner: Viewer) -> Media:
    """A picture that no post has taken up."""

    async def work(tx: Transaction) -> Media:
        picture = a_picture(id=tx.new_id(), owner_id=owner.id, post_id=None, created_at=tx.now)
        picture = msgspec.structs.replace(picture, key=f"{picture.id:032x}")
        await tx.execute(media.INSERT, **msgspec.structs.asdict(picture))
        return picture

    return await here.db.write(work)


async def test_a_post_waits_and_appears_at_its_time_once(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    first = await said(here, minsu, "먼저")
    waits = await scheduled(here, minsu, reply_to_id=first, warning="스포일러", poll=PollDraft(("네", "아니요"), 600))
    await time_passes(here, HOUR - MINUTE)
    assert await posted(here) == ["먼저"]
    assert [each.id for each in await waiting(here.db, minsu, EVERYTHING)] == [waits]
    await time_passes(here, MINUTE)
    assert await posted(here) == ["내일", "먼저"]
    assert await waiting(here.db, minsu, EVERYTHING) == []
    [post_id, _] = here.head.page(EVERYTHING, frozenset()) or []
    post = (await here.views.shared([post_id]))[post_id]
    assert (post.post.reply_to_id, post.post.warning) == (first, "스포일러")
    assert post.poll is not None
    assert post.post.created_at - here.db.clock() < MINUTE
    await time_passes(here, DAY)
    assert len(await posted(here)) == 2


async def test_whichever_process_is_first_posts_and_the_others_find_nothing(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    for number in range(3):
        await scheduled(here, minsu, f"{number}")
    clock = here.db.clock
    here.db.clock = lambda: clock() + 2 * HOUR
    await asyncio.gather(*(publish_due(here.db, here.text_rules) for _ in range(5)))
    assert sorted(await posted(here)) == ["0", "1", "2"]


async def test_its_author_may_move_it_and_call_it_off_and_nobody_else_sees_it(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    early, late = await scheduled(here, minsu, "이른"), await scheduled(here, minsu, "늦은")
    later = here.db.clock() * 2
    for act in (owned(here.db, jane, early), cancel(here.db, jane, early), move(here.db, jane, early, later)):
        with pytest.raises(ScheduledNotFound):
            await act
    assert await waiting(here.db, jane, EVERYTHING) == []
    await move(here.db, minsu, late, here.db.clock() + 10 * HOUR)
    await cancel(here.db, minsu, early)
    with pytest.raises(ScheduledNotFound):
        await cancel(here.db, minsu, early)
    await time_passes(here, 5 * HOUR)
    assert await posted(here) == []
    await time_passes(here, 6 * HOUR)
    assert await posted(here) == ["늦은"]


async def test_times_that_are_past_and_too_many_are_refused(
    any_company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = any_company
    minsu = await a_person(here)
    with pytest.raises(TimePassed):
        await scheduled(here, minsu, after=-1)
    waits = await scheduled(here, minsu)
    with pytest.raises(TimePassed):
        await move(here.db, minsu, waits, 0)
    with pytest.raises(TextTooLong):
        await scheduled(here, minsu, "a" * 281)
    monkeypatch.setattr("biztweet.schedules.schedule.MAX_WAITING", 2)
    await scheduled(here, minsu)
    with pytest.raises(TooManyScheduled):
        await scheduled(here, minsu)
    assert MAX_WAITING == 300


async def test_the_same_key_schedules_once(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    at = here.db.clock() + HOUR
    draft = Draft("한 번만", idempotency_key="k")
    tries = [schedule(here.db, minsu, draft, at, here.text_rules) for _ in range(4)]
    assert len(set(await asyncio.gather(*tries))) == 1
    with pytest.raises(KeyReused):
        await schedule(here.db, minsu, draft, at + HOUR, here.text_rules)
    with pytest.raises(KeyReused):
        await said(here, minsu, "한 번만", idempotency_key="k")


async def test_pictures_wait_along_and_are_nobody_elses_meanwhile(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    picture, other = await an_upload(here, minsu), await an_upload(here, jane)
    waits = await scheduled(here, minsu, media_ids=(picture.id,))
    for author, media_id in ((minsu, picture.id), (jane, picture.id), (minsu, other.id), (minsu, 7)):
        with pytest.raises(MediaMissing):
            await scheduled(here, author, media_ids=(media_id,))
    with pytest.raises(MediaMissing):
        await said(here, minsu, media_ids=(picture.id,))
    assert await here.db.rows(media.UNATTACHED_BEFORE, before=here.db.clock() + DAY, limit=9) == [other.id]
    assert picture.id in await pictures_of(here.db, [await owned(here.db, minsu, waits)])
    await time_passes(here, 2 * HOUR)
    [post_id] = here.head.page(EVERYTHING, frozenset()) or []
    assert [each.id for each in (await here.views.shared([post_id]))[post_id].media] == [picture.id]
    again = await an_upload(here, minsu)
    await cancel(here.db, minsu, await scheduled(here, minsu, media_ids=(again.id,)))
    unattached = await here.db.rows(media.UNATTACHED_BEFORE, before=here.db.clock() + DAY, limit=9)
    assert again.id in unattached


async def test_what_may_not_be_posted_any_more_waits_with_the_reason(any_company: Company) -> None:
    here = any_company
    minsu, gone = await a_person(here), await a_person(here)
    first = await said(here, minsu, "지울 글")
    answer, silent = await scheduled(here, minsu, reply_to_id=first), await scheduled(here, gone)
    fine = await scheduled(here, minsu, "괜찮은 글")
    await remove(here.db, minsu, first)
    await deactivate(here.db, gone.id)
    await time_passes(here, 2 * HOUR)
    assert await posted(here) == ["괜찮은 글"]
    assert (await owned(here.db, minsu, answer)).refused == "The post you answer is not there any more"
    assert (await owned(here.db, gone, silent)).refused == "This account is deactivated"
    assert await here.db.one(store.BY_ID, scheduled_id=fine) is None
    assert await here.db.one(store.NEXT_DUE) is None
    await move(here.db, minsu, answer, here.db.clock() + HOUR)
    assert (await owned(here.db, minsu, answer)).refused is None


async def test_what_was_due_while_nobody_ran_appears_at_the_next_start(any_settings: Settings) -> None:
    now = 1_800_000_000_000_000
    async with opened(any_settings, lambda: now) as here:
        minsu = await a_person(here)
        await scheduled(here, minsu, "아침 인사")
    async with opened(any_settings, lambda: now + DAY) as here:
        await until_posted(here, "아침 인사")
        assert await waiting(here.db, minsu, EVERYTHING) == []


async def test_an_alarm_that_sleeps_is_woken_by_what_is_due_sooner(company: Company) -> None:
    minsu = await a_person(company)
    await scheduled(company, minsu, "곧", after=200_000)
    await until_posted(company, "곧")
