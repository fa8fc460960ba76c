"""Writes docs/configuration.md from the settings themselves; a test compares the two."""

import sys
from pathlib import Path

from biztweet.settings import described, variable

PAGE = Path(__file__).parent.parent / "docs" / "configuration.md"

_HEAD = """# Configuration

Every setting is an environment variable, read once at the start. The defaults run the whole product in one process on
one file. `biztweet config show` prints what a process reads, with secrets hidden; a value that will not do is named at
the start. Secrets may stand in a file instead: `BIZTWEET_SECRET_KEY_FILE=/run/secrets/key`.

| variable | default | what it is for |
|---|---|---|
"""

_TAIL = """
This page is made by `python tools/settings_table.py` from `src/biztweet/settings.py`.
"""


def table() -> str:
    """The page as it has to be."""
    rows = [
        f"| `{variable(name)}`{' (secret)' if says.secret else ''} | {_text(default)} | {says.meaning} |\n"
        for name, says, default in described()
    ]
    return _HEAD + "".join(rows) + _TAIL


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "`on`" if value else "`off`"
    text = ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return f"`{text}`" if text else "empty"


if __name__ == "__main__":
    PAGE.write_text(table(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} is written\n")
