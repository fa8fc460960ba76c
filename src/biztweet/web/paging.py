"""Pages of posts: where they begin, and the link to older ones."""

from collections.abc import Callable, Sequence
from urllib.parse import quote, urlencode

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import Response

from biztweet.kernel.ids import MAX_ID
from biztweet.kernel.paging import Page
from biztweet.web import sifted
from biztweet.web.answers import fragment
from biztweet.web.forms import an_id
from biztweet.web.visit import Visit

POSTS_A_PAGE = 40


def asked(request: Request) -> Page:
    """The page of a list that `?before=` and `?after=` ask for: with `after`, what somebody has missed."""
    before, after = (request.query_params.get(name, "") for name in ("before", "after"))
    return Page(limit=POSTS_A_PAGE, before=an_id(before) if before else MAX_ID, after=an_id(after) if after else 0)


async def listed(
    here: Visit,
    request: Request,
    ids: Sequence[int],
    why_empty: Callable[[], str],
    *,
    order: Sequence[int] | None = None,
    alone: bool = True,
    **named: str,
) -> dict[str, bytes]:
    """The holes `posts` and `older`: the articles of `ids`, and the way to what comes next, or why there is nothing.

    `order` are the ids by which the list goes on, if not the posts' own; `alone`: nothing else stands above it.
    """
    articles = await sifted.articles(here, request, ids)
    older = older_than(request, ids if order is None else order, **named)
    if "after" in request.query_params:
        return {"posts": articles, "older": b"" if older is None else _gap(here, older)}
    first = "before" not in request.query_params and alone and not articles
    return {"posts": articles, "older": below(here, older, why_empty, first=first)}


def below(here: Visit, older: str | None, why_empty: Callable[[], str], *, first: bool) -> bytes:
    """What stands below a list: the way to older ones, that this was all, or why the first page has none."""
    templates, locale = here.face.templates, here.locale
    if older is not None:
        return templates.skeleton(locale, "components/older.html", ()).fill(href=str(escape(older)).encode())
    if first:
        return why_empty().encode()
    return templates.macro(locale, "components/timeline.html", "end_mark").encode()


def _gap(here: Visit, older: str) -> bytes:
    """The way to posts between those that were fetched and those that the page has already."""
    return here.face.templates.skeleton(here.locale, "components/gap.html", ()).fill(href=str(escape(older)).encode())


def older_than(request: Request, ids: Sequence[int], **named: str) -> str | None:
    """The address of the page after one that ends with the last of `ids`; None where that was the end.

    `named` says what the address would else leave to whoever follows it.
    """
    if len(ids) < POSTS_A_PAGE:
        return None
    kept = {name: value for name, value in request.query_params.items() if name != "before"} | named
    others = f"{urlencode(kept)}&" if kept else ""
    return f"{quote(request.scope['path'])}?{others}before={ids[-1]}"


def more(holes: dict[str, bytes]) -> Response:
    """The next posts by themselves, for the link that fetches them."""
    return fragment(holes["posts"] + holes["older"])


def empty(here: Visit, picture: str, title: str, text: str, href: str = "", label: str = "") -> str:
    """Why there is nothing, and what to do next, in the visitor's language."""
    words = (here.says(title), here.says(text), href, here.says(label) if label else "")
    return here.face.templates.macro(here.locale, "components/empty.html", "empty", picture, *words)
