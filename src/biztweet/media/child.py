"""One worker process, as the server sees it."""

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from typing import Self, cast

from biztweet.media import wire

_MAX_REPLY_BYTES = 64_000_000
_BUFFER_BYTES = 1 << 20
_KEPT = ("PATH", "LD_LIBRARY_PATH", "LANG")  # of our environment, which may hold secrets


class ChildLost(Exception):
    """The process ended, said nonsense, or could not be started."""


class Child:
    """A process that answers one message at a time. `end` it, whatever happened."""

    def __init__(self, process: Process, stdin: asyncio.StreamWriter, stdout: asyncio.StreamReader) -> None:
        """Use `start`."""
        self._process = process
        self._stdin = stdin
        self._stdout = stdout

    @classmethod
    async def start(cls, command: Sequence[str]) -> Self:
        """Run `command`, with our process id as its last argument, and with none of our sockets, files and secrets.

        It finds modules where we do, and its stderr is ours. Raises ChildLost.
        """
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        try:
            process = await asyncio.create_subprocess_exec(
                *command, str(os.getpid()), stdin=PIPE, stdout=PIPE, env=environment, limit=_BUFFER_BYTES
            )
        except OSError as error:
            raise ChildLost(str(error)) from error
        return cls(process, cast("asyncio.StreamWriter", process.stdin), cast("asyncio.StreamReader", process.stdout))

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Nothing has been heard of its end."""
        return self._process.returncode is None

    async def send(self, *parts: bytes) -> None:
        """Send a message, in its parts. Raises ChildLost."""
        try:
            for part in parts:
                self._stdin.write(part)
            await self._stdin.drain()
        except OSError as error:
            raise ChildLost("it reads no more") from error

    async def receive(self) -> bytes:
        """Its next message, without the length. Raises ChildLost."""
        try:
            length = int.from_bytes(await self._stdout.readexactly(wire.LENGTH_BYTES), "big")
            if length > _MAX_REPLY_BYTES:
                raise ChildLost("its message is too long")
            return await self._stdout.readexactly(length)
        except (asyncio.IncompleteReadError, OSError) as error:
            raise ChildLost("it ended") from error

    def kill(self) -> None:
        """End it at once; whoever waits for it gets ChildLost."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    async def end(self) -> None:
        """Kill it, and return when nothing is left of it: no process, no pipe."""
        self.kill()
        self._stdin.close()
        with contextlib.suppress(OSError):
            await self._stdin.wait_closed()
        await self._process.wait()
        while await self._stdout.read(_BUFFER_BYTES):
            pass
