"""WebM: its elements read, nothing decoded. Sources: RFC 8794 (EBML), RFC 9559 (Matroska)."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from biztweet.media.errors import FileBroken, FileTooCostly
from biztweet.media.processed import Blank
from biztweet.media.video_container import VideoInfo

_MAX_ELEMENTS = 500_000
_HEAD, _DOC_TYPE = 0x1A45DFA3, 0x4282
_SEGMENT, _CLUSTER = 0x18538067, 0x1F43B675
_INFO, _TICK_NS, _DURATION = 0x1549A966, 0x2AD7B1, 0x4489
_TRACKS, _TRACK, _TRACK_TYPE, _CODEC = 0x1654AE6B, 0xAE, 0x83, 0x86
_VIDEO, _WIDTH, _HEIGHT = 0xE0, 0xB0, 0xBA
_TIMESTAMP, _SIMPLE_BLOCK = 0xE7, 0xA3
_TELLS_TOO_MUCH = {0x1254C367, 0x1941A469}  # tags, and attached files
_VOID = b"\xec"
_MOVING = 1


class Element(NamedTuple):
    """One element; its content stands from `body` to before `end`."""

    number: int
    start: int
    body: int
    end: int


def video_info(content: bytes) -> VideoInfo:
    """What a WebM file holds. Raises FileBroken, FileTooCostly."""
    file = _Reader(content)
    head, *rest = file.elements(0, len(content))
    if head.number != _HEAD or file.text(file.inner(head).get(_DOC_TYPE)) != "webm":
        raise FileBroken
    segment = next((element for element in rest if element.number == _SEGMENT), None)
    if segment is None:
        raise FileBroken
    return file.video_info(segment)


class _Reader:
    """Reads elements, and counts them: a file may hold millions of empty ones."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._left = _MAX_ELEMENTS

    def elements(self, at: int, end: int) -> Iterator[Element]:
        """Elements side by side, each whole; one of unknown size reaches to the end.

        Raises FileBroken, FileTooCostly.
        """
        while at < end:
            self._left -= 1
            if self._left < 0:
                raise FileTooCostly
            number, size_at = self._number(at, end)
            size, body = self._size(size_at, end)
            stop = end if size is None else body + size
            if stop > end:
                raise FileBroken
            # A cluster is entered, not passed over: what a browser records has clusters of unknown size.
            yield Element(number, at, body, stop)
            at = body if number == _CLUSTER else stop

    def inner(self, parent: Element) -> dict[int, Element]:
        """What stands inside, the first of each kind."""
        found: dict[int, Element] = {}
        for element in self.elements(parent.body, parent.end):
            found.setdefault(element.number, element)
        return found

    def video_info(self, segment: Element) -> VideoInfo:
        """What the segment tells. Raises FileBroken."""
        info: dict[int, Element] = {}
        track: dict[int, Element] = {}
        blanks: list[Blank] = []
        cluster_at = last = clusters = 0
        for element in self.elements(segment.body, segment.end):
            kind = element.number
            if kind == _INFO:
                info = self.inner(element)
            elif kind == _TRACKS:
                track = track or self._moving(element)
            elif kind == _CLUSTER:
                clusters += 1
            elif kind == _TIMESTAMP:
                cluster_at = self._whole(element)
            elif kind == _SIMPLE_BLOCK:
                last = max(last, cluster_at + self._offset(element))
            elif kind in _TELLS_TOO_MUCH:
                blanks.append(_blank(element))
        if not track or not clusters:
            raise FileBroken
        shape = self.inner(track[_VIDEO])
        tick_ns = self._whole(info.get(_TICK_NS), 1_000_000)
        return VideoInfo(
            width=self._whole(shape.get(_WIDTH)),
            height=self._whole(shape.get(_HEIGHT)),
            duration_ms=int((self._float(info.get(_DURATION)) or last) * tick_ns / 1_000_000),
            codec=self.text(track.get(_CODEC)),
            blanks=tuple(blanks),
        )

    def text(self, element: Element | None) -> str:
        """An element's letters; none if it is not there."""
        return "" if element is None else self._content[element.body : element.end].rstrip(b"\0").decode("latin-1")

    def _moving(self, tracks: Element) -> dict[int, Element]:
        """The first track of moving pictures."""
        for element in self.elements(tracks.body, tracks.end):
            inside = self.inner(element) if element.number == _TRACK else {}
            if _VIDEO in inside and self._whole(inside.get(_TRACK_TYPE)) == _MOVING:
                return inside
        return {}

    def _whole(self, element: Element | None, default: int = 0) -> int:
        if element is None:
            return default
        if element.end - element.body > 8:  # noqa: PLR2004 - bytes
            raise FileBroken
        return int.from_bytes(self._content[element.body : element.end], "big")

    def _float(self, element: Element | None) -> float:
        if element is None:
            return 0.0
        kind = {4: ">f", 8: ">d"}.get(element.end - element.body)
        if kind is None:
            raise FileBroken
        [value] = struct.unpack(kind, self._content[element.body : element.end])
        return value if 0 <= value < 1e12 else 0.0  # noqa: PLR2004 - 30 years; neither endless nor no number

    def _offset(self, block: Element) -> int:
        """When a block is shown, after its cluster's time."""
        _, at = self._size(block.body, block.end)
        return int.from_bytes(self._content[at : at + 2], "big", signed=True)

    def _number(self, at: int, end: int) -> tuple[int, int]:
        """An element's number, its marker kept, and where it ends."""
        length = 9 - self._content[at].bit_length()
        if not 1 <= length <= 4 or at + length > end:  # noqa: PLR2004 - bytes
            raise FileBroken
        return int.from_bytes(self._content[at : at + length], "big"), at + length

    def _size(self, at: int, end: int) -> tuple[int | None, int]:
        """A size, None for unknown, and where it ends."""
        if at >= end:
            raise FileBroken
        length = 9 - self._content[at].bit_length()
        if length > 8 or at + length > end:  # noqa: PLR2004 - bytes
            raise FileBroken
        value = int.from_bytes(self._content[at : at + length], "big") & ((1 << 7 * length) - 1)
        return (None if value == (1 << 7 * length) - 1 else value), at + length


def _blank(element: Element) -> Blank:
    """The element made void, where it stands."""
    room = element.end - element.start
    if room < 9:  # noqa: PLR2004 - too short for a size of eight bytes
        return Blank(element.start, element.end, _VOID + bytes([0x80 | room - 2]))
    return Blank(element.start, element.end, _VOID + b"\x01" + (room - 9).to_bytes(7, "big"))
