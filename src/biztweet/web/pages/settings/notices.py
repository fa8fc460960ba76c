"""What one is told of, in which ways, when nothing rings, and what becomes of people one does not know."""

import re
from typing import Any

import msgspec
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from biztweet.kernel.errors import Invalid
from biztweet.notifications.model import Kind
from biztweet.notifications.policy import Treatment
from biztweet.notifications.preferences import WEEK
from biztweet.notifications.set_preferences import preferences_of, set_preferences
from biztweet.notifications.waiting import change_policy, policy_of
from biztweet.web.forms import field, form_of, texts
from biztweet.web.pages.settings.area import saved, shown
from biztweet.web.ring_offer import offer_of
from biztweet.web.visit import visit

_CLASSES = ("not_following", "not_followers", "new_accounts", "private_mentions")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9])?", re.ASCII)


async def notifications(request: Request) -> Response:
    """GET /settings/notifications."""
    here = await visit(request)
    preferences = await preferences_of(here.company.db, here.viewer.id)
    return await shown(
        request,
        here,
        "notifications",
        preferences=preferences,
        kinds=tuple(Kind),
        policy=msgspec.structs.asdict(await policy_of(here.company.db, here.viewer)),
        quiet_from=_clock(preferences.quiet_from),
        quiet_to=_clock(preferences.quiet_to),
        week=WEEK,
        offer=await offer_of(here),
        mails=here.company.settings.mails and bool(here.me.email),
    )


async def save(request: Request) -> Response:
    """POST /settings/notifications: all of the page at once. Raises Invalid."""
    here = await visit(request)
    form = await form_of(request)
    await set_preferences(here.company.db, here.viewer, **_changes(form))
    treated = {name: field(form, name) for name in _CLASSES}
    chosen = {name: Treatment(how) for name, how in treated.items() if how in set(Treatment)}
    if chosen:
        await change_policy(here.company.db, here.viewer, chosen)
    return saved("notifications")


def _changes(form: FormData) -> dict[str, Any]:
    """The preferences that a form holds; the ways that it did not offer, and had no boxes for, are not among them."""
    offered = set(texts(form, "offers"))
    changes: dict[str, Any] = {
        "quiet_from": _minute(field(form, "quiet_from")) if "quiet" in form else None,
        "quiet_to": _minute(field(form, "quiet_to")) if "quiet" in form else None,
        "rings_on_days_off": "days_off" not in form,
    }
    if "told" in offered:
        wanted = _kinds(form, "told")
        changes["untold"] = tuple(kind for kind in Kind if kind not in wanted)
    if "rings" in offered:
        changes["ringing"] = _kinds(form, "rings")
    if "mails" in offered:
        changes |= {"mailed": _kinds(form, "mails"), "digest": "digest" in form}
    if days := tuple(day for day in WEEK if str(day) in texts(form, "days")):
        changes["working_days"] = days
    return changes


def _kinds(form: FormData, name: str) -> tuple[Kind, ...]:
    named = set(texts(form, name))
    return tuple(kind for kind in Kind if kind in named)


def _minute(text: str) -> int:
    """The minute of the day of `22:30`. Raises Invalid."""
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise Invalid("quiet_hours", "Quiet hours need a time of the day")
    return int(found[1]) * 60 + int(found[2])


def _clock(minute: int | None) -> str:
    return "" if minute is None else f"{minute // 60:02}:{minute % 60:02}"
