"""How to use the company's server from an app: its address, which apps work, and which of them one has allowed."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from biztweet.access import tokens
from biztweet.access.consent import abilities
from biztweet.access.revoke import revoke_app_for
from biztweet.web.answers import once, see_other
from biztweet.web.clients import CLIENTS, Runs
from biztweet.web.forms import an_id
from biztweet.web.pages.consent import sentences
from biztweet.web.server_address import address_of
from biztweet.web.visit import Visit, visit


class Allowed(msgspec.Struct, frozen=True):
    """An app that somebody has allowed, since when, and what it can do: in sentences."""

    app_id: int
    name: str
    website: str
    since: int
    able: list[str]


async def apps(request: Request) -> Response:
    """GET /apps."""
    here = await visit(request)
    return await once(
        here,
        "pages/apps.html",
        {},
        frame=here.frame("apps"),
        server=address_of(here.company.settings.base_url),
        groups=[(runs, [client for client in CLIENTS if client.runs is runs]) for runs in Runs],
        allowed=await _allowed(here),
    )


async def end(request: Request) -> Response:
    """POST /settings/apps/{id}/end: all that an app may do for the viewer ends."""
    here = await visit(request)
    await revoke_app_for(here.company.db, an_id(request.path_params["id"]), here.viewer.id)
    return see_other("/apps#allowed")


async def _allowed(here: Visit) -> list[Allowed]:
    """Each app once, the one allowed last first, with all that its tokens can do together."""
    found: dict[int, tuple[tokens.Token, set[str]]] = {}
    for token in await tokens.of_account(here.company.db, here.viewer.id):
        _, scopes = found.setdefault(token.app_id, (token, set()))
        scopes.update(token.scopes.split())
    return [
        Allowed(
            app_id=app_id,
            name=token.app_name,
            website=token.app_url,
            since=token.created_at,
            able=sentences(here.face.words(here.locale), abilities(scopes)),
        )
        for app_id, (token, scopes) in reversed(found.items())
    ]
