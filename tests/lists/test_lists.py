"""Lists: made, changed, filled, read by others, gone; private ones are as missing."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from biztweet.access.viewer import Viewer
from biztweet.accounts.errors import AccountNotFound
from biztweet.accounts.join import deactivate
from biztweet.company import Company
from biztweet.kernel.errors import Unauthenticated
from biztweet.kernel.ids import MAX_ID
from biztweet.kernel.paging import Page
from biztweet.lists import rules
from biztweet.lists.change import change
from biztweet.lists.create import create
from biztweet.lists.errors import ListNotFound, NotTheOwner, TooManyLists, TooManyMembers
from biztweet.lists.listed import (
    by_slug,
    latest_members,
    lists_of,
    memberships_in_own,
    one,
    people_of,
    several,
    subscribed,
)
from biztweet.lists.members import add_members, remove_members
from biztweet.lists.model import Changes, Outline, Replies
from biztweet.lists.pin import pin, unpin
from biztweet.lists.remove import remove
from biztweet.lists.store import Entry
from biztweet.lists.subscribe import subscribe, unsubscribe
from tests.counting import counted_reads
from tests.factories import a_person

ALL = Page(limit=1_000)


async def test_a_list_is_what_its_maker_wants_and_what_they_change_it_to(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    list_id = await create(here.db, minsu, Outline(" 데이터팀 ", "우리 팀"))
    again = await create(here.db, minsu, Outline("데이터팀", private=True, exclusive=True, replies=Replies.none))
    made = await one(here.db, minsu, list_id)
    assert (made.name, made.slug, made.description) == ("데이터팀", "데이터팀", "우리 팀")
    assert (made.private, made.exclusive, made.replies, made.member_count) == (False, False, Replies.members, 0)
    assert (await one(here.db, minsu, again)).slug == "데이터팀-2"
    await change(here.db, minsu, list_id, Changes(name="분석", replies=Replies.followed))
    changed = await one(here.db, minsu, list_id)
    assert (changed.name, changed.slug, changed.description) == ("분석", "데이터팀", "우리 팀")
    assert changed.replies is Replies.followed
    assert (await here.rosters.seen(minsu, list_id)).list == changed
    assert (await by_slug(here.db, minsu, minsu.id, "데이터팀-2")).id == again


async def test_members_stand_in_a_list_once_and_are_counted(any_company: Company) -> None:
    here = any_company
    minsu, jane, bora = [await a_person(here) for _ in range(3)]
    list_id = await create(here.db, minsu, Outline("팀"))
    assert await add_members(here.db, minsu, list_id, [jane.id, bora.id, jane.id]) == (jane.id, bora.id)
    assert await add_members(here.db, minsu, list_id, [jane.id]) == ()
    roster = await here.rosters.seen(minsu, list_id)
    assert roster.members == {jane.id, bora.id}
    assert roster.list.member_count == 2
    entries = await people_of(here.db, list_id, "members", ALL)
    assert [entry.subject_id for entry in entries] == [bora.id, jane.id]
    assert await remove_members(here.db, minsu, list_id, [jane.id, minsu.id]) == (jane.id,)
    roster = await here.rosters.seen(minsu, list_id)
    assert roster.members == {bora.id}
    assert roster.list.member_count == 1
    with counted_reads(here) as count:
        assert await here.rosters.of(list_id) == roster
    assert count.reads == 0


async def test_people_are_told_in_how_many_lists_they_stand_that_everybody_sees(any_company: Company) -> None:
    here = any_company
    minsu, jane, jihye = await a_person(here), await a_person(here), await a_person(here)

    async def counts() -> list[int]:
        await here.relay.barrier()
        found = await here.people.by_id([jane.id, jihye.id])
        return [found[one.id].listed_count for one in (jane, jihye)]

    shown = await create(here.db, minsu, Outline("모두"))
    hidden = await create(here.db, minsu, Outline("나만", private=True))
    for _ in range(2):
        await add_members(here.db, minsu, shown, [jane.id, jihye.id])
        await add_members(here.db, minsu, hidden, [jane.id])
    assert await counts() == [1, 1]
    await change(here.db, minsu, hidden, Changes(private=False))
    assert await counts() == [2, 1]
    await change(here.db, minsu, hidden, Changes(name="이제 모두", private=False))
    assert await counts() == [2, 1]
    await remove_members(here.db, minsu, shown, [jane.id, minsu.id])
    assert await counts() == [1, 1]
    await change(here.db, minsu, shown, Changes(private=True))
    assert await counts() == [1, 0]
    await remove_members(here.db, minsu, shown, [jihye.id])
    await remove(here.db, minsu, shown)
    await remove(here.db, minsu, hidden)
    assert await counts() == [0, 0]


async def test_somebody_who_is_not_there_joins_no_list_and_neither_does_anybody_with_them(any_company: Company) -> None:
    here = any_company
    minsu, jane, left = [await a_person(here) for _ in range(3)]
    await deactivate(here.db, left.id)
    list_id = await create(here.db, minsu, Outline("팀"))
    for wrong in (left.id, 7, MAX_ID):
        with pytest.raises(AccountNotFound):
            await add_members(here.db, minsu, list_id, [jane.id, wrong])
    assert (await here.rosters.seen(minsu, list_id)).members == frozenset()


async def test_a_private_list_of_somebody_else_looks_like_one_that_is_not_there(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    list_id = await create(here.db, minsu, Outline("비밀", private=True))
    await add_members(here.db, minsu, list_id, [jane.id])
    acts: list[Callable[[Viewer, int], Awaitable[object]]] = [
        lambda who, which: one(here.db, who, which),
        here.rosters.seen,
        lambda who, which: change(here.db, who, which, Changes(name="x")),
        lambda who, which: remove(here.db, who, which),
        lambda who, which: add_members(here.db, who, which, [jane.id]),
        lambda who, which: remove_members(here.db, who, which, [jane.id]),
        lambda who, which: subscribe(here.db, who, which),
        lambda who, which: pin(here.db, who, which),
    ]
    for act in acts:
        for who, which in ((jane, list_id), (jane, 7), (minsu, 7), (minsu, MAX_ID)):
            with pytest.raises(ListNotFound):
                await act(who, which)
    with pytest.raises(ListNotFound):
        await by_slug(here.db, jane, minsu.id, "비밀")
    assert await lists_of(here.db, jane, minsu.id, "owned", ALL) == []
    assert await lists_of(here.db, jane, jane.id, "memberships", ALL) == []
    assert await several(here.db, jane, [list_id]) == {}
    assert len(await lists_of(here.db, minsu, jane.id, "memberships", ALL)) == 1
    await change(here.db, minsu, list_id, Changes(private=False))
    assert (await here.rosters.seen(jane, list_id)).members == {jane.id}
    assert len(await lists_of(here.db, jane, jane.id, "memberships", ALL)) == 1


async def test_others_read_a_public_list_and_do_not_change_it(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    list_id = await create(here.db, minsu, Outline("팀"))
    for act in (
        lambda: change(here.db, jane, list_id, Changes(name="x")),
        lambda: remove(here.db, jane, list_id),
        lambda: add_members(here.db, jane, list_id, [jane.id]),
        lambda: remove_members(here.db, jane, list_id, [jane.id]),
    ):
        with pytest.raises(NotTheOwner):
            await act()
    assert sorted(await asyncio.gather(*(subscribe(here.db, jane, list_id) for _ in range(3)))) == [False, False, True]
    assert (await here.rosters.seen(minsu, list_id)).list.subscriber_count == 1
    assert await subscribed(here.db, jane.id, [list_id, 7]) == {list_id}
    assert [entry.subject_id for entry in await people_of(here.db, list_id, "subscribers", ALL)] == [jane.id]
    assert [await unsubscribe(here.db, jane, list_id) for _ in range(2)] == [True, False]
    assert (await here.rosters.seen(minsu, list_id)).list.subscriber_count == 0
    assert [await pin(here.db, jane, list_id) for _ in range(2)] == [True, False]
    assert [entry.subject_id for entry in await lists_of(here.db, jane, jane.id, "pinned", ALL)] == [list_id]
    assert [await unpin(here.db, jane, list_id) for _ in range(2)] == [True, False]


async def test_a_list_that_turns_private_is_let_go_by_everybody_but_its_owner(any_company: Company) -> None:
    here = any_company
    minsu, jane, bora = [await a_person(here) for _ in range(3)]
    list_id, other = [await create(here.db, minsu, Outline("팀")) for _ in range(2)]
    for who in (minsu, jane, bora):
        for each in (list_id, other):
            await subscribe(here.db, who, each)
            await pin(here.db, who, each)
    await change(here.db, minsu, list_id, Changes(private=True))
    assert [entry.subject_id for entry in await people_of(here.db, list_id, "subscribers", ALL)] == [minsu.id]
    assert (await one(here.db, minsu, list_id)).subscriber_count == 1
    for act in (unsubscribe, unpin):
        with pytest.raises(ListNotFound):
            await act(here.db, jane, list_id)
    await change(here.db, minsu, list_id, Changes(private=False, name="다시"))
    for which in ("subscriptions", "pinned"):
        assert [entry.subject_id for entry in await lists_of(here.db, jane, jane.id, which, ALL)] == [other]
        assert {entry.subject_id for entry in await lists_of(here.db, minsu, minsu.id, which, ALL)} == {list_id, other}
    assert (await one(here.db, jane, other)).subscriber_count == 3
    assert await subscribe(here.db, jane, list_id)


async def test_a_list_that_is_deleted_leaves_nothing_behind(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    list_id = await create(here.db, minsu, Outline("팀", exclusive=True))
    await add_members(here.db, minsu, list_id, [jane.id])
    await subscribe(here.db, jane, list_id)
    await pin(here.db, jane, list_id)
    assert await here.rosters.apart(minsu.id) == {jane.id}
    await remove(here.db, minsu, list_id)
    assert await here.rosters.of(list_id) is None
    assert await here.rosters.apart(minsu.id) == frozenset()
    for which in ("owned", "memberships", "subscriptions", "pinned"):
        for who in (minsu, jane):
            assert await lists_of(here.db, who, who.id, which, ALL) == []
    assert await people_of(here.db, list_id, "members", ALL) == []


async def test_there_is_an_end_to_lists_and_to_members(any_company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    here = any_company
    monkeypatch.setattr("biztweet.lists.create.MAX_LISTS", 2)
    monkeypatch.setattr("biztweet.lists.members.MAX_MEMBERS", 2)
    minsu, *others = [await a_person(here) for _ in range(4)]
    list_id, _ = [await create(here.db, minsu, Outline("팀")) for _ in range(2)]
    with pytest.raises(TooManyLists):
        await create(here.db, minsu, Outline("팀"))
    with pytest.raises(TooManyMembers):
        await add_members(here.db, minsu, list_id, [other.id for other in others])
    assert (await here.rosters.seen(minsu, list_id)).members == frozenset()
    await add_members(here.db, minsu, list_id, [other.id for other in others[:2]])
    with pytest.raises(TooManyMembers):
        await add_members(here.db, minsu, list_id, [others[2].id])
    assert (rules.MAX_LISTS, rules.MAX_MEMBERS) == (1_000, 5_000)


async def test_pages_of_lists_and_people_go_both_ways(any_company: Company) -> None:
    here = any_company
    minsu, *others = [await a_person(here) for _ in range(8)]
    list_id = await create(here.db, minsu, Outline("팀"))
    for other in others:
        await add_members(here.db, minsu, list_id, [other.id])
        await subscribe(here.db, other, list_id)
        theirs = await create(here.db, other, Outline("내 것"))
        await add_members(here.db, other, theirs, [minsu.id])
    reads: list[Callable[[Page], Awaitable[list[Entry]]]] = [
        lambda page: people_of(here.db, list_id, "members", page),
        lambda page: people_of(here.db, list_id, "subscribers", page),
        lambda page: lists_of(here.db, minsu, minsu.id, "memberships", page),
    ]
    for read in reads:
        whole = await read(ALL)
        assert len(whole) == 7
        assert [entry.id for entry in whole] == sorted([entry.id for entry in whole], reverse=True)
        assert await read(Page(limit=3, before=whole[2].id)) == whole[3:6]
        assert await read(Page(limit=3, after=whole[5].id, nearest=True)) == whole[2:5]
    own = await memberships_in_own(here.db, others[0], minsu.id, ALL)
    assert len(own) == 1
    assert (await one(here.db, others[0], own[0].subject_id)).owner_id == others[0].id


async def test_an_app_that_asks_for_itself_sees_public_lists_only(company: Company) -> None:
    minsu = await a_person(company)
    app = Viewer(None)
    public, _ = (
        await create(company.db, minsu, Outline("a")),
        await create(company.db, minsu, Outline("b", private=True)),
    )
    assert [entry.subject_id for entry in await lists_of(company.db, app, minsu.id, "owned", ALL)] == [public]
    assert await subscribed(company.db, app.account_id, [public]) == frozenset()
    with pytest.raises(Unauthenticated):
        await create(company.db, app, Outline("c"))


async def test_pinned_lists_are_remembered_until_they_change(any_company: Company) -> None:
    here = any_company
    owner, jane = await a_person(here), await a_person(here)
    made = [await create(here.db, owner, Outline(name)) for name in ("하나", "둘")]
    for list_id in made:
        await pin(here.db, jane, list_id)
    assert [found.id for found in await here.rosters.pinned(jane)] == made[::-1]
    with counted_reads(here) as count:
        await here.rosters.pinned(jane)
    assert count.reads == 0
    await change(here.db, owner, made[0], Changes(name="셋"))
    assert [found.name for found in await here.rosters.pinned(jane)] == ["둘", "셋"]
    await change(here.db, owner, made[0], Changes(private=True))
    await unpin(here.db, jane, made[1])
    assert await here.rosters.pinned(jane) == []
    await pin(here.db, owner, made[0])
    await remove(here.db, owner, made[0])
    assert await here.rosters.pinned(owner) == []


async def test_the_latest_members_of_several_lists_are_one_read(any_company: Company) -> None:
    here = any_company
    owner, *people = [await a_person(here) for _ in range(5)]
    first, second, empty = [await create(here.db, owner, Outline("팀")) for _ in range(3)]
    for person in people:
        await add_members(here.db, owner, first, [person.id])
    await add_members(here.db, owner, second, [owner.id])
    with counted_reads(here) as count:
        found = await latest_members(here.db, [first, second, empty], 3)
    assert count.reads == 1
    assert found == {first: [person.id for person in people[:0:-1]], second: [owner.id]}
