"""Sieve: a viewer's filters, as the statuses that they are shown go through them."""

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon.present.filter import result
from biztweet.api.mastodon.present.status import status
from biztweet.api.mastodon.site import Site
from biztweet.filters.model import Action, Context, Filter, Match
from biztweet.filters.rules import looks_in, matches
from biztweet.inject import company
from biztweet.posts.view import PostView


class Sieve:
    """Somebody's filters at an instant; false where there are none."""

    def __init__(self, filters: list[Filter], now: int) -> None:
        self._filters = filters
        self._now = now

    def __bool__(self) -> bool:
        """Whether anything is filtered at all."""
        return bool(self._filters)

    def hides(self, view: PostView, context: Context | None) -> bool:
        """Whether a filter that looks there leaves the status out."""
        return context is not None and any(
            match.filter.action is Action.hide and looks_in(match, context) for match in self._matches(view)
        )

    def passing(self, views: Iterable[PostView], context: Context | None) -> list[PostView]:
        """The statuses that no filter leaves out."""
        return [view for view in views if not self._filters or not self.hides(view, context)]

    def status(self, site: Site, view: PostView) -> dict[str, Any]:
        """A status that tells which filters match it."""
        shown = status(site, view)
        if found := [result(match, (view.shared.original or view.shared).post.id) for match in self._matches(view)]:
            shown["filtered"] = found
            if shown["reblog"] is not None:
                shown["reblog"]["filtered"] = found
        return shown

    def _matches(self, view: PostView) -> list[Match]:
        if view.mine or not self._filters:
            return []  # nobody has their own words hidden from them
        shared = view.shared.original or view.shared
        texts = [shared.post.text, shared.post.warning, *[media.description for media in shared.media]]
        texts += [option.text for option in shared.poll.options] if shared.poll else []
        return matches(self._filters, texts, frozenset({view.id, shared.post.id}), self._now)


async def sieve(request: Request, me: Viewer) -> Sieve:
    """The viewer's filters, now."""
    here = company(request)
    return Sieve(await here.filters.of(me.id), here.db.clock())
