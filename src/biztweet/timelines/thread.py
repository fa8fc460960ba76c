"""A post among what it answers and what answers it."""

import msgspec
import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id
from biztweet.posts.model import Audience
from biztweet.posts.tables import posts
from biztweet.posts.visibility import reader_of, seen_by
from biztweet.timelines.sources import Sources

MOST = 4_000


class Thread(msgspec.Struct, frozen=True):
    """`ancestors` from the first post down, `descendants` depth first, oldest first. Deleted posts are among them."""

    ancestors: tuple[int, ...]
    descendants: tuple[int, ...]


class _Row(msgspec.Struct, frozen=True):
    id: int
    reply_to_id: int | None


_thread_id = sa.bindparam("thread_id", type_=Id)
_THREAD_OF = Query(int, sa.select(posts.c.thread_id).where(posts.c.id == sa.bindparam("post_id", type_=Id)))
_REPLIES = Query(
    _Row,
    sa.select(posts.c.id, posts.c.reply_to_id)
    .where(
        posts.c.thread_id == _thread_id,
        posts.c.reply_to_id.is_not(None),
        sa.or_(posts.c.audience == Audience.company, seen_by(sa.bindparam("account_id", type_=Id))),
    )
    .order_by(posts.c.id)
    .limit(MOST),
)


async def thread(sources: Sources, viewer: Viewer, post_id: int) -> Thread:
    """The posts around one, at most `MOST` of its thread; two queries. Of messages, those the viewer may see."""
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
    return Thread(tuple(reversed(ancestors)), tuple(_below(post_id, rows)))


def _below(post_id: int, rows: list[_Row]) -> list[int]:
    answers: dict[int, list[int]] = {}
    for row in rows:
        if row.reply_to_id is not None:
            answers.setdefault(row.reply_to_id, []).append(row.id)
    found: list[int] = []
    waiting = answers.get(post_id, [])[::-1]
    while waiting:
        reply_id = waiting.pop()
        found.append(reply_id)
        waiting.extend(reversed(answers.get(reply_id, [])))
    return found
