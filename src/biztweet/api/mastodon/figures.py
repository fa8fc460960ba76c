"""Figures for administrators, as moderation apps draw them: measures, dimensions, retention."""

import platform
from datetime import date
from importlib.metadata import version
from typing import Any

from babel import Locale, UnknownLocaleError
from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.administrators import check_administrator
from biztweet.access.viewer import Viewer
from biztweet.api.mastodon.caller import viewer
from biztweet.api.mastodon.present import figures as present
from biztweet.api.mastodon.resource import json
from biztweet.api.parameters import Parameters, parameters
from biztweet.company import Company
from biztweet.inject import company
from biztweet.kernel.errors import Invalid
from biztweet.moderation import figures
from biztweet.moderation.counting import Share
from biztweet.moderation.periods import Period, Step, period
from biztweet.moderation.space import space
from biztweet.posts.model import Source
from biztweet.posts.text import fold_tag

_SCOPE = "admin:read"
_OURS = {
    "active_users": "active_people",
    "new_users": "new_people",
    "interactions": "interactions",
    "opened_reports": "opened_reports",
    "resolved_reports": "resolved_reports",
    "tag_accounts": "tag_people",
    "tag_uses": "tag_uses",
}
_OF_OTHER_SERVERS = frozenset(
    {"tag_servers", "instance_accounts", "instance_media_attachments", "instance_reports", "instance_statuses"}
    | {"instance_follows", "instance_followers"}
)
_EMPTY = frozenset({"servers", "tag_servers", "instance_accounts", "instance_languages"})
_MAX_LISTED = 100


async def measures(request: Request) -> Response:
    """What was counted by day; keys that are not known are passed over. Raises Invalid."""
    me, here, sent = await _asked(request)
    whole = _period(sent)
    found = []
    for key in dict.fromkeys(sent.texts("keys")):
        if key in _OURS:
            counted = await figures.measure(here.db, me, _OURS[key], whole, _tag(sent, key))
            found.append(present.measure(key, whole, counted))
        elif key in _OF_OTHER_SERVERS:
            found.append(present.measure(key, whole, None))
    return json(found)


async def dimensions(request: Request) -> Response:
    """What stands out: languages, apps, versions, room. Raises Invalid."""
    me, here, sent = await _asked(request)
    limit = max(1, min(sent.number("limit") or 10, _MAX_LISTED))
    found = []
    for key in dict.fromkeys(sent.texts("keys")):
        if key in figures.DIMENSIONS:
            shares = await figures.dimension(here.db, me, key, _period(sent), limit, _tag(sent, key))
            found.append(present.dimension(key, [_entry(here, share) for share in shares]))
        elif key == "space_usage":
            found.append(present.dimension(key, await _space(here, me)))
        elif key == "software_versions":
            found.append(present.dimension(key, _versions()))
        elif key in _EMPTY:
            found.append(present.dimension(key, []))
    return json(found)


async def retention(request: Request) -> Response:
    """Whether newcomers stay; nothing where the period is not told. Raises Invalid."""
    me, here, sent = await _asked(request)
    if not all(sent.text(name) for name in ("start_at", "end_at", "frequency")):
        return json([])
    step: Step = "month" if sent.text("frequency") == "month" else "day"
    found = await figures.retention(here.db, me, _period(sent), step)
    return json([present.cohort(stay, step) for stay in found])


async def _asked(request: Request) -> tuple[Viewer, Company, Parameters]:
    """Raises NotAnAdministrator, and what `viewer` does."""
    me = await viewer(request, _SCOPE)
    await check_administrator(company(request).db, me)
    return me, company(request), await parameters(request)


def _period(sent: Parameters) -> Period:
    """From `start_at` to `end_at`, whatever time of day they have. Raises Invalid, PeriodWrong."""
    return period(*(_date(sent, name) for name in ("start_at", "end_at")))


def _date(sent: Parameters, name: str) -> date:
    try:
        return date.fromisoformat((sent.text(name) or "")[:10])
    except ValueError:
        raise Invalid(name, f"{name} is no date") from None


def _tag(sent: Parameters, key: str) -> str:
    """Which tag a figure is of; the id of a tag is its name here."""
    if not key.startswith("tag_"):
        return ""
    return fold_tag((sent.inner(key).text("id") or "").removeprefix("#"))


def _entry(here: Company, share: Share) -> dict[str, str]:
    if isinstance(share.key, Source):
        return present.entry(share.key.name, share.key.name, str(share.count))
    return present.entry(share.key, _language(share.key, here.settings.default_language), str(share.count))


def _language(code: str, locale: str) -> str:
    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(locale) or code
    except (UnknownLocaleError, ValueError):
        return code


async def _space(here: Company, me: Viewer) -> list[dict[str, Any]]:
    database = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[here.db.engine.dialect]
    names = {"database": database, "media": "Media"}
    return [present.room(key, names[key], size) for key, size in (await space(here.db, me)).items()]


def _versions() -> list[dict[str, Any]]:
    found = {"biztweet": ("BizTweet", version("biztweet")), "python": ("Python", platform.python_version())}
    return [present.entry(key, name, value, human_value=value) for key, (name, value) in found.items()]
