"""On which line of a TOML text something stands."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from portaal.beleid.rules.fouten import Pad

_TABEL = re.compile(r"^\s*(\[\[?)([^\[\]]+)\]\]?\s*(#.*)?$")
_SLEUTEL = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_DEEL = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_PLEK = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


class TomlFout(ValueError):
    """The text is no TOML; `regel` is where reading stopped, None at the end of the text."""

    def __init__(self, regel: int | None) -> None:
        """Keep the line."""
        super().__init__(regel)
        self.regel = regel


def read_toml(tekst: str) -> dict[str, Any]:
    """The content of a TOML text. Raises TomlFout with the line."""
    try:
        return tomllib.loads(tekst.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as fout:
        plek = _PLEK.search(str(fout))
        raise TomlFout(int(plek[1]) if plek and plek[1] else None) from fout


def line_of(tekst: str, pad: Pad) -> int | None:
    """The line (from 1) of a key, or of the nearest table around it that the text has; None when there is none."""
    plekken = dict(reversed(list(_places(tekst))))
    for lengte in range(len(pad), 0, -1):
        if tuple(map(str, pad[:lengte])) in plekken:
            return plekken[tuple(map(str, pad[:lengte]))]
    return None


def _places(tekst: str) -> Iterator[tuple[tuple[str, ...], int]]:
    tellers: dict[tuple[str, ...], int] = {}
    tabel: tuple[str, ...] = ()
    for nummer, regel in enumerate(tekst.splitlines(), 1):
        if kop := _TABEL.match(regel):
            tabel = _resolve(_parts(kop[2]), tellers, is_lijst=kop[1] == "[[")
            yield tabel, nummer
        elif sleutel := _SLEUTEL.match(regel):
            yield tabel + tuple(_parts(sleutel[1])), nummer


def _resolve(delen: list[str], tellers: dict[tuple[str, ...], int], *, is_lijst: bool) -> tuple[str, ...]:
    # [[a.b]] is the next item of the list a.b; [a.b.c] lies in its last item.
    pad: tuple[str, ...] = ()
    for plaats, deel in enumerate(delen):
        pad = (*pad, deel)
        if is_lijst and plaats == len(delen) - 1:
            tellers[pad] = tellers.get(pad, -1) + 1
        if pad in tellers:
            pad = (*pad, str(tellers[pad]))
    return pad


def _parts(naam: str) -> list[str]:
    return [deel.strip("\"'") for deel in _DEEL.findall(naam)]
