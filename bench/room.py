"""The room: both processes of a live measurement, the one with the screens and the bare broadcaster."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Self

import msgspec

from tests.free_port import free_port


class Room:
    """Screens in a process of their own."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process

    def open(self, group: str, kind: str, port: int, requests: Sequence[str], count: int) -> None:
        """Open sockets and wait until each is answered."""
        self._order({"open": [port, list(requests), count, kind], "group": group})

    def watch(self, group: str, mark: str) -> None:
        """Look out for a mark from now on."""
        self._order({"watch": mark, "group": group})

    def moments(self) -> list[float]:
        """When each screen of the group showed the mark; waits for the last."""
        answer = self._order({"wait": True})
        if answer["missing"]:
            raise RuntimeError(f"{answer['missing']} screens did not show the post")
        return sorted(answer["moments"])

    def frame(self, kind: str) -> bytes:
        """The bytes that showed the last mark."""
        return bytes.fromhex(self._order({"frame": kind})["frame"])

    def _order(self, order: Mapping[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(msgspec.json.encode(order) + b"\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = msgspec.json.decode(self._process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer


class Broadcaster:
    """The bare broadcaster, asked over one connection."""

    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.port = port
        self.pid = process.pid
        self._connection = socket.create_connection(("127.0.0.1", port), timeout=10)
        self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def say(self, frames: Mapping[str, bytes]) -> None:
        """Have each kind of screen sent its frame; returns when the broadcaster has begun."""
        parts = [f"say {len(frames)}\n".encode()]
        for kind, frame in frames.items():
            parts += [f"{kind} {len(frame)}\n".encode(), frame]
        self._connection.sendall(b"".join(parts))
        self._connection.recv(5)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()


@contextmanager
def room() -> Iterator[Room]:
    """A room without screens."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.screens"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=1 << 16
    )
    try:
        yield Room(process)
    finally:
        process.kill()
        process.wait()


@contextmanager
def broadcaster() -> Iterator[Broadcaster]:
    """A bare broadcaster without screens."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.broadcaster", str(port), str(os.getpid())], stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        process.stdout.readline()
        with Broadcaster(port, process) as found:
            yield found
    finally:
        process.kill()
        process.wait()
