"""What colleagues talk about now: the posts that most of them took part in within a day. Nothing is ranked or kept.

Taking part is answering, quoting, reposting or liking, and counts once a person; docs/decisions/0019 says why.
"""

import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.kernel.clock import DAY
from biztweet.kernel.ids import id_at
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id, any_of
from biztweet.posts.tables import in_company, likes, posts, visible_to_all
from biztweet.timelines.sources import Sources

MAX_POSTS = 40
MIN_PEOPLE = 3
_LENGTH = 4_000  # of the newest posts and of the newest likes: a busy day costs no more than this

_after = sa.bindparam("after", type_=Id)
_about = sa.func.coalesce(posts.c.repost_of_id, posts.c.quote_of_id, posts.c.reply_to_id)
_said = (
    sa.select(_about.label("post_id"), posts.c.author_id.label("account_id"))
    .where(visible_to_all, posts.c.id > _after, _about.is_not(None))
    .order_by(posts.c.id.desc())
    .limit(_LENGTH)
    .subquery("said")
)
_liked = (
    sa.select(likes.c.post_id, likes.c.account_id)
    .where(likes.c.id > _after)
    .order_by(likes.c.id.desc())
    .limit(_LENGTH)
    .subquery("liked")
)
_part = sa.union_all(sa.select(_said), sa.select(_liked)).subquery("part")
_people = sa.func.count(sa.distinct(_part.c.account_id))
_DISCUSSED = Query(
    int,
    sa.select(posts.c.id)
    .join(_part, sa.and_(_part.c.post_id == posts.c.id, _part.c.account_id != posts.c.author_id))
    .where(in_company, sa.not_(posts.c.sensitive), sa.not_(any_of(posts.c.author_id, "hidden")))
    .group_by(posts.c.id)
    .having(_people >= MIN_PEOPLE)
    .order_by(_people.desc(), posts.c.id.desc())
    .limit(MAX_POSTS),
)


async def discussed(sources: Sources, viewer: Viewer) -> list[int]:
    """Ids of at most MAX_POSTS posts, newest first, without those of whom the viewer muted or blocked; one query."""
    hidden = list((await sources.graph.circle(viewer.account_id)).hidden)
    found = await sources.db.rows(_DISCUSSED, after=id_at(sources.db.clock() - DAY), hidden=hidden)
    return sorted(found, reverse=True)
