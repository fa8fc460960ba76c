"""Statuses as bytes: what is the same for everybody is encoded once, the viewer's flags are added at the end.

The bytes are those of `present.status.status`, which a property test holds them to.
"""

from collections import OrderedDict
from collections.abc import Iterable

import msgspec

from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter_v1.present import status as present
from biztweet.company import Company
from biztweet.posts.view import Marks, PostView, Shared

_REMEMBERED = 10_000

_encode = msgspec.json.Encoder().encode
_TAILS = {
    (liked, reposted): b"," + _encode(present.flags(Marks(liked, reposted)))[1:]
    for liked in (True, False)
    for reposted in (True, False)
}


class _Entry:
    """One post's bytes without its flags and the closing brace; with a post inside it, up to that one."""

    __slots__ = ("head", "inner", "is_repost", "shared")

    def __init__(self, shared: Shared, head: bytes, inner: "_Entry | None", *, is_repost: bool) -> None:
        self.shared = shared
        self.head = head
        self.inner = inner
        self.is_repost = is_repost


class Encoder:
    """One company's statuses in one look; an entry holds as long as the view it was made of is the one asked for."""

    def __init__(self, site: Site, look: present.Look) -> None:
        self._site = site
        self._look = look
        self._entries: OrderedDict[int, _Entry] = OrderedDict()

    def statuses(self, views: Iterable[PostView]) -> bytes:
        """A JSON list: every piece is copied once."""
        entries, pieces = self._entries, [b"["]
        for view in views:
            shared = view.shared
            entry = entries.get(shared.post.id)
            if entry is None or entry.shared is not shared:
                entry = self._entry(shared)
            if entry.inner is None:
                pieces += entry.head, _TAILS[view.marks.liked, view.marks.reposted], b","
            else:
                pieces += _whole(entry, view.marks, view.quoted_marks), b","
        if len(pieces) > 1:
            pieces.pop()
        pieces.append(b"]")
        return b"".join(pieces)

    def status(self, view: PostView) -> bytes:
        """One JSON object."""
        return _whole(self._entry(view.shared), view.marks, view.quoted_marks)

    def _entry(self, shared: Shared) -> _Entry:
        post_id = shared.post.id
        entry = self._entries.get(post_id)
        if entry is None or entry.shared is not shared:
            entry = self._entries[post_id] = self._encoded(shared)
            self._entries.move_to_end(post_id)
            if len(self._entries) > _REMEMBERED:
                self._entries.popitem(last=False)
        return entry

    def _encoded(self, shared: Shared) -> _Entry:
        head = _encode(present.body(self._site, shared, self._look))[:-1]
        if shared.original is not None:
            return _Entry(shared, head + b',"retweeted_status":', self._encoded(shared.original), is_repost=True)
        if shared.quoted is not None:
            return _Entry(shared, head + b',"quoted_status":', self._encoded(shared.quoted), is_repost=False)
        return _Entry(shared, head, None, is_repost=False)


class Encoders:
    """One company's encoders: one for each of the two looks that nearly everybody asks for."""

    def __init__(self, company: Company) -> None:
        self.site = Site(company.settings.base_url.rstrip("/"))
        self.by_look = {look: Encoder(self.site, look) for look in (present.COMPAT, present.EXTENDED)}


def _whole(entry: _Entry, marks: Marks, quoted_marks: Marks) -> bytes:
    tail = _TAILS[marks.liked, marks.reposted]
    if entry.inner is None:
        return entry.head + tail
    inner = _whole(entry.inner, marks, quoted_marks) if entry.is_repost else _whole(entry.inner, quoted_marks, Marks())
    return entry.head + inner + tail
