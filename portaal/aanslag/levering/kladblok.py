"""A scratch file that sorts the rows of one file by aanslagnummer, on disk: they may be more than memory holds."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from portaal.aanslag.levering.bestand import Indeling, Rij


class Kladblok:
    """The scratch file; gone when the block is left."""

    def __init__(self, bestand: Path) -> None:
        """A new scratch file at `bestand`."""
        self._bestand = bestand
        self._db = sqlite3.connect(bestand, isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-16000", "temp_store=FILE"):
            self._db.execute(f"PRAGMA {pragma}")

    def __enter__(self) -> "Kladblok":
        """Itself."""
        return self

    def __exit__(
        self, _soort: type[BaseException] | None, _fout: BaseException | None, _spoor: TracebackType | None
    ) -> None:
        """Remove the scratch file."""
        self._db.close()
        self._bestand.unlink(missing_ok=True)

    def sort(self, rijen: Iterable[Rij], indeling: Indeling) -> Iterator[Rij]:
        """The same rows in ascending order of aanslagnummer, those of one number as they stood in the file."""
        breedte = len(indeling.kolommen)
        self._db.execute(f"CREATE TABLE rij (regel INTEGER, {', '.join(f'k{i}' for i in range(breedte))})")
        self._db.execute("BEGIN")
        vragen = ", ".join("?" * (breedte + 1))
        self._db.executemany(
            f"INSERT INTO rij VALUES ({vragen})",  # noqa: S608 - our own names
            ((regel, *waarden) for regel, waarden in rijen),
        )
        self._db.execute("COMMIT")
        plek = indeling.kolommen.index("aanslagnummer")
        for rij in self._db.execute(f"SELECT * FROM rij ORDER BY k{plek}, regel"):  # noqa: S608 - our own names
            yield rij[0], list(rij[1:])
