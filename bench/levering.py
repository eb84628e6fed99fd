"""How long a delivery takes to be taken in, beside what Python's csv and sqlite3 alone need for the same rows.

Prints the ratio, the memory at its peak and the longest wait of a booking-like writer meanwhile.
`python bench/levering.py [inwoners]`; 200,000 when not said.
"""

import csv
import os
import resource
import sqlite3
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("PORTAAL_OMGEVING", "test")
os.environ.setdefault("PORTAAL_BSN_SLEUTELS", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
os.environ.setdefault("PORTAAL_BSN_INDEXSLEUTEL", "alleen-voor-de-meting")

from portaal.aanslag.levering.bestand import BESTANDEN
from portaal.aanslag.levering.service import take_in
from portaal.core.door import DoorSysteem
from portaal.demo.generator.maak import write_delivery
from portaal.infra.concept import save_concept
from portaal.infra.database import Database
from portaal.infra.migratie import upgrade


def baseline(folder: Path, bestand: Path) -> float:
    """Seconds for csv and sqlite3 alone."""
    begin = time.perf_counter()
    with sqlite3.connect(bestand) as db:
        for indeling in BESTANDEN:
            with (folder / indeling.naam).open(encoding="utf-8-sig", newline="") as stroom:
                lezer = csv.reader(stroom, delimiter=";")
                kop = next(lezer)
                tabel = indeling.naam.removesuffix(".csv")
                db.execute(f"CREATE TABLE {tabel} ({', '.join(kop)})")
                db.executemany(f"INSERT INTO {tabel} VALUES ({', '.join('?' * len(kop))})", lezer)  # noqa: S608
    return time.perf_counter() - begin


class Boeker(threading.Thread):
    """Writes a little all the time, and remembers its longest wait."""

    def __init__(self, database: Database) -> None:
        super().__init__(daemon=True)
        self.database, self.langst, self.klaar = database, 0.0, threading.Event()

    def run(self) -> None:
        """Write until told to stop."""
        while not self.klaar.wait(0.02):
            begin = time.perf_counter()
            with self.database.transaction() as session:
                save_concept(session, "meting", "meting", {"x": begin}, datetime.now(UTC))
            self.langst = max(self.langst, time.perf_counter() - begin)


def main() -> None:
    """Measure, and print."""
    inwoners = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as tijdelijk:
        folder = Path(tijdelijk)
        sum(1 for _ in write_delivery(folder / "levering", inwoners, datetime.now(UTC).date()))
        geheugen_voor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        basis = baseline(folder / "levering", folder / "basis.db")
        url = f"sqlite:///{folder / 'portaal.db'}"
        upgrade(url)
        database = Database(url)
        boeker = Boeker(database)
        boeker.start()
        begin = time.perf_counter()
        uitkomst = take_in(database, folder / "levering", door=DoorSysteem("meting"), now=datetime.now(UTC))
        duur = time.perf_counter() - begin
        boeker.klaar.set()
        boeker.join()
    geheugen = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"levering: {uitkomst.status.value}, {uitkomst.aantallen}")
    print(f"csv + sqlite3 alleen {basis:.1f} s, opname {duur:.1f} s, verhouding {duur / basis:.2f} (hoogstens 4)")
    print(f"geheugen {geheugen:.0f} MB (was {geheugen_voor:.0f}), langste wacht {boeker.langst * 1000:.0f} ms")


if __name__ == "__main__":
    main()
