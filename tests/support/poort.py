"""A port that is free."""

import socket


def free_port() -> int:
    """A TCP port on loopback that nobody uses at this moment."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        poort: int = s.getsockname()[1]
        return poort
