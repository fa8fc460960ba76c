"""Listening sockets."""

import errno
import socket

import msgspec


class CannotListen(Exception):
    """The address is taken, not ours, or needs more rights; says which in one line."""


class Address(msgspec.Struct, frozen=True):
    """Where to listen; port 0 is any that is free."""

    host: str
    port: int


def listen(address: Address, *, backlog: int, shared: bool = False) -> list[socket.socket]:
    """Sockets that listen on every address of the host, all on one port; raises CannotListen.

    When `shared`, other processes of ours listen on the same port too, and the kernel deals connections out to them.
    """
    sockets: list[socket.socket] = []
    port = address.port
    try:
        for family, _, _, _, place in socket.getaddrinfo(
            address.host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        ):
            listening = socket.socket(family, socket.SOCK_STREAM)
            sockets.append(listening)
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if shared:
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            if family == socket.AF_INET6:
                listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            listening.bind((place[0], port, *place[2:]))
            port = listening.getsockname()[1]
            listening.settimeout(0)
            listening.listen(backlog)
    except OSError as error:
        for listening in sockets:
            listening.close()
        raise CannotListen(_why(address, error)) from error
    return sockets


def port_of(sockets: list[socket.socket]) -> int:
    """The port that all of them listen on."""
    port: int = sockets[0].getsockname()[1]
    return port


def _why(address: Address, error: OSError) -> str:
    place = f"port {address.port} of {address.host or 'this machine'}"
    if error.errno == errno.EADDRINUSE:
        return f"{place} is already in use: stop the other program or choose another with --port"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"{place} is not open to this user: choose one above 1023 with --port"
    return f"cannot listen on {place}: {error.strerror}"
