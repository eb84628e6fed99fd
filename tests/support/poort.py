"""Ports that are free, and stay so until who asked for them listens."""

import socket
from random import SystemRandom

# Below those that systems give to outgoing connections: one of these would sit on a port before its server does.
_VAN, _TOT = 20_000, 32_000


def free_port() -> int:
    """A TCP port on loopback that nobody uses."""
    return free_ports(1)


def free_ports(aantal: int) -> int:
    """The first of so many free ports in a row. Raises RuntimeError when there are none."""
    for _ in range(200):
        eerste = SystemRandom().randrange(_VAN, _TOT - aantal)
        if all(_is_free(eerste + nummer) for nummer in range(aantal)):
            return eerste
    raise RuntimeError(f"no {aantal} free ports in a row")


def _is_free(poort: int) -> bool:
    with socket.socket() as proef:
        try:
            proef.bind(("127.0.0.1", poort))
        except OSError:
            return False
        return True
