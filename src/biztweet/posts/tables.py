"""The tables that posts/ alone writes.

Texts, reposts and direct messages share one table of ids, told apart by `audience` and `repost_of_id`.
"""

import sqlalchemy as sa

from biztweet.ports.sql.types import Choice, Id, Json
from biztweet.posts.model import Audience, Entities, Signature, Source

metadata = sa.MetaData()

posts = sa.Table(
    "posts",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("author_id", Id, nullable=False),
    sa.Column("audience", Choice(Audience), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("entities", Json(Entities), nullable=False),
    sa.Column("signature", Json(Signature), nullable=False),
    sa.Column("source", Json(Source), nullable=False),
    sa.Column("thread_id", Id, nullable=False),
    sa.Column("created_at", Id, nullable=False),
    sa.Column("warning", sa.Text, nullable=False),
    sa.Column("sensitive", sa.Boolean, nullable=False),
    sa.Column("language", sa.Text),
    sa.Column("reply_to_id", Id),
    sa.Column("reply_to_account_id", Id),
    sa.Column("repost_of_id", Id),
    sa.Column("quote_of_id", Id),
    # What it quoted until that post's author detached it.
    sa.Column("detached_from_id", Id),
    # Stands in the company timeline: neither a repost nor a reply to somebody else.
    sa.Column("in_company", sa.Boolean, nullable=False),
    sa.Column("revision", Id, nullable=False),
    sa.Column("edited_at", Id),
    sa.Column("deleted_at", Id),
    sa.Column("like_count", Id, nullable=False),
    sa.Column("repost_count", Id, nullable=False),
    sa.Column("quote_count", Id, nullable=False),
    sa.Column("reply_count", Id, nullable=False),
    # Whether there is a row of polls to be read along.
    sa.Column("has_poll", sa.Boolean, nullable=False, server_default=sa.false()),
)
visible_to_all = sa.and_(posts.c.deleted_at.is_(None), posts.c.audience == sa.literal_column("'company'"))
in_company = sa.and_(posts.c.in_company, visible_to_all)


def _partial(name: str, *columns: sa.Column[int], where: sa.ColumnElement[bool], unique: bool = False) -> sa.Index:
    return sa.Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


_partial("posts_in_company", posts.c.id, where=in_company)
_partial("posts_by_author", posts.c.author_id, posts.c.id, where=visible_to_all)
_partial("posts_by_thread", posts.c.thread_id, posts.c.id, where=posts.c.reply_to_id.is_not(None))
_partial(
    "posts_by_quoted", posts.c.quote_of_id, posts.c.id, where=sa.and_(posts.c.quote_of_id.is_not(None), visible_to_all)
)
# One repost of a post by one account at a time.
_partial(
    "posts_by_repost",
    posts.c.repost_of_id,
    posts.c.author_id,
    where=sa.and_(posts.c.repost_of_id.is_not(None), visible_to_all),
    unique=True,
)

revisions = sa.Table(
    "revisions",
    metadata,
    sa.Column("post_id", Id, primary_key=True, autoincrement=False),
    sa.Column("revision", Id, primary_key=True, autoincrement=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("entities", Json(Entities), nullable=False),
    sa.Column("warning", sa.Text, nullable=False),
    sa.Column("sensitive", sa.Boolean, nullable=False),
    sa.Column("media_ids", Json(tuple[int, ...]), nullable=False),
    sa.Column("created_at", Id, nullable=False),
    sa.Column("options", Json(tuple[str, ...]), nullable=False, server_default="[]"),
)

attachments = sa.Table(
    "attachments",
    metadata,
    sa.Column("post_id", Id, primary_key=True, autoincrement=False),
    sa.Column("place", Id, primary_key=True, autoincrement=False),
    sa.Column("media_id", Id, nullable=False, index=True),
)

mentions = sa.Table(
    "mentions",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("post_id", Id, primary_key=True, autoincrement=False),
)

# `tag` folded, as hashtags compare.
tags = sa.Table(
    "tags",
    metadata,
    sa.Column("tag", sa.Text, primary_key=True),
    sa.Column("post_id", Id, primary_key=True, autoincrement=False),
)


def _marks(name: str) -> sa.Table:
    """Who marked which post; `id` orders an account's marks and a post's markers."""
    table = sa.Table(
        name,
        metadata,
        sa.Column("account_id", Id, primary_key=True, autoincrement=False),
        sa.Column("post_id", Id, primary_key=True, autoincrement=False),
        sa.Column("id", Id, nullable=False, unique=True),
    )
    sa.Index(f"{name}_by_account", table.c.account_id, table.c.id)
    sa.Index(f"{name}_by_post", table.c.post_id, table.c.id)
    return table


likes = _marks("likes")
bookmarks = _marks("bookmarks")
# What stands at the head of somebody's page; only posts of their own.
pins = _marks("pins")

# Replies that whoever began the thread has put behind a fold.
hidden_replies = sa.Table(
    "hidden_replies",
    metadata,
    sa.Column("post_id", Id, primary_key=True, autoincrement=False),
    sa.Column("thread_id", Id, nullable=False),
)

# Threads of which somebody wants to be told no more.
thread_mutes = sa.Table(
    "thread_mutes",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("thread_id", Id, primary_key=True, autoincrement=False),
)

# What a message is besides a post (`audience` direct): see `model.Post`.
messages = sa.Table(
    "messages",
    metadata,
    sa.Column("post_id", Id, primary_key=True, autoincrement=False),
    sa.Column("conversation_id", Id, nullable=False),
    sa.Column("addressee_ids", Json(tuple[int, ...]), nullable=False),
    sa.Column("removed_by_ids", Json(tuple[int, ...]), nullable=False),
)

# Everybody's own box of messages: who may read which. What somebody put away, or its author deleted, is not in it.
addressees = sa.Table(
    "addressees",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("post_id", Id, primary_key=True, autoincrement=False),
    sa.Column("conversation_id", Id, nullable=False),
    sa.Column("in_group", sa.Boolean, nullable=False),  # read by nobody any more: to be dropped a release later
)
sa.Index("addressees_by_conversation", addressees.c.account_id, addressees.c.conversation_id, addressees.c.post_id)

# The answer to a request that may come twice; a row is kept for 24 hours.
idempotency = sa.Table(
    "idempotency",
    metadata,
    sa.Column("account_id", Id, primary_key=True, autoincrement=False),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("request_hash", sa.Text, nullable=False),
    sa.Column("post_id", Id, nullable=False),
    sa.Column("created_at", Id, nullable=False, index=True),
)
