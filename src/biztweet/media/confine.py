"""What a worker gives up before it reads a stranger's file: memory, files, the network, outliving the server.

Limits hold wherever POSIX does; the rest is Linux's, and is taken where the kernel grants it.
"""

import ctypes
import os
import resource
import signal
import sys

_MEMORY_BYTES = 1_280 << 20  # measured: 930 MB for a WebP of 50 million pixels
_OPEN_FILES = 32
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000


def detach(server_pid: int) -> None:
    """Keep nothing of the server's but stdin, stdout and stderr, and end when it does, or now if it is gone already.

    To be called first of all: whoever holds the listening socket keeps the port from the server's successor.
    """
    os.closerange(3, resource.getrlimit(resource.RLIMIT_NOFILE)[0])  # uvloop ignores close_fds
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C reaches all; the server ends us in its order
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != server_pid:
        sys.exit()


def confine() -> None:
    """Give up, for good, what processing a picture does not need; threads it does, for HEIC."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        if libc.unshare(_CLONE_NEWNET) != 0:  # root may; anyone else by a user namespace, where those are allowed
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    _limit(resource.RLIMIT_AS, _MEMORY_BYTES)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)


def allow_cpu(seconds: int) -> None:
    """Let the kernel kill this process when it has worked so long from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(what, (most, most))
