"""Cycle: one request and its answer, as uvicorn has it; an answer that is at hand is written at one stroke.

uvicorn takes an answer in two messages and looks at each header letter by letter, which for a page of bytes at hand is
most of the work. `WHOLE` in a scope's extensions says that one message of that type may stand for both.
"""

from collections.abc import Coroutine, Sequence
from typing import TYPE_CHECKING, Any, cast

from starlette.types import Message
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from biztweet.whole import WHOLE

if TYPE_CHECKING:
    from uvicorn._types import ASGISendEvent


class Cycle(RequestResponseCycle):
    """A request that may be answered by one message of the type `WHOLE`: `status`, `headers`, `pieces` of a body."""

    def send(self, message: Any) -> Coroutine[Any, Any, None]:  # noqa: ANN401 - ASGI's own, and one more
        """Send a part of the answer, or all of it. Raises RuntimeError for a header that breaks its line."""
        return self._send_whole(message) if message["type"] == WHOLE else super().send(cast("ASGISendEvent", message))

    async def _send_whole(self, message: Message) -> None:
        if self._is_plain():
            self._write(message["status"], message["headers"], message["pieces"])
        else:
            await super().send(
                {"type": "http.response.start", "status": message["status"], "headers": message["headers"]}
            )
            body = b"".join(message["pieces"])
            await super().send({"type": "http.response.body", "body": body, "more_body": False})

    def _is_plain(self) -> bool:
        """Nothing was sent before, the reader takes what comes, and the connection stays."""
        return self.keep_alive and not (
            self.flow.write_paused or self.disconnected or self.response_started or self.scope["method"] == "HEAD"
        )

    def _write(self, status: int, headers: list[tuple[bytes, bytes]], pieces: Sequence[bytes]) -> None:
        lines = [STATUS_LINE[status]]
        for name, value in (*self.default_headers, *headers):
            lines += (name, b": ", value, b"\r\n")
        lines.append(b"\r\n")
        head = b"".join(lines)
        count = len(self.default_headers) + len(headers) + 2
        if head.count(b"\n") != count or head.count(b"\r") != count:
            raise RuntimeError("Invalid HTTP header value.")
        self.response_started = self.response_complete = True
        self.waiting_for_100_continue = False
        self.transport.writelines((head, *pieces))
        self.message_event.set()
        self.on_response()
