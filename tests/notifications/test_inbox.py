"""Inboxes: told once, not by whom one hides, read marks that only move on, and nothing of posts that are gone."""

import asyncio

import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.follows.follow import follow, unfollow
from biztweet.follows.hide import block, mute, unblock
from biztweet.kernel.paging import Page
from biztweet.kernel.tables import cursors
from biztweet.notifications.inbox import NOTIFICATIONS
from biztweet.notifications.model import Kind, Notification
from biztweet.ports.sql.statement import Query
from biztweet.posts.detach import detach
from biztweet.posts.edit import Changes, edit
from biztweet.posts.like import like, unlike
from biztweet.posts.model import Source
from biztweet.posts.mute_thread import mute_thread
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost, unrepost
from tests.factories import a_person, said

ALL = Page(limit=100)
CURSOR = Query(int, sa.select(cursors.c.position).where(cursors.c.reactor == "notifications"))


async def reacted(here: Company) -> None:
    """Return once the reactor has dealt with everything that happened so far."""
    await here.relay.barrier()
    wanted = here.relay.position
    async with asyncio.timeout(10):
        while (await here.db.one(CURSOR) or 0) < wanted:  # noqa: ASYNC110 - rows have no event
            await asyncio.sleep(0.005)


async def told(here: Company, viewer: Viewer) -> list[Kind]:
    await reacted(here)
    return [notification.kind for notification in await here.inbox.page(viewer, ALL)]


async def test_everybody_is_told_of_what_concerns_them_newest_first(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here, "minsu"), await a_person(here, "jane")
    post = await said(here, minsu)
    await follow(here.db, jane, minsu.id)
    await like(here.db, jane, post)
    await repost(here.db, jane, post, Source("tests"))
    await said(here, jane, "@minsu님", quote_of_id=post)
    await said(here, jane, "인용", quote_of_id=post)
    await said(here, jane, "@minsu 답", reply_to_id=post)
    await said(here, minsu, "@minsu 혼잣말", reply_to_id=post)
    assert await told(here, minsu) == [Kind.reply, Kind.quote, Kind.mention, Kind.repost, Kind.like, Kind.follow]
    assert await told(here, jane) == []
    assert await here.inbox.unread(minsu) == 6
    likes = await here.inbox.page(minsu, ALL, [Kind.like])
    assert [(each.kind, each.actor_id, each.post_id) for each in likes] == [(Kind.like, jane.id, post)]


async def test_who_reposted_is_told_when_the_words_change_and_only_then(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here, "minsu"), await a_person(here, "jane"), await a_person(here, "third")
    post = await said(here, minsu, "점심은 12시")
    for one in (jane, third, minsu):
        await repost(here.db, one, post, Source("tests"))
    await unrepost(here.db, third, post)
    await edit(here.db, minsu, post, Changes("점심은 12시", sensitive=True), here.text_rules)
    assert await told(here, jane) == []
    await edit(here.db, minsu, post, Changes("점심은 1시"), here.text_rules)
    assert await told(here, jane) == [Kind.edited]
    assert await told(here, third) == []
    assert Kind.edited not in await told(here, minsu)


async def test_who_quoted_is_told_when_the_words_change_but_for_quotes_that_are_gone(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here, "minsu"), await a_person(here, "jane"), await a_person(here, "third")
    fourth, fifth = await a_person(here, "fourth"), await a_person(here, "fifth")
    post = await said(here, minsu, "점심은 12시")
    quote = await said(here, jane, "가자", quote_of_id=post)
    await detach(here.db, minsu, post, await said(here, third, "나도", quote_of_id=post))
    await remove(here.db, fourth, await said(here, fourth, "저도", quote_of_id=post))
    await said(here, fifth, "조용히", quote_of_id=post)
    await mute_thread(here.db, fifth, post)
    await edit(here.db, minsu, post, Changes("점심은 12시", sensitive=True), here.text_rules)
    assert await told(here, jane) == []
    await edit(here.db, minsu, post, Changes("점심은 1시"), here.text_rules)
    assert await told(here, jane) == [Kind.quoted_edited]
    [notice] = await here.inbox.page(jane, ALL)
    assert (notice.post_id, notice.actor_id) == (quote, minsu.id)
    assert [await told(here, one) for one in (third, fourth, fifth)] == [[], [], []]


async def test_who_edits_on_and_on_is_told_of_once_until_it_is_read(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here), await a_person(here)
    post = await said(here, minsu, "점심은 12시")
    await repost(here.db, jane, post, Source("tests"))
    await said(here, third, "가자", quote_of_id=post)
    for hour in range(1, 5):
        await edit(here.db, minsu, post, Changes(f"점심은 {hour}시"), here.text_rules)
    assert await told(here, jane) == [Kind.edited]
    assert await told(here, third) == [Kind.quoted_edited]
    [notice] = await here.inbox.page(jane, ALL)
    await here.inbox.mark_read(jane, NOTIFICATIONS, notice.id)
    await edit(here.db, minsu, post, Changes("점심은 5시"), here.text_rules)
    assert await told(here, jane) == [Kind.edited] * 2
    assert await told(here, third) == [Kind.quoted_edited]


async def test_what_is_taken_back_and_done_again_is_told_once(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post = await said(here, minsu)
    for _ in range(3):
        await like(here.db, jane, post)
        await unlike(here.db, jane, post)
        await repost(here.db, jane, post, Source("tests"))
        await unrepost(here.db, jane, post)
        await follow(here.db, jane, minsu.id)
        await unfollow(here.db, jane, minsu.id)
    assert sorted(await told(here, minsu)) == [Kind.follow, Kind.like, Kind.repost]


async def test_whom_one_muted_or_blocked_tells_nothing(any_company: Company) -> None:
    here = any_company
    minsu, loud, blocked, quiet = [await a_person(here) for _ in range(4)]
    post = await said(here, minsu)
    await mute(here.db, minsu, loud.id)
    await mute(here.db, minsu, quiet.id, notifications=False)
    await block(here.db, minsu, blocked.id)
    for someone in (loud, blocked, quiet):
        await like(here.db, someone, post)
    assert [each.actor_id for each in await _page(here, minsu)] == [quiet.id]
    await unblock(here.db, minsu, blocked.id)
    assert [each.actor_id for each in await _page(here, minsu)] == [quiet.id]
    assert await here.inbox.unread(minsu) == 1


async def test_earlier_acts_of_whom_one_hides_are_hidden_too_and_not_counted(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    await like(here.db, jane, await said(here, minsu))
    assert await told(here, minsu) == [Kind.like]
    await block(here.db, minsu, jane.id)
    assert await told(here, minsu) == []
    assert await here.inbox.unread(minsu) == 0


async def test_nothing_is_left_of_a_post_that_is_gone(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here, "minsu"), await a_person(here)
    post = await said(here, minsu)
    await like(here.db, jane, post)
    answer = await said(here, jane, "@minsu", reply_to_id=post)
    assert len(await told(here, minsu)) == 2
    await remove(here.db, jane, answer)
    assert await told(here, minsu) == [Kind.like]
    await remove(here.db, minsu, post)
    assert await told(here, minsu) == []


async def test_an_edit_tells_who_is_newly_named(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here, "jane"), await a_person(here, "third")
    post = await said(here, minsu, "@jane")
    await edit(here.db, minsu, post, Changes("@jane @third"), here.text_rules)
    assert await told(here, jane) == [Kind.mention]
    assert await told(here, third) == [Kind.mention]


async def test_a_read_mark_only_moves_on_and_counts_how_often_it_was_set(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post = await said(here, minsu)
    for number in range(3):
        await said(here, jane, f"{number}", reply_to_id=post)
    newest, middle, oldest = await _page(here, minsu)
    assert (await here.inbox.mark_read(minsu, NOTIFICATIONS, middle.id)).version == 1
    assert await here.inbox.unread(minsu) == 1
    mark = await here.inbox.mark_read(minsu, NOTIFICATIONS, oldest.id)
    assert (mark.last_read_id, mark.version) == (middle.id, 2)
    await here.inbox.mark_read(minsu, "home", post)
    assert (await here.inbox.read_marks(minsu)).keys() == {"home", NOTIFICATIONS}
    await here.inbox.mark_read(minsu, NOTIFICATIONS, newest.id)
    assert await here.inbox.unread(minsu) == 0


async def test_one_puts_away_ones_own_only(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    for author, other in ((minsu, jane), (jane, minsu)):
        post = await said(here, author)
        for number in range(3):
            await said(here, other, f"{number}", reply_to_id=post)
    theirs = await _page(here, jane)
    mine = await _page(here, minsu)
    await here.inbox.dismiss(minsu, [mine[0].id, theirs[0].id])
    assert await here.inbox.page(minsu, ALL) == mine[1:]
    assert await here.inbox.page(jane, ALL) == theirs
    assert await here.inbox.unread(minsu) == 2
    assert await here.inbox.page(minsu, Page(limit=1, after=mine[2].id, nearest=True)) == [mine[1]]
    await here.inbox.clear(minsu)
    assert await here.inbox.page(minsu, ALL) == []
    assert await here.inbox.page(jane, ALL) == theirs


async def _page(here: Company, viewer: Viewer) -> list[Notification]:
    await reacted(here)
    return await here.inbox.page(viewer, ALL)


async def test_what_is_read_by_itself_is_unread_no_longer_and_the_mark_follows(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    post = await said(here, minsu)
    for number in range(4):
        await said(here, jane, f"{number}", reply_to_id=post)
    newest, third, second, oldest = await _page(here, minsu)
    await here.inbox.read(minsu, [second.id])
    assert await here.inbox.unread(minsu) == await here.inbox.unread_groups(minsu, 10) == 3
    assert await here.inbox.read_up_to(minsu) < oldest.id
    assert [each.read for each in await here.inbox.page(minsu, ALL)] == [False, False, True, False]
    await here.inbox.read(minsu, [oldest.id])
    assert second.id <= await here.inbox.read_up_to(minsu) < third.id
    assert await here.inbox.unread(minsu) == 2
    await here.inbox.read(jane, [third.id])  # somebody else's is left alone
    assert await here.inbox.unread(minsu) == 2
    await here.inbox.read(minsu, [third.id, newest.id])
    assert await here.inbox.read_up_to(minsu) == newest.id
    assert await here.inbox.unread(minsu) == 0
