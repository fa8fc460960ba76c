"""Proxies: who asks, by which scheme and host, as told by proxies that we trust, and by nobody else."""

import functools
import ipaddress
from collections.abc import Awaitable, Iterable, Sequence
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from biztweet.server.framing import HOST

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Trust:
    """The networks whose word we take, as in BIZTWEET_TRUSTED_PROXIES; raises ValueError for what is no network."""

    def __init__(self, networks: Iterable[str]) -> None:
        self._networks: tuple[Network, ...] = tuple(
            ipaddress.ip_network(network.strip(), strict=False) for network in networks
        )
        self.covers = functools.lru_cache(1024)(self._covers)

    def __bool__(self) -> bool:
        return bool(self._networks)

    def _covers(self, address: str) -> bool:
        """Whether this address is a proxy of ours."""
        parsed = _address(address)
        return parsed is not None and any(
            parsed.version == network.version and parsed in network for network in self._networks
        )


class Proxies:
    """ASGI middleware: takes client, scheme and host from X-Forwarded-For, -Proto and -Host of trusted peers only.

    The client is the right-most address that is no proxy of ours: what stands left of it was written by strangers.
    `scope["state"]["trusted_peer"]` tells what is inside whether the peer may be believed.
    """

    def __init__(self, app: ASGIApp, trust: Trust) -> None:
        self._app = app
        self._trust = trust

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Answer one request."""
        client = scope.get("client")
        if client and self._trust.covers(client[0]):
            self._believe(scope, client)
        return self._app(scope, receive, send)

    def _believe(self, scope: Scope, peer: Sequence[Any]) -> None:
        scope.setdefault("state", {})["trusted_peer"] = True
        hops = _values(scope, b"x-forwarded-for")
        address, depth = peer[0], 0
        for depth, hop in enumerate(reversed(hops), 1):  # noqa: B007  # how far we believed is needed below
            parsed = _address(hop)
            if parsed is None:
                break
            address = str(parsed)
            if not self._trust.covers(address):
                break
        if address != peer[0]:
            scope["client"] = (address, 0)
        schemes = _values(scope, b"x-forwarded-proto")
        if schemes:
            _set_scheme(scope, schemes[-min(max(depth, 1), len(schemes))].lower())
        hosts = _values(scope, b"x-forwarded-host")
        if hosts:
            _set_host(scope, hosts[-min(max(depth, 1), len(hosts))].encode("latin-1"))


def _values(scope: Scope, name: bytes) -> list[str]:
    """The items of a list header, in order; it may come in several lines."""
    joined = b",".join(value for its_name, value in scope["headers"] if its_name == name).decode("latin-1")
    return [item for item in (part.strip() for part in joined.split(",")) if item]


def _address(text: str) -> Address | None:
    """An address as proxies write it, with a port or in brackets or not; None for anything else."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        parsed = ipaddress.ip_address(text)
    except ValueError:
        return None
    return (parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None) or parsed


def _set_scheme(scope: Scope, scheme: str) -> None:
    if scheme in ("http", "https"):
        websocket = {"http": "ws", "https": "wss"}
        scope["scheme"] = websocket[scheme] if scope["type"] == "websocket" else scheme


def _set_host(scope: Scope, host: bytes) -> None:
    if HOST.fullmatch(host):
        scope["headers"] = [*(item for item in scope["headers"] if item[0] != b"host"), (b"host", host)]
