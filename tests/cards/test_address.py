"""The address of a card is what may be asked for, written in one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.cards.address import address_of


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://Example.com", "https://example.com/"),
        ("example.com/a", "https://example.com/a"),
        ("http://wiki/쪽?q=가#part", "http://wiki/%EC%AA%BD?q=%EA%B0%80"),
        ("https://example.com/%EC%AA%BD", "https://example.com/%EC%AA%BD"),
        ("https://한국.kr:8443/", "https://xn--3e0b707e.kr:8443/"),
        ("http://[::1]/x", "http://[::1]/x"),
    ],
)
def test_an_address_is_written_in_one_way(typed: str, address: str) -> None:
    assert address_of(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "ftp://example.com/",
            "javascript://x/%0aalert(1)",
            "https://kim:secret@example.com/",
            "https://",
            "http://[::1",
        ),
        *(
            "https://example.com:99999/",
            "https://our.company/posts/7",
            "HTTPS://OUR.company",
            "https://example.com/" + "a" * 2_000,
        ),
    ],
)
def test_what_may_not_be_asked_for_is_none(typed: str) -> None:
    assert address_of(typed, "our.company") is None


@given(st.text(max_size=100))
def test_whatever_is_typed_an_address_is_plain_and_stays_the_same(typed: str) -> None:
    found = address_of(f"https://{typed}")
    if found is not None:
        assert found.isascii()
        assert " " not in found
        assert address_of(found) == found
