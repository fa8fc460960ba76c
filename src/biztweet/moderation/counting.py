"""What can be counted by day: what people did, never what they read; messages are left out. SQL only.

Each query answers with rows of (day, count); days count from 1970. `from_id` and `to_id` bound ids by their time.
"""

from typing import Any

import msgspec
import sqlalchemy as sa

from biztweet.accounts.model import AccountKind
from biztweet.accounts.tables import accounts
from biztweet.kernel.days import day, day_of_id
from biztweet.moderation.tables import reports
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id
from biztweet.posts.tables import likes, posts, tags, visible_to_all


class OfDay(msgspec.Struct, frozen=True):
    """How many on one day."""

    day: int
    count: int


class Cohort(msgspec.Struct, frozen=True):
    """How many of those who came on one day."""

    joined_day: int
    count: int


def _between(number: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    return sa.and_(number >= sa.bindparam("from_id", type_=Id), number < sa.bindparam("to_id", type_=Id))


def _within(instant: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    return sa.and_(instant >= sa.bindparam("starts_at", type_=Id), instant < sa.bindparam("ends_at", type_=Id))


def _by_day(of: sa.ColumnElement[int], count: sa.ColumnElement[int], *where: sa.ColumnElement[bool]) -> Query[OfDay]:
    return Query(OfDay, sa.select(of.label("day"), count.label("count")).where(*where).group_by(of))


_is_person = accounts.c.kind == sa.literal_column(f"'{AccountKind.person.value}'")
_acts = sa.union_all(
    sa.select(posts.c.author_id.label("account_id"), posts.c.id.label("id")).where(
        visible_to_all, _between(posts.c.id)
    ),
    sa.select(likes.c.account_id, likes.c.id).where(_between(likes.c.id)),
).subquery("acts")
_actors = _acts.join(accounts, sa.and_(accounts.c.id == _acts.c.account_id, _is_person))
_acts_day = day_of_id(_acts.c.id)
_people = sa.func.count(sa.distinct(_acts.c.account_id))

# People who posted, repeated or liked something: by day, and of the whole period.
ACTIVE = Query(
    OfDay, sa.select(_acts_day.label("day"), _people.label("count")).select_from(_actors).group_by(_acts_day)
)
ACTIVE_IN_ALL = Query(int, sa.select(_people).select_from(_actors))
NEW = _by_day(day(accounts.c.created_at), sa.func.count(), _is_person, _within(accounts.c.created_at))
LIKED = _by_day(day_of_id(likes.c.id), sa.func.count(), _between(likes.c.id))
ANSWERED = _by_day(
    day_of_id(posts.c.id),
    sa.func.count(),
    visible_to_all,
    _between(posts.c.id),
    sa.or_(posts.c.repost_of_id.is_not(None), posts.c.reply_to_id.is_not(None)),
)
OPENED = _by_day(day(reports.c.created_at), sa.func.count(), _within(reports.c.created_at))
RESOLVED = _by_day(day(reports.c.resolved_at), sa.func.count(), _within(reports.c.resolved_at))

_tagged: tuple[sa.ColumnElement[bool], ...] = (
    tags.c.tag == sa.bindparam("tag", type_=sa.Text),
    _between(tags.c.post_id),
    posts.c.id == tags.c.post_id,
    visible_to_all,
)
TAG_USES = _by_day(day_of_id(tags.c.post_id), sa.func.count(), *_tagged)
TAG_PEOPLE = _by_day(day_of_id(tags.c.post_id), sa.func.count(sa.distinct(posts.c.author_id)), *_tagged)
TAG_PEOPLE_IN_ALL = Query(int, sa.select(sa.func.count(sa.distinct(posts.c.author_id))).where(*_tagged))

# Of those who came within the period, by the day on which they came: how many there are, how many did something.
CAME = Query(
    Cohort,
    sa.select(day(accounts.c.created_at).label("joined_day"), sa.func.count().label("count"))
    .where(_is_person, _within(accounts.c.created_at))
    .group_by(day(accounts.c.created_at)),
)
STAYED = Query(
    Cohort,
    sa.select(day(accounts.c.created_at).label("joined_day"), _people.label("count"))
    .select_from(_actors)
    .where(_within(accounts.c.created_at))
    .group_by(day(accounts.c.created_at)),
)


class Share(msgspec.Struct, frozen=True):
    """How many posts have something in common."""

    key: Any
    count: int


def _shares(column: sa.ColumnElement[Any], *where: sa.ColumnElement[bool]) -> Query[Share]:
    return Query(
        Share,
        sa.select(column.label("key"), sa.func.count().label("count"))
        .where(visible_to_all, _between(posts.c.id), *where)
        .group_by(column)
        .order_by(sa.func.count().desc(), column)
        .limit(sa.bindparam("limit", type_=Id)),
    )


LANGUAGES = _shares(posts.c.language, posts.c.language.is_not(None))
SOURCES = _shares(posts.c.source)
TAG_LANGUAGES = _shares(
    posts.c.language,
    posts.c.language.is_not(None),
    posts.c.id.in_(sa.select(tags.c.post_id).where(tags.c.tag == sa.bindparam("tag", type_=sa.Text))),
)
