"""Ports that nobody else comes by, while a server of ours is away, too."""

import random
import socket

_FROM, _TO = 20_000, 32_000


def free_port() -> int:
    """A port that nobody listens on, below those that systems give to outgoing connections.

    Whoever tries again and again to reach a server that is gone would else meet itself one day, where both ends of a
    connection happen to have the same port, and take the port for good.
    """
    for port in random.sample(range(_FROM, _TO), 200):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("No port is free")
