"""What a stream says of a post with muted words: on which pages it is left out, and how it stands folded on others."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from biztweet.filters.model import Context
from biztweet.posts.view import PostView
from biztweet.timelines.sieve import Sieve
from biztweet.web.face import Face

_PAGES = (Context.home, Context.public, Context.thread, Context.account)


def veils(face: Face, locale: str, sieve: Sieve, view: PostView, html: str) -> dict[str, Any] | None:
    """`hidden`: the kinds of pages that leave it out; `folds`: its article folded, and where; None: none shows it.

    One stream serves all tabs of a browser, and only each tab knows what kind of page it is.
    """
    hidden = [page for page in _PAGES if sieve.hides(view, page)]
    if len(hidden) == len(_PAGES):
        return None
    folded: dict[tuple[str, ...], list[Context]] = {}
    for page in _PAGES:
        if titles := tuple(sieve.folds(view, page)):
            folded.setdefault(titles, []).append(page)
    folds = [{"in": pages, "html": muted(face, locale, titles, html)} for titles, pages in folded.items()]
    return {"hidden": hidden, "folds": folds}


def muted(face: Face, locale: str, titles: Sequence[str], html: str) -> str:
    """An article folded behind the titles of what folds it."""
    inner = Markup(html)  # noqa: S704 - rendered by our own templates
    return face.templates.macro(locale, "components/muted.html", "muted", titles, inner)
