"""The machine a run was made on, in one line."""

import datetime as dt
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

import apsw


def described() -> str:
    """Processor, cores, system and versions; no names and no paths."""
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{cores} cores of {_processor()}, {memory:.0f} GB, {_system()}, Python {platform.python_version()}, "
        f"uvicorn {version('uvicorn')}, uvloop {version('uvloop')}, SQLite {apsw.sqlite_lib_version()}"
    )


def today() -> str:
    """The date in UTC."""
    return dt.datetime.now(dt.UTC).date().isoformat()


def busy() -> float:
    """How many processes wanted to run in the last minute, for each core."""
    return os.getloadavg()[0] / len(os.sched_getaffinity(0))


def _processor() -> str:
    if sys.platform == "linux":
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()
