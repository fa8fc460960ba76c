"""What a page says of itself is read from its head, whatever it is, and never more than a card holds."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.cards.page import Described, described

AT = "https://wiki.example.com/a/b"


def page(head: str, encoding: str = "utf-8") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body><title>아니다</title></body></html>".encode(encoding)


def test_open_graph_comes_before_the_pages_own_words() -> None:
    head = """
        <title>위키 - 연차 보고서</title>
        <meta name="description" content="본문 설명">
        <meta property="og:title" content="2026 연차 &amp; 보고서">
        <meta property="og:site_name" content="사내 위키">
        <meta property="og:image" content="/images/report.png?a=1&amp;b=2">
    """
    assert described(page(head), "text/html", AT) == Described(
        "2026 연차 & 보고서", "본문 설명", "사내 위키", "https://wiki.example.com/images/report.png?a=1&b=2"
    )


@pytest.mark.parametrize("broken", ["<![", "<![ foo", "<![x[ foo", "<![1[", "<!DOCTYPE [<!x", "<!-", "</"])
def test_a_broken_declaration_takes_nothing_away_of_what_stands_before_it(broken: str) -> None:
    assert described(f"<title>위키</title>{broken}".encode(), "text/html", AT).title == "위키"


def test_a_title_alone_is_enough_and_nothing_is_nothing() -> None:
    assert described(page("<title>\n  하나\n 둘 </title>"), "text/html", AT).title == "하나 둘"
    assert described(b"", "text/html", AT) == Described()
    assert described(page(""), "text/html", AT) == Described()


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (page("<title>한글</title>", "euc-kr"), "text/html; charset=euc-kr"),
        (page('<meta charset="euc-kr"><title>한글</title>', "euc-kr"), "text/html"),
        (page("<meta http-equiv=x content='text/html; charset=cp949'><title>한글</title>", "cp949"), "text/html"),
        (page("<title>한글</title>"), "text/html; charset=nonsense"),
        (page("<title>한글</title>"), "text/html"),
        (page("<title>한글</title>"), "text/html; charset=unicode_escape"),  # Python's own, no page's
    ],
)
def test_korean_pages_are_read_in_the_encodings_they_come_in(body: bytes, content_type: str) -> None:
    assert described(body, content_type, AT).title == "한글"


def test_words_are_one_line_without_what_turns_text_around_and_not_too_long() -> None:
    head = '<meta property="og:title" content="a\u202eb\u200bc\x07d&#10;e"><meta name=description content="{}">'
    found = described(page(head.format("가" * 5_000)), "text/html", AT)
    assert found.title == "a b c d e"
    assert len(found.description) == 300
    assert found.description.endswith("…")


def test_a_hostile_page_takes_no_time() -> None:
    begun = time.monotonic()
    for body in (b"<" * 3_000_000, b"<!--" * 700_000, b"<a " + b'x="' * 900_000, b"<title>" + b"&" * 3_000_000):
        described(body, "text/html", AT)
    assert time.monotonic() - begun < 8


def test_an_encoding_that_no_page_has_takes_no_time() -> None:
    begun = time.monotonic()
    described(b"<title>x</title>-" + b"99" * 120_000, "text/html; charset=punycode", AT)
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize("wild", ["&#" + "9" * 5_000 + ";", "<![<![<!["], ids=["number", "declaration"])
def test_what_the_parser_stumbles_over_ends_the_page_and_what_was_read_stands(wild: str) -> None:
    assert described(page(f"<title>a</title><p title='{wild}'>{wild}"), "text/html", AT).title == "a"


@given(st.binary(max_size=2_000), st.text(max_size=60))
def test_whatever_is_sent_is_read_without_a_word(body: bytes, content_type: str) -> None:
    described(body, content_type, AT)
    described(b"<meta property=og:image content='" + body + b"'><title>" + body, content_type, AT)
