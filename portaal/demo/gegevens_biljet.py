"""Biljetten of the demo's persons, and writing them as a delivery of the belastingpakket on any day."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from portaal.aanslag.levering.bestand import (
    AANSLAGEN,
    AANSLAGREGELS,
    BETALINGEN,
    INWONERS,
    VERZENDINGEN,
    Indeling,
)
from portaal.core.geld import Centen, parse_bedrag, write_bedrag
from portaal.core.nummers import betalingskenmerk_controlecijfer
from portaal.demo.generator.regels import Velden

_volgnummers = count(90000001)


@dataclass
class Biljet:
    """One aanslag with all that ever happened to it; a delivery shows it as it was on its day.

    Amounts in cents; `regels` are fields of lines as the generator makes them, without their period.
    `opties` are the optional columns of the newest delivery only: what is planned, asked or running.
    """

    soort: str
    jaar: int
    dagtekening: date
    regels: Sequence[Velden]
    vervaldata: tuple[date, ...] = ()
    incasso: bool = False
    kanaal: str = "post"
    betalingen: list[tuple[date, str, int]] = field(default_factory=list)
    verzendingen: list[tuple[date, str, int]] = field(default_factory=list)
    opties: dict[str, Any] = field(default_factory=dict)
    nummer: str = ""

    def __post_init__(self) -> None:
        """Give it its number, and the dispatch of the biljet itself."""
        self.nummer = self.nummer or f"{self.jaar}{next(_volgnummers):08d}"
        self.verzendingen.insert(0, (self.dagtekening, "aanslagbiljet", 0))

    @property
    def totaal(self) -> Centen:
        """What the lines add up to."""
        return Centen(sum(parse_bedrag(regel[-1]) for regel in self.regels))

    @property
    def betalingskenmerk(self) -> str:
        """16 digits that pass their check."""
        cijfers = f"44444{self.nummer[2:]}"
        return betalingskenmerk_controlecijfer(cijfers) + cijfers

    def pay(self, dag: date, bedrag: int, soort: str = "betaling") -> None:
        """Book money or relief, in cents."""
        self.betalingen.append((dag, soort, bedrag))


@dataclass(frozen=True)
class Mens:
    """A person of the demo; `situatie` says in a few words what there is to see."""

    bsn: str
    voorletters: str
    voorvoegsel: str
    geslachtsnaam: str
    geboortedatum: date
    straat: str
    huisnummer: str
    situatie: str
    biljetten: tuple[Biljet, ...] = ()
    email: str = ""
    telefoon: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def naam(self) -> str:
        """As it is written."""
        return " ".join(deel for deel in (self.voorletters, self.voorvoegsel, self.geslachtsnaam) if deel)


def write_levering(folder: Path, mensen: Iterable[Mens], op: date, *, is_nieuwste: bool) -> None:
    """Write the five files as the belastingpakket would on day `op`: what came later is not in them."""
    folder.mkdir(parents=True, exist_ok=True)
    lijst = [replace(mens, biljetten=_known(mens, op)) for mens in mensen]
    biljetten = [(mens, biljet) for mens in lijst for biljet in mens.biljetten]
    _write(folder, INWONERS, (_inwoner(mens) for mens in lijst))
    _write(folder, AANSLAGEN, (_aanslag(mens, b, is_nieuwste=is_nieuwste) for mens, b in biljetten))
    _write(folder, AANSLAGREGELS, (r for _, b in biljetten for r in _regels(b)))
    _write(folder, BETALINGEN, (r for _, b in biljetten for r in _betalingen(b, op)))
    _write(folder, VERZENDINGEN, (r for _, b in biljetten for r in _verzendingen(b, op)))


def _known(mens: Mens, op: date) -> tuple[Biljet, ...]:
    return tuple(biljet for biljet in mens.biljetten if biljet.dagtekening <= op)


def _write(folder: Path, indeling: Indeling, rijen: Iterable[dict[str, Any]]) -> None:
    with (folder / indeling.naam).open("w", encoding="utf-8-sig", newline="") as stroom:
        schrijver = csv.DictWriter(stroom, indeling.kolommen, restval="", delimiter=";")
        schrijver.writeheader()
        schrijver.writerows(rijen)


def _inwoner(mens: Mens) -> dict[str, Any]:
    return {
        "bsn": mens.bsn,
        "voorletters": mens.voorletters,
        "voorvoegsel": mens.voorvoegsel,
        "geslachtsnaam": mens.geslachtsnaam,
        "geboortedatum": mens.geboortedatum,
        "straat": mens.straat,
        "huisnummer": mens.huisnummer,
        "postcode": "1234 AB",
        "plaats": "Voorbeeldstad",
        "email": mens.email,
        "telefoon": mens.telefoon,
        **mens.extra,
    }


def _aanslag(mens: Mens, biljet: Biljet, *, is_nieuwste: bool) -> dict[str, Any]:
    return {
        "aanslagnummer": biljet.nummer,
        "bsn": mens.bsn,
        "soort": biljet.soort,
        "belastingjaar": biljet.jaar,
        "dagtekening": biljet.dagtekening,
        "betalingskenmerk": biljet.betalingskenmerk,
        "totaalbedrag": write_bedrag(biljet.totaal),
        "automatische_incasso": "J" if biljet.incasso else "N",
        "aantal_termijnen": len(biljet.vervaldata) or 1,
        "vervaldata": " ".join(map(str, biljet.vervaldata)),
        **(biljet.opties if is_nieuwste else {}),
    }


def _regels(biljet: Biljet) -> Iterable[dict[str, Any]]:
    periode = [str(date(biljet.jaar, 1, 1)), str(date(biljet.jaar, 12, 31))]
    for nummer, regel in enumerate(biljet.regels, start=1):
        waarden = [biljet.nummer, str(nummer), *regel[:-1], *periode, regel[-1]]
        yield dict(zip(AANSLAGREGELS.kolommen, waarden, strict=True))


def _betalingen(biljet: Biljet, op: date) -> Iterable[dict[str, Any]]:
    for dag, soort, bedrag in sorted(biljet.betalingen):
        if dag <= op:
            yield {
                "aanslagnummer": biljet.nummer,
                "datum": dag,
                "soort": soort,
                "bedrag": write_bedrag(Centen(bedrag)),
            }


def _verzendingen(biljet: Biljet, op: date) -> Iterable[dict[str, Any]]:
    for dag, soort, kosten in sorted(biljet.verzendingen):
        if dag <= op:
            yield {
                "aanslagnummer": biljet.nummer,
                "soort": soort,
                "dagtekening": dag,
                "kanaal": biljet.kanaal,
                "kosten": write_bedrag(Centen(kosten)),
            }
