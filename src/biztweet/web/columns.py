"""Columns: articles below each other, the same for all but for those that a reader wrote or marked.

What is remembered holds until an event changes what anybody sees of any post, or until a time in it has to be said in
other words; between two such events only a reader's own articles are put in anew.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from biztweet.access.viewer import Viewer
from biztweet.posts.hydrate import Views
from biztweet.posts.model import Audience
from biztweet.posts.view import BARE, PostView, Shared
from biztweet.web import times
from biztweet.web.compression import Lasting
from biztweet.web.fragments import Fragments

_REMEMBERED = 64


class _Column(NamedTuple):
    """A column as those see it who wrote none of it and marked none of it."""

    version: int
    good_until: int
    html: Lasting
    articles: Sequence[bytes]
    shared: Sequence[Shared]
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
        if column is not None and column.version == self._views.version and now < column.good_until:
            return await self._seen(column, viewer, locale, now)
        version = self._views.version
        views = await self._views.of(viewer, ids)
        if views and version == self._views.version and all(map(_is_for_all, views)):
            self._remember(key, self._column([view.shared for view in views], version, locale, now))
        return self._fragments.posts(views, locale, now)

    async def _seen(self, column: _Column, viewer: Viewer, locale: str, now: int) -> bytes:
        """The column as somebody sees it: mostly as it stands."""
        account_id, book = viewer.id, self._views.marks
        if account_id not in column.author_ids and await book.none_on(account_id, column.post_ids):
            return column.html
        marks = await book.of(account_id, column.post_ids)
        articles = list(column.articles)
        for place, shared in enumerate(column.shared):
            mark, mine = marks[(shared.original or shared).post.id], shared.post.author_id == account_id
            if mine or mark is not BARE:
                articles[place] = self._fragments.post(PostView(shared, mark, mine=mine), locale, now)
        return b"".join(articles)

    def _column(self, shared: Sequence[Shared], version: int, locale: str, now: int) -> _Column:
        articles = [self._fragments.post(PostView(each), locale, now) for each in shared]
        shown = [(each.original or each).post for each in shared]
        return _Column(
            version,
            min(times.good_until(post.created_at, now) for post in shown),
            Lasting(b"".join(articles)),
            articles,
            shared,
            frozenset(post.id for post in shown),
            frozenset(each.post.author_id for each in shared),
        )

    def _remember(self, key: tuple[str, tuple[int, ...]], column: _Column) -> None:
        self._columns[key] = column
        self._columns.move_to_end(key)
        if len(self._columns) > _REMEMBERED:
            self._columns.popitem(last=False)


def _is_for_all(view: PostView) -> bool:
    """Whether the post looks the same to everybody, so that a column of it may be shown to others."""
    return view.shared.post.audience is Audience.company
