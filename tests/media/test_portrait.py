from io import BytesIO

import pytest
from PIL import Image

from biztweet.media.errors import FileBroken, TooManyPixels, TypeMismatch
from biztweet.media.portrait import portrait
from biztweet.media.processed import ImageLimits
from tests.media.pictures import animated, file, half_clear, photograph, png, with_metadata

LIMITS = ImageLimits()


@pytest.mark.parametrize("size", [(900, 1200), (400, 300), (48, 48), (1, 300)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_portrait_is_square_in_two_sizes(size: tuple[int, int], kind: str) -> None:
    made = portrait(file(photograph(*size), kind), LIMITS)
    for rendition, name, side_px in ((made.large, "large", 400), (made.small, "small", 96)):
        assert (rendition.name, rendition.content_type) == (name, "image/jpeg")
        with Image.open(BytesIO(rendition.content)) as image:
            assert image.size == (rendition.width, rendition.height) == (side_px, side_px)


def test_of_a_tall_photograph_the_upper_part_is_kept() -> None:
    tall = Image.new("RGB", (300, 900), "blue")
    tall.paste("red", (0, 0, 300, 450))
    with Image.open(BytesIO(portrait(file(tall, "PNG"), LIMITS).large.content)) as image:
        red, _, blue = image.getpixel((200, 200))  # type: ignore[misc]  # three channels
    assert red > blue


def test_it_forgets_metadata_stands_upright_and_lies_on_white() -> None:
    lying = photograph(300, 200).transpose(Image.Transpose.ROTATE_90)
    made = portrait(with_metadata(lying, 6), LIMITS)
    assert b"SecretCamera" not in made.large.content
    upright = portrait(file(photograph(300, 200), "PNG"), LIMITS)
    with Image.open(BytesIO(made.small.content)) as one, Image.open(BytesIO(upright.small.content)) as other:
        seen, meant = one.resize((1, 1)).getpixel((0, 0)), other.resize((1, 1)).getpixel((0, 0))
    assert isinstance(seen, tuple)
    assert isinstance(meant, tuple)
    assert all(abs(a - b) < 6 for a, b in zip(seen, meant, strict=True))
    with Image.open(BytesIO(portrait(file(half_clear(), "PNG"), LIMITS).large.content)) as image:
        assert image.getpixel((395, 200)) == (255, 255, 255)


def test_it_is_as_careful_as_any_upload() -> None:
    with pytest.raises(TooManyPixels):
        portrait(png(20_000, 20_000, rows=10), LIMITS)
    with pytest.raises(TypeMismatch):
        portrait(file(photograph()), LIMITS, "image/png")
    with pytest.raises(FileBroken):
        portrait(file(photograph())[:5000], LIMITS)
    assert portrait(animated(), LIMITS) == portrait(animated(), LIMITS)
