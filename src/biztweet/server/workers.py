"""Workers: several processes on one port. None outlives its parent, however that ends."""

import ctypes
import itertools
import os
import signal
import sys
import time
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_STARTUP_FAILURE = 3  # uvicorn's: what failed would fail again
_STOP_SECONDS = 15.0
_SOON_SECONDS = 5.0  # a worker that ends sooner than this after its start is not started again at once
_SIGNALS = {signal.SIGTERM, signal.SIGINT, signal.SIGCHLD}


def die_with_parent(parent_pid: int) -> None:
    """Have the kernel (Linux) kill this process when its parent ends; exits if that has ended already."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent_pid:
        os._exit(1)


def supervise(count: int, work: Callable[[int], int]) -> int:
    """Run `work(number)` in `count` processes until SIGTERM or SIGINT; one that dies is replaced by the next number.

    Returns the exit code. Call it before the process has threads, event loops or databases: workers are forked.
    """
    return _Supervisor(count, work).run()


class _Supervisor:
    """The parent: it starts, replaces and stops workers, and listens to nothing itself."""

    def __init__(self, count: int, work: Callable[[int], int]) -> None:
        self._count = count
        self._work = work
        self._numbers = itertools.count()
        self._started_at: dict[int, float] = {}  # by process id
        self._exit_code = 0

    def run(self) -> int:
        """Stay until all workers have ended."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            for _ in range(self._count):
                self._start(before)
            while signal.sigwait(_SIGNALS) == signal.SIGCHLD and self._replace_dead(before):
                pass
            self._stop()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return self._exit_code

    def _start(self, mask: set[int]) -> None:
        number = next(self._numbers)
        parent_pid = os.getpid()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                die_with_parent(parent_pid)
                signal.pthread_sigmask(signal.SIG_SETMASK, mask)
                code = self._work(number)
            except SystemExit as ended:
                code = ended.code if isinstance(ended.code, int) else 1
            except BaseException:  # noqa: BLE001  # the process ends here, and must say why
                sys.excepthook(*sys.exc_info())
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        self._started_at[pid] = time.monotonic()

    def _replace_dead(self, mask: set[int]) -> bool:
        """Start dead workers anew; False when that would be in vain."""
        for code, started_at in self._reap():
            if code == _STARTUP_FAILURE:
                self._exit_code = code
                return False
            if time.monotonic() - started_at < _SOON_SECONDS:
                time.sleep(1)
            self._start(mask)
        return True

    def _reap(self) -> list[tuple[int, float]]:
        """Exit code and starting time of each worker that has ended since."""
        ended = []
        for pid in tuple(self._started_at):
            waited, status = os.waitpid(pid, os.WNOHANG)
            if waited:
                ended.append((os.waitstatus_to_exitcode(status), self._started_at.pop(pid)))
        return ended

    def _stop(self) -> None:
        """Ask all to end; kill those that do not."""
        for pid in self._started_at:
            os.kill(pid, signal.SIGTERM)
        limit = time.monotonic() + _STOP_SECONDS
        while self._started_at and time.monotonic() < limit:
            signal.sigtimedwait({signal.SIGCHLD}, 0.2)
            self._reap()
        for pid in self._started_at:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
