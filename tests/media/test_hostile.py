"""Files that mean harm or are just broken: an image or a refusal comes out, nothing else, and soon."""

import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from biztweet.media.errors import (
    FileBroken,
    FileRefused,
    FileTooLarge,
    TooManyPixels,
    TypeMismatch,
    TypeNotAllowed,
)
from biztweet.media.image import process
from biztweet.media.processed import ImageLimits
from tests.media.pictures import animated, file, half_clear, photograph, png, screenshot, with_metadata

LIMITS = ImageLimits()
BYSTANDERS = [
    file(photograph(60, 40)),
    file(photograph(60, 40), progressive=True),
    with_metadata(photograph(40, 60), 6),
    file(photograph(40, 40).convert("CMYK")),
    file(photograph(60, 40), "PNG"),
    file(screenshot(90, 60).quantize(8), "PNG"),
    file(half_clear(40, 40), "PNG"),
    animated(frames=3, size=(30, 20)),
    animated("PNG", frames=3, size=(30, 20)),
    animated("WEBP", frames=3, size=(30, 20)),
    file(photograph(60, 40), "WEBP"),
    file(half_clear(40, 40), "WEBP", lossless=True),
]


def test_a_bomb_of_400_megapixels_in_48_kb_is_refused_by_its_header() -> None:
    bomb = png(20_000, 20_000, rows=2_400)
    assert len(bomb) < 50_000
    started = time.monotonic()
    with pytest.raises(TooManyPixels) as refused:
        process(bomb, LIMITS, "image/png")
    assert time.monotonic() - started < 1
    assert (refused.value.width, refused.value.height) == (20_000, 20_000)


@pytest.mark.parametrize("size", [(16_001, 10), (10, 16_001), (7_072, 7_071)])
def test_what_is_just_too_large_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(TooManyPixels):
        process(png(*size, rows=1), LIMITS)


def test_what_is_just_small_enough_is_taken() -> None:
    made = process(png(16_000, 3_125), LIMITS)
    assert (made.original.width, made.original.height) == (4096, 800)


def test_a_file_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(FileTooLarge) as refused:
        process(file(photograph(50, 50)) + bytes(16_000_000), LIMITS)
    assert refused.value.limit_bytes == 16_000_000
    assert refused.value.message == "The file is larger than 16 MB"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_that_is_cut_off_is_refused(kind: str, share: float) -> None:
    content = file(photograph(400, 300), kind)
    with pytest.raises(FileBroken):
        process(content[: int(len(content) * share)], LIMITS)


@pytest.mark.parametrize("declared", ["image/png", None])
def test_what_is_no_picture_is_refused(declared: str | None) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../etc/passwd", "x")
    for content in (
        b"<!DOCTYPE html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"%PDF-1.7",
        packed.getvalue(),
        b"\x7fELF",
    ):
        with pytest.raises((TypeMismatch, TypeNotAllowed)):
            process(content, LIMITS, declared)
    with pytest.raises(FileBroken):
        process(b"", LIMITS, declared)


@pytest.mark.parametrize(
    "magic", [b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\x00\x00\x00\x00WEBPVP8 "]
)
def test_a_document_behind_a_pictures_first_bytes_is_refused(magic: bytes) -> None:
    with pytest.raises(FileBroken):
        process(magic + b"<html><script>alert(1)</script></html>", LIMITS)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_of_a_polyglot_only_the_picture_is_left(kind: str) -> None:
    packed = BytesIO(file(photograph(50, 50), kind))
    packed.seek(0, 2)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("evil.html", "<script>alert(1)</script>")
    made = process(packed.getvalue(), LIMITS)
    for rendition in (made.original, made.large, made.small):
        assert not zipfile.is_zipfile(BytesIO(rendition.content))
        assert b"<script" not in rendition.content


def test_several_pictures_in_one_jpeg_are_a_cameras_not_an_animation() -> None:
    content = file(photograph(50, 50), "MPO", save_all=True, append_images=[photograph(50, 50)])
    assert process(content, LIMITS, "image/jpeg").original.content_type == "image/jpeg"


@given(st.binary(max_size=2000))
@example(b"GIF89a")
def test_any_bytes_give_a_picture_or_a_refusal(content: bytes) -> None:
    _outcome(content)


@given(st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\x40\x00\x00\x00WEBP"]), st.binary())
def test_any_bytes_behind_a_magic_give_a_picture_or_a_refusal(magic: bytes, rest: bytes) -> None:
    _outcome(magic + rest)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(BYSTANDERS),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4), st.integers(0, 4)), max_size=8),
)
def test_a_picture_that_was_tampered_with_gives_a_picture_or_a_refusal(
    content: bytes, changes: list[tuple[float, bytes, int]]
) -> None:
    for share, put_in, left_out in changes:
        at = int(share * len(content))
        content = content[:at] + put_in + content[at + left_out :]
    _outcome(content)


def _outcome(content: bytes) -> None:
    try:
        made = process(content, ImageLimits(pixels=1_000_000))
    except FileRefused:
        return
    for rendition in (made.original, made.large, made.small):
        with Image.open(BytesIO(rendition.content)) as image:
            image.load()
