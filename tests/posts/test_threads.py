"""Threads: who began one may hide replies in it; who is in one may be told no more of it."""

import pytest

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.notifications.model import Kind
from biztweet.posts.errors import NotAReply, NotTheirThread, PostNotFound
from biztweet.posts.hide_reply import hide_reply, unhide_reply
from biztweet.posts.like import like
from biztweet.posts.model import Source
from biztweet.posts.mute_thread import mute_thread, unmute_thread
from biztweet.posts.remove import remove
from biztweet.posts.repost import repost
from biztweet.timelines.thread import thread
from tests.factories import a_person, said
from tests.notifications.test_inbox import told


async def test_a_hidden_reply_and_all_below_it_come_behind_the_fold(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    root = await said(here, minsu, "0")
    first = await said(here, jane, "1", reply_to_id=root)
    below = await said(here, minsu, "1.1", reply_to_id=first)
    second = await said(here, jane, "2", reply_to_id=root)
    deep = await said(here, jane, "2.1", reply_to_id=second)
    assert [await hide_reply(here.db, minsu, first) for _ in range(2)] == [True, False]
    around = await thread(here.timelines, jane, root)
    assert (around.descendants, around.folded) == ((second, deep), (first, below))
    await hide_reply(here.db, minsu, deep)
    await hide_reply(here.db, minsu, below)
    around = await thread(here.timelines, jane, root)
    assert (around.descendants, around.folded) == ((second,), (first, below, deep))
    inside = await thread(here.timelines, jane, first)
    assert (inside.ancestors, inside.descendants, inside.folded) == ((root,), (), (below,))
    assert [await unhide_reply(here.db, minsu, first) for _ in range(2)] == [True, False]
    around = await thread(here.timelines, jane, root)
    assert (around.descendants, around.folded) == ((first, second), (below, deep))


async def test_only_who_began_a_thread_hides_in_it_and_only_replies(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    root = await said(here, minsu)
    reply = await said(here, jane, reply_to_id=root)
    gone = await said(here, jane, "x", reply_to_id=root)
    await remove(here.db, jane, gone)
    for act in (hide_reply, unhide_reply):
        with pytest.raises(NotTheirThread):
            await act(here.db, jane, reply)
        with pytest.raises(NotAReply):
            await act(here.db, minsu, root)
        for missing in (gone, 7, 2**63 - 1):
            with pytest.raises(PostNotFound):
                await act(here.db, minsu, missing)
    await remove(here.db, minsu, root)
    assert await hide_reply(here.db, minsu, reply)


async def test_who_mutes_a_thread_is_told_no_more_of_it(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here, "minsu"), await a_person(here)
    root = await said(here, minsu)
    reply = await said(here, minsu, "이어서", reply_to_id=root)
    elsewhere = await said(here, minsu, "다른 글")
    assert [await mute_thread(here.db, minsu, reply) for _ in range(2)] == [True, False]
    await said(here, jane, "답", reply_to_id=root)
    await said(here, jane, "@minsu 답의 답", reply_to_id=reply)
    await like(here.db, jane, root)
    await repost(here.db, jane, reply, Source("tests"))
    await said(here, jane, "인용", quote_of_id=root)
    await like(here.db, jane, elsewhere)
    assert await told(here, minsu) == [Kind.like, Kind.quote]  # a quote begins a thread of its own
    assert [await unmute_thread(here.db, minsu, root) for _ in range(2)] == [True, False]
    await said(here, jane, "또", reply_to_id=root)
    assert await told(here, minsu) == [Kind.reply, Kind.like, Kind.quote]
    with pytest.raises(PostNotFound):
        await mute_thread(here.db, minsu, 7)


async def test_every_post_of_a_muted_thread_is_marked_as_such_for_who_muted_it(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    root = await said(here, minsu)
    reply = await said(here, jane, reply_to_id=root)
    assert await muted(here, jane, [root, reply]) == [False, False]
    await mute_thread(here.db, jane, root)
    own = await said(here, jane, "내 답", reply_to_id=root)
    assert await muted(here, jane, [root, reply, own]) == [True, True, True]
    assert await muted(here, minsu, [root, reply, own]) == [False, False, False]
    await unmute_thread(here.db, jane, own)
    assert await muted(here, jane, [root, reply, own]) == [False, False, False]


async def muted(here: Company, who: Viewer, ids: list[int]) -> list[bool]:
    return [view.marks.muted for view in await here.views.of(who, ids)]
