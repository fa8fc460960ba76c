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


def header(request: HTTPConnection, name: bytes) -> str | None:
    """A header by its name in lower case; None where it did not come."""
    for its_name, value in request.scope["headers"]:
        if its_name == name:
            text: str = value.decode("latin-1")
            return text
    return None


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
    found.need_person()
    return found


async def bearer(request: HTTPConnection) -> Viewer:
    """Whom the Authorization header's token speaks for, a person or an app. Raises SecretMissing, TokenInvalid."""
    return await known(request, secret_of(request))


def secret_of(request: HTTPConnection) -> str:
    """What stands behind `Bearer` in the Authorization header. Raises SecretMissing, TokenInvalid."""
    kind, _, secret = (header(request, b"authorization") or "").partition(" ")
    if not secret:
        raise SecretMissing
    if kind.lower() != "bearer":
        raise TokenInvalid
    return secret.strip()


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
    extensions = request.scope.get("extensions")
    if extensions and (vouch := extensions.get("biztweet.vouch")):
        vouch()
