"""Was it one of our own pages that sent this form? The browser says so; for old ones the form carries a token."""

from urllib.parse import urlsplit

from starlette.requests import Request

from biztweet.inject import SESSION_COOKIE, company
from biztweet.kernel.errors import Forbidden
from biztweet.web.forms import form_of
from biztweet.web.visit import is_csrf_token

HEADER = "x-csrf-token"


class CrossSite(Forbidden):
    """Another site, or nobody knows who, sent this form."""

    def __init__(self) -> None:
        super().__init__("This form came from another site")


async def check(request: Request) -> None:
    """Refuse what another site's page sent. Raises CrossSite.

    Sec-Fetch-Site decides where the browser sends it, else Origin, else the token; with neither cookie nor header
    there is nothing to protect. Source: OWASP, Cross-Site Request Forgery Prevention.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        if site not in {"same-origin", "none"}:
            raise CrossSite
    elif origin is not None:
        if not _is_ours(request, origin):
            raise CrossSite
    elif secret := request.cookies.get(SESSION_COOKIE):
        given = request.headers.get(HEADER) or str((await form_of(request)).get("csrf", ""))
        if not is_csrf_token(given, secret):
            raise CrossSite


def _is_ours(request: Request, origin: str) -> bool:
    """By host and port alone: a proxy in front may speak another scheme than we hear."""
    ours = {request.headers.get("host", ""), urlsplit(company(request).settings.base_url).netloc}
    return origin.partition("://")[2] in ours - {""}
