"""Announcements: put away by whoever has read one; made and taken back by administrators."""

from datetime import date

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from biztweet.announcements import announce
from biztweet.announcements.answer import dismiss
from biztweet.announcements.model import AnnouncementDraft
from biztweet.announcements.rules import MAX_LENGTH, whole_days
from biztweet.kernel.clock import as_datetime
from biztweet.kernel.errors import Conflict, Invalid
from biztweet.web.answers import fragment, once, see_other
from biztweet.web.forms import an_id, came_from, field, form_of, moment
from biztweet.web.paging import asked, older_than
from biztweet.web.sentences import sentence_of
from biztweet.web.visit import Visit, visit

_PAGE = "/admin/announcements"


async def put_away(request: Request) -> Response:
    """POST /announcements/{id}/dismiss."""
    here = await visit(request)
    await dismiss(here.company.db, here.viewer, an_id(request.path_params["id"]))
    return fragment(b"") if here.by_htmx else see_other(came_from(request))


async def announcements(request: Request) -> Response:
    """GET /admin/announcements: all there ever were, the latest first. Raises NotAnAdministrator."""
    return await _shown(request, await visit(request))


async def make(request: Request) -> Response:
    """POST /admin/announcements. Raises NotAnAdministrator."""
    here = await visit(request)
    form = await form_of(request)
    try:
        await announce.announce(here.company.db, here.viewer, _draft(here, form), here.company.text_rules)
    except (Invalid, Conflict) as refusal:
        return await _shown(request, here, form, sentence_of(request, refusal))
    return see_other(_PAGE)


async def take_back(request: Request) -> Response:
    """POST /admin/announcements/{id}/withdraw. Raises NotAnAdministrator, AnnouncementNotFound."""
    here = await visit(request)
    await announce.withdraw(here.company.db, here.viewer, an_id(request.path_params["id"]))
    return see_other(_PAGE)


async def _shown(request: Request, here: Visit, form: FormData | None = None, error: str = "") -> Response:
    found = await announce.listed(here.company.db, here.viewer, asked(request))
    answer = await once(
        here,
        "pages/announcements.html",
        {},
        frame=here.frame("settings"),
        notes=found,
        older=older_than(request, [note.id for note in found]),
        typed={name: field(form, name) for name in ("text", "at", "starts", "ends", "all_day")} if form else {},
        longest=MAX_LENGTH,
        error=error,
    )
    answer.status_code = 422 if error else 200
    return answer


def _draft(here: Visit, form: FormData) -> AnnouncementDraft:
    """What shall be announced. Raises Invalid."""
    zone = here.face.templates.zone
    publish_at, starts_at, ends_at = (moment(form, name, zone) for name in ("at", "starts", "ends"))
    all_day = bool(field(form, "all_day"))
    if all_day:
        starts_at, ends_at = whole_days(_day(here, starts_at), _day(here, ends_at), zone)
    return AnnouncementDraft(field(form, "text"), publish_at, starts_at, ends_at, all_day=all_day)


def _day(here: Visit, instant: int | None) -> date | None:
    return None if instant is None else as_datetime(instant).astimezone(here.face.templates.zone).date()
