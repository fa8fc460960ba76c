"""Was it one of our own pages that sent this form? The browser says so; for old ones the form carries a token."""

from starlette.requests import Request

from biztweet.inject import SESSION_COOKIE
from biztweet.origin import CrossSite, ours
from biztweet.web.forms import form_of
from biztweet.web.visit import is_csrf_token

HEADER = "x-csrf-token"


async def check(request: Request) -> None:
    """Refuse what another site's page sent. Raises CrossSite.

    The browser's word decides where it gives one, else the token; with neither cookie nor header there is nothing
    to protect.
    """
    said = ours(request)
    if said is None and (secret := request.cookies.get(SESSION_COOKIE)):
        given = request.headers.get(HEADER) or str((await form_of(request)).get("csrf", ""))
        said = is_csrf_token(given, secret)
    if said is False:
        raise CrossSite
