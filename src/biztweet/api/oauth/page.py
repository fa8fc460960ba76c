"""Pages: what the consent flows show. Who draws them is another face's affair: `app.py` hands them in."""

import hashlib
import hmac
from typing import Protocol
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.apps import App
from biztweet.access.consent import Question
from biztweet.accounts.model import Account
from biztweet.api.mastodon.asking import site
from biztweet.inject import SESSION_COOKIE
from biztweet.kernel.errors import Forbidden, Refusal


class Pages(Protocol):
    """The three pages of consent, and the way to the door."""

    def question(self, request: Request, me: Account, question: Question) -> Response:
        """Whether an app may act for somebody."""

    def code(self, request: Request, me: Account, app: App, code: str) -> Response:
        """The code, for an app that has no address to get it at."""

    def refused(self, request: Request, refusal: Refusal) -> Response:
        """Why there is nothing to consent to."""


class CrossSite(Forbidden):
    """The form did not come from our own page."""

    def __init__(self) -> None:
        super().__init__("This form came from another site")


def proof(request: Request, subject: str) -> str:
    """What a form carries to show that it is ours and about `subject`.

    Made from the session's cookie, which no other site can read.
    """
    made = f"biztweet consent {subject} {request.cookies.get(SESSION_COOKIE, '')}"
    return hashlib.sha256(made.encode("utf-8", "surrogateescape")).hexdigest()


def check_ours(request: Request, csrf: str, subject: str) -> None:
    """Raise CrossSite unless our own page sent the form: by what the browser says, and by what the form carries."""
    origin = request.headers.get("origin")
    ours = {request.headers.get("host", ""), urlsplit(site(request).base_url).netloc} - {""}
    from_elsewhere = (
        request.method != "POST"
        or request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}
        or (origin is not None and origin.partition("://")[2] not in ours)
    )
    if from_elsewhere or not hmac.compare_digest(
        csrf.encode("utf-8", "surrogateescape"), proof(request, subject).encode()
    ):
        raise CrossSite
