"""Which language a text is in, told by its script: enough for Korean and English side by side."""

import re

_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("en", re.compile(r"[A-Za-z]{2}")),
)


def language_of(text: str) -> str | None:
    """A two-letter code, or None when no script tells; one Hangul letter makes a text Korean."""
    return next((code for code, script in _SCRIPTS if script.search(text)), None)
