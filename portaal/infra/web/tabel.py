"""Tables that can be read as cards on a phone: every cell knows its column and its role.

CSS that lays cells out below each other takes away what they are for a screen reader; a role gives it back.
"""

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

Kop = str | Sequence[str]

_DEEL = re.compile(r"<(tr|td|th)\b([^>]*)>(\s*</td>)?")
_BREEDTE = re.compile(r'\bcolspan="(\d+)"')
_ROL = {"tr": "row", "td": "cell", "th": "rowheader"}


def name_cells(rijen: str, koppen: Sequence[Kop]) -> Markup:
    """The rows of a table with, on each cell, its role and the name of its column.

    `koppen` are texts, or pairs of a text and a class. A cell without content is marked, so that a card skips it.
    """
    namen = [_before_value(kop if isinstance(kop, str) else kop[0]) for kop in koppen]
    kolom = 0

    def mark(deel: re.Match[str]) -> str:
        nonlocal kolom
        soort, eigen, einde = deel[1], deel[2], deel[3] or ""
        bij = f' role="{_ROL[soort]}"'
        if soort == "tr":
            kolom = 0
        else:
            breed = _BREEDTE.search(eigen)
            if soort == "td" and not breed and kolom < len(namen) and namen[kolom]:
                bij += f' data-kop="{escape(namen[kolom])}"'
            bij += " data-leeg" if einde else ""
            kolom += int(breed[1]) if breed else 1
        return f"<{soort}{eigen}{bij}>{einde}"

    return Markup(_DEEL.sub(mark, rijen))  # noqa: S704 - the rows come escaped from a template


def _before_value(naam: str) -> str:
    return naam if not naam or naam.endswith(("?", ":")) else f"{naam}:"
