"""MP4: its boxes read, nothing decoded. Sources: ISO/IEC 14496-12, and for where it tells of places, Apple's QTFF."""

from collections.abc import Iterator
from typing import NamedTuple

from biztweet.media.errors import FileBroken, FileTooCostly
from biztweet.media.processed import Blank
from biztweet.media.video_container import VideoInfo

_MAX_BOXES = 50_000
_TELLS_TOO_MUCH = {b"udta", b"meta", b"uuid"}  # titles, cameras, places


class Box(NamedTuple):
    """One box; its content stands from `body` to before `end`."""

    kind: bytes
    start: int
    body: int
    end: int


def video_info(content: bytes) -> VideoInfo:
    """What an MP4 file holds. Raises FileBroken, FileTooCostly."""
    file = _Reader(content)
    top = list(file.boxes(Box(b"", 0, 0, len(content))))
    movie = _one(top, b"moov")
    if top[0].kind != b"ftyp" or not any(box.kind == b"mdat" for box in top):
        raise FileBroken
    inside = list(file.boxes(movie))
    tracks = [list(file.boxes(box)) for box in inside if box.kind == b"trak"]
    seen = next((track for track in tracks if file.handler(track) == b"vide"), None)
    if seen is None:
        raise FileBroken
    width, height = file.size(_one(seen, b"tkhd"))
    return VideoInfo(
        width=width,
        height=height,
        duration_ms=file.duration_ms(_one(inside, b"mvhd"), next((b for b in inside if b.kind == b"mvex"), None)),
        codec=file.codec(seen),
        blanks=tuple(
            Blank(box.start, box.end, content[box.start : box.start + 4] + b"free" + content[box.start + 8 : box.body])
            for boxes in (top, inside, *tracks)
            for box in boxes
            if box.kind in _TELLS_TOO_MUCH
        ),
    )


def _one(boxes: list[Box], kind: bytes) -> Box:
    for box in boxes:
        if box.kind == kind:
            return box
    raise FileBroken


class _Reader:
    """Reads boxes, and counts them: a file may hold millions of empty ones."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._left = _MAX_BOXES

    def boxes(self, parent: Box, skip: int = 0) -> Iterator[Box]:
        """The boxes inside `parent`, each whole; the first stands `skip` bytes behind its beginning.

        Raises FileBroken, FileTooCostly.
        """
        at = parent.body + skip
        while at < parent.end:
            self._left -= 1
            if self._left < 0:
                raise FileTooCostly
            box = self._box(at, parent.end)
            yield box
            at = box.end

    def number(self, box: Box, offset: int, count: int) -> int:
        """`count` bytes of a box, as a whole number. Raises FileBroken."""
        start = box.body + offset
        if start + count > box.end:
            raise FileBroken
        return int.from_bytes(self._content[start : start + count], "big")

    def inner(self, box: Box, *path: bytes) -> Box:
        """The box that a path of kinds leads to. Raises FileBroken."""
        for kind in path:
            box = _one(list(self.boxes(box)), kind)
        return box

    def handler(self, track: list[Box]) -> bytes:
        """What a track is for: `vide`, `soun` …. Raises FileBroken."""
        handler = self.inner(_one(track, b"mdia"), b"hdlr")
        return self._content[handler.body + 8 : handler.body + 12]

    def codec(self, track: list[Box]) -> str:
        """The four letters of how a track is encoded. Raises FileBroken."""
        table = self.inner(_one(track, b"mdia"), b"minf", b"stbl", b"stsd")
        for entry in self.boxes(table, skip=8):
            return entry.kind.decode("latin-1")
        raise FileBroken

    def size(self, header: Box) -> tuple[int, int]:
        """Width and height as they are seen: a phone held upright writes a turn into its header."""
        long = self.number(header, 0, 1) == 1
        at = 52 if long else 40
        turned = self.number(header, at, 4) == 0 and self.number(header, at + 16, 4) == 0
        width, height = self.number(header, at + 36, 4) >> 16, self.number(header, at + 40, 4) >> 16
        return (height, width) if turned else (width, height)

    def duration_ms(self, header: Box, extends: Box | None) -> int:
        """How long it plays, by its header, or by that of a file in fragments. Raises FileBroken."""
        long = self.number(header, 0, 1) == 1
        scale = self.number(header, 20 if long else 12, 4)
        length = self.number(header, 24, 8) if long else self.number(header, 16, 4)
        if not length and extends is not None:
            for box in self.boxes(extends):
                if box.kind == b"mehd":
                    length = self.number(box, 4, 8 if self.number(box, 0, 1) == 1 else 4)
        if not scale:
            raise FileBroken
        return length * 1000 // scale

    def _box(self, at: int, end: int) -> Box:
        size, kind, body = int.from_bytes(self._content[at : at + 4], "big"), self._content[at + 4 : at + 8], at + 8
        if size == 1:
            size, body = int.from_bytes(self._content[at + 8 : at + 16], "big"), at + 16
        elif size == 0:
            size = end - at
        if at + size > end or at + size < body:
            raise FileBroken
        return Box(kind, at, body, at + size)
