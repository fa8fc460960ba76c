"""Answers: whole pages, fragments, and ways elsewhere, all with the same headers."""

import secrets
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from biztweet.accounts.model import Account
from biztweet.inject import company
from biztweet.kernel.paging import Page
from biztweet.web.face import face_of
from biztweet.web.headers import PAGE_HEAD, PAGE_HEADERS
from biztweet.web.render import Skeleton
from biztweet.web.visit import Visit, locale_of, theme
from biztweet.whole import Whole

MAX_ADDRESS_BYTES = 2_000  # bytes that every server and proxy on the way takes
_FACES = 12
_LOOKED_THROUGH = 60


async def page(here: Visit, name: str, key: tuple[Any, ...], holes: dict[str, bytes], **context: Any) -> Response:
    """A whole page for a visitor: `key` says all that its fixed part depends on besides who they are."""
    whole_key = (here.me.id, here.me.revision, here.theme, here.size, here.reminds, *key)
    return await _filled(here, here.face.templates.skeleton(here.locale, name, whole_key, **context), holes)


async def once(here: Visit, name: str, holes: dict[str, bytes], **context: Any) -> Response:
    """A page that is worth no keeping."""
    return await _filled(here, Skeleton(here.face.templates.render(here.locale, name, **context)), holes)


def plain(
    request: Request, name: str, status_code: int = 200, *, headers: Mapping[str, str] = PAGE_HEADERS, **context: Any
) -> Response:
    """A whole page that strangers may see: it needs no visit."""
    templates = face_of(company(request)).templates
    text = templates.render(locale_of(request), name, theme=theme(request), **context)
    return HTMLResponse(text, status_code, headers=headers)


def fragment(text: bytes, status_code: int = 200, **headers: str) -> Response:
    """A piece of a page, for htmx."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return HTMLResponse(text, status_code, headers=PAGE_HEADERS | given)


def see_other(path: str, headers: Mapping[str, str] = PAGE_HEADERS) -> Response:
    """After a form: a page to look at, so that reloading sends nothing twice."""
    return Response(status_code=303, headers={**headers, "Location": path})


async def _filled(here: Visit, skeleton: Skeleton, holes: dict[str, bytes]) -> Response:
    own = {
        "icons": here.face.icons,
        "csrf": here.csrf.encode(),
        "key": secrets.token_hex(16).encode(),
        "position": here.mark.encode(),
        "wall": await _wall(here),
        "announcements": await _announcements(here),
    }
    return Whole(skeleton.pieces(own | holes), PAGE_HEAD)


async def _announcements(here: Visit) -> bytes:
    """What administrators tell everybody and the visitor has not put away; costs nothing where nothing stands."""
    notes = [view.announcement for view in await here.company.board.unread(here.viewer)]
    if not notes:
        return b""
    return here.face.templates.macro(here.locale, "components/announcements.html", "announcements", notes).encode()


async def _wall(here: Visit) -> bytes:
    """The faces of those who spoke last; looked up anew when somebody speaks."""
    hidden = (await here.company.graph.circle(here.viewer.account_id)).hidden
    newest = here.company.head.page(Page(limit=1), hidden)
    known = here.face.walls.get((here.locale, hidden))
    if known is None or known[0] != newest:
        known = here.face.walls[here.locale, hidden] = (newest, await _drawn_wall(here, hidden))
    return known[1]


async def _drawn_wall(here: Visit, hidden: frozenset[int]) -> bytes:
    ids = here.company.head.page(Page(limit=_LOOKED_THROUGH), hidden) or []
    shared = await here.company.views.shared(ids)
    speakers: dict[int, Account] = {}
    for post_id in ids:
        if (found := shared.get(post_id)) is not None and len(speakers) < _FACES:
            speakers.setdefault(found.author.id, found.author)
    if not speakers:
        return b""
    return here.face.templates.macro(here.locale, "components/people.html", "wall", list(speakers.values())).encode()
