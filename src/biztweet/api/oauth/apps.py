"""Apps: any may register; what it gets is a name and secrets, and nothing of people or posts."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from biztweet import inject
from biztweet.access import apps
from biztweet.access.apps import OUT_OF_BAND, App
from biztweet.access.quotas import Allowance
from biztweet.access.redirects import checked
from biztweet.api.mastodon.caller import bearer
from biztweet.api.mastodon.resource import json
from biztweet.api.oauth.scopes import scopes, shown
from biztweet.api.parameters import Parameters, parameters
from biztweet.company import Company
from biztweet.inject import company
from biztweet.kernel.errors import Invalid

_REGISTRATIONS = Allowance("app registrations", 10, 600)  # of one address


async def register(request: Request) -> Response:
    """Register an app. Raises Invalid."""
    here = company(request)
    await here.quotas.spend(_REGISTRATIONS, inject.address(request))
    sent = await parameters(request)
    app = await apps.register(
        here.db,
        here.vault,
        name=(sent.text("client_name") or "").strip(),
        redirect_uris=tuple(checked(address) for address in _addresses(sent)),
        scopes=scopes(sent.text("scopes")),
        website=_website(sent.text("website")),
    )
    secret = here.vault.unlock(app.client_secret)
    return json(
        _shown(here, app) | {"client_id": app.client_id, "client_secret": secret, "client_secret_expires_at": 0}
    )


async def verify_credentials(request: Request) -> Response:
    """The app whose token this is."""
    asker = await bearer(request)
    here = company(request)
    return json(_shown(here, await apps.by_id(here.db, asker.app_id or 0)))


def _shown(here: Company, app: App) -> dict[str, Any]:
    return {
        "id": str(app.id),
        "name": app.name,
        "website": app.website or None,
        "scopes": shown(app.scopes),
        "redirect_uris": list(app.redirect_uris),
        "redirect_uri": "\n".join(app.redirect_uris),
        "vapid_key": here.push.public_key,
    }


def _addresses(sent: Parameters) -> list[str]:
    """Each once; a text holds several with white space between. None at all means that the code is shown."""
    named = [address for text in sent.texts("redirect_uris") for address in text.split()]
    if not named and "redirect_uris" in sent:
        raise Invalid("redirect_uris", "Redirect URI can't be blank")
    return list(dict.fromkeys(named)) or [OUT_OF_BAND]


def _website(address: str | None) -> str:
    if not address:
        return ""
    if not address.startswith(("http://", "https://")):
        raise Invalid("website", "Website must be a web address")
    return checked(address.partition("#")[0])
