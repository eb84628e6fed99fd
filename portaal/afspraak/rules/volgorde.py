"""In which order people see the topics and the places to choose from: as they stand in the configuration."""

from collections.abc import Mapping
from typing import TypeVar

D = TypeVar("D")


def place_after(delen: Mapping[str, D], sleutel: str, na: str) -> dict[str, D]:
    """The same parts with one of them right after another; first when `na` is none of the others."""
    namen = [naam for naam in delen if naam != sleutel]
    namen.insert(namen.index(na) + 1 if na in namen else 0, sleutel)
    return {naam: delen[naam] for naam in namen}


def comes_after(delen: Mapping[str, D], sleutel: str) -> str:
    """The key of the part before this one; of the last part for one that is not there yet, empty for the first."""
    namen = list(delen)
    plaats = namen.index(sleutel) if sleutel in delen else len(namen)
    return namen[plaats - 1] if plaats else ""
