"""Statuses as bytes: what is the same for everybody is encoded once, viewers' own flags are put in between.

The bytes are those of `present.status.status`, which a property test holds them to.
"""

from collections import OrderedDict
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from biztweet.api.mastodon.present import poll as polls
from biztweet.api.mastodon.present import status as present
from biztweet.api.mastodon.site import Site
from biztweet.polls.model import Poll
from biztweet.posts.view import EVERY_MARK, Marks, PostView, Shared

_REMEMBERED = 10_000

_encode = msgspec.json.Encoder().encode


def _inside(found: dict[str, object]) -> bytes:
    """The inside of an object, with a comma before it."""
    return b"," + _encode(found)[1:-1]


# Flags where there is no poll.
FLAGS = {
    (marks, mine): _inside({"poll": None, **present.flags(marks, mine=mine)}) + b"}"
    for marks in EVERY_MARK
    for mine in (False, True)
}


def flags(poll: Poll | None, marks: Marks, *, mine: bool) -> bytes:
    """What differs from viewer to viewer, and the end of the object."""
    if poll is None:
        return FLAGS[marks, mine]
    return _inside({"poll": polls.seen(poll, marks), **present.flags(marks, mine=mine)}) + b"}"


class Slot(NamedTuple):
    """A place for flags: of which post, with which poll, whether it is quoted, whose own it is (0: it is not said)."""

    post_id: int
    is_quoted: bool
    author_id: int
    poll: Poll | None


class Entry:
    """One status: pieces of bytes, with a slot for flags behind each."""

    __slots__ = ("pieces", "shared", "slots")

    def __init__(self, shared: Shared, pieces: tuple[bytes, ...], slots: tuple[Slot, ...]) -> None:
        self.shared = shared
        self.pieces = pieces
        self.slots = slots


class Encoder:
    """One company's statuses as bytes; an entry holds while the view it was made from is the one asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._entries: OrderedDict[int, Entry] = OrderedDict()

    def statuses(self, views: Iterable[PostView]) -> bytes:
        """A JSON list."""
        parts: list[bytes] = []
        for view in views:
            entry = self.entry(view.shared)
            if len(entry.pieces) == 1 and entry.slots[0].poll is None:
                parts += (b",", entry.pieces[0], FLAGS[view.marks, view.mine])
            else:
                parts += (b",", self.status(view))
        if not parts:
            return b"[]"
        parts[0] = b"["
        parts.append(b"]")
        return b"".join(parts)

    def status(self, view: PostView) -> bytes:
        """One JSON object."""
        entry = self.entry(view.shared)
        parts: list[bytes] = []
        for piece, slot in zip(entry.pieces, entry.slots, strict=True):
            marks = view.quoted_marks if slot.is_quoted else view.marks
            parts += (piece, flags(slot.poll, marks, mine=view.mine and slot.author_id != 0))
        return b"".join(parts)

    def heard(self, shared: Shared) -> bytes:
        """One JSON object, as streams tell of it: without a viewer's flags."""
        return _encode(present.heard(self.site, shared))

    def entry(self, shared: Shared) -> Entry:
        """One status with its slots."""
        entry = self._entries.get(shared.post.id)
        if entry is None or entry.shared is not shared:
            entry = self._entries[shared.post.id] = self._encoded(shared)
            if len(self._entries) > _REMEMBERED:
                self._entries.popitem(last=False)
        return entry

    def _encoded(self, shared: Shared) -> Entry:
        """For a repeat the flags are the original's: first inside it, then around it."""
        post = shared.post
        head = _encode(present.body(self.site, shared))[:-1]
        if shared.original is not None:
            inner = self._encoded(shared.original)
            *before, last = [slot._replace(author_id=0) for slot in inner.slots]
            pieces = (
                head + b',"reblog":' + inner.pieces[0],
                *inner.pieces[1:],
                _inside({"quote": present.quote(shared, None)}),
            )
            return Entry(shared, pieces, (*before, last, last._replace(author_id=post.author_id, poll=None)))
        own = Slot(post.id, is_quoted=False, author_id=post.author_id, poll=shared.poll)
        if shared.quoted is not None and post.quote_of_id is not None:
            inside = _encode(present.body(self.site, shared.quoted))[:-1]
            inside += _inside(present.related(None, present.shallow_quote(shared.quoted)))
            opening = b',"reblog":null,"quote":{"state":"accepted","quoted_status":'
            quoted = Slot(shared.quoted.post.id, is_quoted=True, author_id=0, poll=shared.quoted.poll)
            return Entry(shared, (head + opening + inside, b"}"), (quoted, own))
        return Entry(shared, (head + _inside(present.related(None, present.quote(shared, None))),), (own,))
