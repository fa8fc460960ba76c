"""Pages of a timeline as bytes: the newest ones are read by everybody, so they are joined once for all readers.

What is remembered of a page holds until an event changes what anybody sees of any post; between two such events a
reader costs one look at their own marks.
"""

from collections import OrderedDict
from collections.abc import Sequence

from biztweet.access.viewer import Viewer
from biztweet.api.encoded import PostEncoder, Slot
from biztweet.posts.hydrate import Views
from biztweet.posts.model import Audience
from biztweet.posts.view import BARE, Marks, PostView

_REMEMBERED = 64


class _Page:
    """A page with nobody's flags in it: `parts` are the bytes, every place in `places` holds the flags of a slot."""

    __slots__ = ("authors", "bare", "parts", "places", "post_ids", "slots", "version")

    def __init__(self, encoder: PostEncoder, views: Sequence[PostView], version: int) -> None:
        self.version = version
        self.parts: list[bytes] = []
        self.places: list[int] = []
        self.slots: list[Slot] = []
        for view in views:
            entry = encoder.entry(view.shared)
            self.parts.append(b",")
            for piece, slot in zip(entry.pieces, entry.slots, strict=True):
                self.places.append(len(self.parts) + 1)
                self.parts += (piece, slot.flags[BARE, False])
                self.slots.append(slot)
        self.parts[:1] = [b"["]
        self.parts.append(b"]")
        self.post_ids = frozenset(slot.post_id for slot in self.slots)
        self.authors = frozenset(slot.author_id for slot in self.slots)
        self.bare = b"".join(self.parts)

    def of(self, account_id: int, marks: dict[int, Marks]) -> bytes:
        """The page as somebody sees it; `marks` are theirs on each of `post_ids`."""
        parts = self.parts.copy()
        for place, slot in zip(self.places, self.slots, strict=True):
            mark, mine = marks[slot.post_id], slot.author_id == account_id
            if mark is not BARE or mine:  # else it stands there
                parts[place] = slot.flags[mark, mine]
        return b"".join(parts)


class Pages:
    """This process's memory of one company's newest pages."""

    def __init__(self, encoder: PostEncoder, views: Views) -> None:
        self._encoder = encoder
        self._views = views
        self._pages: OrderedDict[tuple[int, ...], _Page] = OrderedDict()

    async def of(self, viewer: Viewer, ids: Sequence[int]) -> bytes:
        """A JSON list of the statuses of `ids`, in their order, as the viewer sees them."""
        key = tuple(ids)
        page = self._pages.get(key)
        if page is not None and page.version == self._views.version:
            account_id, marks = viewer.account_id, self._views.marks
            if account_id is None:
                return page.bare
            if account_id not in page.authors and await marks.none_on(account_id, page.post_ids):
                return page.bare
            return page.of(account_id, await marks.of(account_id, page.post_ids))
        version = self._views.version
        views = await self._views.of(viewer, ids)
        if views and version == self._views.version and all(map(_is_for_all, views)):
            self._remember(key, views, version)
        return self._encoder.statuses(views)

    def _remember(self, key: tuple[int, ...], views: Sequence[PostView], version: int) -> None:
        self._pages[key] = _Page(self._encoder, views, version)
        self._pages.move_to_end(key)
        if len(self._pages) > _REMEMBERED:
            self._pages.popitem(last=False)


def _is_for_all(view: PostView) -> bool:
    """Whether the post looks the same to everybody, so that a page of it may be shown to others."""
    return view.shared.post.audience is Audience.company
