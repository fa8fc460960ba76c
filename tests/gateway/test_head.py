"""What the gateway takes, and what becomes of it."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.gateway.head import NAMES, HeadRefused, addressed, wanted


@pytest.mark.parametrize("name", NAMES)
def test_twitters_names_are_let_through(name: str) -> None:
    assert wanted(f"CONNECT {name}:443 HTTP/1.1\r\nHost: {name}:443\r\n\r\n".encode()) == name
    assert wanted(f"CONNECT {name.upper()}.:443 HTTP/1.0\r\n\r\n".encode()) == name


@pytest.mark.parametrize(
    "first",
    [
        "CONNECT example.com:443 HTTP/1.1",
        "CONNECT twitter.com:443 HTTP/1.1",
        "CONNECT api.twitter.com:80 HTTP/1.1",
        "CONNECT api.twitter.com:443@evil.example:443 HTTP/1.1",
        "CONNECT api.twitter.com.evil.example:443 HTTP/1.1",
        "CONNECT evil-api.twitter.com:443 HTTP/1.1",
        "CONNECT 127.0.0.1:443 HTTP/1.1",
        "CONNECT [::1]:443 HTTP/1.1",
        "CONNECT api.twitter.com HTTP/1.1",
        "CONNECT api.twitter.com:443",
        "CONNECT api.twitter.com:443 HTTP/2",
        "GET http://api.twitter.com/ HTTP/1.1",
        "GET / HTTP/1.1",
        "",
        "\x16\x03\x01",
    ],
)
def test_everything_else_is_refused(first: str) -> None:
    with pytest.raises(HeadRefused):
        wanted(f"{first}\r\n\r\n".encode("latin-1"))


@given(st.binary(max_size=200))
def test_no_head_leads_elsewhere(head: bytes) -> None:
    with contextlib.suppress(HeadRefused):
        assert wanted(head) in NAMES


def test_a_head_is_addressed_to_the_server_and_asks_for_one_answer() -> None:
    head = b"POST /1.1/x.json?a=1 HTTP/1.1\r\nHost: api.twitter.com\r\nAuthorization: OAuth x\r\n"
    more = b"Connection: keep-alive\r\nX-Forwarded-For: 6.6.6.6\r\nContent-Length: 3\r\n\r\n"
    sent = addressed(head + more, "tweets.example", "127.0.0.1")
    assert sent == (
        b"POST /1.1/x.json?a=1 HTTP/1.1\r\nHost: tweets.example\r\nConnection: close\r\nX-Forwarded-For: 127.0.0.1\r\n"
        b"Authorization: OAuth x\r\nContent-Length: 3\r\n\r\n"
    )


@pytest.mark.parametrize(
    "head",
    [
        b"GET http://evil.example/ HTTP/1.1\r\n\r\n",
        b"GET / HTTP/2\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/1.1\r\n folded: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"GET / HTTP/1.1\r\na: b\nc: d\r\n\r\n",
        b"GET / HTTP/1.1\r\na: \0\r\n\r\n",
        b"get / HTTP/1.1\r\n\r\n",
        b"\r\n\r\n",
    ],
)
def test_what_is_no_head_goes_nowhere(head: bytes) -> None:
    with pytest.raises(HeadRefused):
        addressed(head, "tweets.example", "127.0.0.1")


@given(st.binary(max_size=300))
def test_one_head_stays_one_head(garbage: bytes) -> None:
    try:
        sent = addressed(b"GET / HTTP/1.1\r\n" + garbage + b"\r\n\r\n", "tweets.example", "127.0.0.1")
    except HeadRefused:
        return
    assert sent.count(b"\r\n\r\n") == 1
    assert sent.lower().count(b"\r\nhost:") == 1
