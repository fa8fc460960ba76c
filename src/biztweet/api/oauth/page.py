"""The pages of consent: the question, the code, and why there is none. They hold their own style and no script."""

import hashlib
import secrets
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from biztweet.access.grants import Asked
from biztweet.accounts.model import Account
from biztweet.api.mastodon.asking import site
from biztweet.api.oauth.redirects import form_action
from biztweet.api.oauth.scopes import families
from biztweet.api.oauth.words import WORDS
from biztweet.inject import company
from biztweet.kernel.errors import Refusal


def consent(request: Request, me: Account, asked: Asked, carried: Mapping[str, str], *, csrf: str) -> HTMLResponse:
    """The question whether an app may act for somebody; `carried` are the form's hidden fields."""
    able = [f"can_{family}" for family in families(asked.scopes.split())]
    return _page(
        request, "consent.html", me.language, form_action(asked.redirect_uri),
        me=me, app=asked.app, able=able, carried=carried, csrf=csrf,
    )  # fmt: skip


def code(request: Request, me: Account, asked: Asked, code: str) -> HTMLResponse:
    """The code, for an app that has no address to get it at."""
    return _page(request, "code.html", me.language, app=asked.app, code=code)


def refused(request: Request, refusal: Refusal) -> HTMLResponse:
    """Why there is nothing to consent to."""
    language = company(request).settings.default_language
    answer = _page(request, "refused.html", language, reason=refusal.message)
    answer.status_code = 400
    return answer


def proof(session_secret: str, client_id: str) -> str:
    """What a form carries to show that it is ours: made from the session's cookie, which no other site can read."""
    made = f"biztweet consent {client_id} {session_secret}"
    return hashlib.sha256(made.encode("utf-8", "surrogateescape")).hexdigest()


def _page(request: Request, name: str, language: str, target: str = "", **values: Any) -> HTMLResponse:
    nonce = secrets.token_urlsafe(16)
    words = WORDS.get(language, WORDS["en"])
    here = {"site": site(request), "company": company(request).settings.company_name}
    body = (
        _templates()
        .get_template(name)
        .render(**values, **here, nonce=nonce, language=language if language in WORDS else "en", w=words)
    )
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; img-src 'self' {site(request).base_url}; "
        f"form-action 'self' {target}; base-uri 'none'; frame-ancestors 'none'"
    )
    headers = {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    return HTMLResponse(body, headers=headers)


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
