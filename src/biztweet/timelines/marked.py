"""Posts an account has liked or kept, and who liked or repeated a post: paged by the marks' own ids."""

from typing import Literal

import msgspec
import sqlalchemy as sa

from biztweet.kernel.keyset import Keyset
from biztweet.kernel.paging import Page
from biztweet.ports.sql.types import Id
from biztweet.posts.tables import bookmarks, likes, posts, visible_to_all
from biztweet.timelines.sources import Sources

OfPost = Literal["likers", "reposters", "quotes", "quotes that answer nobody", "reposts"]


class Mark(msgspec.Struct, frozen=True):
    """One mark: `id` orders the list and pages it; `subject_id` is the post, or the account, that stands in it."""

    id: int
    subject_id: int


_asker = sa.bindparam("account_id", type_=Id)
_post_id = sa.bindparam("post_id", type_=Id)


def _by_account(table: sa.Table) -> Keyset[Mark]:
    select = (
        sa.select(table.c.id, table.c.post_id.label("subject_id"))
        .join(posts, posts.c.id == table.c.post_id)
        .where(table.c.account_id == _asker, visible_to_all)
    )
    return Keyset(Mark, table.c.id, select)


def _by_quote(*which: sa.ColumnElement[bool]) -> Keyset[Mark]:
    select = sa.select(posts.c.id, posts.c.id.label("subject_id")).where(
        posts.c.quote_of_id == _post_id, visible_to_all
    )
    return Keyset(Mark, posts.c.id, select.where(*which))


_LIKED = Keyset(
    int,
    likes.c.post_id,
    sa.select(likes.c.post_id)
    .join(posts, posts.c.id == likes.c.post_id)
    .where(likes.c.account_id == _asker, visible_to_all),
)
_BY_ACCOUNT = {"likes": _by_account(likes), "bookmarks": _by_account(bookmarks)}
_BY_POST = {
    "likers": Keyset(
        Mark,
        likes.c.id,
        sa.select(likes.c.id, likes.c.account_id.label("subject_id")).where(likes.c.post_id == _post_id),
    ),
    "reposters": Keyset(
        Mark,
        posts.c.id,
        sa.select(posts.c.id, posts.c.author_id.label("subject_id")).where(
            posts.c.repost_of_id == _post_id, visible_to_all
        ),
    ),
    "quotes": _by_quote(),
    "quotes that answer nobody": _by_quote(posts.c.reply_to_id.is_(None)),
    "reposts": Keyset(
        Mark,
        posts.c.id,
        sa.select(posts.c.id, posts.c.id.label("subject_id")).where(posts.c.repost_of_id == _post_id, visible_to_all),
    ),
}


async def marked_by(sources: Sources, account_id: int, which: Literal["likes", "bookmarks"], page: Page) -> list[Mark]:
    """The posts an account has marked, latest mark first; one query."""
    return await _BY_ACCOUNT[which].page(sources.db, page, account_id=account_id)


async def liked(sources: Sources, account_id: int, page: Page) -> list[int]:
    """The posts an account likes, newest post first: paged by the posts' own ids; one query."""
    return await _LIKED.page(sources.db, page, account_id=account_id)


async def marks_of(sources: Sources, post_id: int, which: OfPost, page: Page) -> list[Mark]:
    """Who (or which posts) marked a post, latest first; one query."""
    return await _BY_POST[which].page(sources.db, page, post_id=post_id)
