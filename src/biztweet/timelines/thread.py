"""A post among what it answers and what answers it."""

import msgspec
import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id
from biztweet.posts.model import Audience
from biztweet.posts.tables import hidden_replies, posts
from biztweet.posts.visibility import reader_of, seen_by
from biztweet.timelines.sources import Sources

MAX_POSTS = 4_000


class Thread(msgspec.Struct, frozen=True):
    """`ancestors` from the first post down, `descendants` depth first, oldest first. Deleted posts are among them.

    `folded` are the replies that whoever began the thread has hidden, each with what is below it.
    """

    ancestors: tuple[int, ...]
    descendants: tuple[int, ...]
    folded: tuple[int, ...] = ()


class _Row(msgspec.Struct, frozen=True):
    id: int
    reply_to_id: int | None
    hidden_id: int | None


_thread_id = sa.bindparam("thread_id", type_=Id)
_THREAD_OF = Query(int, sa.select(posts.c.thread_id).where(posts.c.id == sa.bindparam("post_id", type_=Id)))
_REPLIES = Query(
    _Row,
    sa.select(posts.c.id, posts.c.reply_to_id, hidden_replies.c.post_id.label("hidden_id"))
    .outerjoin(hidden_replies, hidden_replies.c.post_id == posts.c.id)
    .where(
        posts.c.thread_id == _thread_id,
        posts.c.reply_to_id.is_not(None),
        sa.or_(posts.c.audience == Audience.company, seen_by(sa.bindparam("account_id", type_=Id))),
    )
    .order_by(posts.c.id)
    .limit(MAX_POSTS),
)


async def thread(sources: Sources, viewer: Viewer, post_id: int) -> Thread:
    """The posts around one, at most `MAX_POSTS` of its thread; two queries. Of messages, those the viewer may see."""
    thread_ids = await sources.db.rows(_THREAD_OF, post_id=post_id)
    if not thread_ids:
        return Thread((), ())
    rows = await sources.db.rows(_REPLIES, thread_id=thread_ids[0], account_id=reader_of(viewer))
    parents = {row.id: row.reply_to_id for row in rows}
    ancestors: list[int] = []
    at = parents.get(post_id)
    while at is not None:
        ancestors.append(at)
        at = parents.get(at)
    replies: dict[int, list[_Row]] = {}
    for row in rows:
        replies.setdefault(row.reply_to_id or 0, []).append(row)
    shown, hidden = _walk(replies, replies.get(post_id, []), folds=True)
    folded, _ = _walk(replies, hidden, folds=False)
    return Thread(tuple(reversed(ancestors)), tuple(shown), tuple(folded))


def _walk(replies: dict[int, list[_Row]], first: list[_Row], *, folds: bool) -> tuple[list[int], list[_Row]]:
    """`first` and all below, depth first; with `folds` the hidden ones, and what is below them, are set aside."""
    found: list[int] = []
    aside: list[_Row] = []
    waiting = first[::-1]
    while waiting:
        reply = waiting.pop()
        if folds and reply.hidden_id is not None:
            aside.append(reply)
            continue
        found.append(reply.id)
        waiting.extend(reversed(replies.get(reply.id, [])))
    return found, aside
