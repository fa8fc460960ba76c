"""What all pages of the settings have in common: their order, and what a form leads to."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from biztweet.web.answers import once, see_other
from biztweet.web.visit import Visit


class Section(msgspec.Struct, frozen=True):
    """One page of the settings; `about` says in a line what is to be found there."""

    name: str
    path: str
    picture: str


SECTIONS = (
    Section("profile", "/settings/profile", "user"),
    Section("appearance", "/settings/appearance", "palette"),
    Section("language", "/settings/language", "globe"),
    Section("home", "/settings/home", "house"),
    Section("notifications", "/settings/notifications", "bell"),
    Section("words", "/settings/words", "volume-x"),
    Section("people", "/settings/people", "user-x"),
    Section("privacy", "/settings/privacy", "shield-check"),
    Section("security", "/settings/security", "key-round"),
    Section("apps", "/apps#allowed", "smartphone"),
    Section("data", "/settings/data", "download"),
)


async def shown(request: Request, here: Visit, name: str, **context: Any) -> Response:
    """The page of one section; `?saved` says that it was just changed."""
    saved = "saved" in request.query_params
    known = {"frame": here.frame("settings"), "section": name, "sections": SECTIONS, "saved": saved}
    return await once(here, f"pages/settings/{name}.html", {}, **known, **context)


def saved(name: str) -> Response:
    """Back to the page of a section, which says that all is kept."""
    return see_other(f"/settings/{name}?saved=1")
