"""Sieve: a viewer's filters, as the statuses that they are shown go through them."""

from typing import Any

from starlette.requests import Request

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon.present.filter import result
from biztweet.api.mastodon.present.status import status
from biztweet.api.mastodon.site import Site
from biztweet.inject import company
from biztweet.posts.view import PostView
from biztweet.timelines import sieve as timelines


class Sieve(timelines.Sieve):
    """Somebody's filters at an instant, which also tell what they match."""

    def status(self, site: Site, view: PostView) -> dict[str, Any]:
        """A status that tells which filters match it."""
        shown = status(site, view)
        if found := [result(match, (view.shared.original or view.shared).post.id) for match in self.matches(view)]:
            shown["filtered"] = found
            if shown["reblog"] is not None:
                shown["reblog"]["filtered"] = found
        return shown


async def sieve(request: Request, me: Viewer) -> Sieve:
    """The viewer's filters, now."""
    here = company(request)
    return Sieve(await here.filters.of(me.id), here.db.clock())
