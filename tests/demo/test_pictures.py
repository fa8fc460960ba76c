"""Pictures that people attach."""

import io

import pytest
from PIL import Image

from biztweet.demo.pictures import KINDS, SIZE, VARIANTS, Picture, alt_text, draw


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_drawn_and_described_in_both_languages(kind: str) -> None:
    picture = Picture(kind, 1)
    assert Image.open(io.BytesIO(draw(picture))).size == SIZE
    assert any("가" <= letter <= "힣" for letter in alt_text(picture, "ko"))
    assert alt_text(picture, "en").isascii()


def test_a_picture_is_always_the_same_and_its_variants_differ() -> None:
    drawn = [draw(Picture("skyline", variant)) for variant in range(VARIANTS)]
    draw.cache_clear()
    assert draw(Picture("skyline", 2)) == drawn[2]
    assert len(set(drawn)) == VARIANTS


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        draw(Picture("unicorn"))
