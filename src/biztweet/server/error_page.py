"""Error page: one for people where the server answers before any company's pages could; in both languages at once."""

import base64
import hashlib
from html import escape

from starlette.types import Scope

# The tokens of the pages (web/tokens.css), of which this one may ask for nothing.
_STYLE = (
    ":root{color-scheme:light dark;--soft:light-dark(#4d5c55,#a3b3ab);--pine:light-dark(#0b5d46,#6cd3aa)}"
    "*{box-sizing:border-box;margin:0}"
    "body{min-height:100vh;min-height:100dvh;display:grid;place-items:center;padding:1rem;word-break:keep-all;"
    "background:light-dark(#eef1ec,#0c110f);color:light-dark(#15201b,#e9f0ec);"
    'font:1rem/1.6 Pretendard,"Apple SD Gothic Neo","Noto Sans KR","Noto Sans CJK KR",system-ui,sans-serif}'
    "main{display:grid;gap:1.5rem;width:100%;max-width:25rem;padding:1.5rem;border-radius:1.25rem;"
    "background:light-dark(#fdfefc,#131a17);border:1px solid light-dark(#dfe6e0,#26312c)}"
    "b{color:var(--pine);font-size:2.125rem;line-height:1.3}"
    "h1,h2{font-size:1.5rem;line-height:1.3;text-wrap:balance}h2{font-size:1.1875rem}"
    "p{margin-top:.5rem;color:var(--soft)}small{color:var(--soft)}"
    "a{justify-self:start;padding:.625rem 1.25rem;border-radius:999px;text-decoration:none;font-weight:600;"
    "background:var(--pine);color:light-dark(#fff,#04241a)}"
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


def error_page(status: int, request_id: str) -> bytes | None:
    """The page for a status; None for one that no page is ever answered with here."""
    words = _WORDS.get(status)
    if words is None:
        return None
    title, text, english_title, english_text = words
    number = f"<small>{escape(request_id)}</small>" if request_id else ""
    return (
        f'<!doctype html><html lang="ko"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style><main><div><b>{status}</b><h1>{title}</h1><p>{text}</p></div>"
        f'<section lang="en"><h2>{english_title}</h2><p>{english_text}</p></section>'
        f'<a href="/">홈으로 가기 · <span lang="en">Home</span></a>{number}</main></html>'
    ).encode()
