"""Answers: whole pages, fragments, and ways elsewhere, all with the same headers."""

import secrets
from typing import Any

from starlette.responses import HTMLResponse, Response

from biztweet.accounts.model import Account
from biztweet.kernel.paging import Page
from biztweet.web.headers import PAGE_HEADERS
from biztweet.web.render import Skeleton
from biztweet.web.visit import Visit

_FACES = 12
_LOOKED_THROUGH = 60


async def page(here: Visit, name: str, key: tuple[Any, ...], holes: dict[str, str], **context: Any) -> Response:
    """A whole page for a visitor: `key` says all that its fixed part depends on besides who they are."""
    whole_key = (here.me.id, here.me.revision, here.theme, *key)
    skeleton = here.face.templates.skeleton(here.locale, name, whole_key, **context)
    text = skeleton.fill(csrf=here.csrf, position=here.mark, key=secrets.token_hex(16), wall=await wall(here), **holes)
    return HTMLResponse(text, headers=PAGE_HEADERS)


async def once(here: Visit, name: str, holes: dict[str, str], **context: Any) -> Response:
    """A page that is worth no keeping."""
    skeleton = Skeleton(here.face.templates.render(here.locale, name, **context))
    text = skeleton.fill(csrf=here.csrf, position=here.mark, key=secrets.token_hex(16), wall=await wall(here), **holes)
    return HTMLResponse(text, headers=PAGE_HEADERS)


def fragment(text: str, status_code: int = 200, **headers: str) -> Response:
    """A piece of a page, for htmx."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return HTMLResponse(text, status_code, headers=PAGE_HEADERS | given)


def see_other(path: str) -> Response:
    """After a form: a page to look at, so that reloading sends nothing twice."""
    return Response(status_code=303, headers=PAGE_HEADERS | {"Location": path})


async def wall(here: Visit) -> str:
    """The faces of those who spoke last."""
    circle = await here.company.graph.circle(here.viewer.account_id)
    ids = here.company.head.page(Page(limit=_LOOKED_THROUGH), circle.hidden) or []
    shared = await here.company.views.shared(ids)
    speakers: dict[int, Account] = {}
    for post_id in ids:
        if (found := shared.get(post_id)) is not None:
            speakers.setdefault(found.author.id, found.author)
            if len(speakers) == _FACES:
                break
    key = tuple((account.id, account.revision) for account in speakers.values())
    skeleton = here.face.templates.skeleton(here.locale, "components/wall.html", key, accounts=list(speakers.values()))
    return skeleton.fill() if speakers else ""
