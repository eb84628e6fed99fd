"""Putting the rows of a delivery beside each other by aanslagnummer, while they are read.

A package mostly exports all its files in one order. Then they are read beside each other as they stand. When they
are not, those that are not in ascending order go through the scratch file, which SQLite sorts on disk.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from portaal.aanslag.levering.bestand import (
    AANSLAGEN,
    AANSLAGREGELS,
    BETALINGEN,
    VERZENDINGEN,
    Indeling,
    Rij,
    has_quotes,
    read_rows,
)
from portaal.aanslag.levering.kladblok import Kladblok

ONDERDELEN = (AANSLAGEN, AANSLAGREGELS, BETALINGEN, VERZENDINGEN)
Groep = tuple[str, list[Rij]]


class Bundel:
    """All rows of one aanslagnummer: of the biljet itself, its lines, payments and dispatches."""

    __slots__ = ("aanslagnummer", "delen")

    def __init__(self, aanslagnummer: str) -> None:
        """An empty bundle."""
        self.aanslagnummer = aanslagnummer
        self.delen: list[Sequence[Rij]] = [()] * len(ONDERDELEN)

    @property
    def biljetten(self) -> Sequence[Rij]:
        """The rows of aanslagen.csv: one, when all is well."""
        return self.delen[0]

    def of(self, indeling: Indeling) -> Sequence[Rij]:
        """The rows from one file, in the order of that file."""
        return self.delen[ONDERDELEN.index(indeling)]


class _Nummers:
    """The aanslagnummers of one file as they go by: how many rows, and whether in ascending order."""

    def __init__(self, folder: Path, indeling: Indeling) -> None:
        self._bestand = folder / indeling.naam
        self.aantal, self.is_oplopend = 0, True

    def __iter__(self) -> Iterator[str]:
        vorige = ""
        for nummer in _numbers(self._bestand):
            self.aantal += 1
            if nummer < vorige:
                self.is_oplopend = False
            vorige = nummer
            yield nummer


def _numbers(bestand: Path) -> Iterator[str]:
    """The aanslagnummer of each row, as `read_rows` would give it."""
    heeft_aanhalingstekens = has_quotes(bestand)
    with bestand.open(encoding="utf-8-sig", newline="" if heeft_aanhalingstekens else None) as stroom:
        plek = [kolom.strip() for kolom in next(csv.reader(stroom, delimiter=";"))].index("aanslagnummer")
        rijen: Iterable[list[str]]
        if heeft_aanhalingstekens:
            rijen = filter(None, csv.reader(stroom, delimiter=";"))
        else:
            # Without quotes a line is a row, and only its first columns need to be told apart.
            rijen = (regel.split(";", plek + 1) for regel in stroom if regel != "\n")
        for waarden in rijen:
            yield waarden[plek].strip() if len(waarden) > plek else ""


@dataclass(frozen=True)
class Overzicht:
    """How the files of a delivery are ordered, and how many rows each has, by name.

    `loopt_gelijk`: the files name their aanslagen in the order of aanslagen.csv, each once and none of another.
    """

    aantallen: dict[str, int]
    oplopend: dict[str, bool]
    loopt_gelijk: bool


def survey(folder: Path) -> Overzicht:
    """Go through the numbers of all files once, without keeping rows."""
    nummers = [_Nummers(folder, indeling) for indeling in ONDERDELEN]
    biljetten, *andere = map(iter, nummers)
    loopt_gelijk = _run_beside(biljetten, andere)
    for stroom in (biljetten, *andere):
        deque(stroom, maxlen=0)
    namen = [indeling.naam for indeling in ONDERDELEN]
    return Overzicht(
        dict(zip(namen, (n.aantal for n in nummers), strict=True)),
        dict(zip(namen, (n.is_oplopend for n in nummers), strict=True)),
        loopt_gelijk,
    )


def _run_beside(biljetten: Iterator[str], andere: Sequence[Iterator[str]]) -> bool:
    """Whether each of `andere` goes on exactly where an aanslag of `biljetten` comes by."""
    koppen = [next(stroom, None) for stroom in andere]
    gezien: set[int] = set()
    vorige, aantal = None, 0
    for nummer in biljetten:
        if nummer == vorige:
            continue
        # Hashes take less memory than numbers; should two be alike, then the files are only sorted in vain.
        gezien.add(hash(nummer))
        vorige, aantal = nummer, aantal + 1
        for i, stroom in enumerate(andere):
            while koppen[i] == nummer:
                koppen[i] = next(stroom, None)
    return aantal == len(gezien) and all(kop is None for kop in koppen)


def bundles(folder: Path, tijdelijk: Path, overzicht: Overzicht) -> Iterator[Bundel]:
    """All rows per aanslagnummer: in the order of aanslagen.csv when all files have it, else ascending."""
    with ExitStack() as stapel:
        stromen: list[Iterator[Groep]] = []
        for indeling in ONDERDELEN:
            rijen: Iterable[Rij] = read_rows(folder, indeling)
            if not (overzicht.loopt_gelijk or overzicht.oplopend[indeling.naam]):
                kladblok = stapel.enter_context(Kladblok(tijdelijk / f"{indeling.naam}.db"))
                rijen = kladblok.sort(rijen, indeling)
            stromen.append(_groups(rijen, indeling.kolommen.index("aanslagnummer")))
        yield from (_follow if overzicht.loopt_gelijk else _merge)(stromen)


def _groups(rijen: Iterable[Rij], plek: int) -> Iterator[Groep]:
    vorige: str | None = None
    groep: list[Rij] = []
    for rij in rijen:
        nummer = rij[1][plek]
        if nummer != vorige:
            if vorige is not None:
                yield vorige, groep
            vorige, groep = nummer, []
        groep.append(rij)
    if vorige is not None:
        yield vorige, groep


def _merge(stromen: list[Iterator[Groep]]) -> Iterator[Bundel]:
    koppen: list[Groep | None] = [next(stroom, None) for stroom in stromen]
    while any(koppen):
        nummer = min(kop[0] for kop in koppen if kop)
        bundel = Bundel(nummer)
        for i, kop in enumerate(koppen):
            if kop and kop[0] == nummer:
                bundel.delen[i] = kop[1]
                koppen[i] = next(stromen[i], None)
        yield bundel


def _follow(stromen: list[Iterator[Groep]]) -> Iterator[Bundel]:
    biljetten, *andere = stromen
    koppen: list[Groep | None] = [next(stroom, None) for stroom in andere]
    for nummer, rijen in biljetten:
        bundel = Bundel(nummer)
        bundel.delen[0] = rijen
        for i, kop in enumerate(koppen):
            if kop is not None and kop[0] == nummer:
                bundel.delen[i + 1] = kop[1]
                koppen[i] = next(andere[i], None)
        yield bundel
