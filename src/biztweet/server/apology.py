"""Apology: a page for people where the server answers before any company's pages could; in both languages at once."""

import base64
import hashlib
from html import escape

from starlette.types import Scope

_STYLE = (
    ":root{color-scheme:light dark}body{max-width:34rem;margin:15vh auto;padding:0 1.5rem;"
    "font:1rem/1.6 system-ui,sans-serif;word-break:keep-all}h1{font-size:1.5rem;line-height:1.3}"
    "p{margin:.5rem 0}small{opacity:.75}"
)
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
HEADERS = [
    (b"content-type", b"text/html; charset=utf-8"),
    (b"content-security-policy", f"default-src 'none'; style-src 'sha256-{_HASH}'; frame-ancestors 'none'".encode()),
    (b"referrer-policy", b"same-origin"),
]
# By status: Korean title and text, English title and text.
_WORDS = {
    413: (
        "보낸 것이 너무 큽니다",
        "서버가 받을 수 있는 크기를 넘었습니다. 뒤로 가서 파일을 줄이거나 나누어 보내 주세요. 쓴 글은 그대로 있습니다.",
        "Too big",
        "That is more than the server takes. Go back, and send fewer or smaller files; your words are still there.",
    ),
    500: (
        "서버에서 문제가 생겼습니다",
        "잠시 후 다시 시도해 주세요. 계속되면 아래 번호를 관리자에게 알려 주세요.",
        "Something broke on our side",
        "Please try again shortly. If it goes on, tell an administrator the number below.",
    ),
    503: (
        "지금은 서버가 바쁩니다",
        "잠시 후 다시 시도해 주세요.",
        "The server is busy",
        "Please try again shortly.",
    ),
}


def is_for_people(scope: Scope) -> bool:
    """Whether a browser asks for a page, rather than a program for data."""
    return any(name == b"accept" and b"text/html" in value for name, value in scope.get("headers", ()))


def apology(status: int, request_id: str) -> bytes | None:
    """The page for a status; None for one that no page is ever answered with here."""
    words = _WORDS.get(status)
    if words is None:
        return None
    title, text, english_title, english_text = words
    request = f"<p><small>{escape(request_id)}</small></p>" if request_id else ""
    return (
        f'<!doctype html><html lang="ko"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style><main><h1>{title}</h1><p>{text}</p>"
        f'<section lang="en"><h2>{english_title}</h2><p>{english_text}</p></section>{request}</main></html>'
    ).encode()
