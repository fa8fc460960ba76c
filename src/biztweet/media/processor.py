"""The worker process: `python -m biztweet.media.processor <server's pid>`; jobs on stdin, replies on stdout.

It knows no settings, no database and no secrets, and ends with its server or when stdin ends.
"""

import sys
from collections.abc import Callable
from typing import BinaryIO

from biztweet.media import wire
from biztweet.media.confine import allow_cpu, confine, detach

_CPU_SECONDS = 10


def main() -> None:
    """Answer jobs one by one until there are no more."""
    detach(int(sys.argv[1]))
    from biztweet.media.answer import answer  # noqa: PLC0415 - Pillow takes a while to load: detached first

    serve(answer)


def serve(answer: Callable[[wire.AnyJob], wire.AnyReply]) -> None:
    """Confined from here on, let `answer` answer each job."""
    confine()
    _say(wire.Ready())
    while head := _heard(sys.stdin.buffer):
        job = wire.job(head, _heard(sys.stdin.buffer))
        allow_cpu(_CPU_SECONDS)
        _say(answer(job))


def _heard(pipe: BinaryIO) -> bytes:
    """The next part of a message, empty at the end."""
    length = int.from_bytes(pipe.read(wire.LENGTH_BYTES), "big")
    body = pipe.read(length)
    return body if len(body) == length else b""


def _say(reply: wire.AnyReply) -> None:
    sys.stdout.buffer.write(wire.framed(reply))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
