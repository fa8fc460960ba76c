"""The following timeline: posts, quotes and reposts of those one follows, and their replies to people one follows.

Two steps, each fast where the other is slow: a window of posts tested against the followees, then, for what is missing,
the newest of each followee merged. The window of the newest posts of all is in memory. Figures: docs/benchmarks.md.
"""

import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.follows.tables import follows
from biztweet.kernel.paging import Page
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id, any_of
from biztweet.posts.tables import posts, stands
from biztweet.timelines.keyset import after, before, limit
from biztweet.timelines.sources import Sources

_WINDOW = 2_000
_FEW = 16  # with no more followees than this, their own newest posts are found sooner than any window is searched

_asker = sa.bindparam("account_id", type_=Id)
_followed = sa.select(follows.c.followee_id).where(follows.c.follower_id == _asker)


def _is_one_of_ours(column: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    return sa.or_(column == _asker, column.in_(_followed))


def _window(*, nearest: bool) -> Query[int]:
    newest = (
        sa.select(posts.c.id, posts.c.author_id, posts.c.reply_to_account_id)
        .where(stands, posts.c.id < before, posts.c.id > after)
        .order_by(posts.c.id.asc() if nearest else posts.c.id.desc())
        .limit(_WINDOW)
        .subquery()
    )
    return Query(
        int,
        sa.select(newest.c.id)
        .where(
            _is_one_of_ours(newest.c.author_id),
            sa.or_(newest.c.reply_to_account_id.is_(None), _is_one_of_ours(newest.c.reply_to_account_id)),
            sa.not_(any_of(newest.c.author_id, "hidden")),
        )
        .order_by(newest.c.id.asc() if nearest else newest.c.id.desc())
        .limit(limit),
    )


def _merged(*, nearest: bool) -> Query[int]:
    """The newest of each followee: a short walk down one index per author."""
    authors = sa.union_all(_followed, sa.select(_asker)).subquery("authors")
    author_id = authors.c.followee_id
    theirs = posts.alias("theirs")

    def order(column: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
        return column.asc() if nearest else column.desc()

    each = (
        sa.select(theirs.c.id, theirs.c.reply_to_account_id)
        .where(
            theirs.c.author_id == author_id,
            theirs.c.deleted_at.is_(None),
            theirs.c.audience == sa.literal_column("'company'"),
            theirs.c.id < before,
            theirs.c.id > after,
            sa.or_(theirs.c.reply_to_account_id.is_(None), _is_one_of_ours(theirs.c.reply_to_account_id)),
        )
        .order_by(order(theirs.c.id))
        .limit(limit)
    )
    lateral = each.lateral("each")
    on_postgresql = (
        sa.select(lateral.c.id)
        .select_from(authors.join(lateral, sa.true()))
        .where(sa.not_(any_of(author_id, "hidden")))
        .order_by(order(lateral.c.id))
        .limit(limit)
    )
    # SQLite has no LATERAL; a correlated list of ids does the same.
    in_list = each.with_only_columns(theirs.c.id).correlate(authors)
    on_sqlite = (
        sa.select(posts.c.id)
        .select_from(authors.join(posts, posts.c.id.in_(in_list)))
        .where(sa.not_(any_of(author_id, "hidden")))
        .order_by(order(posts.c.id))
        .limit(limit)
    )
    return Query(int, {"sqlite": on_sqlite, "postgresql": on_postgresql})


_WINDOWS = {nearest: _window(nearest=nearest) for nearest in (False, True)}
_MERGED = {nearest: _merged(nearest=nearest) for nearest in (False, True)}


async def following(sources: Sources, viewer: Viewer, page: Page) -> list[int]:
    """Ids, newest first, without those the viewer muted or blocked; at most two queries, often none."""
    circle = await sources.graph.circle(viewer.id)
    in_memory = len(circle.followees) > _FEW and sources.recent.covers(page)
    if in_memory and (found := sources.recent.page(page, viewer.id, circle)) is not None:
        return found
    values = {
        "account_id": viewer.id,
        "hidden": list(circle.hidden),
        "before": page.before,
        "after": page.after,
        "limit": page.limit,
    }
    ids: list[int] = []
    if not in_memory and len(circle.followees) > _FEW:
        ids = await sources.db.rows(_WINDOWS[page.nearest], **values)
    if len(ids) < page.limit:
        ids = await sources.db.rows(_MERGED[page.nearest], **values)
    return ids[::-1] if page.nearest else ids
