"""Statuses as bytes. They are those of `present.status.status`, which a property test holds them to."""

import msgspec

from biztweet.api.encoded import Entry, Flags, PostEncoder, Slot
from biztweet.api.mastodon.present import poll as polls
from biztweet.api.mastodon.present import status as present
from biztweet.api.mastodon.site import Site
from biztweet.polls.model import Poll
from biztweet.posts.view import Marks, Shared

_encode = msgspec.json.Encoder().encode


def _inside(found: dict[str, object]) -> bytes:
    """The inside of an object, with a comma before it."""
    return b"," + _encode(found)[1:-1]


def _flags(poll: Poll | None) -> Flags:
    """What differs from viewer to viewer, and the end of the object."""

    def make(marks: Marks, mine: bool) -> bytes:  # noqa: FBT001 - a pair, as flags are asked for
        seen = None if poll is None else polls.seen(poll, marks)
        return _inside({"poll": seen, **present.flags(marks, mine=mine)}) + b"}"

    return Flags(make)


_NO_POLL = _flags(None)
_NOTHING_INSIDE = _inside(present.related(None, None))  # as in most posts


class Encoder(PostEncoder):
    """One company's statuses as bytes."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self.site = site

    def heard(self, shared: Shared) -> bytes:
        """One JSON object, as streams tell of it: without a viewer's flags."""
        return _encode(present.heard(self.site, shared))

    def cut(self, shared: Shared) -> Entry:
        """For a repeat the flags are the original's: first inside it, then around it."""
        post = shared.post
        head = _encode(present.body(self.site, shared))[:-1]
        if shared.original is not None:
            inner = self.cut(shared.original)
            *before, last = [slot._replace(author_id=0) for slot in inner.slots]
            pieces = (
                head + b',"reblog":' + inner.pieces[0],
                *inner.pieces[1:],
                _inside({"quote": present.quote(shared, None)}),
            )
            return Entry(shared, pieces, (*before, last, last._replace(flags=_NO_POLL, author_id=post.author_id)))
        own = Slot(_slot_flags(shared), post.id, is_quoted=False, author_id=post.author_id)
        if shared.quoted is not None and post.quote_of_id is not None:
            inside = _encode(present.body(self.site, shared.quoted))[:-1]
            inside += _inside(present.related(None, present.shallow_quote(shared.quoted)))
            opening = b',"reblog":null,"quote":{"state":"accepted","quoted_status":'
            quoted = Slot(_slot_flags(shared.quoted), shared.quoted.post.id, is_quoted=True, author_id=0)
            return Entry(shared, (head + opening + inside, b"}"), (quoted, own))
        quote = present.quote(shared, None)
        return Entry(
            shared, (head + (_NOTHING_INSIDE if quote is None else _inside(present.related(None, quote))),), (own,)
        )


def _slot_flags(shared: Shared) -> Flags:
    """Those of all posts, or where there is a poll its own."""
    return _NO_POLL if shared.poll is None else _flags(shared.poll)
