"""Columns: articles below each other. One in which a reader has marked nothing is the same for all, and joined once.

What is remembered holds until an event changes what anybody sees of any post, or until a time in it has to be said in
other words.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from biztweet.access.viewer import Viewer
from biztweet.posts.hydrate import Views
from biztweet.posts.model import Audience
from biztweet.posts.view import BARE, PostView
from biztweet.web import times
from biztweet.web.fragments import Fragments

_REMEMBERED = 64


class _Column(NamedTuple):
    """A column as those see it who wrote none of it and marked none of it."""

    version: int
    good_until: int
    html: bytes
    post_ids: frozenset[int]
    author_ids: frozenset[int]


class Columns:
    """This process's memory of one company's newest columns."""

    def __init__(self, fragments: Fragments, views: Views) -> None:
        self._fragments = fragments
        self._views = views
        self._columns: OrderedDict[tuple[str, tuple[int, ...]], _Column] = OrderedDict()

    async def of(self, viewer: Viewer, ids: Sequence[int], locale: str, now: int) -> bytes:
        """The articles of `ids`, in their order, as the viewer sees them."""
        key = (locale, tuple(ids))
        column = self._columns.get(key)
        if column is not None and await self._fits(column, viewer, now):
            return column.html
        version = self._views.version
        views = await self._views.of(viewer, ids)
        html = self._fragments.posts(views, locale, now)
        if views and version == self._views.version and all(map(_is_for_all, views)):
            self._columns[key] = _column(views, version, html, now)
            self._columns.move_to_end(key)
            if len(self._columns) > _REMEMBERED:
                self._columns.popitem(last=False)
        return html

    async def _fits(self, column: _Column, viewer: Viewer, now: int) -> bool:
        if column.version != self._views.version or now >= column.good_until or viewer.id in column.author_ids:
            return False
        return await self._views.marks.none_on(viewer.id, column.post_ids)


def _column(views: Sequence[PostView], version: int, html: bytes, now: int) -> _Column:
    shown = [view.shared.original or view.shared for view in views]
    marked = [*shown, *(inner.quoted for inner in shown if inner.quoted is not None)]
    return _Column(
        version,
        min(times.good_until(inner.post.created_at, now) for inner in shown),
        html,
        frozenset(inner.post.id for inner in marked),
        frozenset(view.shared.post.author_id for view in views) | {inner.post.author_id for inner in shown},
    )


def _is_for_all(view: PostView) -> bool:
    """Whether everybody else sees the very same."""
    return view.shared.post.audience is Audience.company and not view.mine and view.marks == view.quoted_marks == BARE
