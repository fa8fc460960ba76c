"""How pages look and speak: theme, size of letters, language, time zone, and what Home shows."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts.join import edit_profile
from biztweet.accounts.model import Home
from biztweet.accounts.zones import OFFERED
from biztweet.web.feeds import FEED_COOKIE
from biztweet.web.forms import field, form_of
from biztweet.web.i18n import LOCALES
from biztweet.web.pages.settings.area import saved, shown
from biztweet.web.visit import REMINDER_COOKIE, SIZE_COOKIE, SIZES, THEME_COOKIE, THEMES, keep_wish, speak, visit


async def appearance(request: Request) -> Response:
    """GET /settings/appearance."""
    return await shown(request, await visit(request), "appearance")


async def save_appearance(request: Request) -> Response:
    """POST /settings/appearance: kept in this browser; what is no choice changes nothing."""
    await visit(request)
    form, answer = await form_of(request), saved("appearance")
    for name, cookie, choices in (("theme", THEME_COOKIE, THEMES), ("size", SIZE_COOKIE, SIZES)):
        if (chosen := field(form, name)) in choices:
            keep_wish(request, answer, cookie, chosen)
    if "writing" in form:
        keep_wish(request, answer, REMINDER_COOKIE, "on" if "reminds" in form else "off")
    return answer


async def language(request: Request) -> Response:
    """GET /settings/language."""
    here = await visit(request)
    return await shown(request, here, "language", zones=_zones(here.me.time_zone))


async def save_language(request: Request) -> Response:
    """POST /settings/language: a field that is missing stays as it is. Raises TimeZoneUnknown."""
    here = await visit(request)
    form = await form_of(request)
    chosen = field(form, "language")
    await edit_profile(
        here.company.db,
        here.viewer.id,
        language=chosen if chosen in LOCALES else None,
        time_zone=field(form, "time_zone") if "time_zone" in form else None,
    )
    if chosen in LOCALES:
        speak(request, chosen)
    return saved("language")


async def home(request: Request) -> Response:
    """GET /settings/home."""
    return await shown(request, await visit(request), "home")


async def save_home(request: Request) -> Response:
    """POST /settings/home; what is no choice changes nothing."""
    here = await visit(request)
    chosen, answer = field(await form_of(request), "home"), saved("home")
    if chosen in set(Home):
        await edit_profile(here.company.db, here.viewer.id, home=Home(chosen))
        answer.delete_cookie(FEED_COOKIE)  # what was looked at last no longer goes before it
    return answer


def _zones(own: str) -> Sequence[str]:
    """What is offered, and what somebody has already."""
    return OFFERED if own in ("", *OFFERED) else (own, *OFFERED)
