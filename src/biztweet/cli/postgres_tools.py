"""PostgreSQL's own programs for copying a whole database."""

import shutil
import subprocess
from pathlib import Path


class ToolFailed(Exception):
    """One of PostgreSQL's programs is missing, or said no."""


def dump(url: str, target: Path) -> None:
    """Write a consistent copy of a database while it is in use. Raises ToolFailed."""
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={target}", url)


def load(url: str, source: Path) -> None:
    """Fill an empty database from a copy. Raises ToolFailed."""
    _run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={url}", str(source))


def _run(program: str, *arguments: str) -> None:
    found = shutil.which(program) or next(
        (str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), reverse=True)), None
    )
    if found is None:
        raise ToolFailed(f"{program} is not installed; it comes with PostgreSQL's client programs")
    command = [found, *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no shell reads it
    if result.returncode:
        raise ToolFailed(f"{program}: {result.stderr.strip().splitlines()[-1] if result.stderr else 'failed'}")
