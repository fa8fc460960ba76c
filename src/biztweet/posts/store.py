"""SQL on the tables of posts/; what runs in a transaction takes its `tx` and never commits."""

import msgspec
import sqlalchemy as sa

from biztweet.ports.sql.keyed import Keyed
from biztweet.ports.sql.statement import Command, Query, insert_or_skip
from biztweet.ports.sql.types import Id, any_of
from biztweet.posts.model import Post, Revision
from biztweet.posts.tables import (
    addressees,
    attachments,
    bookmarks,
    hidden_replies,
    idempotency,
    likes,
    mentions,
    messages,
    pins,
    posts,
    revisions,
    tags,
    thread_mutes,
    visible_to_all,
)


class Attached(msgspec.Struct, frozen=True):
    """A picture in its place in a post."""

    of_post_id: int
    place: int
    media_id: int


class Quote(msgspec.Struct, frozen=True):
    """A post that quotes another."""

    id: int
    author_id: int


class Kept(msgspec.Struct, frozen=True):
    """The answer that an idempotency key stands for."""

    account_id: int
    key: str
    request_hash: str
    post_id: int
    created_at: int


class Mark(msgspec.Struct, frozen=True):
    """One row of a post's or an account's marks; `id` orders them."""

    id: int
    account_id: int
    post_id: int


_asker = sa.bindparam("account_id", type_=Id)
_post_id = sa.bindparam("post_id", type_=Id)
_more = sa.bindparam("more", type_=Id)
_by_id = posts.c.id == _post_id

# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────
_of_messages = (messages.c.conversation_id, messages.c.addressee_ids, messages.c.removed_by_ids)
BY_IDS = Query(
    Post,
    sa.select(posts, *_of_messages)
    .outerjoin(messages, messages.c.post_id == posts.c.id)
    .where(any_of(posts.c.id, "ids")),
)
MEDIA_OF = Query(
    Attached,
    sa.select(attachments.c.post_id.label("of_post_id"), attachments.c.place, attachments.c.media_id)
    .where(any_of(attachments.c.post_id, "ids"))
    .order_by(attachments.c.post_id, attachments.c.place),
)
REVISIONS = Query(Revision, sa.select(revisions).where(revisions.c.post_id == _post_id).order_by(revisions.c.revision))
RECENT_WITH_TEXT = Query(
    int,
    sa.select(posts.c.id).where(
        posts.c.author_id == _asker,
        visible_to_all,
        posts.c.id > sa.bindparam("since_id", type_=Id),
        posts.c.text == sa.bindparam("text", type_=sa.Text),
        posts.c.repost_of_id.is_(None),
    ),
)
REPOST_BY = Query(
    int,
    sa.select(posts.c.id).where(posts.c.repost_of_id == _post_id, posts.c.author_id == _asker, visible_to_all),
)
LIKER_IDS = Query(int, sa.select(likes.c.account_id).where(likes.c.post_id == _post_id))
REPOSTER_IDS = Query(int, sa.select(posts.c.author_id).where(posts.c.repost_of_id == _post_id, visible_to_all))
QUOTES_OF = Query(
    Quote,
    sa.select(posts.c.id, posts.c.author_id)
    .where(posts.c.quote_of_id == _post_id, visible_to_all)
    .order_by(posts.c.id),
)
REPOSTS_OF = Query(Post, sa.select(posts).where(posts.c.repost_of_id == _post_id, visible_to_all))
KEPT = Keyed(Kept, [idempotency.c[name] for name in Kept.__struct_fields__], ["account_id", "key"])

# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────
INSERT = Command(sa.insert(posts), appends=True)
INSERT_MENTION = Command(insert_or_skip(mentions), appends=True)
INSERT_TAG = Command(insert_or_skip(tags), appends=True)
INSERT_ATTACHMENT = Command(sa.insert(attachments), appends=True)
INSERT_MESSAGE = Command(sa.insert(messages), appends=True)
INSERT_ADDRESSEE = Command(sa.insert(addressees), appends=True)
INSERT_REVISION = Command(sa.insert(revisions))
KEEP = Command(sa.insert(idempotency), appends=True)
FORGET_KEPT = Command(
    sa.delete(idempotency).where(
        idempotency.c.account_id == _asker, idempotency.c.key == sa.bindparam("key", type_=sa.Text)
    )
)
FORGET_KEPT_BEFORE = Command(sa.delete(idempotency).where(idempotency.c.created_at < sa.bindparam("before", type_=Id)))

COUNT_REPLY = Command(sa.update(posts).where(_by_id).values(reply_count=posts.c.reply_count + _more))
DETACH = Command(sa.update(posts).where(_by_id).values(quote_of_id=sa.null(), detached_from_id=posts.c.quote_of_id))
COUNT_QUOTE = Command(sa.update(posts).where(_by_id).values(quote_count=posts.c.quote_count + _more))
COUNT_REPOST = Command(sa.update(posts).where(_by_id).values(repost_count=posts.c.repost_count + _more))
COUNT_LIKE = Command(sa.update(posts).where(_by_id).values(like_count=posts.c.like_count + _more))

_WORDS = ("text", "entities", "warning", "sensitive", "language", "in_company", "revision", "edited_at", "has_poll")
SET_WORDS = Command(
    sa.update(posts).where(_by_id).values({name: sa.bindparam(name, type_=posts.c[name].type) for name in _WORDS})
)
# A deleted post keeps its place in the thread and nothing that was said.
ERASE = Command(
    sa.update(posts)
    .where(_by_id)
    .values(
        text="",
        warning="",
        entities=sa.bindparam("entities", type_=posts.c.entities.type),
        deleted_at=sa.bindparam("deleted_at", type_=Id),
        like_count=0,
        repost_count=0,
    )
)
REMOVE_FOR = Command(
    sa.update(messages)
    .where(messages.c.post_id == _post_id)
    .values(removed_by_ids=sa.bindparam("removed_by_ids", type_=messages.c.removed_by_ids.type))
)
DELETE_ADDRESSEES = Command(
    sa.delete(addressees).where(any_of(addressees.c.account_id, "ids"), addressees.c.post_id == _post_id)
)
DELETE_REVISIONS = Command(sa.delete(revisions).where(revisions.c.post_id == _post_id))
DELETE_MENTIONS = Command(
    sa.delete(mentions).where(mentions.c.post_id == _post_id, any_of(mentions.c.account_id, "ids"))
)
DELETE_TAGS = Command(sa.delete(tags).where(tags.c.post_id == _post_id, any_of(tags.c.tag, "names")))
DELETE_ATTACHMENTS = Command(sa.delete(attachments).where(attachments.c.post_id == _post_id))


def _mark_commands(table: sa.Table) -> tuple[Query[int], Query[int], Command]:
    """(mark, unmark, unmark everybody's) for likes or bookmarks; the first two answer with a row if that is new."""
    mine = sa.and_(table.c.account_id == _asker, table.c.post_id == _post_id)
    return (
        Query(int, insert_or_skip(table, returning=table.c.id)),
        Query(int, sa.delete(table).where(mine).returning(table.c.id)),
        Command(sa.delete(table).where(table.c.post_id == _post_id)),
    )


LIKE, UNLIKE, UNLIKE_ALL = _mark_commands(likes)
BOOKMARK, UNBOOKMARK, UNBOOKMARK_ALL = _mark_commands(bookmarks)
PIN, UNPIN, UNPIN_ALL = _mark_commands(pins)
PINNED = Query(int, sa.select(pins.c.post_id).where(pins.c.account_id == _asker))

# ── threads ─────────────────────────────────────────────────────────────────────────────────────────────────────
_thread_id = sa.bindparam("thread_id", type_=Id)
HIDE = Query(int, insert_or_skip(hidden_replies, returning=hidden_replies.c.post_id))
UNHIDE = Query(
    int, sa.delete(hidden_replies).where(hidden_replies.c.post_id == _post_id).returning(hidden_replies.c.post_id)
)
MUTE_THREAD = Query(int, insert_or_skip(thread_mutes, returning=thread_mutes.c.thread_id))
UNMUTE_THREAD = Query(
    int,
    sa.delete(thread_mutes)
    .where(thread_mutes.c.account_id == _asker, thread_mutes.c.thread_id == _thread_id)
    .returning(thread_mutes.c.thread_id),
)
# Which of some accounts are told no more of the thread that a post stands in.
THREAD_MUTERS = Query(
    int,
    sa.select(thread_mutes.c.account_id)
    .join(posts, posts.c.thread_id == thread_mutes.c.thread_id)
    .where(posts.c.id == _post_id, any_of(thread_mutes.c.account_id, "ids")),
)
