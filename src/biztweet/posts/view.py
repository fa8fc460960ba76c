"""PostView: a post as one viewer sees it; the shared part is the same for everybody."""

import msgspec

from biztweet.accounts.model import Account
from biztweet.media.model import Media
from biztweet.posts.model import Post


class Shared(msgspec.Struct, frozen=True):
    """The part of a view that is the same for everybody. `original` is set for a repost, `quoted` for a quote.

    `reply_to_account` is whom a reply answers. `quoted` is None as well when what was quoted is gone: then
    `post.quote_of_id` still stands.
    """

    post: Post
    author: Account
    media: tuple[Media, ...] = ()
    reply_to_account: Account | None = None
    original: "Shared | None" = None
    quoted: "Shared | None" = None


class Marks(msgspec.Struct, frozen=True):
    """What the viewer has done with a post; for a repost, with the original."""

    liked: bool = False
    reposted: bool = False
    bookmarked: bool = False


class PostView(msgspec.Struct, frozen=True, gc=False):
    """A post as one viewer sees it.

    `marks` are the viewer's on the post (for a repost: on the original), `quoted_marks` on the quoted post.
    """

    shared: Shared
    marks: Marks = Marks()
    quoted_marks: Marks = Marks()
    mine: bool = False

    @property
    def id(self) -> int:
        """The post's own id; for a repost the repeat's, not the original's."""
        return self.shared.post.id
