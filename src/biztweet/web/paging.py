"""Pages of posts: where they begin, and the link to older ones."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from biztweet.kernel.ids import MAX_ID
from biztweet.kernel.paging import Page
from biztweet.posts.view import PostView
from biztweet.web.answers import fragment
from biztweet.web.forms import an_id
from biztweet.web.visit import Visit

POSTS_A_PAGE = 40


def asked(request: Request) -> Page:
    """The page of a list that `?before=` asks for."""
    before = request.query_params.get("before", "")
    return Page(limit=POSTS_A_PAGE, before=an_id(before) if before else MAX_ID)


def listed(
    here: Visit, views: Sequence[PostView], older: str | None, empty: str, *, first: bool = True
) -> dict[str, str]:
    """The holes `posts` and `older`: the articles, and the address of older ones, or why there are none."""
    templates, locale = here.face.templates, here.locale
    if older is not None:
        below = templates.macro(locale, "components/timeline.html", "older_link", older)
    elif views or not first:
        below = templates.macro(locale, "components/timeline.html", "end_mark")
    else:
        below = empty
    return {"posts": here.face.fragments.posts(views, locale, here.now), "older": below}


def older_than(request: Request, ids: Sequence[int]) -> str | None:
    """The address of the page after one that ends with the last of `ids`; None where that was the end."""
    if len(ids) < POSTS_A_PAGE:
        return None
    url = request.url.include_query_params(before=ids[-1])
    return f"{url.path}?{url.query}"


def more(holes: dict[str, str]) -> Response:
    """The next posts by themselves, for the link that fetches them."""
    return fragment(holes["posts"] + holes["older"])


def empty(here: Visit, picture: str, title: str, text: str, href: str = "", label: str = "") -> str:
    """Why there is nothing, and what to do next, in the visitor's language."""
    words = (here.says(title), here.says(text), href, here.says(label) if label else "")
    return here.face.templates.macro(here.locale, "components/empty.html", "empty", picture, *words)
