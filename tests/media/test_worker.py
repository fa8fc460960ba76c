import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from biztweet.media.errors import (
    FileBroken,
    FileRefused,
    FileTooCostly,
    FileTooLarge,
    MediaBusy,
    MediaUnavailable,
    TooManyPixels,
    TypeMismatch,
)
from biztweet.media.image import process
from biztweet.media.portrait import portrait
from biztweet.media.processed import ImageLimits
from biztweet.media.worker import Workers
from tests.media.pictures import animated, file, photograph, png

MOODY = (sys.executable, "-P", str(Path(__file__).with_name("moody_processor.py")))
PICTURE = file(photograph(300, 200))
LIMITS = ImageLimits()


@pytest.fixture
async def workers() -> AsyncIterator[Workers]:
    async with Workers() as workers:
        yield workers


@pytest.fixture
async def moody() -> AsyncIterator[Workers]:
    async with Workers(command=MOODY, count=1, timeout_seconds=2) as workers:
        yield workers


def pids(workers: Workers) -> list[int]:
    return [child.pid for child in workers._children]


def gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def written() -> bytes:
    """What code in a worker could write to a file."""
    witness = Path("/tmp/biztweet-worker-was-here")
    content = witness.read_bytes() if witness.exists() else b""
    witness.unlink(missing_ok=True)
    return content


def read(pid: int, name: str) -> str:
    return Path(f"/proc/{pid}/{name}").read_text()


async def test_a_worker_makes_what_would_be_made_here(workers: Workers) -> None:
    assert await workers.process_image(PICTURE, "image/jpeg") == process(PICTURE, LIMITS)
    assert await workers.process_image(animated(), None) == process(animated(), LIMITS)
    assert await workers.process_portrait(PICTURE) == portrait(PICTURE, LIMITS)


async def test_nothing_is_started_before_it_is_needed_and_one_worker_is_enough_for_one_at_a_time(
    workers: Workers,
) -> None:
    assert pids(workers) == []
    for _ in range(3):
        await workers.process_image(PICTURE, None)
    assert len(pids(workers)) == 1


async def test_a_refusal_comes_back_as_itself_and_its_worker_goes_on(workers: Workers) -> None:
    with pytest.raises(TypeMismatch) as mismatch:
        await workers.process_image(PICTURE, "image/png")
    assert (mismatch.value.declared, mismatch.value.found) == ("image/png", "image/jpeg")
    with pytest.raises(TooManyPixels) as pixels:
        await workers.process_portrait(png(20_000, 20_000, rows=10))
    assert pixels.value.width == 20_000
    with pytest.raises(FileBroken):
        await workers.process_image(PICTURE[:2000], None)
    with pytest.raises(FileTooLarge):
        await workers.process_image(PICTURE + bytes(16_000_000), None)
    assert len(pids(workers)) == 1


async def test_many_at_once_share_a_few_workers(workers: Workers) -> None:
    pictures = [file(photograph(100 + number, 80)) for number in range(8)]
    made = await asyncio.gather(*(workers.process_image(picture, None) for picture in pictures))
    assert [image.original.width for image in made] == [100 + number for number in range(8)]
    assert len(pids(workers)) == 2


@pytest.mark.parametrize("mood", ["sleep", "crash", "nonsense", "endless", "burn", "hoard"])
async def test_a_worker_that_falls_is_replaced_and_the_next_picture_is_made(moody: Workers, mood: str) -> None:
    await moody.process_image(PICTURE, None)
    [before] = pids(moody)
    with pytest.raises(FileTooCostly) as refused:
        await moody.process_image(mood.encode(), None)
    assert isinstance(refused.value, FileRefused)
    assert await moody.process_image(PICTURE, None) == process(PICTURE, LIMITS)
    [after] = pids(moody)
    assert after != before
    assert gone(before)


async def test_a_picture_that_takes_too_long_is_given_up_in_time(moody: Workers) -> None:
    await moody.process_image(PICTURE, None)
    started = time.monotonic()
    with pytest.raises(FileTooCostly):
        await moody.process_image(b"sleep", None)
    assert 1.9 < time.monotonic() - started < 6


async def test_code_that_got_in_could_write_no_file(moody: Workers) -> None:
    with pytest.raises(FileRefused):
        await moody.process_image(b"write", None)
    assert written() == b""


async def test_a_worker_that_died_while_it_waited_costs_nobody_a_picture(workers: Workers) -> None:
    await workers.process_image(PICTURE, None)
    [pid] = pids(workers)
    os.kill(pid, signal.SIGKILL)
    for _ in range(1000):
        if not any(child.running for child in workers._children):
            break
        await asyncio.sleep(0.01)
    await workers.process_image(PICTURE, None)


async def test_when_enough_wait_the_next_is_told_when_to_come_again() -> None:
    async with Workers(command=MOODY, count=1, waiting=2, timeout_seconds=1) as workers:
        jobs = [asyncio.create_task(workers.process_image(b"sleep", None)) for _ in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(MediaBusy) as busy:
            await workers.process_image(PICTURE, None)
        assert 1 <= busy.value.retry_after_seconds <= 20
        answers = await asyncio.gather(*jobs, return_exceptions=True)
        assert [type(answer) for answer in answers] == [FileTooCostly] * 3
        await workers.process_image(PICTURE, None)


async def test_who_goes_away_leaves_no_answer_to_the_next(moody: Workers) -> None:
    await moody.process_image(PICTURE, None)
    [before] = pids(moody)
    asker = asyncio.create_task(moody.process_image(b"sleep", None))
    waiter = asyncio.create_task(moody.process_image(PICTURE, None))
    await asyncio.sleep(0.1)
    asker.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asker
    assert await waiter == process(PICTURE, LIMITS)
    assert before not in pids(moody)


async def test_closing_ends_every_worker_and_every_wait(moody: Workers) -> None:
    await moody.process_image(PICTURE, None)
    [pid] = pids(moody)
    job = asyncio.create_task(moody.process_image(b"sleep", None))
    waiting = asyncio.create_task(moody.process_image(PICTURE, None))
    await asyncio.sleep(0.1)
    await moody.close()
    assert gone(pid)
    for task in (job, waiting):
        with pytest.raises(MediaUnavailable):
            await task
    with pytest.raises(MediaUnavailable):
        await moody.process_image(PICTURE, None)
    assert pids(moody) == []
    await moody.close()


@pytest.mark.parametrize("command", [("/nowhere/python",), ("/bin/false",), ("/bin/echo",)])
async def test_when_no_worker_can_start_it_is_not_the_pictures_fault(command: tuple[str, ...]) -> None:
    async with Workers(command=command) as workers:
        for _ in range(3):
            with pytest.raises(MediaUnavailable):
                await workers.process_image(PICTURE, None)
        assert pids(workers) == []


def test_it_works_on_pythons_own_event_loop_too() -> None:
    async def two() -> None:
        async with Workers(command=MOODY, timeout_seconds=1) as workers:
            await workers.process_image(PICTURE, None)
            with pytest.raises(FileTooCostly):
                await workers.process_image(b"sleep", None)

    asyncio.run(two())


async def test_a_worker_has_limits_and_none_of_our_sockets_and_secrets(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "do-not-tell")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.set_inheritable(True)
        await workers.process_image(PICTURE, None)
        [pid] = pids(workers)
        inode = os.fstat(listening.fileno()).st_ino
        open_files = [str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()]  # noqa: ASYNC240
    assert f"socket:[{inode}]" not in open_files
    assert "do-not-tell" not in read(pid, "environ")
    limits = {line[:25].strip(): line[25:].split()[:2] for line in read(pid, "limits").splitlines()}
    assert limits["Max address space"] == [str(1_280 << 20)] * 2
    assert limits["Max core file size"] == ["0", "0"]
    assert limits["Max file size"] == ["0", "0"]
    assert limits["Max open files"] == ["32", "32"]
    assert int(limits["Max cpu time"][0]) <= 15
    assert "NoNewPrivs:\t1" in read(pid, "status")


def test_a_server_that_is_killed_leaves_no_worker_behind() -> None:
    server = """
import asyncio, sys
from biztweet.media.worker import Workers
async def main():
    workers = Workers(command=tuple(sys.argv[1:]))
    await workers.process_portrait(sys.stdin.buffer.read())
    busy = asyncio.create_task(workers.process_image(b"sleep", None))
    await asyncio.sleep(0.2)
    print(*(child.pid for child in workers._children), flush=True)
    await busy
asyncio.run(main())
"""
    with subprocess.Popen([sys.executable, "-c", server, *MOODY], stdin=-1, stdout=-1) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(PICTURE)
        process.stdin.close()
        [pid] = [int(word) for word in process.stdout.readline().split()]
        assert not gone(pid)
        process.kill()
    deadline = time.monotonic() + 5
    while not gone(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert gone(pid)
