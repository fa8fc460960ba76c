"""Articles as somebody sees them who has muted words: some are left out, some folded."""

from collections.abc import Iterable, Sequence

from starlette.requests import Request

from biztweet.filters.model import Context
from biztweet.posts.view import PostView
from biztweet.timelines.sieve import Sieve
from biztweet.web.veils import muted
from biztweet.web.visit import Visit

_KEPT = ("/bookmarks", "/scheduled")  # what somebody has put there themselves


async def sieve_of(here: Visit) -> Sieve:
    """The visitor's filters, now; no query where they are remembered."""
    return Sieve(await here.company.filters.of(here.viewer.id), here.now)


def context_of(request: Request) -> Context | None:
    """Where a list of posts stands, as filters call it."""
    path: str = request.scope["path"]
    if path in _KEPT:
        return None
    if path.startswith("/@"):
        return Context.account
    return Context.home if path == "/" or path.startswith("/lists/") else Context.public


async def articles(here: Visit, request: Request, ids: Sequence[int]) -> bytes:
    """The articles of `ids` without those that the visitor muted: for most people the very column that all share."""
    sieve, context = await sieve_of(here), context_of(request)
    if not sieve or context is None:
        return await here.face.columns.of(here.viewer, ids, here.locale, here.now)
    return drawn(here, sieve, context, await here.company.views.of(here.viewer, ids))


def drawn(here: Visit, sieve: Sieve, context: Context, views: Iterable[PostView]) -> bytes:
    """Articles one by one, some of them folded."""
    return b"".join(_article(here, sieve, context, view) for view in sieve.passing(views, context))


def _article(here: Visit, sieve: Sieve, context: Context, view: PostView) -> bytes:
    html, titles = here.face.fragments.post(view, here.locale, here.now), sieve.folds(view, context)
    if not titles:
        return html
    return muted(here.face, here.locale, titles, html.decode()).encode()
