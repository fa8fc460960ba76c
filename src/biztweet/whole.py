"""Whole: an answer of bytes whose head is bytes already, as timelines and pages are given out by the thousand."""

from collections.abc import Iterable

from starlette.responses import Response

Header = tuple[bytes, bytes]


class Whole(Response):
    """200 with a body and a head of our own making: nothing of it has to be encoded, or looked at, once more."""

    def __init__(self, body: bytes, head: Iterable[Header]) -> None:
        self.status_code = 200
        self.background = None
        self.body = body
        self.raw_headers = [(b"content-length", b"%d" % len(body)), *head]
