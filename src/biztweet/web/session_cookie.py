"""The cookie of a sign-in."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.sessions import MAX_AGE
from biztweet.inject import SESSION_COOKIE
from biztweet.kernel.clock import SECOND


def with_session(answer: Response, secret: str) -> Response:
    """The answer, and with it the cookie of a fresh sign-in."""
    longest = MAX_AGE // SECOND
    answer.set_cookie(SESSION_COOKIE, secret, max_age=longest, path="/", secure=True, httponly=True, samesite="lax")
    return answer


def without_session(answer: Response) -> Response:
    """The answer, and nothing of the sign-in is kept in the browser."""
    answer.delete_cookie(SESSION_COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def device(request: Request) -> str:
    """What the browser calls itself, for the list of sign-ins."""
    return request.headers.get("user-agent", "")
