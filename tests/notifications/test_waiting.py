"""Who waits to be heard, is admitted or put away; on both databases."""

import pytest

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.follows.follow import follow
from biztweet.kernel.paging import Page
from biztweet.notifications import waiting as verbs
from biztweet.notifications.inbox import Look
from biztweet.notifications.model import Kind
from biztweet.notifications.policy import Policy, Treatment
from biztweet.notifications.store import Backlog
from biztweet.notifications.waiting import NobodyWaiting
from biztweet.posts.like import like
from biztweet.posts.remove import remove
from tests.counting import counted_reads
from tests.factories import a_person, said, told_to
from tests.notifications.test_inbox import ALL, told

FILTER = {"not_following": Treatment.filter}
KEPT = Look(kept_back=True)


async def test_what_strangers_do_waits_and_is_told_once_they_are_admitted(any_company: Company) -> None:
    here = any_company
    minsu, stranger, friend = await a_person(here), await a_person(here), await a_person(here)
    post = await said(here, minsu)
    await verbs.change_policy(here.db, minsu, FILTER)
    await follow(here.db, minsu, friend.id)
    await like(here.db, friend, post)
    await like(here.db, stranger, post)
    answer = await said(here, stranger, reply_to_id=post)
    assert await told(here, minsu) == [Kind.like]
    assert await here.inbox.unread(minsu) == 1
    assert [each.kind for each in await here.inbox.page(minsu, ALL, look=KEPT)] == [Kind.reply, Kind.like, Kind.like]
    [found] = await verbs.waiting(here.db, minsu, ALL)
    assert (found.actor_id, found.notices, found.post_id) == (stranger.id, 2, answer)
    assert await verbs.waits(here.db, minsu, stranger.id) == found
    assert await verbs.backlog(here.db, minsu) == Backlog(1, 2)
    await verbs.admit(here.db, minsu, [stranger.id, friend.id])
    assert await told(here, minsu) == [Kind.reply, Kind.like, Kind.like]
    assert await verbs.backlog(here.db, minsu) == Backlog(0, 0)
    await said(here, stranger, reply_to_id=post)
    assert (await told(here, minsu))[0] is Kind.reply


async def test_what_is_put_away_is_gone_and_the_next_waits_again(any_company: Company) -> None:
    here = any_company
    minsu, stranger = await a_person(here), await a_person(here)
    post = await said(here, minsu)
    await verbs.change_policy(here.db, minsu, FILTER)
    answer = await said(here, stranger, reply_to_id=post)
    assert await told(here, minsu) == []
    await verbs.put_away(here.db, minsu, [stranger.id])
    assert await here.inbox.page(minsu, ALL, look=KEPT) == []
    with pytest.raises(NobodyWaiting):
        await verbs.waits(here.db, minsu, stranger.id)
    again = await said(here, stranger, reply_to_id=post)
    assert await told(here, minsu) == []
    assert (await verbs.waits(here.db, minsu, stranger.id)).post_id == again
    await remove(here.db, stranger, answer)
    await remove(here.db, stranger, again)
    await told(here, minsu)
    assert await verbs.waiting(here.db, minsu, ALL) == []


async def test_one_admits_for_oneself_alone(any_company: Company) -> None:
    here = any_company
    minsu, jane, stranger = await a_person(here), await a_person(here), await a_person(here)
    for who in (minsu, jane):
        await verbs.change_policy(here.db, who, FILTER)
        await like(here.db, stranger, await said(here, who))
    await told(here, jane)
    await verbs.admit(here.db, jane, [stranger.id])
    assert (await told(here, jane), await told(here, minsu)) == ([Kind.like], [])
    for verb in (verbs.admit, verbs.put_away):
        with pytest.raises(NobodyWaiting):
            await verb(here.db, jane, [stranger.id])


async def test_what_is_dropped_is_nowhere_and_a_policy_keeps_what_is_not_named(any_company: Company) -> None:
    here = any_company
    minsu, stranger = await a_person(here), await a_person(here)
    await verbs.change_policy(here.db, minsu, {"not_followers": Treatment.drop})
    await verbs.change_policy(here.db, minsu, FILTER)
    policy = Policy(not_following=Treatment.filter, not_followers=Treatment.drop)
    assert await verbs.policy_of(here.db, minsu) == policy
    await like(here.db, stranger, await said(here, minsu))
    await told(here, minsu)
    assert await here.inbox.page(minsu, ALL, look=KEPT) == []


async def test_an_answer_to_ones_own_message_is_heard(any_company: Company) -> None:
    here = any_company
    minsu, stranger = await a_person(here), await a_person(here)
    await verbs.change_policy(here.db, minsu, {"private_mentions": Treatment.filter})
    await told_to(here, stranger, minsu)
    assert await told(here, minsu) == []
    assert await verbs.backlog(here.db, minsu) == Backlog(1, 1)
    narrow = Viewer(minsu.id, scopes=frozenset({"read:notifications"}))
    assert await verbs.backlog(here.db, narrow) == Backlog(0, 0)
    await told_to(here, minsu, stranger)
    await told_to(here, stranger, minsu)
    assert await told(here, minsu) == [Kind.message]


async def test_pages_of_who_waits_cost_one_query(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    people = [await a_person(here) for _ in range(5)]
    post = await said(here, minsu)
    await verbs.change_policy(here.db, minsu, FILTER)
    for who in people:
        await like(here.db, who, post)
    await told(here, minsu)
    seen: list[int] = []
    page = Page(limit=2)
    while found := await verbs.waiting(here.db, minsu, page):
        seen += [each.actor_id for each in found]
        page = Page(limit=2, before=found[-1].actor_id)
    assert seen == [who.id for who in people[::-1]]
    above = await verbs.waiting(here.db, minsu, Page(limit=2, after=seen[-1], nearest=True))
    assert [each.actor_id for each in above] == seen[2:4]
    with counted_reads(here) as count:
        await verbs.waiting(here.db, minsu, ALL)
    assert count.reads == 1
