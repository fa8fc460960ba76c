"""Muted words: a filter each, as apps have them too."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from biztweet.filters.keep import remove
from biztweet.filters.model import Action, Context
from biztweet.filters.mute_word import MAX_WORD_LENGTH, mute_word
from biztweet.kernel.clock import DAY, HOUR
from biztweet.web.answers import see_other
from biztweet.web.forms import an_id, field, form_of
from biztweet.web.pages.settings.area import saved, shown
from biztweet.web.visit import visit

_TIMELINES = (Context.home, Context.public, Context.thread, Context.account)
_PLACES: Mapping[str, tuple[Context, ...]] = {
    "everywhere": (*_TIMELINES, Context.notifications),
    "posts": _TIMELINES,
    "notifications": (Context.notifications,),
}
_TIMES = {"hour": HOUR, "day": DAY, "week": 7 * DAY, "month": 30 * DAY}


async def words(request: Request) -> Response:
    """GET /settings/words."""
    here = await visit(request)
    found = [
        each
        for each in await here.company.filters.of(here.viewer.id)
        if each.expires_at is None or each.expires_at > here.now
    ]
    return await shown(
        request, here, "words", filters=found[::-1], places=_PLACES, times=tuple(_TIMES), longest=MAX_WORD_LENGTH
    )


async def add(request: Request) -> Response:
    """POST /settings/words. Raises FilterWrong, TooManyFilters."""
    here = await visit(request)
    form = await form_of(request)
    holds = _TIMES.get(field(form, "until"))
    await mute_word(
        here.company.db,
        here.viewer,
        field(form, "word"),
        _PLACES.get(field(form, "where"), _PLACES["everywhere"]),
        action=Action.warn if field(form, "how") == "fold" else Action.hide,
        whole_word="whole" in form,
        expires_at=here.company.db.clock() + holds if holds else None,
    )
    return saved("words")


async def end(request: Request) -> Response:
    """POST /settings/words/{id}/remove. Raises FilterNotFound."""
    here = await visit(request)
    await remove(here.company.db, here.viewer, an_id(request.path_params["id"]))
    return see_other("/settings/words")
