"""One person's posts: all of them, without replies, without reposts, with pictures only, or with reposts."""

from itertools import product

import msgspec
import sqlalchemy as sa

from biztweet.kernel.keyset import Keyset
from biztweet.kernel.paging import Page
from biztweet.ports.sql.types import Id
from biztweet.posts.tables import attachments, posts, tags, visible_to_all
from biztweet.timelines.sources import Sources


class Shown(msgspec.Struct, frozen=True):
    """Which of a person's posts to show; `tag` is folded, as hashtags compare."""

    replies: bool = True
    reposts: bool = True
    only_media: bool = False
    only_reposted: bool = False
    tag: str | None = None


EVERYTHING = Shown()

_theirs = sa.select(posts.c.id).where(posts.c.author_id == sa.bindparam("author_id", type_=Id), visible_to_all)
_no_replies = sa.or_(posts.c.reply_to_account_id.is_(None), posts.c.reply_to_account_id == posts.c.author_id)
_no_reposts = posts.c.repost_of_id.is_(None)
_with_media = sa.exists().where(attachments.c.post_id == posts.c.id)
_reposted = posts.c.repost_count > 0
_with_tag = sa.exists().where(tags.c.tag == sa.bindparam("tag", type_=sa.Text), tags.c.post_id == posts.c.id)


def _keyset(shown: tuple[bool, ...]) -> Keyset[int]:
    replies, reposts, only_media, only_reposted, tagged = shown
    select = _theirs
    for wanted, condition in (
        (not replies, _no_replies),
        (not reposts, _no_reposts),
        (only_media, _with_media),
        (only_reposted, _reposted),
        (tagged, _with_tag),
    ):
        if wanted:
            select = select.where(condition)
    return Keyset(int, posts.c.id, select)


_KEYSETS = {shown: _keyset(shown) for shown in product((True, False), repeat=5)}


async def person(sources: Sources, author_id: int, page: Page, shown: Shown = EVERYTHING) -> list[int]:
    """Ids, newest first; one query."""
    keyset = _KEYSETS[shown.replies, shown.reposts, shown.only_media, shown.only_reposted, shown.tag is not None]
    return await keyset.page(sources.db, page, author_id=author_id, tag=shown.tag)
