"""Temporary PostgreSQL and Valkey or Redis servers: each worker starts its own when first asked, on loopback.

They end with the session; should that be killed, the kernel ends them (parent-death signal), so start them from the
main thread. A crash test makes its own: `with running(PostgresServer(durable=True)) as server`.
"""

import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, NamedTuple, TypeVar

import pytest

from tests.free_port import free_port

_START_SECONDS = 60
_STOP_SECONDS = 20


@pytest.fixture(scope="session")
def postgres_server() -> "Iterator[PostgresServer]":
    """The worker's PostgreSQL. Fast, since it need not survive a power cut."""
    with running(PostgresServer()) as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: "PostgresServer") -> Iterator[str]:
    """An empty database of the test's own. One with tables: `postgres_server.copy_of("name", fill)`."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture(scope="session")
def redis_server() -> "Iterator[RedisServer]":
    """The worker's Valkey or Redis."""
    with running(RedisServer()) as server:
        yield server


@pytest.fixture
def redis_url(redis_server: "RedisServer") -> str:
    """An emptied Valkey or Redis."""
    redis_server.call("FLUSHALL")
    return redis_server.url


class Server(ABC):
    """One program on one port, which it keeps when it is stopped and started again, as it keeps its data."""

    crash: ClassVar[signal.Signals]  # ends it at once, with all its children

    def __init__(self) -> None:
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="biztweet-", dir="/tmp"))  # TMPDIR may be closed to its user
        self.user = _unprivileged_user() if os.geteuid() == 0 else None  # PostgreSQL refuses to be root
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        self._log = self.folder / "log"
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> list[str]:
        """What to run; it stays in the foreground."""

    @abstractmethod
    def answers(self) -> bool:
        """Is it ready for clients?"""

    def start(self) -> None:
        """Return when it answers; raise with its log when it does not come to that."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._as_user("--pdeathsig", self.crash.name.removeprefix("SIG"), *self.command()),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the tests, which then stop it in their own order
            )
        deadline = time.monotonic() + _START_SECONDS
        while not self.answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop(self.crash)
                raise RuntimeError(f"{type(self).__name__} did not start:\n{self._log.read_text()}")
            time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Return when it is gone. SIGTERM ends it in good order, `crash` without."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _as_user(self, *command: str) -> list[str]:
        drop = [f"--reuid={self.user.pw_uid}", f"--regid={self.user.pw_gid}", "--clear-groups"] if self.user else []
        return ["setpriv", *drop, *command]


SomeServer = TypeVar("SomeServer", bound=Server)


@contextmanager
def running(server: SomeServer) -> Iterator[SomeServer]:
    """`server`, started; ended and its data removed, whatever happens inside."""
    try:
        server.start()
        yield server
    finally:
        server.stop(server.crash)
        shutil.rmtree(server.folder, ignore_errors=True)


class PostgresServer(Server):
    """PostgreSQL with the superuser `biztweet` and no password; `durable` keeps every fsync."""

    crash = signal.SIGQUIT  # its "immediate shutdown": as after a power cut, but no child is left

    def __init__(self, *, durable: bool = False) -> None:
        super().__init__()
        self.durable = durable
        self._data = self.folder / "data"
        self._numbers = itertools.count(1)
        self._templates: set[str] = set()
        self._spares: dict[str, _Spares] = {}

    def command(self) -> list[str]:
        if not self._data.exists():
            self._make_cluster()
        settings = {"listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": self.folder}
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return [
            _postgres("postgres"),
            "-D",
            str(self._data),
            *(f"--{name}={value}" for name, value in settings.items()),
        ]

    def answers(self) -> bool:
        return self._psql("select 1", "postgres").returncode == 0

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:  # SIGTERM would wait for clients to leave
        super().stop(how)

    def url(self, database: str) -> str:
        return f"postgresql://biztweet@127.0.0.1:{self.port}/{database}"

    def run(self, sql: str, database: str = "postgres") -> str:
        """What psql prints for `sql`: rows as lines, columns parted by |."""
        result = self._psql(sql, database)
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """The URL of a new database, a copy of `template`; dropped at the end, connections or not."""
        name = f"test_{next(self._numbers)}"
        self.run(f"create database {name} template {template}")
        try:
            yield self.url(name)
        finally:
            if self._process:
                self.run(f"drop database {name} with (force)")

    @contextmanager
    def copy_of(self, template: str, fill: Callable[[str], None]) -> Iterator[str]:
        """The URL of a new copy of `template`, which `fill(url)` makes ready once; it must leave no connection open."""
        if template not in self._templates:
            self.run(f"create database {template} template template0")
            fill(self.url(template))
            self._templates.add(template)
        with self.database(template) as url:
            yield url

    @contextmanager
    def lent(self, template: str, fill: Callable[[str], None]) -> Iterator[str]:
        """The same as `copy_of`, but lent: emptied afterwards, it is the next one's, which is five times as quick."""
        if template not in self._spares:
            with self.copy_of(template, fill) as url:
                self._spares[template] = _Spares.of(self, url)
        spares = self._spares[template]
        if spares.names:
            name = spares.names.pop()
        else:
            name = f"test_{next(self._numbers)}"
            self.run(f"create database {name} template {template}")
        try:
            yield self.url(name)
        finally:
            if self._process:
                emptied = self._psql(spares.emptying, name)
                if emptied.returncode == 0 and emptied.stdout.splitlines()[:1] == [spares.shape]:
                    spares.names.append(name)
                else:
                    self.run(f"drop database {name} with (force)")

    def _make_cluster(self) -> None:
        options = ["--username=biztweet", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        subprocess.run(
            self._as_user(_postgres("initdb"), *options, "--no-sync", "-D", str(self._data)),
            cwd=self.folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def _psql(self, sql: str, database: str) -> subprocess.CompletedProcess[str]:
        command = [_postgres("psql"), "--no-psqlrc", "--tuples-only", "--no-align", "--quiet", "--command", sql]
        return subprocess.run([*command, self.url(database)], capture_output=True, text=True, check=False)


class RedisServer(Server):
    """Valkey, or Redis where that is what is installed; keeps nothing on disk."""

    crash = signal.SIGKILL

    def command(self) -> list[str]:
        program = shutil.which("valkey-server") or shutil.which("redis-server")
        if program is None:
            pytest.fail("neither valkey-server nor redis-server is installed; bin/setup --dev installs one")
        return [program, "--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--appendonly", "no"]

    def answers(self) -> bool:
        try:
            return self.call("PING") == "+PONG"
        except OSError:
            return False

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def call(self, command: str) -> str:
        """The first line of the answer to a command without arguments."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            connection.sendall(f"{command}\r\n".encode())
            return connection.makefile().readline().strip()


class _Spares(NamedTuple):
    """Emptied copies of a template; what empties one more, having said its shape; and the shape that it must have."""

    names: list[str]
    emptying: str
    shape: str

    @classmethod
    def of(cls, server: PostgresServer, url: str) -> "_Spares":
        name = url.rpartition("/")[2]
        dump = [_postgres("pg_dump"), "--data-only", "--inserts", "--no-comments", url]
        dumped = subprocess.run(dump, capture_output=True, text=True, check=True).stdout.splitlines()
        tables = server.run("select tablename from pg_tables where schemaname = 'public'", name).splitlines()
        steps = [_SHAPE, _OTHERS_OUT, *[f"delete from {table}" for table in tables]]  # noqa: S608 - our own
        steps += [line.rstrip(";") for line in dumped if line.startswith("INSERT")]
        return cls([], "; ".join(steps), server.run(_SHAPE, name))


_SHAPE = """
    select md5(string_agg(format('%s %s %s %s', relation.relname, attname, atttypid, attnotnull), ','
        order by relation.relname, attnum))
    from pg_attribute join pg_class relation on relation.oid = attrelid
    where relnamespace = 'public'::regnamespace and attnum > 0
"""
_OTHERS_OUT = """
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
"""


def _unprivileged_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _postgres(program: str) -> str:
    """The newest one; Debian keeps them off the PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    for folder in reversed(folders):
        if (folder / "postgres").exists() and (folder / program).exists():
            return str(folder / program)
    found = shutil.which(program)
    if found is None:
        pytest.fail(f"PostgreSQL's {program} is not installed; bin/setup --dev installs it")
    return found
