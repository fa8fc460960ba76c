"""Running: servers for a measurement, on each side, with so many posts; all of it gone afterwards."""

import contextlib
import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench import crowd, fill, keys
from bench.keys import Key
from biztweet.settings import Settings
from tests.running import RunningServer
from tests.servers import PostgresServer, RedisServer, running

SIDES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
_START_SECONDS = 30

Servers = tuple[PostgresServer, RedisServer]


class Served:
    """One server of a company with yardsticks beside it, and the keys of its readers and followers."""

    def __init__(
        self, side: str, settings: Settings, folder: Path, readers: Sequence[Key], followers: Sequence[Key]
    ) -> None:
        self.side = side
        self.settings = settings
        self.readers = readers
        self.followers = followers
        self._folder = folder
        self._server = RunningServer(settings, folder)
        self.url = self._server.base_url
        self.port = self._server.port
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Return when it answers."""
        command = [sys.executable, "-m", "bench.served", "--port", str(self.port), "--parent", str(os.getpid())]
        with self._server.log.open("ab") as log:
            self._process = subprocess.Popen(command, env=self._server.environment, stdout=log, stderr=log)
        deadline = time.monotonic() + _START_SECONDS
        while not self._server._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not start:\n{self._server.log.read_text()}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Return when it is gone."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    @property
    def pid(self) -> int:
        """The server's process."""
        assert self._process is not None
        return self._process.pid

    def ask(self, path: str, header: str, value: str, body: str | None = None) -> bytes:
        """The body of one answer; with a body of its own the request is a POST."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {header: value} | ({"Content-Type": "application/x-www-form-urlencoded"} if body else {})
        connection.request("POST" if body else "GET", path, body, headers)
        with contextlib.closing(connection), connection.getresponse() as answer:
            return answer.read()


def memory_of(pid: int) -> int:
    """The proportional set size of a process."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    raise LookupError(pid)


@contextmanager
def postgres(sides: Sequence[str]) -> Iterator[Servers | None]:
    """PostgreSQL with every fsync, and Valkey or Redis, where a side needs them."""
    if "postgres" not in sides:
        yield None
        return
    with running(PostgresServer(durable=True)) as database, running(RedisServer()) as bus:
        yield database, bus


@contextmanager
def served(side: str, count: int, servers: Servers | None, *, searchable: bool = False) -> Iterator[Served]:
    """A running server of a company with `count` posts, in the search index too where they shall be `searchable`."""
    with company(side, count, servers, searchable=searchable) as (settings, folder):
        ids = [crowd.person_id(number) for number in range(crowd.READERS + len(crowd.FOLLOWING))]
        made = keys.make(settings, ids)
        server = Served(side, settings, folder, made[: crowd.READERS], made[crowd.READERS :])
        try:
            server.start()
            yield server
        finally:
            server.stop()


@contextmanager
def company(
    side: str, count: int, servers: Servers | None, *, searchable: bool = False
) -> Iterator[tuple[Settings, Path]]:
    """Settings of a company with `count` posts, and a folder of its own."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="biztweet-bench-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        (folder / "data").mkdir()
        if side == "sqlite":
            shutil.copyfile(fill.sqlite_file(count, searchable=searchable), folder / "data" / "biztweet.db")
            yield Settings(data=folder / "data"), folder
            return
        assert servers is not None
        database, bus = servers
        name = f"posts{count}{'_searchable' * searchable}"
        url = stack.enter_context(
            database.copy_of(name, lambda url: fill.fill_postgres(url, count, searchable=searchable))
        )
        yield Settings(data=folder / "data", database_url=url, bus_url=bus.url), folder
