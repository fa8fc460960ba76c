"""Fetch: a host's addresses are looked up once and checked, and only a checked one is connected to."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Iterable, Iterator, Mapping, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urljoin, urlsplit

import httpcore2

from biztweet.ports.fetch import Document, HostAway, Reply

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_CONNECT_SECONDS, _WHOLE_SECONDS = 3.0, 10.0
_CONNECTIONS = 20
_WEB_PORTS = (80, 443)
_MAX_REDIRECTS = 3
_REDIRECTS = (301, 302, 303, 307, 308)
_ASKING = {
    "User-Agent": "BizTweet/1 (link cards)",
    "Accept": "text/html,application/xhtml+xml,image/*;q=0.9",
    # What is not compressed cannot grow.
    "Accept-Encoding": "identity",
}
# Forms of IPv6 that lead to an IPv4 address which `is_global` does not look at: NAT64, Teredo, 6to4, IPv4-compatible.
_TUNNELS = [ip_network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "::/96")]


class GuardedFetch:
    """Asks hosts of the internet, and those inside that `internal` names; proxies of the environment are not used.

    Every redirect is looked at like an address of its own.
    """

    def __init__(self, internal: Sequence[Network] = (), trust: ssl.SSLContext | None = None) -> None:
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=trust or ssl.create_default_context(),
            max_connections=_CONNECTIONS,
            network_backend=_Guarded(internal),
        )

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """The answer to one POST. Raises HostAway."""
        if not url.startswith("https://"):
            raise HostAway("Only https is spoken")
        with _away():
            async with asyncio.timeout(_WHOLE_SECONDS), self._asked("POST", url, headers, body) as answer:
                return Reply(answer.status, _headers_of(answer))

    async def get(self, url: str, *, most_bytes: int, whole: bool = False) -> Document:
        """What one GET brings. Raises HostAway."""
        with _away():
            async with asyncio.timeout(_WHOLE_SECONDS):
                for _ in range(_MAX_REDIRECTS + 1):
                    if urlsplit(url).scheme not in {"http", "https"}:
                        raise HostAway("Only http and https are spoken")
                    async with self._asked("GET", url, _ASKING) as answer:
                        headers = _headers_of(answer)
                        if answer.status not in _REDIRECTS or "location" not in headers:
                            return await _document(url, answer, headers, most_bytes, whole=whole)
                    url = urljoin(url, headers["location"])
        raise HostAway("Redirected too often")

    async def close(self) -> None:
        """End the connections that are kept open."""
        await self._pool.aclose()

    def _asked(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> contextlib.AbstractAsyncContextManager[httpcore2.Response]:
        timeout = dict.fromkeys(("connect", "read", "write", "pool"), _CONNECT_SECONDS)
        return self._pool.stream(method, url, headers=[*headers.items()], content=body, extensions={"timeout": timeout})


@contextlib.contextmanager
def _away() -> Iterator[None]:
    """Whatever goes wrong on the way is one and the same to whoever asks."""
    try:
        yield
    except (httpcore2.ProtocolError, httpcore2.NetworkError, httpcore2.TimeoutException, OSError) as error:
        raise HostAway(str(error) or type(error).__name__) from error
    except (httpcore2.UnsupportedProtocol, ValueError) as error:
        raise HostAway("This is no address") from error


def _headers_of(answer: httpcore2.Response) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}


async def _document(
    url: str, answer: httpcore2.Response, headers: Mapping[str, str], most_bytes: int, *, whole: bool
) -> Document:
    if headers.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
        raise HostAway("The answer is compressed, which nobody asked for")
    body = bytearray()
    async for piece in answer.aiter_stream():
        body += piece
        if len(body) > most_bytes:
            break
    if whole and len(body) > most_bytes:
        raise HostAway("The answer is too long")
    return Document(url, answer.status, headers.get("content-type", ""), bytes(body[:most_bytes]))


class _Guarded(httpcore2.AsyncNetworkBackend):
    """Connects to checked addresses only: what the name means a moment later counts for nothing."""

    def __init__(self, internal: Sequence[Network]) -> None:
        self._internal = internal
        self._connects = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's own signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to one of the host's addresses, if all of them may be asked."""
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [ip_address(each[4][0]) for each in found]
        if not addresses or not all(may_ask(address, port, self._internal) for address in addresses):
            raise httpcore2.ConnectError("This host is not one that may be asked")
        return await self._connects.connect_tcp(str(addresses[0]), port, timeout, local_address, socket_options)


def may_ask(address: Address, port: int, internal: Sequence[Network]) -> bool:
    """Whether an address may be asked: a public one on a port of the web's own, or one that was allowed by name."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if any(address in network for network in internal):
        return True
    public = address.is_global and not address.is_multicast and not any(address in tunnel for tunnel in _TUNNELS)
    return public and port in _WEB_PORTS
