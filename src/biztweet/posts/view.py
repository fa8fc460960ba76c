"""PostView: a post as one viewer sees it; the shared part is the same for everybody."""

import msgspec

from biztweet.accounts.model import Account
from biztweet.cards.model import Card
from biztweet.media.model import Media
from biztweet.polls.model import Poll
from biztweet.polls.rules import MAX_OPTIONS, places
from biztweet.posts.model import Post


class Shared(msgspec.Struct, frozen=True):
    """The part of a view that is the same for everybody. `original` is set for a repost, `quoted` for a quote.

    `reply_to_account` is whom a reply answers. `quoted` is None as well when what was quoted is gone: then
    `post.quote_of_id` still stands. `addressees` are those a message was sent to, its author among them.
    """

    post: Post
    author: Account
    media: tuple[Media, ...] = ()
    poll: Poll | None = None
    card: Card | None = None
    reply_to_account: Account | None = None
    original: "Shared | None" = None
    quoted: "Shared | None" = None
    addressees: tuple[Account, ...] = ()


class Marks(msgspec.Struct, frozen=True, cache_hash=True):
    """What the viewer has done with a post; for a repost, with the original.

    `pinned`: it stands at the head of the viewer's page; `muted`: they are told no more of its thread.
    `choices` are the places of what they voted for in its poll; none where they did not vote.
    """

    liked: bool = False
    reposted: bool = False
    bookmarked: bool = False
    pinned: bool = False
    muted: bool = False
    choices: tuple[int, ...] = ()


# Every mark there can be, by its bits: one for each of those above, then one for each option of a poll. Marks are taken
# from here, so that they may be compared by identity.
LIKED, REPOSTED, BOOKMARKED, PINNED, MUTED, FIRST_CHOICE = 1, 2, 4, 8, 16, 5
EVERY_MARK = [
    Marks(
        liked=bool(bits & LIKED),
        reposted=bool(bits & REPOSTED),
        bookmarked=bool(bits & BOOKMARKED),
        pinned=bool(bits & PINNED),
        muted=bool(bits & MUTED),
        choices=places(bits >> FIRST_CHOICE),
    )
    for bits in range(1 << (FIRST_CHOICE + MAX_OPTIONS))
]
BARE = EVERY_MARK[0]


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
