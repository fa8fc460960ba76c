"""Revision: a post's words as they are now, for its history."""

from collections.abc import Sequence

from biztweet.polls.model import Poll
from biztweet.posts.model import Post, Revision


def revision_of(post: Post, media_ids: Sequence[int], poll: Poll | None) -> Revision:
    """What a post says now, with the pictures and the poll that it shows."""
    return Revision(
        post_id=post.id,
        revision=post.revision,
        text=post.text,
        entities=post.entities,
        warning=post.warning,
        sensitive=post.sensitive,
        media_ids=tuple(media_ids),
        created_at=post.edited_at or post.created_at,
        options=tuple(option.text for option in poll.options) if poll else (),
    )
