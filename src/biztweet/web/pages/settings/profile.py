"""One's own words about oneself, and the picture at the head of one's page; the rest is the directory's."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from biztweet.accounts.fields import MAX_FIELDS
from biztweet.accounts.join import MAX_LENGTHS, checked_profile, edit_profile
from biztweet.accounts.model import Field
from biztweet.media.banner import remove_banner, set_banner
from biztweet.media.found import Sent
from biztweet.web.forms import field, files, form_of, texts
from biztweet.web.pages.settings.area import saved, shown
from biztweet.web.visit import Visit, visit


async def profile(request: Request) -> Response:
    """GET /settings/profile."""
    return await shown(request, await visit(request), "profile", longest=MAX_LENGTHS, most_fields=MAX_FIELDS)


async def save(request: Request) -> Response:
    """POST /settings/profile: a field that is missing stays as it is. Raises Invalid."""
    here = await visit(request)
    form = await form_of(request)
    bio = field(form, "bio", here.me.bio).replace("\r\n", "\n").strip()
    location, url = field(form, "location", here.me.location).strip(), field(form, "url", here.me.url).strip()
    fields = _fields(form)
    checked_profile(bio=bio, location=location, url=url, fields=fields)  # all changes or nothing
    await _change_banner(here, form)
    await edit_profile(here.company.db, here.viewer.id, bio=bio, location=location, url=url, fields=fields)
    return saved("profile")


def _fields(form: FormData) -> list[Field] | None:
    """What somebody says of themselves under names of their own; None where the form does not ask."""
    names, values = texts(form, "field_name"), texts(form, "field_value")
    return [Field(*pair) for pair in zip(names, values, strict=False)] if names else None


async def _change_banner(here: Visit, form: FormData) -> None:
    """The picture at the head of one's page: a new one, or none."""
    if picked := files(form, "banner"):
        sent = Sent(await picked[0].read(), picked[0].content_type or "", picked[0].filename or "")
        await set_banner(here.company.media, here.viewer, sent)
    elif "no_banner" in form:
        await remove_banner(here.company.db, here.viewer)
