"""Posts under one topic, or under some of several."""

from collections.abc import Iterable

import msgspec
import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.kernel.keyset import Keyset
from biztweet.kernel.paging import Page
from biztweet.ports.sql.types import Id, any_of
from biztweet.posts.tables import attachments, posts, tags, visible_to_all
from biztweet.posts.text import fold_tag
from biztweet.timelines.sources import Sources

_not_hidden = sa.not_(any_of(posts.c.author_id, "hidden"))
_with_media = sa.exists().where(attachments.c.post_id == posts.c.id)
_tagged = (
    sa.select(tags.c.post_id)
    .join(posts, posts.c.id == tags.c.post_id)
    .where(tags.c.tag == sa.bindparam("tag", type_=sa.Text), visible_to_all, _not_hidden)
)
_ONE = {False: Keyset(int, tags.c.post_id, _tagged), True: Keyset(int, tags.c.post_id, _tagged.where(_with_media))}

_of_post = tags.alias("of_post")
_several = sa.select(posts.c.id).where(
    posts.c.id.in_(sa.select(tags.c.post_id).where(any_of(tags.c.tag, "any_tags"))),
    visible_to_all,
    _not_hidden,
    sa.select(sa.func.count())
    .where(_of_post.c.post_id == posts.c.id, any_of(_of_post.c.tag, "all_tags"))
    .scalar_subquery()
    == sa.bindparam("all_count", type_=Id),
    sa.not_(sa.exists().where(_of_post.c.post_id == posts.c.id, any_of(_of_post.c.tag, "none_tags"))),
)
_SEVERAL = {False: Keyset(int, posts.c.id, _several), True: Keyset(int, posts.c.id, _several.where(_with_media))}


class Others(msgspec.Struct, frozen=True):
    """Further topics, with or without #: one of `any_of` will do as well, `all_of` must stand, `none_of` must not."""

    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()


NO_OTHERS = Others()


async def hashtag(
    sources: Sources, viewer: Viewer, tag: str, page: Page, *, only_media: bool = False, others: Others = NO_OTHERS
) -> list[int]:
    """Ids, newest first, without those the viewer muted or blocked; one query. `tag` with or without #, in any case."""
    hidden = list((await sources.graph.circle(viewer.account_id)).hidden)
    [folded] = _folded([tag])
    if others == NO_OTHERS:
        return await _ONE[only_media].page(sources.db, page, tag=folded, hidden=hidden)
    needed = _folded(others.all_of)
    return await _SEVERAL[only_media].page(
        sources.db,
        page,
        any_tags=_folded([tag, *others.any_of]),
        all_tags=needed,
        all_count=len(needed),
        none_tags=_folded(others.none_of),
        hidden=hidden,
    )


async def under_any(sources: Sources, viewer: Viewer, folded: Iterable[str], page: Page) -> list[int]:
    """Ids of what stands in the company timeline under any of some topics; one query."""
    hidden = list((await sources.graph.circle(viewer.account_id)).hidden)
    values = {"any_tags": list(folded), "all_tags": [], "all_count": 0, "none_tags": [], "hidden": hidden}
    return await _IN_COMPANY.page(sources.db, page, **values)


_IN_COMPANY = Keyset(int, posts.c.id, _several.where(posts.c.in_company))


def _folded(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(fold_tag(name.removeprefix("#")) for name in names))
