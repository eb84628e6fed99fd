"""Many values, some at a time."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def in_parts(waarden: Iterable[T], grootte: int) -> Iterator[list[T]]:
    """The values in their order, in lists of at most `grootte`; no list when there is none."""
    deel: list[T] = []
    for waarde in waarden:
        deel.append(waarde)
        if len(deel) == grootte:
            yield deel
            deel = []
    if deel:
        yield deel
