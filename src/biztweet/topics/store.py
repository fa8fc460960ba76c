"""SQL on the tables of topics/; what runs in a transaction takes its `tx` and never commits."""

import sqlalchemy as sa

from biztweet.kernel.days import day_of_id
from biztweet.kernel.keyset import Keyset
from biztweet.ports.sql.statement import Query, insert_or_skip
from biztweet.ports.sql.types import Id, any_of
from biztweet.posts.tables import posts, tags, visible_to_all
from biztweet.topics.model import Kept, OnDay, Use
from biztweet.topics.tables import featured_topics, followed_topics

_account_id = sa.bindparam("account_id", type_=Id)
_TABLES = {"followed": followed_topics, "featured": featured_topics}


def _drop(table: sa.Table) -> Query[int]:
    mine = sa.and_(table.c.account_id == _account_id, table.c.tag == sa.bindparam("tag", type_=sa.Text))
    return Query(int, sa.delete(table).where(mine).returning(table.c.id))


# By list: "followed" or "featured".
LISTED = {
    name: Keyset(Kept, table.c.id, sa.select(table).where(table.c.account_id == _account_id))
    for name, table in _TABLES.items()
}
KEEP = {name: Query(int, insert_or_skip(table, returning=table.c.id)) for name, table in _TABLES.items()}
DROP = {name: _drop(table) for name, table in _TABLES.items()}
COUNT = {
    name: Query(int, sa.select(sa.func.count()).select_from(table).where(table.c.account_id == _account_id))
    for name, table in _TABLES.items()
}
TAGS = {
    name: Query(str, sa.select(table.c.tag).where(table.c.account_id == _account_id)) for name, table in _TABLES.items()
}

_used = (
    sa.select(tags.c.tag, sa.func.count().label("post_count"), sa.func.max(tags.c.post_id).label("last_post_id"))
    .join(posts, posts.c.id == tags.c.post_id)
    .where(posts.c.author_id == _account_id, visible_to_all)
    .group_by(tags.c.tag)
)
USES = Query(Use, _used.where(any_of(tags.c.tag, "tags")))
MOST_USED = Query(Use, _used.order_by(sa.func.count().desc(), tags.c.tag).limit(sa.bindparam("limit", type_=Id)))

_used_on = day_of_id(tags.c.post_id)
BY_DAY = Query(
    OnDay,
    sa.select(
        tags.c.tag,
        _used_on.label("day"),
        sa.func.count().label("post_count"),
        sa.func.count(sa.distinct(posts.c.author_id)).label("account_count"),
    )
    .join(posts, posts.c.id == tags.c.post_id)
    .where(any_of(tags.c.tag, "tags"), tags.c.post_id >= sa.bindparam("from_id", type_=Id), visible_to_all)
    .group_by(tags.c.tag, _used_on),
)

_MAX_COUNTED = 20_000  # rows of one beginning: a single letter must not cost more than a word


def _beginning(fits: sa.ColumnElement[bool]) -> sa.Select[tuple[str]]:
    found = sa.select(tags.c.tag).where(fits).limit(_MAX_COUNTED).subquery()
    return (
        sa.select(found.c.tag)
        .group_by(found.c.tag)
        .order_by(sa.func.count().desc(), found.c.tag)
        .limit(sa.bindparam("limit", type_=Id))
    )


_pattern = sa.bindparam("pattern", type_=sa.Text)
# GLOB, unlike SQLite's LIKE, uses the index.
BEGINNING = Query(
    str,
    {
        "sqlite": _beginning(tags.c.tag.bool_op("GLOB")(_pattern)),
        "postgresql": _beginning(tags.c.tag.like(_pattern, escape="\\")),
    },
)
