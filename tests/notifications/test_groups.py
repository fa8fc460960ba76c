"""Notices of the same act on the same post within half a day are told together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.company import Company
from biztweet.kernel.paging import Page
from biztweet.notifications.groups import SPAN, TOGETHER, Key, grouped, key_of, read_key
from biztweet.notifications.model import Kind, Notification
from biztweet.posts.like import like
from tests.counting import counted_reads
from tests.factories import a_person, said
from tests.fresh import told

notices = st.builds(
    Notification,
    id=st.integers(1, 2**63 - 1),
    recipient_id=st.just(1),
    kind=st.sampled_from(list(Kind)),
    actor_id=st.integers(2, 9),
    post_id=st.sampled_from([None, 7, 8]),
    position=st.just(1),
    created_at=st.integers(0, 4 * SPAN),
    dismissed=st.booleans(),
)


@given(st.lists(notices, max_size=20))
def test_every_notice_stands_in_one_group_and_what_stands_together_belongs_together(some: list[Notification]) -> None:
    found = grouped(some)
    assert sorted(each.id for group in found for each in group.notices) == sorted(each.id for each in some)
    for group in found:
        if len(group.notices) > 1 and not group.key.single_id:
            assert group.notices[0].kind in TOGETHER
            assert len({(each.kind, each.post_id, each.created_at // SPAN) for each in group.notices}) == 1


@given(notices)
def test_a_key_is_read_as_it_is_written(notice: Notification) -> None:
    key = key_of(notice)
    assert read_key(str(key)) == (None if key.single_id else key)


@pytest.mark.parametrize("text", ["", "like", "like-1", "like-1-2-3", "mention-1-2", "like-x-2", "like-1-" + "9" * 30])
def test_what_is_no_key_of_several_is_none(text: str) -> None:
    assert read_key(text) is None


def test_no_kind_is_told_together_that_was_not_asked_for() -> None:
    one = Notification(5, 1, Kind.like, 2, 7, 1, 0, dismissed=False)
    assert key_of(one, ()) == Key(Kind.like, 0, 0, 5)


async def test_pages_of_groups_show_each_group_once(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here)
    people = [await a_person(here) for _ in range(5)]
    posts = [await said(here, minsu, f"{number}") for number in range(3)]
    for who in people:
        for post in posts:
            await like(here.db, who, post)
    while len(await here.inbox.page(minsu, Page(limit=50))) < 15:
        await told(here)
    seen: list[Key] = []
    page = Page(limit=2)
    while found := await here.inbox.groups(minsu, page):
        seen += [group.key for group in found]
        page = Page(limit=2, before=found[-1].notices[0].id)
    whole = await here.inbox.groups(minsu, Page(limit=10))
    assert [len(group.notices) for group in whole] == [5, 5, 5]
    assert seen == [group.key for group in whole]
    assert len(await here.inbox.group(minsu, whole[0].key)) == 5
    assert await here.inbox.unread_groups(minsu, 10) == 3
    with counted_reads(here) as count:
        await here.inbox.groups(minsu, Page(limit=40, before=whole[0].notices[0].id))
    assert count.reads <= 2
