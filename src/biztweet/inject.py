"""What a request handler may ask for, by type: the company it is in, and who asks."""

from starlette.requests import HTTPConnection

from biztweet.access.tokens import TokenInvalid
from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.errors import Unauthenticated

COMPANY = "biztweet.company"
SESSION_COOKIE = "__Host-session"


class SecretMissing(Unauthenticated):
    """The request brings no token."""

    def __init__(self) -> None:
        super().__init__("This method requires an authenticated user")


def company(request: HTTPConnection) -> Company:
    """The company whose host name the request came to."""
    found: Company = request.scope[COMPANY]
    return found


async def viewer(request: HTTPConnection, scope: str) -> Viewer:
    """The person whose token the Authorization header brings.

    Raises SecretMissing, TokenInvalid, ScopeMissing; Unauthenticated for an app that asks for itself.
    """
    found = await bearer(request)
    found.need(scope)
    found.id  # noqa: B018 - refuses an app that acts for itself
    return found


async def bearer(request: HTTPConnection) -> Viewer:
    """Whom the Authorization header's token speaks for, a person or an app. Raises SecretMissing, TokenInvalid."""
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    if not secret:
        raise SecretMissing
    if kind.lower() != "bearer":
        raise TokenInvalid
    return await known(request, secret.strip())


async def known(request: HTTPConnection, secret: str) -> Viewer:
    """Whom a token speaks for, as of every change committed before. Raises TokenInvalid."""
    here = company(request)
    await here.relay.barrier()
    found = await here.tokens.viewer(secret)
    _vouch(request)
    return found


async def signed_in(request: HTTPConnection) -> Viewer:
    """Who is signed in on the web. Raises SessionOver."""
    here = company(request)
    await here.relay.barrier()
    found = await here.sessions.viewer(request.cookies.get(SESSION_COOKIE, ""))
    _vouch(request)
    return found


def address(request: HTTPConnection) -> str:
    """The client's address, as far as trusted proxies tell."""
    return request.client.host if request.client else "unknown"


def _vouch(request: HTTPConnection) -> None:
    """Tell the server that somebody known is on this connection: it then counts no longer as a stranger's."""
    vouch = request.scope.get("extensions", {}).get("biztweet.vouch")
    if vouch is not None:
        vouch()
