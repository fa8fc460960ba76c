"""Answers that are given before the app is asked: one sentence as JSON, or for people a page that says it."""

from collections.abc import Iterable

import msgspec
from starlette.types import Scope, Send

from biztweet.server.error_page import HEADERS as PAGE_HEADERS
from biztweet.server.error_page import error_page, is_for_people


async def send_error(
    scope: Scope, send: Send, status: int, reason: str, headers: Iterable[tuple[bytes, bytes]] = ()
) -> None:
    """Send a whole answer with `reason` as its `error`; a WebSocket's handshake gets it, too."""
    page = error_page(status, scope.get("state", {}).get("request_id", "")) if is_for_people(scope) else None
    body = msgspec.json.encode({"error": reason}) if page is None else page
    every = [
        *([(b"content-type", b"application/json; charset=utf-8")] if page is None else PAGE_HEADERS),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        *headers,
    ]
    kind = "http.response" if scope["type"] == "http" else "websocket.http.response"
    await send({"type": f"{kind}.start", "status": status, "headers": every})
    await send({"type": f"{kind}.body", "body": body})
