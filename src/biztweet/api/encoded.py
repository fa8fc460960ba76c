"""Posts as bytes: what is the same for everybody is encoded once, viewers' own flags are put in between.

A dialect says how a post falls into pieces and how flags look; a property test of its own holds the bytes to those of
its presenter.
"""

from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from biztweet.posts.view import Marks, PostView, Shared

_REMEMBERED = 10_000


class Flags(dict[tuple[Marks, bool], bytes]):
    """The bytes of flags by (marks, whether the post is the viewer's own), each made when it is first asked for."""

    def __init__(self, make: Callable[[Marks, bool], bytes]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: tuple[Marks, bool]) -> bytes:
        """Make those that were never asked for."""
        made = self[key] = self._make(*key)
        return made


class Slot(NamedTuple):
    """A place for `flags`: of which post, whether it is one that is quoted, whose own it is (0: it is not said)."""

    flags: Flags
    post_id: int
    is_quoted: bool
    author_id: int


class Entry:
    """One post: pieces of bytes, with a slot for flags behind each."""

    __slots__ = ("pieces", "shared", "slots")

    def __init__(self, shared: Shared, pieces: tuple[bytes, ...], slots: tuple[Slot, ...]) -> None:
        self.shared = shared
        self.pieces = pieces
        self.slots = slots


class PostEncoder(ABC):
    """One company's posts as bytes; an entry holds while the view it was made from is the one asked for."""

    def __init__(self) -> None:
        self._entries: OrderedDict[int, Entry] = OrderedDict()

    @abstractmethod
    def cut(self, shared: Shared) -> Entry:
        """A post in pieces, as the dialect has it."""

    def statuses(self, views: Iterable[PostView]) -> bytes:
        """A JSON list."""
        parts: list[bytes] = []
        for view in views:
            entry = self.entry(view.shared)
            if len(entry.pieces) == 1:
                parts += (b",", entry.pieces[0], entry.slots[0].flags[view.marks, view.mine])
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
            parts += (piece, slot.flags[marks, view.mine and slot.author_id != 0])
        return b"".join(parts)

    def entry(self, shared: Shared) -> Entry:
        """One post in pieces, from memory if it is known."""
        entry = self._entries.get(shared.post.id)
        if entry is None or entry.shared is not shared:
            entry = self._entries[shared.post.id] = self.cut(shared)
            if len(self._entries) > _REMEMBERED:
                self._entries.popitem(last=False)
        return entry
