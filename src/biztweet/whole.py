"""Whole: an answer of bytes at hand, as timelines and pages are given out by the thousand.

A server that takes one in a single message puts `WHOLE` into the scope's extensions, and takes it under that type.
"""

from collections.abc import Iterable, Sequence

from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

WHOLE = "biztweet.whole"

Header = tuple[bytes, bytes]


class Whole(Response):
    """200 with a body and a head of our own making: nothing of it has to be encoded, or looked at, once more.

    A long body may come in pieces, which nobody has to join on its way out.
    """

    def __init__(self, body: bytes | Sequence[bytes], head: Iterable[Header]) -> None:
        self.status_code = 200
        self.background = None
        self.pieces: Sequence[bytes] = (body,) if isinstance(body, bytes) else body
        self.raw_headers = [(b"content-length", b"%d" % sum(map(len, self.pieces))), *head]

    @property
    def body(self) -> bytes:
        """All of it."""
        return b"".join(self.pieces)

    @body.setter
    def body(self, body: bytes) -> None:
        """Another one, such as a compressed one."""
        self.pieces = (body,)


async def give(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Send an answer, in one message where it is at hand and the server takes it so."""
    if WHOLE in scope.get("extensions", ()) and type(answer) in _AT_HAND and answer.background is None:
        pieces = answer.pieces if isinstance(answer, Whole) else (answer.body,)
        await send({"type": WHOLE, "status": answer.status_code, "headers": answer.raw_headers, "pieces": pieces})
    else:
        await answer(scope, receive, send)


_AT_HAND = frozenset({Whole, Response, HTMLResponse})
