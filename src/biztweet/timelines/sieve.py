"""Sieve: somebody's filters, as posts that they are shown go through them."""

from collections.abc import Iterable, Sequence

from biztweet.filters.model import Action, Context, Filter, Match
from biztweet.filters.rules import looks_in, matches
from biztweet.posts.view import PostView


class Sieve:
    """Somebody's filters at an instant; false where there are none."""

    def __init__(self, filters: Sequence[Filter], now: int) -> None:
        self._filters = filters
        self._now = now

    def __bool__(self) -> bool:
        """Whether anything is filtered at all."""
        return bool(self._filters)

    def hides(self, view: PostView, context: Context | None) -> bool:
        """Whether a filter that looks there leaves the post out."""
        return any(match.filter.action is Action.hide for match in self._there(view, context))

    def folds(self, view: PostView, context: Context | None) -> list[str]:
        """The titles of the filters that fold the post there."""
        return [m.filter.title for m in self._there(view, context) if m.filter.action is not Action.hide]

    def passing(self, views: Iterable[PostView], context: Context | None) -> list[PostView]:
        """The posts that no filter leaves out."""
        return [view for view in views if not self._filters or not self.hides(view, context)]

    def matches(self, view: PostView) -> list[Match]:
        """The filters in force that match a post, wherever they look; nobody has their own words hidden from them."""
        if view.mine or not self._filters:
            return []
        shared = view.shared.original or view.shared
        texts = [shared.post.text, shared.post.warning, *[media.description for media in shared.media]]
        texts += [option.text for option in shared.poll.options] if shared.poll else []
        return matches(self._filters, texts, frozenset({view.id, shared.post.id}), self._now)

    def _there(self, view: PostView, context: Context | None) -> list[Match]:
        return [match for match in self.matches(view) if looks_in(match, context)] if context is not None else []
