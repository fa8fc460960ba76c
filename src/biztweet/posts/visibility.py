"""May this viewer see this post? The one place that says so, as Python here and as SQL in `tables.stands`."""

from biztweet.access.viewer import Viewer
from biztweet.posts.model import Audience, Post

_COMPANY = Audience.company


def may_see(_viewer: Viewer, post: Post) -> bool:
    """Whether a post is there for the viewer: everyone in the company reads every post that stands."""
    return post.deleted_at is None and post.audience is _COMPANY
