"""Posts as HTML, rendered once: what never changes by (post, revision, author's revision), what does by its numbers.

A page of 40 posts then costs 40 look-ups and one join. The time is filled in by the server, so that it is right
without JavaScript; a whole article is good until its words for the time change.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from biztweet.posts.view import PostView, Shared
from biztweet.web import times
from biztweet.web.render import Skeleton, Templates

_KEPT = 8_000
_TEMPLATE = "components/post.html"


class _Article(NamedTuple):
    """A whole article; `shared` is what it was made from: another object means that something changed."""

    shared: Shared
    good_until: int
    html: bytes


class Fragments:
    """This process's memory of rendered posts, in all languages."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._articles: dict[tuple[Any, ...], _Article] = {}
        self._bodies: dict[tuple[Any, ...], Skeleton] = {}
        self._tails: dict[tuple[Any, ...], bytes] = {}

    def posts(self, views: Iterable[PostView], locale: str, now: int) -> bytes:
        """Articles, one after the other."""
        return b"".join([self.post(view, locale, now) for view in views])

    def post(self, view: PostView, locale: str, now: int) -> bytes:
        """One article."""
        key = (view.shared.post.id, locale, view.marks, view.mine)
        known = self._articles.get(key)
        if known is not None and known.shared is view.shared and now < known.good_until:
            return known.html
        _make_room(self._articles)
        created_at = (view.shared.original or view.shared).post.created_at
        ago = times.time_ago(created_at, now, locale, self._templates.zone)
        html = self._body(view.shared, locale).fill(
            ago=ago.encode(), poll=self.poll(view, locale), tail=self.tail(view, locale)
        )
        self._articles[key] = _Article(view.shared, times.good_until(created_at, now), html)
        return html

    def poll(self, view: PostView, locale: str) -> bytes:
        """The poll of a post, as this viewer sees it; nothing where there is none."""
        poll = (view.shared.original or view.shared).poll
        if poll is None:
            return b""
        return self._templates.macro(locale, "components/poll.html", "poll", poll, view.marks).encode()

    def tail(self, view: PostView, locale: str) -> bytes:
        """The row of actions with its counts, as this viewer sees it."""
        post = (view.shared.original or view.shared).post
        mine = view.mine and view.shared.original is None
        counts = (post.reply_count, post.repost_count + post.quote_count, post.like_count)
        key = (locale, post.id, counts, view.marks, mine)
        tail = self._tails.get(key)
        if tail is None:
            _make_room(self._tails)
            tail = self._templates.macro(locale, "components/actions.html", "actions", post, view.marks, mine).encode()
            self._tails[key] = tail
        return tail

    def _body(self, shared: Shared, locale: str) -> Skeleton:
        key = (locale, _identity(shared))
        body = self._bodies.get(key)
        if body is None:
            _make_room(self._bodies)
            body = self._bodies[key] = Skeleton(self._templates.macro(locale, _TEMPLATE, "post", shared))
        return body


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
        shared.poll is not None,
        shared.card and (shared.card.id, shared.card.asked_at),
        answered and (answered.id, answered.revision),
        tuple([media.description for media in shared.media]) if shared.media else None,
        _identity(shared.original),
        _identity(shared.quoted),
        shared.post.detached_from_id,
    )


def _make_room(kept: dict[tuple[Any, ...], Any]) -> None:
    """Drop the oldest eighth when full: cheaper than to remember who was read last."""
    if len(kept) >= _KEPT:
        for key in list(kept)[: _KEPT // 8]:
            del kept[key]
