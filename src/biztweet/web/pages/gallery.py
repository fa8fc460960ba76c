"""The gallery of apps and bots that colleagues have built, and which of all apps one has allowed oneself."""

from urllib.parse import urlsplit

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from biztweet.access import tokens
from biztweet.access.consent import abilities
from biztweet.access.gallery import gallery as shown
from biztweet.access.revoke import revoke_app_for
from biztweet.accounts.bots import active as active_bots
from biztweet.web.answers import once, see_other
from biztweet.web.forms import an_id
from biztweet.web.pages.consent import sentences
from biztweet.web.visit import Visit, visit


class Allowed(msgspec.Struct, frozen=True):
    """An app that somebody has allowed, since when, and what it can do: in sentences."""

    app_id: int
    name: str
    website: str
    since: int
    able: list[str]


async def gallery(request: Request) -> Response:
    """GET /apps."""
    here = await visit(request)
    apps, bots = await shown(here.company.db), await active_bots(here.company.db)
    owner_ids = {app.owner_id for app in apps} | {bot.owner_id for bot in bots}
    owners = await here.company.people.by_id([owner_id for owner_id in owner_ids if owner_id is not None])
    return await once(
        here,
        "pages/gallery.html",
        {},
        frame=here.frame("developers"),
        apps=apps,
        bots=bots,
        owners=owners,
        server=urlsplit(here.company.settings.base_url).netloc,
    )


async def allowed(request: Request) -> Response:
    """GET /settings/apps."""
    here = await visit(request)
    return await once(here, "pages/allowed.html", {}, frame=here.frame("settings"), apps=await _allowed(here))


async def end(request: Request) -> Response:
    """POST /settings/apps/{id}/end: all that an app may do for the viewer ends."""
    here = await visit(request)
    await revoke_app_for(here.company.db, an_id(request.path_params["id"]), here.viewer.id)
    return see_other("/settings/apps")


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
