"""Videos: what their containers say is read, what tells too much is wiped out, and nothing else can happen."""

import contextlib
import struct
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.media.errors import (
    FileBroken,
    FileRefused,
    FileTooCostly,
    FileTooLarge,
    TooManyPixels,
    TypeNotAllowed,
    VideoTooLong,
)
from biztweet.media.found import _blanked
from biztweet.media.processed import Blank, ProcessedVideo, VideoLimits
from biztweet.media.sniff import sniff
from biztweet.media.video import process
from tests.media.films import PLACE, TITLE, box, element, in_fragments, mp4, webm

LIMITS = VideoLimits()
FILMS: dict[str, Callable[..., bytes]] = {"video/mp4": mp4, "video/webm": webm}
both = pytest.mark.parametrize("kind", FILMS)


def looked_at(content: bytes, limits: VideoLimits = LIMITS) -> ProcessedVideo:
    return process(content, sniff(content) or "", limits)


def made(kind: str, **how: Any) -> bytes:
    return FILMS[kind](**how)


@both
def test_a_video_says_how_large_and_how_long_it_is(kind: str) -> None:
    found = looked_at(made(kind, width=640, height=360, seconds=7.5))
    assert (found.content_type, found.width, found.height, found.duration_ms) == (kind, 640, 360, 7500)
    assert (found.poster.large.width, found.poster.large.height) == (640, 360)
    assert found.poster.large.content.startswith(b"\xff\xd8\xff")


def test_a_phone_held_upright_turns_its_video() -> None:
    found = looked_at(mp4(width=1920, height=1080, turned=True))
    assert (found.width, found.height) == (1080, 1920)
    assert (found.poster.large.width, found.poster.large.height) == (720, 1280)


def test_the_index_may_stand_behind_the_pictures() -> None:
    assert looked_at(mp4(index_last=True)).duration_ms == 2000


def test_what_browsers_record_is_taken() -> None:
    assert looked_at(in_fragments(3)).duration_ms == 3000
    recorded = looked_at(webm(seconds=None, endless=True, clusters=(0, 1000, 2500)))
    assert (recorded.width, recorded.duration_ms) == (320, 2540)


@both
def test_places_and_titles_are_wiped_out_and_nothing_moves(kind: str) -> None:
    content = made(kind)
    assert TITLE in content
    clean = _blanked(content, looked_at(content).blanks)
    assert len(clean) == len(content)
    assert TITLE not in clean
    assert PLACE not in clean
    again = looked_at(clean)
    assert again.blanks == ()
    assert again.duration_ms == 2000


def test_what_a_worker_that_was_taken_over_says_harms_no_other_memory() -> None:
    wild = (Blank(-5, 3, b"x"), Blank(2, 99, b"x"), Blank(3, 4, b"much too long"), Blank(6, 2, b""))
    assert _blanked(b"0123456789", wild) == b"0123456789"


@both
def test_what_is_larger_longer_or_wider_than_allowed_is_refused(kind: str) -> None:
    with pytest.raises(VideoTooLong):
        looked_at(made(kind, seconds=140.1))
    with pytest.raises(TooManyPixels):
        looked_at(made(kind, width=7680, height=4320))
    with pytest.raises(FileTooLarge):
        looked_at(made(kind), VideoLimits(size_bytes=100))
    with pytest.raises(FileBroken):
        looked_at(made(kind, width=0))


@both
def test_what_browsers_cannot_play_is_refused(kind: str) -> None:
    with pytest.raises(TypeNotAllowed, match="codecs"):
        looked_at(made(kind, codec={"video/mp4": b"mp4v", "video/webm": b"V_MPEG2"}[kind]))


def test_sound_alone_and_other_containers_are_refused() -> None:
    with pytest.raises(FileBroken):
        looked_at(mp4(track=b"soun"))
    assert sniff(webm(kind=b"matroska")) == "video/x-matroska"
    assert sniff(mp4(brand=b"qt  ")) == "video/quicktime"
    with pytest.raises(FileBroken):
        looked_at(webm(clusters=()))


@both
def test_a_video_cut_off_anywhere_is_refused(kind: str) -> None:
    whole = made(kind)
    for length in range(40, len(whole) - 1, 7):
        with pytest.raises(FileRefused):
            process(whole[:length], kind, LIMITS)


@both
@given(data=st.data())
def test_whatever_is_broken_in_it_only_a_refusal_comes_of_it(kind: str, data: st.DataObject) -> None:
    content = bytearray(made(kind))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    with contextlib.suppress(FileRefused):
        process(bytes(content), kind, LIMITS)


@given(st.binary(max_size=400))
def test_noise_behind_a_good_beginning_is_refused(noise: bytes) -> None:
    for head in (mp4()[:40], webm()[:40]):
        with pytest.raises(FileRefused):
            looked_at(head + noise)


def test_millions_of_empty_boxes_cost_little() -> None:
    boxes = box(b"ftyp", b"isom") + struct.pack(">I", 8) + b"free"
    with pytest.raises(FileTooCostly):
        looked_at(boxes + (struct.pack(">I", 8) + b"free") * 100_000)
    voids = element(0x1A45DFA3, element(0x4282, b"webm")) + element(0x18538067, b"\xec\x80" * 600_000)
    with pytest.raises(FileTooCostly):
        looked_at(voids)


def test_a_page_in_disguise_is_no_video() -> None:
    page = b"<!doctype html><script>alert(1)</script>"
    with pytest.raises(FileRefused):
        looked_at(box(b"ftyp", b"isom") + page)
    hidden = mp4() + box(b"free", page)  # a polyglot is a video still: it is served as one, and sandboxed
    assert looked_at(hidden).content_type == "video/mp4"
