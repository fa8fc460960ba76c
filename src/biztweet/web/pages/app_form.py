"""What the form of an app brings."""

import re

from starlette.datastructures import FormData

from biztweet.access.apps import OUT_OF_BAND, App
from biztweet.access.own_apps import AppForm
from biztweet.access.redirects import AddressWrong, checked
from biztweet.access.scopes import Level, level_of
from biztweet.kernel.errors import Invalid
from biztweet.web.forms import field

_WEB = re.compile(r"https?://[^/]", re.ASCII)


def app_form_of(form: FormData) -> AppForm:
    """The app as its owner wants it. Raises AddressWrong, Invalid."""
    callbacks = tuple(dict.fromkeys(checked(address) for address in field(form, "callbacks").split()))
    website = field(form, "website").strip()
    if website and not _WEB.match(website):
        raise AddressWrong
    level = field(form, "level")
    if level not in set(Level):
        raise Invalid("level", "One of the three levels")
    return AppForm(
        name=field(form, "name").strip(),
        website=checked(website) if website else "",
        redirect_uris=(*callbacks, OUT_OF_BAND) if field(form, "pin") or not callbacks else callbacks,
        scopes=" ".join(sorted(Level(level).scopes)),
        native=bool(field(form, "native")),
    )


def callbacks_of(app: App) -> str:
    """An app's addresses as the form shows them: one a line, without the PIN."""
    return "\n".join(address for address in app.redirect_uris if address != OUT_OF_BAND)


def level_shown(app: App) -> Level:
    """The level that the form shows."""
    return level_of(frozenset(app.scopes.split()))
