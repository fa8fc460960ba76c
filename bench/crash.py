"""Crash: writers post and a reader listens while the server's process is killed at random moments and started again.

What was acknowledged must be there exactly once, and the reader, who resumes by the last id it saw, must have seen
all of it once. It has seen one before the first kill: who has no id yet can only read anew, as apps do.
"""

import argparse
import asyncio
import contextlib
import random
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import msgspec

from biztweet.settings import Settings
from tests.companies import migrate_now
from tests.running import RunningServer
from tests.servers import PostgresServer, RedisServer, running

_PAGE = 40
_QUIET_SECONDS = 20
_ENOUGH = 60  # acknowledged posts, without which a campaign shows little: a slow machine takes its time for them


class Findings(msgspec.Struct):
    """What a campaign came to; all but the first four figures must be zero."""

    side: str
    kills: int = 0
    acknowledged: int = 0
    recovery_seconds: list[float] = []
    lost: int = 0
    doubled: int = 0
    missing_on_stream: int = 0
    doubled_on_stream: int = 0
    refused: int = 0

    @property
    def clean(self) -> bool:
        """Nothing was lost, doubled, missed or refused."""
        return not (self.lost or self.doubled or self.missing_on_stream or self.doubled_on_stream or self.refused)

    def __str__(self) -> str:
        recovery = sorted(self.recovery_seconds) or [0.0]
        return (
            f"{self.side}: {self.kills} kills, {self.acknowledged} acknowledged, {self.lost} lost, "
            f"{self.doubled} doubled, {self.missing_on_stream} missing on the stream, "
            f"{self.doubled_on_stream} doubled on the stream, {self.refused} refused, "
            f"recovery p50 {statistics.median(recovery):.2f} s, max {recovery[-1]:.2f} s"
        )


class Campaign:
    """One server, some writers, one reader, and somebody who kills."""

    def __init__(self, server: RunningServer, side: str, *, kills: int, writers: int, seed: int) -> None:
        self._server = server
        self._kills = kills
        self._writers = writers
        self._chance = random.Random(seed)
        self._stopping = asyncio.Event()
        self._open = asyncio.Event()
        self._marked = asyncio.Event()
        self._clients: list[httpx2.AsyncClient] = []  # the reader's, then a writer's each
        self._acknowledged: dict[str, str] = {}
        self._heard: list[str] = []
        self._last_event_id = ""
        self.findings = Findings(side)

    async def run(self) -> Findings:
        """Post, listen and kill until all kills are done; then compare."""
        async with contextlib.AsyncExitStack() as stack:
            for number in range(self._writers + 1):
                self._clients.append(await stack.enter_async_context(await self._client(number)))
            return await self._run()

    async def _client(self, number: int) -> httpx2.AsyncClient:
        await asyncio.to_thread(self._server.add_person, f"writer{number}", f"글쓴이 {number}")
        token = await asyncio.to_thread(self._server.token, f"writer{number}")
        headers = {"Authorization": f"Bearer {token['bearer_token']}"}
        return httpx2.AsyncClient(base_url=self._server.base_url, headers=headers, timeout=5)

    async def _run(self) -> Findings:
        reader = asyncio.create_task(self._listen())
        await self._open.wait()
        await self._post(1, 0)
        await self._marked.wait()
        writing = [asyncio.create_task(self._write(number)) for number in range(1, self._writers + 1)]
        await self._torment()
        self._stopping.set()
        await asyncio.gather(*writing)
        await self._compare()
        reader.cancel()
        await asyncio.gather(reader, return_exceptions=True)
        return self.findings

    async def _torment(self) -> None:
        for _ in range(self._kills):
            await asyncio.sleep(self._chance.uniform(0.05, 0.9))
            await asyncio.to_thread(self._server.stop, signal.SIGKILL)
            self.findings.kills += 1
            began = time.monotonic()
            await asyncio.to_thread(self._server.start)
            self.findings.recovery_seconds.append(time.monotonic() - began)
        async with asyncio.timeout(_QUIET_SECONDS):
            while len(self._acknowledged) < _ENOUGH:  # noqa: ASYNC110 - the writers have no event
                await asyncio.sleep(0.1)

    async def _write(self, number: int) -> None:
        """Post one thing after the other."""
        count = 0
        while not self._stopping.is_set():
            count += 1
            await self._post(number, count)

    async def _post(self, number: int, count: int) -> None:
        """Post under a key of its own, again and again until it is acknowledged."""
        text = f"writer {number} says {count}"
        answer = await self._until_answered(self._clients[number], text, f"{number}-{count}")
        if answer.status_code == httpx2.codes.OK:
            self._acknowledged[answer.json()["id"]] = text
        else:
            self.findings.refused += 1

    async def _until_answered(self, client: httpx2.AsyncClient, text: str, key: str) -> httpx2.Response:
        while True:  # as clients do: again and again, under the same key
            try:
                answer = await client.post("/api/v1/statuses", data={"status": text}, headers={"Idempotency-Key": key})
            except httpx2.HTTPError:
                await asyncio.sleep(0.02)
                continue
            if answer.status_code < httpx2.codes.INTERNAL_SERVER_ERROR:
                return answer
            await asyncio.sleep(0.05)

    async def _listen(self) -> None:
        """Hear posts, and come back after every crash with the last id that was seen."""
        address, timeout = "/api/v1/streaming/public/local", httpx2.Timeout(5, read=30)
        while True:
            headers = {"Accept": "text/event-stream"}
            if self._last_event_id:
                headers["Last-Event-ID"] = self._last_event_id
            with contextlib.suppress(httpx2.HTTPError):
                async with self._clients[0].stream("GET", address, headers=headers, timeout=timeout) as answer:
                    self._open.set()
                    await self._take_in(answer)
            await asyncio.sleep(0.02)

    async def _take_in(self, answer: httpx2.Response) -> None:
        fields: dict[str, str] = {}
        async for line in answer.aiter_lines():
            name, _, value = line.partition(":")
            if line and name:
                fields[name] = value.strip()
            elif not line:
                self._hear(fields)
                fields = {}

    def _hear(self, fields: dict[str, str]) -> None:
        """A frame counts when it is whole, its id with it: what was cut off comes again."""
        if fields.get("event") == "update" and "data" in fields:
            self._heard.append(msgspec.json.decode(fields["data"])["id"])
        if "id" in fields:
            self._last_event_id = fields["id"]
            self._marked.set()  # what is posted from now on has to be heard

    async def _compare(self) -> None:
        stored = await self._stored()
        deadline = time.monotonic() + _QUIET_SECONDS
        while set(self._heard) < set(stored) and time.monotonic() < deadline:  # noqa: ASYNC110 - the reader has no event
            await asyncio.sleep(0.1)
        texts = list(stored.values())
        found = self.findings
        found.acknowledged = len(self._acknowledged)
        found.lost = sum(stored.get(post_id) != text for post_id, text in self._acknowledged.items())
        found.doubled = len(texts) - len(set(texts))
        found.missing_on_stream = len(set(stored) - set(self._heard))
        found.doubled_on_stream = len(self._heard) - len(set(self._heard))

    async def _stored(self) -> dict[str, str]:
        """Every post of the company, by id."""
        found: dict[str, str] = {}
        before: dict[str, str] = {}
        while True:
            params = {"limit": str(_PAGE), **before}
            answer = await self._clients[0].get("/api/v1/timelines/public", params=params, timeout=10)
            page = answer.raise_for_status().json()
            if not page:
                return found
            found |= {post["id"]: _plain(post["content"]) for post in page}
            before = {"max_id": page[-1]["id"]}


def _plain(content: str) -> str:
    return content.removeprefix("<p>").removesuffix("</p>")


@contextlib.contextmanager
def _settings(side: str, folder: Path) -> Iterator[Settings]:
    if side == "sqlite":
        yield Settings(data=folder / "data")
        return
    with (
        running(PostgresServer(durable=True)) as postgres,
        running(RedisServer()) as redis,
        postgres.copy_of("company", migrate_now) as url,
    ):
        yield Settings(data=folder / "data", database_url=url, bus_url=redis.url)


def campaign(side: str, *, kills: int, writers: int = 4, seed: int = 1) -> Findings:
    """Run one campaign on `sqlite` or `postgres` in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="biztweet-crash-"))
    try:
        with _settings(side, folder) as settings:
            server = RunningServer(settings, folder)
            server.start()
            try:
                return asyncio.run(Campaign(server, side, kills=kills, writers=writers, seed=seed).run())
            finally:
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """`bin/bench crash [--kills 50] [--side sqlite|postgres|both]`: print the figures; 1 when any is not zero."""
    parser = argparse.ArgumentParser(prog="bin/bench crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=50, help="on each side")
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--side", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args(arguments)
    sides = ["sqlite", "postgres"] if options.side == "both" else [options.side]
    clean = True
    for side in sides:
        findings = campaign(side, kills=options.kills, writers=options.writers, seed=options.seed)
        sys.stdout.write(f"{findings}  (seed {options.seed})\n")
        clean = clean and findings.clean
    return 0 if clean else 1
