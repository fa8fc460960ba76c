"""Starting and stopping, as processes: ports, signals, workers, a thousand open streams."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import websockets
from websockets.asyncio.client import ClientConnection

from tests.server.served import connected, say

ROOT = Path(__file__).parents[2]
CLOSING = b"GET %b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"


class Running:
    """A site's process, and where it answers."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.port = port

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> tuple[int, str, float]:
        """Exit code, what it printed, seconds it took."""
        began = time.monotonic()
        self.process.send_signal(sign)
        said, _ = self.process.communicate(timeout=20)
        return self.process.returncode, said, time.monotonic() - began


def start(port: int = 0, workers: int = 1, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.server.site", str(port), str(workers), *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}/src:{ROOT}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextlib.contextmanager
def running(workers: int = 1) -> Iterator[Running]:
    process = start(0, workers)
    try:
        assert process.stdout is not None
        url = process.stdout.readline()
        yield Running(process, int(url.rpartition(":")[2]))
    finally:
        process.kill()
        process.communicate()


async def a_thousand_streams(port: int) -> list[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    streams = await asyncio.gather(*(asyncio.open_connection("127.0.0.1", port) for _ in range(1_000)))
    for _, writer in streams:
        writer.write(b"GET /sse HTTP/1.1\r\nHost: a\r\n\r\n")
    for reader, _ in streams:
        await reader.readuntil(b"begun;")
    return streams


async def test_a_thousand_open_streams_do_not_hold_up_the_stop_and_are_all_told_goodbye() -> None:
    with running() as site:
        streams = await a_thousand_streams(site.port)
        sockets: list[ClientConnection] = [
            await websockets.connect(f"ws://127.0.0.1:{site.port}/ws", compression=None) for _ in range(20)
        ]
        working = asyncio.create_task(say(site.port, CLOSING % b"/slow"))
        await asyncio.sleep(0.1)
        stopping = asyncio.create_task(asyncio.to_thread(site.stop))
        ends = [await reader.read() for reader, _ in streams]
        for one in sockets:
            await one.wait_closed()
        code, said, seconds = await stopping
        for _, writer in streams:
            writer.close()
    assert all(b"bye " in end and end.endswith(b"0\r\n\r\n") for end in ends)
    assert {one.close_code for one in sockets} == {1012}
    assert (await working).endswith(b"slow, and sure")
    assert (code, said) == (0, "leaving\nstopped\n")
    assert seconds < 5


async def test_clients_that_do_not_listen_do_not_hold_it_up_for_long_either() -> None:
    with running() as site:
        stuck = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(20)]
        for one in stuck:
            one.sendall(b"GET /sse HTTP/1.1\r\nHost: a\r\n\r\n")
        idle = socket.create_connection(("127.0.0.1", site.port))
        await asyncio.sleep(0.2)
        code, _, seconds = await asyncio.to_thread(site.stop, signal.SIGINT)
        for one in (*stuck, idle):
            one.close()
    assert code == 0
    assert seconds < 12


def test_a_port_in_use_is_said_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for workers in (1, 2):
            process = start(port, workers)
            said, complaint = process.communicate(timeout=20)
            assert process.returncode == 1
            assert said == ""
            assert complaint == (
                f"port {port} of 127.0.0.1 is already in use: stop the other program or choose another with --port\n"
            )


@pytest.mark.parametrize("workers", [1, 2])
def test_a_site_that_cannot_start_ends_with_an_exit_code(workers: int) -> None:
    process = start(0, workers, "fail")
    _, complaint = process.communicate(timeout=20)
    assert process.returncode == 3
    assert "cannot start" in complaint


async def pids(port: int, expected: int) -> set[int]:
    """Process ids of the workers that answer."""
    found: set[int] = set()
    async with asyncio.timeout(10):
        while len(found) < expected:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                answer = (await say(port, CLOSING % b"/pid")).rpartition(b"\r\n")[2]
                if answer.isdigit():  # not cut off by a worker's end
                    found.add(int(answer))
    return found


async def test_workers_share_the_port_a_dead_one_is_replaced_and_all_stop_together() -> None:
    with running(workers=2) as site:
        before = await pids(site.port, 2)
        assert site.process.pid not in before
        victim = min(before)
        os.kill(victim, signal.SIGKILL)
        await asyncio.sleep(0.1)
        async with asyncio.timeout(10):
            while victim in (after := await pids(site.port, 2)) or after == before:
                pass
        code, said, seconds = await asyncio.to_thread(site.stop)
        assert (code, said.count("stopped")) == (0, 2)
        assert seconds < 5
        assert not any(alive(pid) for pid in after)


@pytest.mark.parametrize("workers", [1, 2])
async def test_after_a_kill_nobody_survives_or_keeps_the_port(workers: int) -> None:
    with running(workers) as site:
        children = await pids(site.port, workers)
        async with connected(site.port) as stream:
            stream.send(b"GET /sse HTTP/1.1\r\nHost: a\r\n\r\n")
            await stream.until(b"begun;")
            site.process.kill()
            site.process.wait()
            async with asyncio.timeout(2):
                while any(alive(pid) for pid in children):  # noqa: ASYNC110  # the kernel tells nobody
                    await asyncio.sleep(0.01)
        with socket.socket() as again:
            again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            again.bind(("127.0.0.1", site.port))


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
