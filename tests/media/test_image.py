from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageCms

from biztweet.media.image import process
from biztweet.media.model import MediaKind, Variant
from biztweet.media.processed import ImageLimits, ProcessedImage, Rendition
from tests.media.pictures import file, half_clear, photograph, screenshot, with_metadata

LIMITS = ImageLimits()


def shown(rendition: Rendition) -> Image.Image:
    image = Image.open(BytesIO(rendition.content))
    image.load()
    assert (image.size, Image.MIME[image.format or ""]) == (
        (rendition.width, rendition.height),
        rendition.content_type,
    )
    return image


def sizes(image: ProcessedImage) -> list[tuple[int, int]]:
    return [(each.width, each.height) for each in (image.original, image.large, image.small)]


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean over all channels, 0 to 255."""
    grey = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).convert("L")
    return sum(level * count for level, count in enumerate(grey.histogram())) / (grey.width * grey.height)


def test_a_photograph_becomes_three_jpegs() -> None:
    made = process(file(photograph(4000, 3000), quality=90), LIMITS, "image/jpeg")
    assert made.kind is MediaKind.image
    assert sizes(made) == [(3325, 2494), (1280, 960), (640, 480)]
    for rendition in (made.original, made.large, made.small):
        assert rendition.content_type == "image/jpeg"
        assert difference(shown(rendition), photograph(4000, 3000).resize(shown(rendition).size)) < 6
    assert [made.original.name, made.large.name, made.small.name] == ["original", "large", "small"]
    assert len(made.blurhash) == 1 + 1 + 4 + 2 * 11
    assert made.small.variant() == Variant("small", "image/jpeg", 640, 480, len(made.small.content))


def test_a_small_picture_is_never_enlarged_and_kept_once() -> None:
    made = process(file(photograph(300, 200), "PNG"), LIMITS)
    assert sizes(made) == [(300, 200)] * 3
    assert made.original.content == made.large.content == made.small.content


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((6000, 750), [(4096, 512), (1280, 160), (640, 80)]),
        ((10, 12_000), [(3, 4096), (1, 1280), (1, 640)]),
        ((1, 1), [(1, 1)] * 3),
    ],
)
def test_an_odd_shape_keeps_its_shape(size: tuple[int, int], expected: list[tuple[int, int]]) -> None:
    assert sizes(process(file(photograph(*size), "PNG"), LIMITS)) == expected


def test_the_same_file_gives_the_same_bytes() -> None:
    content = file(photograph(1500, 1000))
    assert process(content, LIMITS) == process(content, LIMITS)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_where_and_with_what_it_was_taken_is_forgotten(kind: str) -> None:
    content = with_metadata(photograph(), kind=kind)
    assert b"SecretCamera" in content
    made = process(content, LIMITS)
    for rendition in (made.original, made.large, made.small):
        image = shown(rendition)
        assert b"SecretCamera" not in rendition.content
        assert dict(image.getexif()) == {}
        assert not image.info.keys() & {"exif", "icc_profile", "xmp", "comment", "photoshop"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_a_comment_is_forgotten(kind: str) -> None:
    comment = {"JPEG": {"comment": b"hidden words"}, "GIF": {"comment": b"hidden words"}}.get(kind, {})
    content = file(photograph(50, 50), kind, **comment)
    if kind == "PNG":
        content = content.replace(b"IDAT", b"IDAT", 1) + b"hidden words"  # behind the end
    assert b"hidden words" in content
    assert b"hidden words" not in process(content, LIMITS).original.content


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_whichever_way_it_was_taken(orientation: int) -> None:
    upright = photograph(320, 200)
    taken = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)
    lying = upright.transpose(taken) if taken is not None else upright
    made = process(with_metadata(lying, orientation), LIMITS)
    assert sizes(made)[0] == (320, 200)
    assert difference(shown(made.original), upright) < 6


def test_what_is_see_through_stays_so_and_lies_on_white_in_the_blurhash() -> None:
    made = process(file(half_clear(), "PNG"), LIMITS)
    assert made.original.content_type == "image/png"
    alpha = shown(made.original).convert("RGBA").getchannel("A")
    assert (alpha.getpixel((10, 10)), alpha.getpixel((390, 10))) == (255, 0)
    assert made.colour == "#e48f8f"  # half red, half white


def test_a_large_see_through_photograph_is_a_webp_since_as_png_it_would_be_huge() -> None:
    image = photograph(2000, 1500)
    image.putalpha(Image.radial_gradient("L").resize(image.size))
    made = process(file(image, "WEBP", quality=50), LIMITS)
    assert made.original.content_type == "image/webp"
    assert shown(made.original).mode == "RGBA"


def test_an_alpha_channel_that_hides_nothing_is_dropped() -> None:
    image = photograph()
    image.putalpha(255)
    assert process(file(image, "PNG"), LIMITS).original.content_type == "image/jpeg"


def test_a_screenshot_stays_exact_and_a_photograph_in_a_png_becomes_a_jpeg() -> None:
    made = process(file(screenshot(), "PNG"), LIMITS)
    assert made.original.content_type == "image/png"
    assert difference(shown(made.original), screenshot()) == 0
    assert process(file(photograph(), "PNG"), LIMITS).original.content_type == "image/jpeg"


def test_pure_noise_is_a_picture_too() -> None:
    noise = Image.merge("RGB", [Image.effect_noise((700, 700), 120) for _ in range(3)])
    assert sizes(process(file(noise, "PNG"), LIMITS))[0] == (700, 700)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "I;16"])
def test_every_mode_of_a_png_is_understood(mode: str) -> None:
    grey = photograph(64, 64).convert("L")
    if mode == "I;16":
        image = Image.frombytes("I;16", grey.size, bytes(level for level in grey.tobytes() for _ in range(2)))
    elif mode == "PA":
        image = photograph(64, 64).quantize(16)
        image.info["transparency"] = 3
    else:
        image = photograph(64, 64).convert(mode)
    made = process(file(image, "PNG"), LIMITS)
    expected = grey if mode in {"I;16", "L", "LA"} else image.convert("RGBA").convert("RGB")
    if mode != "PA":
        assert difference(shown(made.original), expected) < 4


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK", "YCbCr"])
def test_every_mode_of_a_jpeg_is_understood(mode: str) -> None:
    image = photograph(640, 480).convert(mode)
    made = process(file(image), LIMITS)
    assert difference(shown(made.original), image.convert("RGB")) < 6


def test_colours_are_those_of_the_pictures_own_profile() -> None:
    """In L*a*b* there are no RGB primaries to confuse: a made-up profile with red and blue exchanged shows the turn."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exchanged = _with_exchanged_primaries(srgb)
    image = Image.new("RGB", (64, 64), (255, 0, 0))
    red, _, blue = shown(process(file(image, icc_profile=exchanged), LIMITS).original).convert("RGB").getpixel((9, 9))  # type: ignore[misc]  # three channels
    assert blue > 240
    assert red < 40


def _with_exchanged_primaries(profile: bytes) -> bytes:
    """The tag table's names swapped: rXYZ is now blue's, bXYZ red's; the description no longer says sRGB."""
    profile = profile.replace(b"rXYZ", b"????", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"????", b"bXYZ", 1)
    return profile.replace("sRGB".encode("utf-16-be"), "test".encode("utf-16-be"))


@pytest.mark.parametrize("profile", [b"", b"nonsense", b"\x00" * 128])
def test_a_profile_that_makes_no_sense_is_passed_over(profile: bytes) -> None:
    image = photograph()
    made = process(file(image, icc_profile=profile), LIMITS)
    assert difference(shown(made.original), image) < 6


def test_the_average_colour_is_the_pictures() -> None:
    made = process(file(Image.new("RGB", (300, 300), "#336699"), "PNG"), LIMITS)
    assert made.colour == "#336699"
