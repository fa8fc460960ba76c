"""Proxies: a table of who said what, and whom we take the client to be."""

from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from biztweet.server.proxies import Proxies, Trust

TRUST = Trust(["10.0.0.0/8", "127.0.0.1", "fd00::/8"])


async def seen(peer: str | None, headers: dict[str, str], *, kind: str = "http", trust: Trust = TRUST) -> Scope:
    inside: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        inside.append(scope)

    async def receive() -> Message:
        return {}

    async def send(message: Message) -> None:
        pass

    lines = [(name.lower().encode(), part.encode()) for name, value in headers.items() for part in value.split("|")]
    scope: dict[str, Any] = {
        "type": kind,
        "client": (peer, 40_000) if peer else None,
        "scheme": "ws" if kind == "websocket" else "http",
        "headers": [(b"host", b"inner"), *lines],
    }
    await Proxies(app, trust)(scope, receive, send)
    return inside[0]


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("10.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"),  # what stands left of it was written by the client
        ("10.0.0.1", "1.2.3.4, 10.0.0.2", "1.2.3.4"),
        ("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.3, 127.0.0.1", "1.2.3.4"),
        ("10.0.0.1", "6.6.6.6|1.2.3.4", "1.2.3.4"),  # two lines are one list
        ("10.0.0.1", "10.0.0.9, 10.0.0.2", "10.0.0.9"),  # all ours: the farthest
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("10.0.0.1", "1.2.3.4, nonsense, 10.0.0.2", "10.0.0.2"),
        ("10.0.0.1", "1.2.3.4:5678", "1.2.3.4"),
        ("10.0.0.1", "[2001:db8::1]:443", "2001:db8::1"),
        ("10.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("10.0.0.1", "::ffff:1.2.3.4", "1.2.3.4"),
        ("::ffff:10.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("fd00::1", "1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", " , ,", "10.0.0.1"),
        ("1.1.1.1", "1.2.3.4", "1.1.1.1"),  # a stranger's word
        ("::1", "1.2.3.4", "::1"),
        (None, "1.2.3.4", None),
    ],
)
async def test_the_client_is_the_right_most_address_that_is_no_proxy_of_ours(
    peer: str | None, forwarded: str, client: str | None
) -> None:
    scope = await seen(peer, {"X-Forwarded-For": forwarded})
    assert (scope["client"][0] if scope["client"] else None) == client


async def test_with_no_trusted_proxies_nothing_is_believed_not_even_from_ourselves() -> None:
    headers = {"X-Forwarded-For": "1.2.3.4", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "outer"}
    scope = await seen("127.0.0.1", headers, trust=Trust([]))
    assert (scope["client"][0], scope["scheme"]) == ("127.0.0.1", "http")
    assert (b"host", b"inner") in scope["headers"]
    assert "trusted_peer" not in scope.get("state", {})


@pytest.mark.parametrize(
    ("forwarded", "proto", "scheme"),
    [
        ("1.2.3.4", "https", "https"),
        ("1.2.3.4", "HTTPS", "https"),
        ("1.2.3.4, 10.0.0.2", "https, http", "https"),  # the outer proxy's word, in its place
        ("6.6.6.6, 1.2.3.4", "https, http", "http"),  # the client's own word is not taken
        ("1.2.3.4, 10.0.0.2", "https", "https"),
        ("1.2.3.4", "gopher", "http"),
        ("", "https", "https"),
    ],
)
async def test_the_scheme_is_what_the_proxy_that_saw_the_client_says(forwarded: str, proto: str, scheme: str) -> None:
    scope = await seen("10.0.0.1", {"X-Forwarded-For": forwarded, "X-Forwarded-Proto": proto})
    assert scope["scheme"] == scheme
    if scheme == "https":
        socket = await seen("10.0.0.1", {"X-Forwarded-For": forwarded, "X-Forwarded-Proto": proto}, kind="websocket")
        assert socket["scheme"] == "wss"


async def test_the_host_is_the_outer_one_if_it_is_a_host() -> None:
    outer = await seen("10.0.0.1", {"X-Forwarded-Host": "biz.example:8443"})
    assert [value for name, value in outer["headers"] if name == b"host"] == [b"biz.example:8443"]
    broken = await seen("10.0.0.1", {"X-Forwarded-Host": "a/b"})
    assert [value for name, value in broken["headers"] if name == b"host"] == [b"inner"]


def test_what_is_no_network_is_refused() -> None:
    with pytest.raises(ValueError, match="does not appear to be"):
        Trust(["proxy.example"])
