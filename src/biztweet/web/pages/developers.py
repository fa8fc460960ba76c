"""Developers: an employee's own apps: registered, changed, given keys, shown to others, removed."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from biztweet.access import own_apps, tokens
from biztweet.access.apps import OUT_OF_BAND, App
from biztweet.access.quotas import Allowance
from biztweet.access.tokens import Issued
from biztweet.accounts import bots
from biztweet.accounts.model import Account
from biztweet.directory.photos import keep_photo
from biztweet.web.answers import once, see_other
from biztweet.web.forms import an_id, field, files, form_of, number
from biztweet.web.pages.app_form import app_form_of, callbacks_of, level_shown
from biztweet.web.visit import Visit, visit

SECTION = "developers"
_MADE = Allowance("developers", 60, 60 * 60)  # apps, bots, keys and pictures of one person


async def overview(request: Request) -> Response:
    """GET /developers."""
    here = await visit(request)
    db = here.company.db
    return await once(
        here,
        "pages/developers.html",
        {},
        frame=here.frame(SECTION),
        apps=await own_apps.owned(db, here.viewer),
        bots=await bots.owned(db, here.viewer.id),
    )


async def blank(request: Request) -> Response:
    """GET /developers/apps/new."""
    here = await visit(request)
    return await once(here, "pages/app_new.html", {}, frame=here.frame(SECTION))


async def register(request: Request) -> Response:
    """POST /developers/apps: the keys are shown this once. Raises Invalid, TooManyApps."""
    here = await maker(request)
    app = await own_apps.register(here.company.db, here.company.vault, here.viewer, app_form_of(await form_of(request)))
    return await keys_page(here, app, consumer_secret=here.company.vault.unlock(app.client_secret))


async def one(request: Request) -> Response:
    """GET /developers/apps/{id}. Raises AppNotFound."""
    here = await visit(request)
    app = await own_apps.one(here.company.db, here.viewer, _id(request))
    return await once(
        here,
        "pages/app.html",
        {},
        frame=here.frame(SECTION),
        app=app,
        callbacks=callbacks_of(app),
        pin=OUT_OF_BAND in app.redirect_uris,
        level=level_shown(app),
        saved="saved" in request.query_params,
        bots=[bot for bot in await bots.owned(here.company.db, here.viewer.id) if bot.active],
    )


async def change(request: Request) -> Response:
    """POST /developers/apps/{id}. Raises AppNotFound, Invalid."""
    here = await visit(request)
    await own_apps.change(here.company.db, here.viewer, _id(request), app_form_of(await form_of(request)))
    return see_other(f"/developers/apps/{_id(request)}?saved=1")


async def renew(request: Request) -> Response:
    """POST /developers/apps/{id}/secret: the new one is shown this once. Raises AppNotFound."""
    here = await maker(request)
    secret = await own_apps.renew_secret(here.company.db, here.company.vault, here.viewer, _id(request))
    app = await own_apps.one(here.company.db, here.viewer, _id(request))
    return await keys_page(here, app, consumer_secret=secret)


async def token(request: Request) -> Response:
    """POST /developers/apps/{id}/token: for oneself or a bot of one's own, shown this once.

    Raises AppNotFound, AccountNotFound.
    """
    here = await maker(request)
    db = here.company.db
    app = await own_apps.one(db, here.viewer, _id(request))
    bot_id = number(await form_of(request), "bot")
    account = here.me if bot_id is None else await bots.one(db, here.viewer.id, bot_id)
    issued = await tokens.issue(db, here.company.vault, app.id, account.id, app.scopes)
    return await keys_page(here, app, issued=issued, account=account)


async def show(request: Request) -> Response:
    """POST /developers/apps/{id}/gallery. Raises AppNotFound, Invalid, ImageRefused."""
    here = await maker(request)
    form = await form_of(request)
    app = await own_apps.one(here.company.db, here.viewer, _id(request))
    picture = await picture_of(here, form)
    await own_apps.show(
        here.company.db,
        here.viewer,
        app.id,
        description=field(form, "description"),
        picture_key=picture or app.picture_key,
        listed=bool(field(form, "listed")),
    )
    return see_other(f"/developers/apps/{app.id}?saved=1")


async def remove(request: Request) -> Response:
    """POST /developers/apps/{id}/delete. Raises AppNotFound."""
    here = await visit(request)
    await own_apps.remove(here.company.db, here.viewer, _id(request))
    return see_other("/developers")


async def maker(request: Request) -> Visit:
    """The visit of somebody who makes something; counted. Raises SessionOver, QuotaUsedUp."""
    here = await visit(request)
    await here.company.quotas.spend(_MADE, str(here.viewer.id))
    return here


async def picture_of(here: Visit, form: FormData, drawn_for: str = "") -> str:
    """The key of the picture that a form brings; without one, of a drawing for somebody, or "".

    Raises ImageRefused, MediaBusy.
    """
    found = files(form, "picture")
    content = await found[0].read() if found else None
    if content is None and not drawn_for:
        return ""
    return await keep_photo(here.company.blobs, here.company.images, drawn_for, content)


async def keys_page(
    here: Visit, app: App, *, consumer_secret: str = "", issued: Issued | None = None, account: Account | None = None
) -> Response:
    """Secrets, shown this once: a page that no cache keeps."""
    answer = await once(
        here,
        "pages/keys.html",
        {},
        frame=here.frame(SECTION),
        app=app,
        consumer_secret=consumer_secret,
        issued=issued,
        account=account,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _id(request: Request) -> int:
    return an_id(request.path_params["id"])
