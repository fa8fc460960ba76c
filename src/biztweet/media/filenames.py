"""Names of files as people gave them, made safe to be shown, kept and handed out."""

import re
import unicodedata

_MAX_LENGTH = 100
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]')
_NAMELESS = "document"


def safe_name(filename: str, ending: str = "") -> str:
    """The last part of a path, with nothing in it that leads elsewhere or deceives the eye; its ending is kept.

    `ending` is what a name without one gets. Never empty, at most 100 characters.
    """
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", filename)[-1])
    name = _UNSAFE.sub("_", name).strip(". ")
    stem, dot, last = name.rpartition(".")
    if not dot:
        stem, last = name, ending
    last = last[:10]
    stem = stem.strip(". ")[: _MAX_LENGTH - len(last) - 1] or _NAMELESS
    return f"{stem}.{last}" if last else stem
