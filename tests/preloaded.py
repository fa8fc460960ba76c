"""`biztweet` in processes of their own, forked from one that has loaded it: dozens of starts cost no loading."""

import ctypes
import os
import random
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path

_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload(
    ["pytest", "biztweet.app", "biztweet.cli.serve", "biztweet.cli.people", "biztweet.cli.token"]
)
_PR_SET_PDEATHSIG = 1


class Forked:
    """`biztweet ARGUMENTS`, started; what it prints is added to `output` and `errors`. To be used as a Popen is."""

    def __init__(
        self, arguments: Sequence[str], environment: Mapping[str, str], output: Path, errors: Path, given: Path
    ) -> None:
        streams = [str(path) for path in (given, output, errors)]
        self._process = _FORKS.Process(target=_run, args=(arguments, dict(environment), streams))
        self._process.start()
        assert self._process.pid is not None
        self.pid: int = self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, how: signal.Signals) -> None:
        if self._process.is_alive():
            os.kill(self.pid, how)

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("biztweet", timeout or 0)
        return self._process.exitcode

    def kill(self) -> None:
        self._process.kill()


def _run(arguments: Sequence[str], environment: Mapping[str, str], streams: Sequence[str]) -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)  # should the tests be killed, the kernel ends it
    os.environ.clear()
    os.environ.update(environment)
    random.seed()
    for number, path in enumerate(streams):
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT if number else os.O_RDONLY
        os.dup2(os.open(path, flags, 0o600), number)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, "w" if number else "r") for number in range(3))
    sys.argv = ["biztweet", *arguments]
    from biztweet.__main__ import main  # noqa: PLC0415 - not in the process of the tests

    main()
