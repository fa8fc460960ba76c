"""Polls of posts, on both databases: opened, voted in, changed, ended, deleted; every count and cache is true."""

import asyncio
from collections.abc import Sequence

import pytest

from biztweet.access.viewer import Viewer
from biztweet.accounts.join import deactivate
from biztweet.company import Company
from biztweet.kernel.clock import MINUTE, SECOND
from biztweet.kernel.paging import Page
from biztweet.live import channels
from biztweet.polls import store as polls
from biztweet.polls.errors import PollNotFound, PollOver, PollWithPictures, VotedAlready, WrongChoice
from biztweet.polls.model import Poll, PollDraft
from biztweet.posts import close
from biztweet.posts.edit import Changes, edit
from biztweet.posts.errors import AccountInactive, TextMissing
from biztweet.posts.history import history
from biztweet.posts.model import Source
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost
from biztweet.posts.view import Marks
from biztweet.posts.vote import vote
from biztweet.timelines.company import company as company_timeline
from tests.clocks import time_passes, what_is_due_happens
from tests.counting import counted_reads
from tests.factories import a_person, said
from tests.fresh import EVERYTHING, told, watching

LUNCH = PollDraft(("비빔밥", "Noodles", "굶기"), 300)


async def asked(here: Company, author: Viewer, poll: PollDraft = LUNCH, words: str = "점심?") -> int:
    return await said(here, author, words, poll=poll)


async def the_poll(here: Company, post_id: int) -> Poll:
    """As everybody sees it; the same as its row says."""
    seen = (await here.views.shared([post_id]))[post_id].poll
    assert [seen] == await here.db.rows(polls.BY_POST_IDS, ids=[post_id])
    assert seen is not None
    return seen


def votes(poll: Poll) -> list[int]:
    return [option.vote_count for option in poll.options]


async def test_everybody_votes_once_and_sees_their_own_choice(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post = await asked(here, minsu)
    assert await vote(here.db, jane, post, [1]) == post
    [view] = await here.views.of(jane, [post])
    assert view.marks == Marks(choices=(1,))
    assert votes(await the_poll(here, post)) == [0, 1, 0]
    [others] = await here.views.of(minsu, [post])
    assert others.marks == Marks()
    for again in ([1], [0]):
        with pytest.raises(VotedAlready):
            await vote(here.db, jane, post, again)
    await vote(here.db, minsu, post, [1])  # it is the author's lunch, too
    assert votes(await the_poll(here, post)) == [0, 2, 0]


async def test_counts_are_exact_whoever_votes_at_the_same_time(any_company: Company) -> None:
    here = any_company
    author = await a_person(here)
    people = [await a_person(here) for _ in range(30)]
    post = await asked(here, author, PollDraft(("a", "b", "c"), 300, multiple=True))

    async def try_to(who: Viewer, choice: Sequence[int]) -> bool:
        try:
            await vote(here.db, who, post, choice)
        except VotedAlready:
            return False
        return True

    tries = [try_to(who, choice) for who in people for choice in ([0, 1], [1], [1, 2])]
    assert sum(await asyncio.gather(*tries)) == 30
    poll = await the_poll(here, post)
    assert poll.voter_count == 30
    assert poll.vote_count == sum([len((await here.views.of(who, [post]))[0].marks.choices) for who in people])


async def test_a_repost_leads_to_the_poll_and_shows_it(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post = await asked(here, minsu)
    repeat = (await repost(here.db, jane, post, Source("tests"))).post_id
    assert await vote(here.db, jane, repeat, [0]) == post
    [view] = await here.views.of(jane, [repeat])
    assert view.marks.choices == (0,)
    assert view.shared.original is not None
    assert view.shared.original.poll is not None


async def test_what_is_no_poll_or_no_choice_is_refused(any_company: Company) -> None:
    here = any_company
    minsu, gone = await a_person(here), await a_person(here)
    plain, post = await said(here, minsu), await asked(here, minsu)
    for post_id in (plain, 7, 2**63 - 1):
        with pytest.raises(PollNotFound):
            await vote(here.db, minsu, post_id, [0])
    for wish in ([], [3], [0, 1]):
        with pytest.raises(WrongChoice):
            await vote(here.db, minsu, post, wish)
    await deactivate(here.db, gone.id)
    with pytest.raises(AccountInactive):
        await vote(here.db, gone, post, [0])
    assert votes(await the_poll(here, post)) == [0, 0, 0]
    with pytest.raises(TextMissing):
        await asked(here, minsu, words=" ")
    with pytest.raises(PollWithPictures):
        await said(here, minsu, "?", poll=LUNCH, media_ids=(7,))


async def test_a_poll_ends_at_its_time_once_and_tells_its_author_and_voters(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here), await a_person(here)
    post, later = await asked(here, minsu), await asked(here, minsu, PollDraft(("a", "b"), 3_600))
    await vote(here.db, jane, post, [2])
    await vote(here.db, minsu, post, [2])
    await time_passes(here, 300 * SECOND - MINUTE)
    assert not (await the_poll(here, post)).closed
    await time_passes(here, MINUTE)
    poll = await the_poll(here, post)
    assert poll.closed
    assert votes(poll) == [0, 0, 2]
    assert not (await the_poll(here, later)).closed
    with pytest.raises(PollOver):
        await vote(here.db, third, post, [0])
    position = here.relay.position
    await what_is_due_happens(here)
    assert here.relay.position - position <= 2  # notices at most: nothing is closed twice
    await _notified(here, minsu)
    await _notified(here, jane)
    for who in (minsu, jane):
        [notice] = await here.inbox.page(who, Page())
        assert (notice.kind, notice.post_id, notice.actor_id) == ("poll", post, minsu.id)
    assert await here.inbox.page(third, Page()) == []


async def test_more_voters_than_one_event_names_are_all_told(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(close, "_PEOPLE_AN_EVENT", 2)
    author = await a_person(company)
    people = [await a_person(company) for _ in range(5)]
    post = await asked(company, author)
    for who in people:
        await vote(company.db, who, post, [0])
    await time_passes(company, 300 * SECOND)
    for who in (author, *people):
        await _notified(company, who)
        assert len(await company.inbox.page(who, Page())) == 1


async def test_another_question_begins_anew_and_the_same_one_keeps_its_votes(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post = await asked(here, minsu)
    await vote(here.db, jane, post, [0])
    assert (await here.views.of(jane, [post]))[0].marks.choices == (0,)
    before = await the_poll(here, post)
    await edit(here.db, minsu, post, Changes("점심은?"), here.text_rules)
    assert await the_poll(here, post) == before
    longer = PollDraft(LUNCH.options, 3_600, hides_counts=True)
    await edit(here.db, minsu, post, Changes("점심은?", poll=longer), here.text_rules)
    poll = await the_poll(here, post)
    assert votes(poll) == [1, 0, 0]
    assert poll.hides_counts
    assert poll.closes_at > before.closes_at
    await edit(here.db, minsu, post, Changes("저녁은?", poll=PollDraft(("죽", "밥"), 300)), here.text_rules)
    poll = await the_poll(here, post)
    assert (votes(poll), poll.voter_count) == ([0, 0], 0)
    assert (await here.views.of(jane, [post]))[0].marks == Marks()
    await vote(here.db, jane, post, [1])
    assert votes(await the_poll(here, post)) == [0, 1]
    stood = await history(here.db, jane, post)
    assert [each.revision.options for each in stood] == [LUNCH.options] * 3 + [("죽", "밥")]


async def test_a_poll_may_be_added_but_not_to_pictures(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    post = await said(here, minsu, "점심?")
    await edit(here.db, minsu, post, Changes("점심?", poll=LUNCH), here.text_rules)
    assert votes(await the_poll(here, post)) == [0, 0, 0]
    with pytest.raises(PollWithPictures):
        await edit(here.db, minsu, post, Changes("점심?", media_ids=(7,)), here.text_rules)


async def test_a_deleted_post_takes_its_poll_along_and_nothing_is_due_any_more(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post = await asked(here, minsu)
    await vote(here.db, jane, post, [0])
    await remove(here.db, minsu, post)
    assert await here.db.rows(polls.BY_POST_IDS, ids=[post]) == []
    assert await here.db.rows(polls.VOTER_IDS, post_id=post) == []
    with pytest.raises(PollNotFound):
        await vote(here.db, minsu, post, [0])
    await time_passes(here, 301 * SECOND)


async def test_polls_cost_one_more_read_however_many_there_are(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    costs = []
    for many in (1, 12):
        ids = [await asked(here, minsu, words=f"{number}?") for number in range(many)]
        for post_id in ids:
            await vote(here.db, jane, post_id, [0])
        await here.people.by_id([minsu.id])
        with counted_reads(here) as count:
            views = await here.views.of(jane, ids)
        assert [view.marks.choices for view in views] == [(0,)] * many
        costs.append(count.reads)
    assert costs[0] == costs[1] <= 4


async def test_a_screen_follows_votes_and_the_end(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post = await asked(here, minsu)

    async def read() -> list[int]:
        return await company_timeline(here.timelines, jane, EVERYTHING)

    async with watching(here, jane, read, (channels.HOME, "home")) as screen:
        await vote(here.db, jane, post, [1])
        await screen.shows_what_is_fresh()
        assert list(screen.lines[0].votes) == [0, 1, 0]
        await edit(here.db, minsu, post, Changes("저녁?", poll=PollDraft(("죽", "밥"), 300)), here.text_rules)
        await vote(here.db, minsu, post, [1])
        await screen.shows_what_is_fresh()
        assert list(screen.lines[0].votes) == [0, 1]
        await time_passes(here, 300 * SECOND)
        await screen.shows_what_is_fresh()
        assert screen.lines[0].voting_is_over


async def _notified(here: Company, who: Viewer) -> None:
    async with asyncio.timeout(10):
        while not await here.inbox.page(who, Page()):
            await told(here)
