from io import BytesIO

import pytest
from PIL import Image, ImageSequence

from biztweet.media.errors import TooManyFrames, TooManyPixels
from biztweet.media.gif import frame_count
from biztweet.media.image import process
from biztweet.media.model import MediaKind
from biztweet.media.processed import ImageLimits, Rendition
from tests.media.pictures import animated, file, half_clear, photograph, png

LIMITS = ImageLimits()


def frames(rendition: Rendition) -> list[Image.Image]:
    assert rendition.content_type == "image/gif"
    with Image.open(BytesIO(rendition.content)) as image:
        return [frame.convert("RGBA") for frame in ImageSequence.Iterator(image)]


def durations_ms(rendition: Rendition) -> list[int]:
    with Image.open(BytesIO(rendition.content)) as image:
        return [frame.info["duration"] for frame in ImageSequence.Iterator(image)]


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_an_animation_moves_as_it_did(kind: str) -> None:
    made = process(animated(kind, lossless=True) if kind == "WEBP" else animated(kind), LIMITS)
    assert made.kind is MediaKind.animation
    moving = frames(made.original)
    assert durations_ms(made.original) == [70] * 5
    for number, frame in enumerate(moving):
        assert frame.size == (120, 90)
        assert frame.getpixel((number * 7 + 5, 25)) == (255, 255, 255, 255)
        assert frame.getpixel((number * 7 + 25, 25)) == (0x22, 0x44, 0xAA, 255)


def test_the_smaller_sizes_stand_still() -> None:
    made = process(animated(), LIMITS)
    for rendition in (made.large, made.small):
        assert rendition.content_type == "image/png"
        with Image.open(BytesIO(rendition.content)) as image:
            assert getattr(image, "n_frames", 1) == 1
            assert image.convert("RGB").getpixel((5, 25)) == (255, 255, 255)


def test_a_hole_shows_no_frame_before() -> None:
    left, right = half_clear(100, 80), half_clear(100, 80).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    content = file(left, "GIF", save_all=True, append_images=[right, left], duration=100, loop=0, disposal=2)
    alphas = [frame.getchannel("A") for frame in frames(process(content, LIMITS).original)]
    assert [(alpha.getpixel((10, 40)), alpha.getpixel((90, 40))) for alpha in alphas] == [(255, 0), (0, 255), (255, 0)]


def test_frames_of_many_colours_keep_them() -> None:
    pictures = [photograph(160, 120).rotate(90 * number) for number in range(4)]
    content = file(pictures[0], "WEBP", save_all=True, append_images=pictures[1:], duration=100, lossless=True)
    for frame, picture in zip(frames(process(content, LIMITS).original), pictures, strict=True):
        for at in ((10, 10), (80, 60), (150, 110)):
            seen, meant = frame.getpixel(at), picture.getpixel(at)
            assert isinstance(seen, tuple)
            assert isinstance(meant, tuple)
            assert all(abs(a - b) < 40 for a, b in zip(seen, meant, strict=False))


def test_a_large_animation_is_made_smaller_and_more_so_the_longer_it_is() -> None:
    wide = process(animated(frames=3, size=(2000, 1000)), LIMITS)
    assert (wide.original.width, wide.original.height) == (1280, 640)
    long = process(animated(frames=40, size=(1200, 1000)), LIMITS)
    assert long.original.width * long.original.height * 40 <= 30_000_000
    assert (long.large.width, long.large.height) == (1200, 1000)


@pytest.mark.parametrize("loop", [None, 0, 3])
def test_it_starts_again_as_often_as_it_did(loop: int | None) -> None:
    content = animated(loop=loop)
    with (
        Image.open(BytesIO(content)) as before,
        Image.open(BytesIO(process(content, LIMITS).original.content)) as after,
    ):
        assert before.info.get("loop") == after.info.get("loop") == loop


@pytest.mark.parametrize(("duration", "seen"), [(0, 100), (10, 100), (20, 20), (400_000, 60_000)])
def test_a_duration_is_what_browsers_make_of_it(duration: int, seen: int) -> None:
    assert durations_ms(process(animated(duration=duration), LIMITS).original) == [seen] * 5


def test_comments_and_what_lies_behind_the_end_are_forgotten() -> None:
    content = animated(comment=b"hidden words") + b"<script>alert(1)</script>"
    made = process(content, LIMITS)
    assert b"hidden words" in content
    assert b"hidden words" not in made.original.content
    assert b"<script" not in made.original.content


def test_two_hundred_frames_are_kept_and_one_more_is_refused() -> None:
    assert len(frames(process(animated(frames=200, size=(40, 40)), LIMITS).original)) == 200
    for kind in ("GIF", "PNG", "WEBP"):
        with pytest.raises(TooManyFrames):
            process(animated(kind, frames=201, size=(40, 40)), LIMITS)


def test_a_png_that_lies_of_its_frames_is_refused_unread() -> None:
    with pytest.raises(TooManyFrames):
        process(png(10, 10, frames=2_000_000_000), LIMITS)


def test_a_gif_of_a_million_frames_is_not_walked_to_its_end() -> None:
    content = animated(frames=2)
    header, frame = content[: 13 + 3 * 2 ** ((content[10] & 7) + 1)], b",\0\0\0\0\1\0\1\0\0\2\2D\1\0"
    assert frame_count(header + frame * 1_000_000, 201) == 201
    with pytest.raises(TooManyFrames):
        process(header + frame * 1_000_000, LIMITS)


def test_frames_that_are_too_large_together_are_refused_unread() -> None:
    limits = ImageLimits(animation_pixels=120 * 90 * 5 - 1)
    with pytest.raises(TooManyPixels) as refused:
        process(animated(), limits)
    assert (refused.value.width, refused.value.height, refused.value.frames) == (120, 90, 5)


@pytest.mark.parametrize("count", [1, 2, 7, 30])
def test_a_gifs_frames_are_counted_from_its_blocks(count: int) -> None:
    assert frame_count(animated(frames=count, comment=b"," * 300), 100) == count
