"""Conversations as their members see them: order, unread marks, removal, and a fixed number of reads."""

import pytest

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.paging import Page
from biztweet.messages.errors import ConversationNotFound, MessageNotFound, NotAGroup
from biztweet.messages.leave import leave
from biztweet.messages.model import ConversationView
from biztweet.messages.read import read, unread
from biztweet.messages.remove import delete, hide, remove
from biztweet.posts import store
from biztweet.posts.errors import NotTheAuthor
from tests.counting import counted_reads
from tests.factories import a_person, told_to

ALL = Page(limit=100)


async def listed(here: Company, viewer: Viewer, page: Page = ALL) -> list[ConversationView]:
    return await here.conversations.views(viewer, await here.conversations.page(viewer, page))


async def lasts(here: Company, viewer: Viewer, page: Page = ALL) -> list[tuple[int, bool]]:
    return [(each.last.id, each.entry.unread) for each in await listed(here, viewer, page)]


async def test_the_newest_stands_first_unread_for_whom_it_was_sent_to(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here), await a_person(here)
    old = await told_to(here, jane, minsu)
    new = await told_to(here, third, minsu)
    own = await told_to(here, minsu)
    assert await lasts(here, minsu) == [(own, False), (new, True), (old, True)]
    assert await here.conversations.unread(minsu) == 2
    assert await lasts(here, jane) == [(old, False)]
    newer = await told_to(here, jane, minsu)
    assert [last for last, _ in await lasts(here, minsu)] == [newer, own, new]
    assert await lasts(here, minsu, Page(limit=1, before=newer)) == [(own, False)]
    assert await lasts(here, minsu, Page(limit=1, after=new, nearest=True)) == [(own, False)]


async def test_reading_moves_on_only_and_may_be_taken_back_for_the_newest(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here), await a_person(here)
    first = await told_to(here, jane, minsu)
    second = await told_to(here, jane, minsu)
    [view] = await listed(here, minsu)
    await read(here.db, minsu, view.id, up_to=first)
    assert await lasts(here, minsu) == [(second, True)]
    await read(here.db, minsu, view.id)
    await read(here.db, minsu, view.id, up_to=first)
    assert await lasts(here, minsu) == [(second, False)]
    await unread(here.db, minsu, view.id)
    assert await lasts(here, minsu) == [(second, True)]
    await read(here.db, minsu, view.id, up_to=2**62)
    assert await told_to(here, jane, minsu)
    assert await here.conversations.unread(minsu) == 1
    for act in (read, unread, hide):
        with pytest.raises(ConversationNotFound):
            await act(here.db, third, view.id)


async def test_what_one_puts_away_the_others_keep(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here), await a_person(here)
    first, second = await told_to(here, minsu, jane, text="하나"), await told_to(here, jane, minsu, text="둘")
    await remove(here.db, minsu, second)
    assert await here.views.one(minsu, second, messages=True) is None
    assert await lasts(here, minsu) == [(first, False)]
    assert await lasts(here, jane) == [(second, False)]
    assert await here.conversations.message_ids(minsu, ALL) == [first]
    with pytest.raises(MessageNotFound):
        await remove(here.db, minsu, second)
    with pytest.raises(MessageNotFound):
        await remove(here.db, third, first)
    await remove(here.db, minsu, first)
    assert await lasts(here, minsu) == []
    await remove(here.db, jane, first)
    [gone] = await here.db.rows(store.BY_IDS, ids=[first])
    assert (gone.text, gone.deleted_at is not None) == ("", True)


async def test_its_author_deletes_a_message_for_everybody(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here), await a_person(here)
    first, second = await told_to(here, jane, minsu), await told_to(here, minsu, jane)
    with pytest.raises(NotTheAuthor):
        await delete(here.db, jane, second)
    with pytest.raises(MessageNotFound):
        await delete(here.db, third, second)
    await delete(here.db, minsu, second)
    for viewer in (minsu, jane):
        assert await here.views.one(viewer, second, messages=True) is None
        assert [last for last, _ in await lasts(here, viewer)] == [first]
        assert await here.conversations.message_ids(viewer, ALL) == [first]


async def test_a_hidden_conversation_is_back_with_its_next_message(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    message = await told_to(here, jane, minsu)
    [view] = await listed(here, minsu)
    await hide(here.db, minsu, view.id)
    assert await lasts(here, minsu) == []
    assert await lasts(here, jane) == [(message, False)]
    with pytest.raises(ConversationNotFound):
        await here.conversations.one(minsu, view.id)
    again = await told_to(here, jane, minsu)
    assert await lasts(here, minsu) == [(again, True)]


async def test_only_a_group_is_left_and_only_by_who_is_in_it(any_company: Company) -> None:
    here = any_company
    minsu, jane, third, fourth = [await a_person(here) for _ in range(4)]
    await told_to(here, minsu, jane)
    [pair] = await listed(here, jane)
    with pytest.raises(NotAGroup):
        await leave(here.db, jane, pair.id)
    message = await told_to(here, minsu, jane, third, fourth)
    [group] = await listed(here, third)
    with pytest.raises(ConversationNotFound):
        await leave(here.db, third, pair.id)
    await leave(here.db, fourth, group.id)
    assert await lasts(here, fourth) == []
    assert await here.conversations.message_ids(fourth, ALL) == [message]
    await told_to(here, minsu, jane, third)
    [still] = await listed(here, third)
    assert still.id == group.id, "who is left talks on in the same conversation"
    assert {account.id for account in still.members} == {minsu.id, jane.id, third.id}


async def test_the_box_may_be_asked_for_one_conversation_and_by_author(any_company: Company) -> None:
    here = any_company
    minsu, jane, third = await a_person(here), await a_person(here), await a_person(here)
    sent, got = await told_to(here, minsu, jane), await told_to(here, jane, minsu)
    group = await told_to(here, third, minsu, jane)
    box = here.conversations.message_ids
    assert await box(minsu, ALL) == [group, got, sent]
    assert await box(minsu, ALL, by="others") == [group, got]
    assert await box(minsu, ALL, by="oneself") == [sent]
    pair = await here.conversations.between(minsu, jane.id)
    assert pair is not None
    assert await box(minsu, ALL, conversation_id=pair.id) == [got, sent]
    assert await box(third, ALL, conversation_id=pair.id) == []
    assert await box(minsu, Page(limit=1, after=sent, nearest=True)) == [got]
    assert await here.conversations.between(minsu, third.id) is None


async def test_a_list_costs_the_same_reads_for_one_and_for_many(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    costs = []
    for number in (1, 9):
        for _ in range(number):
            await told_to(here, await a_person(here), minsu, await a_person(here))
        here.views._stored.clear()
        here.views._shared.clear()
        here.people._accounts.clear()
        with counted_reads(here) as count:
            assert len(await listed(here, minsu)) == (1 if number == 1 else 10)
        costs.append(count.reads)
    assert costs[0] == costs[1] <= 7
