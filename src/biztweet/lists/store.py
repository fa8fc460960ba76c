"""SQL on the tables of lists/."""

import msgspec
import sqlalchemy as sa

from biztweet.kernel.keyset import Keyset
from biztweet.lists.model import List
from biztweet.lists.tables import lists, members, pinners, subscribers
from biztweet.ports.sql.statement import Command, Query, insert_or_skip
from biztweet.ports.sql.types import Id, any_of


class Entry(msgspec.Struct, frozen=True):
    """One row of a page: `id` orders it, `subject_id` is the list, or the account, that stands in it."""

    id: int
    subject_id: int


_list_id = sa.bindparam("list_id", type_=Id)
_account_id = sa.bindparam("account_id", type_=Id)
_owner_id = sa.bindparam("owner_id", type_=Id)
_by_id = lists.c.id == _list_id
# A private list is there for its owner only: `visibility.may_see` says the same.
visible = sa.or_(sa.not_(lists.c.private), lists.c.owner_id == sa.bindparam("viewer_id", type_=Id))

BY_IDS = Query(List, sa.select(lists).where(any_of(lists.c.id, "ids")))
BY_SLUG = Query(
    List, sa.select(lists).where(lists.c.owner_id == _owner_id, lists.c.slug == sa.bindparam("slug", type_=sa.Text))
)
SLUGS = Query(str, sa.select(lists.c.slug).where(lists.c.owner_id == _owner_id))
MEMBER_IDS = Query(int, sa.select(members.c.account_id).where(members.c.list_id == _list_id))
EXCLUSIVE_MEMBER_IDS = Query(
    int,
    sa.select(members.c.account_id)
    .join(lists, lists.c.id == members.c.list_id)
    .where(lists.c.owner_id == _owner_id, lists.c.exclusive)
    .distinct(),
)
# Which of some lists an account has subscribed to.
SUBSCRIBED = Query(
    int,
    sa.select(subscribers.c.list_id).where(
        subscribers.c.account_id == _account_id, any_of(subscribers.c.list_id, "ids")
    ),
)

INSERT = Command(sa.insert(lists), appends=True)
_CHANGED = ("name", "description", "private", "replies", "exclusive")
CHANGE = Command(
    sa.update(lists).where(_by_id).values({name: sa.bindparam(name, type_=lists.c[name].type) for name in _CHANGED})
)
COUNT_MEMBERS = Command(
    sa.update(lists).where(_by_id).values(member_count=lists.c.member_count + sa.bindparam("more", type_=Id))
)
COUNT_SUBSCRIBERS = Command(
    sa.update(lists).where(_by_id).values(subscriber_count=lists.c.subscriber_count + sa.bindparam("more", type_=Id))
)


def _all_but_owner(table: sa.Table) -> Query[int]:
    """Takes a list from everybody but its owner; answers with whom it was taken from."""
    return Query(
        int,
        sa.delete(table)
        .where(table.c.list_id == _list_id, table.c.account_id != _owner_id)
        .returning(table.c.account_id),
    )


UNSUBSCRIBE_OTHERS, UNPIN_OTHERS = _all_but_owner(subscribers), _all_but_owner(pinners)
DELETE = [
    Command(sa.delete(table).where(column == _list_id))
    for table, column in (
        (members, members.c.list_id),
        (subscribers, subscribers.c.list_id),
        (pinners, pinners.c.list_id),
        (lists, lists.c.id),
    )
]


def _enter(table: sa.Table) -> Query[int]:
    """Answers with a row if that is new."""
    return Query(int, insert_or_skip(table, returning=table.c.id))


def _leave(table: sa.Table) -> Query[int]:
    """Answers with who of `ids` has left."""
    return Query(
        int,
        sa.delete(table)
        .where(table.c.list_id == _list_id, any_of(table.c.account_id, "ids"))
        .returning(table.c.account_id),
    )


ADD_MEMBER, REMOVE_MEMBERS = _enter(members), _leave(members)
SUBSCRIBE, UNSUBSCRIBE = _enter(subscribers), _leave(subscribers)
PIN, UNPIN = _enter(pinners), _leave(pinners)


def _people(table: sa.Table) -> Keyset[Entry]:
    select = sa.select(table.c.id, table.c.account_id.label("subject_id")).where(table.c.list_id == _list_id)
    return Keyset(Entry, table.c.id, select)


def _lists_by(table: sa.Table, *, owned: bool = False) -> Keyset[Entry]:
    select = (
        sa.select(table.c.id, table.c.list_id.label("subject_id"))
        .join(lists, lists.c.id == table.c.list_id)
        .where(table.c.account_id == _account_id, visible)
    )
    return Keyset(Entry, table.c.id, select.where(lists.c.owner_id == _owner_id) if owned else select)


class Membership(msgspec.Struct, frozen=True):
    """Who is a member of which list."""

    list_id: int
    account_id: int


_latest = (
    sa.select(
        members.c.list_id,
        members.c.account_id,
        sa.func.row_number().over(partition_by=members.c.list_id, order_by=members.c.id.desc()).label("place"),
    )
    .where(any_of(members.c.list_id, "ids"))
    .subquery()
)
# The latest few in each of some lists.
LATEST_MEMBERS = Query(
    Membership,
    sa.select(_latest.c.list_id, _latest.c.account_id)
    .where(_latest.c.place <= sa.bindparam("most", type_=Id))
    .order_by(_latest.c.list_id, _latest.c.place),
)
PEOPLE = {"members": _people(members), "subscribers": _people(subscribers)}
LISTS = {
    "owned": Keyset(
        Entry,
        lists.c.id,
        sa.select(lists.c.id, lists.c.id.label("subject_id")).where(lists.c.owner_id == _account_id, visible),
    ),
    "memberships": _lists_by(members),
    "subscriptions": _lists_by(subscribers),
    "pinned": _lists_by(pinners),
}
OWNED_MEMBERSHIPS = _lists_by(members, owned=True)
