"""What a person decides for themselves: their words about themselves, Home, language, appearance, sign-ins."""

from collections.abc import Sequence

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from biztweet.access import sessions
from biztweet.accounts.fields import MOST_FIELDS
from biztweet.accounts.join import edit_profile
from biztweet.accounts.model import Field, Home
from biztweet.accounts.zones import OFFERED
from biztweet.kernel.errors import Invalid
from biztweet.media.banner import hang, take_down
from biztweet.media.found import Sent
from biztweet.web.answers import once, see_other
from biztweet.web.feeds import FEED_COOKIE
from biztweet.web.forms import an_id, field, files, form_of, texts
from biztweet.web.i18n import LOCALES
from biztweet.web.visit import REMINDER_COOKIE, THEME_COOKIE, THEMES, Visit, keep_wish, visit

_LONGEST_BIO = 500


async def settings(request: Request) -> Response:
    """GET /settings."""
    here = await visit(request)
    saved = "saved" in request.query_params
    frame = here.frame("settings")
    return await once(
        here,
        "pages/settings.html",
        {},
        frame=frame,
        saved=saved,
        zones=_zones(here.me.time_zone),
        most_fields=MOST_FIELDS,
    )


async def save(request: Request) -> Response:
    """POST /settings: a field that is missing stays as it is."""
    here = await visit(request)
    form = await form_of(request)
    home, language, theme = field(form, "home"), field(form, "language"), field(form, "theme", "auto")
    bio = field(form, "bio", here.me.bio).replace("\r\n", "\n").strip()
    if len(bio) > _LONGEST_BIO:
        raise Invalid("bio", f"At most {_LONGEST_BIO} characters")
    await _hang(here, form)
    await edit_profile(
        here.company.db,
        here.viewer.id,
        bio=bio,
        fields=_fields(form),
        home=Home(home) if home in set(Home) else None,
        language=language if language in LOCALES else None,
        time_zone=field(form, "time_zone") if "time_zone" in form else None,
    )
    answer = see_other("/settings?saved=1")
    if home:
        answer.delete_cookie(FEED_COOKIE)  # what was looked at last no longer goes before it
    if theme in THEMES:
        keep_wish(request, answer, THEME_COOKIE, theme)
    if "writing" in form:
        keep_wish(request, answer, REMINDER_COOKIE, "on" if "reminds" in form else "off")
    return answer


async def _hang(here: Visit, form: FormData) -> None:
    """The picture at the head of one's page: a new one, or none."""
    if picked := files(form, "banner"):
        sent = Sent(await picked[0].read(), picked[0].content_type or "", picked[0].filename or "")
        await hang(here.company.media, here.viewer, sent)
    elif "no_banner" in form:
        await take_down(here.company.db, here.viewer)


def _fields(form: FormData) -> list[Field] | None:
    """What somebody says of themselves under names of their own; None where the form does not ask."""
    names, values = texts(form, "field_name"), texts(form, "field_value")
    return [Field(*pair) for pair in zip(names, values, strict=False)] if names else None


def _zones(own: str) -> Sequence[str]:
    """What is offered, and what somebody has already."""
    return OFFERED if own in ("", *OFFERED) else (own, *OFFERED)


async def sign_ins(request: Request) -> Response:
    """GET /settings/sessions."""
    here = await visit(request)
    found = await sessions.of_account(here.company.db, here.viewer.id)
    frame = here.frame("settings")
    return await once(here, "pages/sessions.html", {}, frame=frame, sessions=found, current_id=here.viewer.session_id)


async def end(request: Request) -> Response:
    """POST /settings/sessions/{id}/end."""
    here = await visit(request)
    await sessions.end(here.company.db, here.viewer.id, an_id(request.path_params["id"]))
    return see_other("/settings/sessions")


async def end_others(request: Request) -> Response:
    """POST /settings/sessions/end-others."""
    here = await visit(request)
    await sessions.end_all(here.company.db, here.viewer.id, but=here.viewer.session_id)
    return see_other("/settings/sessions")
