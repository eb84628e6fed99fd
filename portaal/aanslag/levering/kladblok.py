"""A scratch file in which the rows of a delivery are put beside each other by aanslagnummer.

The files need not be sorted and may be larger than memory, so SQLite sorts them on disk.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from types import TracebackType

from portaal.aanslag.levering.bestand import (
    AANSLAGEN,
    AANSLAGREGELS,
    BETALINGEN,
    VERZENDINGEN,
    Indeling,
    Rij,
    read_rows,
)

ONDERDELEN = (AANSLAGEN, AANSLAGREGELS, BETALINGEN, VERZENDINGEN)
Groep = tuple[str, list[Rij]]


class Bundel:
    """All rows of one aanslagnummer: of the biljet itself, its lines, payments and dispatches."""

    def __init__(self, aanslagnummer: str) -> None:
        """An empty bundle."""
        self.aanslagnummer = aanslagnummer
        self.delen: dict[str, list[Rij]] = {indeling.naam: [] for indeling in ONDERDELEN}

    def of(self, indeling: Indeling) -> list[Rij]:
        """The rows from one file, in the order of that file."""
        return self.delen[indeling.naam]


class Kladblok:
    """The scratch file; gone when the block is left."""

    def __init__(self, bestand: Path) -> None:
        """A new scratch file at `bestand`."""
        self._bestand = bestand
        self._db = sqlite3.connect(bestand, isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-32000", "temp_store=FILE"):
            self._db.execute(f"PRAGMA {pragma}")
        self._gesorteerd: dict[str, bool] = {}

    def __enter__(self) -> "Kladblok":
        """Itself."""
        return self

    def __exit__(
        self, _soort: type[BaseException] | None, _fout: BaseException | None, _spoor: TracebackType | None
    ) -> None:
        """Remove the scratch file."""
        self._db.close()
        self._bestand.unlink(missing_ok=True)

    def load(self, folder: Path, indeling: Indeling) -> int:
        """Take in one file; returns how many rows it has."""
        breedte = len(indeling.kolommen)
        tabel = _table(indeling)
        kolommen = ", ".join(f"k{i}" for i in range(breedte))
        self._db.execute(f"CREATE TABLE {tabel} (regel INTEGER, {kolommen})")
        vragen = ", ".join("?" * (breedte + 1))
        volgorde = _Volgorde()
        self._db.execute("BEGIN")
        rijen = volgorde.watch(read_rows(folder, indeling), indeling.kolommen.index("aanslagnummer"))
        self._db.executemany(f"INSERT INTO {tabel} VALUES ({vragen})", rijen)  # noqa: S608 - our own names
        self._db.execute("COMMIT")
        self._gesorteerd[tabel] = volgorde.is_gesorteerd
        return volgorde.aantal

    def bundles(self) -> Iterator[Bundel]:
        """All rows per aanslagnummer, in ascending order of that number."""
        stromen = [self._groups(indeling) for indeling in ONDERDELEN]
        koppen: list[Groep | None] = [next(stroom, None) for stroom in stromen]
        while any(koppen):
            nummer = min(kop[0] for kop in koppen if kop)
            bundel = Bundel(nummer)
            for i, kop in enumerate(koppen):
                if kop and kop[0] == nummer:
                    bundel.delen[ONDERDELEN[i].naam] = kop[1]
                    koppen[i] = next(stromen[i], None)
            yield bundel

    def _groups(self, indeling: Indeling) -> Iterator[Groep]:
        tabel = _table(indeling)
        plek = indeling.kolommen.index("aanslagnummer")
        volgorde = "rowid" if self._gesorteerd[tabel] else f"k{plek}, regel"
        lezer = self._db.execute(f"SELECT * FROM {tabel} ORDER BY {volgorde}")  # noqa: S608 - our own names
        for nummer, rijen in groupby(lezer, key=lambda rij: rij[plek + 1]):
            yield nummer, [(rij[0], list(rij[1:])) for rij in rijen]


class _Volgorde:
    """Notes while rows go by whether they are already sorted: a delivery mostly is, and sorting takes time."""

    def __init__(self) -> None:
        self.is_gesorteerd = True
        self.aantal = 0

    def watch(self, rijen: Iterable[Rij], plek: int) -> Iterator[list[object]]:
        vorige = ""
        for regel, waarden in rijen:
            self.aantal += 1
            if waarden[plek] < vorige:
                self.is_gesorteerd = False
            vorige = waarden[plek]
            yield [regel, *waarden]


def _table(indeling: Indeling) -> str:
    return indeling.naam.removesuffix(".csv")
