"""Posts as HTML, rendered once: what never changes by (post, revision, author's revision), what does by its numbers.

A page of 40 posts then costs 40 look-ups and one join. The time is filled in at each request, so that it is right
without JavaScript.
"""

from collections.abc import Iterable
from typing import Any

from biztweet.posts.view import PostView, Shared
from biztweet.web import times
from biztweet.web.render import Skeleton, Templates

_KEPT = 8_000
_TEMPLATE = "components/post.html"


class Fragments:
    """This process's memory of rendered posts, in all languages."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._bodies: dict[tuple[Any, ...], Skeleton] = {}
        self._tails: dict[tuple[Any, ...], str] = {}

    def posts(self, views: Iterable[PostView], locale: str, now: int) -> str:
        """Articles, one after the other."""
        return "".join([self.post(view, locale, now) for view in views])

    def post(self, view: PostView, locale: str, now: int) -> str:
        """One article."""
        shown = view.shared.original or view.shared
        ago = times.time_ago(shown.post.created_at, now, locale, self._templates.zone)
        return self._body(view, locale).fill(ago=ago, tail=self.tail(view, locale))

    def _body(self, view: PostView, locale: str) -> Skeleton:
        key = (locale, _identity(view.shared))
        body = self._bodies.get(key)
        if body is None:
            _make_room(self._bodies)
            text = self._templates.macro(locale, _TEMPLATE, "post", view.shared)
            body = self._bodies[key] = Skeleton(text)
        return body

    def tail(self, view: PostView, locale: str) -> str:
        """The row of actions with its counts, as this viewer sees it."""
        post = (view.shared.original or view.shared).post
        marks = view.marks
        mine = view.mine and view.shared.original is None
        counts = (post.reply_count, post.repost_count + post.quote_count, post.like_count)
        key = (locale, post.id, counts, marks.liked, marks.reposted, marks.bookmarked, mine)
        tail = self._tails.get(key)
        if tail is None:
            _make_room(self._tails)
            tail = self._templates.macro(locale, "components/actions.html", "actions", post, marks, mine)
            self._tails[key] = tail
        return tail


def _identity(shared: Shared | None) -> tuple[Any, ...] | None:
    """All that the fixed part of an article depends on."""
    if shared is None:
        return None
    answered = shared.reply_to_account
    return (
        shared.post.id,
        shared.post.revision,
        shared.author.revision,
        shared.author.active,
        answered and (answered.id, answered.revision),
        tuple([media.description for media in shared.media]) if shared.media else None,
        _identity(shared.original),
        _identity(shared.quoted),
    )


def _make_room(kept: dict[tuple[Any, ...], Any]) -> None:
    """Drop the oldest eighth when full: cheaper than to remember who was read last."""
    if len(kept) >= _KEPT:
        for key in list(kept)[: _KEPT // 8]:
            del kept[key]
