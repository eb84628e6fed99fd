"""Reads the sums of a page as a reader does: the numbers that stand there, multiplied, against the amount below."""

import re
from dataclasses import dataclass
from decimal import Decimal
from html.parser import HTMLParser

from portaal.core.geld import Centen


@dataclass
class Tabel:
    """One table of sums: which line it is of (empty for a total), what its caption says, and its rows."""

    waar: str
    bijschrift: str
    rijen: list[tuple[str, str]]


class _Lezer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tabellen: list[Tabel] = []
        self._waar = ""
        self._in = ""
        self._cel = ["", ""]
        self._som = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        gegeven = dict(attrs)
        if (naam := gegeven.get("id") or "").startswith(("regel-", "kop-")) and tag in ("details", "h2"):
            self._waar = naam.partition("-")[2]
        if tag == "table":
            self._som = "som" in (gegeven.get("class") or "").split()
            if self._som:
                breed = "som--breed" in (gegeven.get("class") or "")
                self.tabellen.append(Tabel("" if breed else self._waar, "", []))
        if tag in ("caption", "th", "td") and self._som:
            self._in = tag
        if tag == "tr":
            self._cel = ["", ""]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("caption", "th", "td"):
            self._in = ""
        if tag == "tr" and self._som:
            naam, waarde = (" ".join(deel.replace("\xa0", " ").split()) for deel in self._cel)
            self.tabellen[-1].rijen.append((naam, waarde))
        if tag == "table":
            self._som = False

    def handle_data(self, data: str) -> None:
        if self._in == "caption":
            self.tabellen[-1].bijschrift += data
        elif self._in in ("th", "td"):
            self._cel[self._in == "td"] += data


# What tells where a table stands, and the tables: the rest of a page need not be read.
_NODIG = re.compile(r"<(?:details|h2)\b[^>]*>|<table\b.*?</table>", re.DOTALL)


def read_tabellen(html: str) -> list[Tabel]:
    """All tables of sums on a page."""
    lezer = _Lezer()
    lezer.feed("".join(_NODIG.findall(html)))
    return lezer.tabellen


def read_centen(tekst: str) -> Centen:
    """An amount as it stands on a page: € -1.234,50 or + € 3,00."""
    kaal = tekst.replace("−", "-")
    cijfers = re.sub(r"[^\d,]", "", kaal)
    bedrag = int((Decimal(cijfers.replace(",", ".")) * 100).to_integral_value())
    return Centen(-bedrag if "-" in kaal else bedrag)


def check_som(tabel: Tabel, bedrag: Centen) -> list[str]:
    """What is wrong with the sum of a line: it must give what it says, and end on the amount of the line."""
    *stappen, (_, onderaan) = tabel.rijen
    eind = read_centen(onderaan)
    fouten = [] if eind == bedrag else [f"ends on {eind}, the line is {bedrag}"]
    speling = Decimal(1)
    if stappen and stappen[-1][0] == "Samen":
        eind, speling = read_centen(stappen.pop()[1]), Decimal(1)
        if abs(eind - bedrag) > 100:
            fouten.append(f"rounds {eind} to {bedrag}")
    uitkomst = _multiply([waarde for _, waarde in stappen])
    if abs(uitkomst - eind) > speling:
        fouten.append(f"{stappen} give {uitkomst}, not {eind}")
    return fouten


def _multiply(waarden: list[str]) -> Decimal:
    """In cents. A euro amount counts as such, a percentage by the hundred, '5 : 12' as a part of the year."""
    uitkomst = Decimal(100)
    for waarde in waarden:
        deler = Decimal(12) if waarde.endswith(": 12") else Decimal(1)
        if waarde.endswith("%"):
            deler = Decimal(100)
        kaal = waarde.removesuffix(": 12").replace("−", "-")
        getal = Decimal(re.sub(r"[^\d,]", "", kaal).replace(",", "."))
        uitkomst *= (-getal if "-" in kaal else getal) / deler
    return uitkomst


def check_optelling(tabel: Tabel) -> list[str]:
    """What is wrong with a table that adds up to its last row."""
    *delen, (_, onderaan) = tabel.rijen
    som = sum(read_centen(waarde) for _, waarde in delen)
    if onderaan and abs(som) != abs(read_centen(onderaan)):
        return [f"{tabel.bijschrift}: {som} is not {read_centen(onderaan)}"]
    return []
