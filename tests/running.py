"""A real server: `biztweet serve` as a process of its own, which can be killed and started again on the same port."""

import json
import os
import signal
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from biztweet.settings import Settings
from tests.free_port import free_port
from tests.preloaded import Forked

_START_SECONDS = 30
_MAKE_UP_SECONDS = 120  # a demo makes its company up first
_STOP_SECONDS = 20


class RunningServer:
    """One `biztweet serve`. `base_url` stays the same over restarts; commands run in the same `environment`.

    With `tls` it has a certificate of its own `authority`; `demo` is a made-up company of so many people. `preloaded`
    are processes that need not load BizTweet first: to look at a start itself is another test's business.
    """

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        *,
        tls: bool = False,
        port: int = 0,
        demo: int = 0,
        preloaded: bool = False,
        **more: str,
    ) -> None:
        self.settings = settings
        self.port = port or free_port()
        self.base_url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self.authority = settings.data / "tls/authority.pem" if tls else None
        self.demo = demo
        self._preloaded = preloaded
        self.log = folder / "server.log"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("BIZTWEET_")},
            "BIZTWEET_DATA": str(settings.data),
            "BIZTWEET_DATABASE_URL": settings.database_url,
            "BIZTWEET_BUS_URL": settings.bus_url,
            "BIZTWEET_BASE_URL": self.base_url,
            "BIZTWEET_RATE_LIMITS": "off",
            **more,
        }
        self._process: subprocess.Popen[bytes] | Forked | None = None

    def start(self) -> None:
        """Return when it answers; raise with its log when it does not come to that."""
        self._process = self._started(self._serve(), self.log, self.log)
        deadline = time.monotonic() + (_MAKE_UP_SECONDS if self.demo else _START_SECONDS)
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop(signal.SIGKILL)
                raise RuntimeError(f"The server did not start:\n{self.log.read_text()}")
            time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Return when it is gone; SIGKILL is a crash."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.send_signal(how)
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def command(self, *arguments: str, given: str = "") -> str:
        """What `biztweet ARGUMENTS` prints, run beside the server."""
        with TemporaryDirectory() as folder:
            output, errors, told = (Path(folder, name) for name in ("output", "errors", "told"))
            told.write_text(given, encoding="utf-8")
            code = self._started(arguments, output, errors, told).wait()
            assert code == 0, errors.read_text(encoding="utf-8")
            return output.read_text(encoding="utf-8")

    def add_person(self, handle: str, name: str, *options: str) -> None:
        """Somebody joins the company."""
        self.command("people", "add", handle, "--name", name, *options)

    def token(self, handle: str, app: str = "Tests", scopes: str = "read write follow push") -> dict[str, Any]:
        """What `token create --json` prints: OAuth 1.0a's four values and a bearer."""
        printed = self.command("token", "create", "--handle", handle, "--app", app, "--scopes", scopes, "--json")
        values: dict[str, Any] = json.loads(printed)
        return values

    def _started(
        self, arguments: Sequence[str], output: Path, errors: Path, given: Path = Path(os.devnull)
    ) -> subprocess.Popen[bytes] | Forked:
        if self._preloaded:
            return Forked(arguments, self.environment, output, errors, given)
        with given.open("rb") as told, output.open("ab") as out, errors.open("ab") as wrong:
            return subprocess.Popen(
                # Should the tests be killed, the kernel ends it.
                ["setpriv", "--pdeathsig", "KILL", sys.executable, "-m", "biztweet", *arguments],
                env=self.environment,
                stdin=told,
                stdout=out,
                stderr=wrong,
            )

    def _serve(self) -> list[str]:
        if self.demo:
            folder = self.environment["BIZTWEET_DATA"]
            return ["demo", "--port", str(self.port), "--people", str(self.demo), "--data", str(Path(folder) / "demo")]
        return ["serve", "--port", str(self.port), *(["--tls-self-signed"] if self.authority else [])]

    def _answers(self) -> bool:
        if self.authority is not None and not self.authority.exists():
            return False
        trust = ssl.create_default_context(cafile=self.authority) if self.authority else None
        try:
            url = f"{self.base_url}/readyz"
            with urllib.request.urlopen(url, timeout=2, context=trust) as answer:  # noqa: S310 - our own
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


@contextmanager
def running_server(
    settings: Settings,
    folder: Path,
    *,
    tls: bool = False,
    port: int = 0,
    demo: int = 0,
    preloaded: bool = True,
    **more: str,
) -> Iterator[RunningServer]:
    """A server on `settings`, started; ended whatever happens inside. `more` are further environment variables."""
    server = RunningServer(settings, folder, tls=tls, port=port, demo=demo, preloaded=preloaded, **more)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def server(any_settings: Settings, tmp_path: Path) -> Iterator[RunningServer]:
    """A running server on each side in turn."""
    with running_server(any_settings, tmp_path) as started:
        yield started
