"""Statuses as bytes: what is the same for everybody is encoded once, the viewer's own flags are added at the end.

The bytes are those of `present.status.status`, which a property test holds them to.
"""

from collections import OrderedDict
from collections.abc import Iterable

import msgspec

from biztweet.api.mastodon.present import status as present
from biztweet.api.mastodon.site import Site
from biztweet.posts.view import Marks, PostView, Shared

_REMEMBERED = 10_000

_encode = msgspec.json.Encoder().encode


def _open(found: dict[str, object]) -> bytes:
    """An object's inside with a comma before it."""
    return b"," + _encode(found)[1:-1]


_MARKS = [Marks(bool(bits & 1), bool(bits & 2), bool(bits & 4)) for bits in range(8)]
_FLAGS = {(marks, mine): _open(present.flags(marks, mine=mine)) + b"}" for marks in _MARKS for mine in (False, True)}


class _Entry:
    """One post's bytes up to its flags. With a post inside it (`inner`), they stand around that one's own flags."""

    __slots__ = ("after", "before", "inner", "inner_is_quote", "shared")

    def __init__(self, shared: Shared, before: bytes, inner: "_Entry | None", after: bytes) -> None:
        self.shared = shared
        self.before = before
        self.inner = inner
        self.after = after
        self.inner_is_quote = shared.original is None


class Encoder:
    """One company's statuses as bytes; an entry holds while the view it was made from is the one asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._entries: OrderedDict[int, _Entry] = OrderedDict()

    def statuses(self, views: Iterable[PostView]) -> bytes:
        """A JSON list."""
        known, flags = self._entries.get, _FLAGS
        parts: list[bytes] = []
        for view in views:
            shared = view.shared
            entry = known(shared.post.id)
            if entry is not None and entry.shared is shared and entry.inner is None:
                parts += (b",", entry.before, flags[view.marks, view.mine])
            else:
                parts += (b",", self.status(view))
        if not parts:
            return b"[]"
        parts[0] = b"["
        parts.append(b"]")
        return b"".join(parts)

    def status(self, view: PostView) -> bytes:
        """One JSON object."""
        entry = self._entry(view.shared)
        return self._whole(entry, view.marks, view.quoted_marks, mine=view.mine)

    def heard(self, shared: Shared) -> bytes:
        """One JSON object, as streams tell of it: without a viewer's flags."""
        return _encode(present.heard(self.site, shared))

    def _whole(self, entry: _Entry, marks: Marks, quoted_marks: Marks, *, mine: bool) -> bytes:
        if entry.inner is None:
            return entry.before + _flags(marks, mine=mine)
        if entry.inner_is_quote:
            inside = self._whole(entry.inner, quoted_marks, quoted_marks, mine=False)
        else:
            inside = self._whole(entry.inner, marks, quoted_marks, mine=False)
        return entry.before + inside + entry.after + _flags(marks, mine=mine)

    def _entry(self, shared: Shared) -> _Entry:
        post_id = shared.post.id
        entry = self._entries.get(post_id)
        if entry is None or entry.shared is not shared:
            entry = self._entries[post_id] = self._encoded(shared)
            if len(self._entries) > _REMEMBERED:
                self._entries.popitem(last=False)
        return entry

    def _encoded(self, shared: Shared, *, quoted: bool = False) -> _Entry:
        head = _encode(present.body(self.site, shared))[:-1]
        if quoted:
            return _Entry(shared, head + _open(present.related(None, present.shallow_quote(shared))), None, b"")
        if shared.original is not None:
            original = self._encoded(shared.original)
            after = b"," + _encode({"quote": present.quote(shared, None)})[1:-1]
            return _Entry(shared, head + b',"reblog":', original, after)
        if shared.quoted is not None:
            inner = self._encoded(shared.quoted, quoted=True)
            return _Entry(shared, head + b',"reblog":null,"quote":{"state":"accepted","quoted_status":', inner, b"}")
        return _Entry(shared, head + _open(present.related(None, present.quote(shared, None))), None, b"")


def _flags(marks: Marks, *, mine: bool) -> bytes:
    return _FLAGS[marks, mine]
