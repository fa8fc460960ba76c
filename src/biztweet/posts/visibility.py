"""May this viewer see this post? The one place that says so, as Python and as SQL; a property test holds them equal."""

from typing import Any

import sqlalchemy as sa

from biztweet.access.viewer import Viewer
from biztweet.posts.model import Audience, Post
from biztweet.posts.tables import addressees, posts
from biztweet.posts.tables import visible_to_all as visible_to_all_in_sql

_COMPANY = Audience.company


def may_see(viewer: Viewer, post: Post) -> bool:
    """Whether a post is there for the viewer: every post that is visible to all, and messages that were sent to them.

    Who has put a message away for themselves sees it no longer, nor does an app that is not for messages.
    """
    return visible_to_all(post) or (
        post.deleted_at is None
        and post.audience is Audience.direct
        and (reader := reader_of(viewer)) in (post.addressee_ids or ())
        and reader not in (post.removed_by_ids or ())
    )


def reader_of(viewer: Viewer) -> int | None:
    """Whose messages the viewer may see: their own, if their app is for messages; else nobody's."""
    return viewer.account_id if viewer.may("read:messages") else None


def visible_to_all(post: Post) -> bool:
    """Whether a post is there for everybody in the company; the same as `tables.stands`."""
    return post.deleted_at is None and post.audience is _COMPANY


def seen_by(account_id: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """`may_see` as a condition on the posts table, for a `reader_of` the viewer."""
    addressed = sa.exists().where(addressees.c.account_id == account_id, addressees.c.post_id == posts.c.id)
    return sa.or_(visible_to_all_in_sql, sa.and_(posts.c.audience == sa.literal_column("'direct'"), addressed))
