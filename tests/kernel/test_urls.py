import time

import pytest

from biztweet.kernel.urls import may_be_url


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com",
        "HTTP://wiki/page?a=b#c",
        "http://10.0.0.5:8080/",
        "http://[::1]/",
        "https://삼성.한국",
        "http://user:word@example.com/%20",
    ],
)
def test_an_address_of_the_web_may_be_one(text: str) -> None:
    assert may_be_url(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.com",
        "javascript:alert(1)",
        "javascript://example.com/%0aalert(1)",
        "ftp://example.com/",
        "http://",
        "http://-a.com",
        "http://a..com",
        "http://256.1.2.3",
        "http://a.com/ b",
        "http://a.com\n",
        'http://a.com/"',
        "http://１.2",
    ],
)
def test_what_is_none_may_not(text: str) -> None:
    assert not may_be_url(text)


def test_an_intranet_has_hosts_that_the_web_has_not() -> None:
    for text in ("http://wiki", "http://file_server/a", "http://foo_bar.com"):
        assert may_be_url(text)
        assert not may_be_url(text, intranet=False)


def test_a_field_may_take_an_address_without_http_but_not_without_a_domain() -> None:
    assert may_be_url("example.com/path", scheme_needed=False)
    assert not may_be_url("wiki", scheme_needed=False, intranet=False)
    assert not may_be_url("javascript:alert(1)", scheme_needed=False)


@pytest.mark.parametrize("piece", ["a", "a.", "/", "%", "%2", "@", ":", "-", "가"])
def test_a_hostile_address_takes_no_time(piece: str) -> None:
    before = time.process_time()
    may_be_url(piece * 20_000)
    may_be_url("http://" + piece * 20_000)
    assert time.process_time() - before < 2
