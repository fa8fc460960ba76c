"""A bare broadcaster: a uvloop process that writes given bytes to every socket that has said which kind it is.

Whoever sends `kind` and a newline is a screen of that kind. Whoever sends `say N` and N frames (each after a line of
its kind and length) is answered `said` at once; then each screen gets the frame of its kind.
"""

import asyncio
import gc
import resource
import sys
from typing import cast

import uvloop

from biztweet.server.workers import die_with_parent

_screens: dict[str, list[asyncio.Transport]] = {}


class Screen(asyncio.Protocol):
    """One socket."""

    def __init__(self) -> None:
        self._heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._heard += data
        line, found, rest = self._heard.partition(b"\n")
        if found and not line.startswith(b"say "):
            _screens.setdefault(line.decode(), []).append(self.transport)
            self.transport.write(b"ready")
            self._heard = rest
        elif found:
            frames = _frames(rest, int(line[4:]))
            if frames is not None:
                self._heard = b""
                self.transport.write(b"said\n")
                for kind, frame in frames.items():
                    for screen in _screens.get(kind, ()):
                        screen.write(frame)


def _frames(data: bytes, count: int) -> dict[str, bytes] | None:
    """The frames by kind, once all are here."""
    found = {}
    for _ in range(count):
        head, newline, data = data.partition(b"\n")
        if not newline:
            return None
        kind, _, length = head.decode().rpartition(" ")
        if len(data) < int(length):
            return None
        found[kind], data = data[: int(length)], data[int(length) :]
    return found


async def main(port: int) -> None:
    """Serve until ended."""
    server = await asyncio.get_running_loop().create_server(Screen, "127.0.0.1", port, backlog=8_192)
    print("listening", flush=True)
    gc.disable()
    await server.serve_forever()


if __name__ == "__main__":
    die_with_parent(int(sys.argv[2]))
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    uvloop.run(main(int(sys.argv[1])))
