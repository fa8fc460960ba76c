"""Subjects read from the tables: what there is to know of posts, in one query."""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from biztweet.accounts.tables import accounts
from biztweet.kernel.transaction import Transaction
from biztweet.media.tables import media
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id, any_of
from biztweet.posts.model import Entities
from biztweet.posts.tables import attachments, posts
from biztweet.search.document import Subject


class _Row(msgspec.Struct, frozen=True):
    post_id: int
    thread_id: int
    author_id: int
    author_handle: str
    text: str
    warning: str
    entities: Entities
    sensitive: bool
    language: str | None
    kinds: str | None
    reply_to_id: int | None
    answered_id: int | None
    answered_handle: str | None
    quote_of_id: int | None
    repost_of_id: int | None
    original_author_id: int | None
    original_author_handle: str | None


_author, _answered, _original_author = (accounts.alias(name) for name in ("author", "answered", "original_author"))
_original = posts.alias("original")
_shown = sa.and_(posts.c.deleted_at.is_(None), posts.c.audience == sa.literal_column("'company'"))
_is_repost = posts.c.repost_of_id.is_not(None)


def _said(name: str) -> sa.ColumnElement[object]:
    """A repost says what its original says."""
    return sa.case((_is_repost, _original.c[name]), else_=posts.c[name]).label(name)


_kinds = (
    sa.select(sa.func.string_agg(sa.cast(media.c.kind, sa.Text), sa.literal_column("','")))
    .select_from(attachments.join(media, media.c.id == attachments.c.media_id))
    .where(attachments.c.post_id == sa.func.coalesce(posts.c.repost_of_id, posts.c.id))
    .scalar_subquery()
)
_columns = (
    posts.c.id.label("post_id"),
    posts.c.thread_id,
    posts.c.author_id,
    _author.c.handle.label("author_handle"),
    *map(_said, ("text", "warning", "entities", "sensitive", "language")),
    _kinds.label("kinds"),
    posts.c.reply_to_id,
    posts.c.reply_to_account_id.label("answered_id"),
    _answered.c.handle.label("answered_handle"),
    posts.c.quote_of_id,
    posts.c.repost_of_id,
    _original.c.author_id.label("original_author_id"),
    _original_author.c.handle.label("original_author_handle"),
)
_all = (
    sa.select(*_columns)
    .select_from(
        posts.join(_author, _author.c.id == posts.c.author_id)
        .outerjoin(_answered, _answered.c.id == posts.c.reply_to_account_id)
        .outerjoin(_original, _original.c.id == posts.c.repost_of_id)
        .outerjoin(_original_author, _original_author.c.id == _original.c.author_id)
    )
    .where(_shown)
)
_BY_IDS = Query(_Row, _all.where(any_of(posts.c.id, "ids")))
_OF = Query(
    _Row,
    _all.where(
        sa.or_(
            posts.c.id == sa.bindparam("post_id", type_=Id), posts.c.repost_of_id == sa.bindparam("post_id", type_=Id)
        )
    ),
)
_AFTER = Query(
    _Row,
    _all.where(posts.c.id > sa.bindparam("after", type_=Id))
    .order_by(posts.c.id)
    .limit(sa.bindparam("limit", type_=Id)),
)


async def by_ids(tx: Transaction, ids: Sequence[int]) -> list[Subject]:
    """Those of `ids` that everybody may read."""
    return [_subject(row) for row in await tx.rows(_BY_IDS, ids=list(ids))]


async def with_repeats(tx: Transaction, post_id: int) -> list[Subject]:
    """A post and its reposts, as far as everybody may read them."""
    return [_subject(row) for row in await tx.rows(_OF, post_id=post_id)]


async def after(tx: Transaction, post_id: int, limit: int) -> list[Subject]:
    """The next posts after one, in the order of their ids."""
    return [_subject(row) for row in await tx.rows(_AFTER, after=post_id, limit=limit)]


def _subject(row: _Row) -> Subject:
    kinds = tuple(sorted(set(row.kinds.split(",")))) if row.kinds else ()
    return Subject(**msgspec.structs.asdict(row) | {"kinds": kinds})
