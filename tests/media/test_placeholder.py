from io import BytesIO

from PIL import Image, ImageStat

from biztweet.media.placeholder import placeholder

_SEEDS = [f"person-{number}" for number in range(24)]


def drawn(seed: str) -> Image.Image:
    with Image.open(BytesIO(placeholder(seed))) as image:
        assert (image.format, image.size) == ("PNG", (400, 400))
        return image.convert("RGB")


def test_the_same_person_always_looks_the_same() -> None:
    assert placeholder("kim.minsu") == placeholder("kim.minsu")


def test_two_people_do_not_look_the_same_even_small() -> None:
    small = [drawn(seed).resize((40, 40)).tobytes() for seed in _SEEDS]
    assert len(set(small)) == len(_SEEDS)


def test_everybody_has_colour_and_a_face_in_the_middle() -> None:
    for seed in _SEEDS[:12]:
        image = drawn(seed)
        assert ImageStat.Stat(image.convert("HSV")).mean[1] > 60  # never grey
        red, green, blue = image.getpixel((200, 205))  # type: ignore[misc]  # three channels
        assert red > 220
        assert green > 170
        assert blue < 160


def test_edges_are_smooth() -> None:
    """Where shapes meet there are colours between theirs: many more than were chosen."""
    assert len(drawn("anyone").getcolors(400 * 400) or []) > 500


def test_any_text_is_a_seed() -> None:
    for seed in ("", "김민수", "🙂", "1" * 10_000):
        drawn(seed)
