"""Subtitles as SubRip writes them (.srt), made into WebVTT, which browsers show. Pure.

    1
    00:00:01,000 --> 00:00:02,500
    <i>안녕하세요</i>

Source: W3C, "WebVTT: The Web Video Text Tracks Format"; SubRip has no standard: this is what its editors write.
"""

import html
import re
from collections.abc import Iterator, Sequence

import msgspec

from biztweet.media.errors import NoSubtitles

_MAX_CUES = 10_000
_ENCODINGS = ("utf-8-sig", "cp949")  # Korean Windows still writes the latter
_TIME = r"(\d{1,2}):([0-5]\d):([0-5]\d)[,.](\d{3})"
_TIMES = re.compile(rf"{_TIME}\s*-->\s*{_TIME}(?:\s+[XY][12]:.*)?", re.ASCII)
_KEPT_TAG = re.compile(r"&lt;(/?[biu])&gt;", re.IGNORECASE)
_OTHER_TAG = re.compile(r"&lt;/?font[^&]*&gt;|\{\\an?\d\}", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Cue(msgspec.Struct, frozen=True):
    """Words that are shown for a while."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]


def webvtt(content: bytes) -> bytes:
    """The same subtitles as WebVTT. Raises NoSubtitles."""
    return "\n\n".join(["WEBVTT", *map(_written, cues(_decoded(content)))]).encode() + b"\n"


def cues(text: str) -> list[Cue]:
    """The cues of a SubRip file, in their order. Raises NoSubtitles."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found: list[Cue] = []
    for number, block in _blocks(lines):
        numbered = block[0].strip().isdecimal() and len(block) > 1
        times = _TIMES.fullmatch(block[numbered].strip())
        if times is None:
            raise NoSubtitles(number + numbered)
        start_ms, end_ms = _milliseconds(times.groups()[:4]), _milliseconds(times.groups()[4:])
        if start_ms >= end_ms or len(found) == _MAX_CUES:
            raise NoSubtitles(number + numbered)
        if said := tuple(block[numbered + 1 :]):
            found.append(Cue(start_ms, end_ms, said))
    if not found:
        raise NoSubtitles(1)
    return found


def _decoded(content: bytes) -> str:
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NoSubtitles(1)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """What stands between empty lines, and the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line.rstrip())
        elif block:
            yield number - len(block), block
            block = []


def _milliseconds(parts: Sequence[str]) -> int:
    hours, minutes, seconds, milliseconds = map(int, parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + milliseconds


def _written(cue: Cue) -> str:
    said = "\n".join(_escaped(line) for line in cue.lines)
    return f"{_time(cue.start_ms)} --> {_time(cue.end_ms)}\n{said}"


def _escaped(line: str) -> str:
    """Bold, italic and underlined stay; colours and places go; all else is text."""
    escaped = _OTHER_TAG.sub("", html.escape(_CONTROLS.sub("", line), quote=False))
    return _KEPT_TAG.sub(lambda tag: f"<{tag[1].lower()}>", escaped)


def _time(milliseconds: int) -> str:
    seconds, milliseconds = divmod(milliseconds, 1_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"
