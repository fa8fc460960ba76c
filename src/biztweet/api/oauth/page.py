"""Pages: what the consent flows show. Who draws them is another face's affair: `app.py` hands them in."""

import hashlib
import hmac
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.apps import App
from biztweet.access.consent import Question
from biztweet.accounts.model import Account
from biztweet.inject import SESSION_COOKIE
from biztweet.kernel.errors import Refusal
from biztweet.origin import CrossSite, ours


class Pages(Protocol):
    """The three pages of consent, and the way to signing in."""

    def question(self, request: Request, me: Account, question: Question) -> Response:
        """Whether an app may act for somebody."""

    def code(self, request: Request, me: Account, app: App, code: str) -> Response:
        """The code, for an app that has no address to get it at."""

    def refused(self, request: Request, refusal: Refusal) -> Response:
        """Why there is nothing to consent to."""


def proof(request: Request, subject: str) -> str:
    """What a form carries to show that it is ours and about `subject`.

    Made from the session's cookie, which no other site can read.
    """
    made = f"biztweet consent {subject} {request.cookies.get(SESSION_COOKIE, '')}"
    return hashlib.sha256(made.encode("utf-8", "surrogateescape")).hexdigest()


def check_ours(request: Request, csrf: str, subject: str) -> None:
    """Raise CrossSite unless our own page sent the form: by what the browser says, and by what the form carries."""
    carried = csrf.encode("utf-8", "surrogateescape")
    is_proven = hmac.compare_digest(carried, proof(request, subject).encode())
    if request.method != "POST" or ours(request) is False or not is_proven:
        raise CrossSite
