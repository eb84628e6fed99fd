"""How long a delivery takes to be taken in, beside what Python's csv and sqlite3 alone need for the same rows.

On SQLite and on PostgreSQL, each with the baseline of the same run. Prints the ratio, the memory at its peak and
the longest wait of a booking-like writer meanwhile; a machine that does other work too makes the ratio of wall
time say less than that of the time each process worked. `python bench/levering.py [inwoners] [sqlite]`; 200,000
and both databases when not said.
"""

import csv
import multiprocessing
import os
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Event
from pathlib import Path

os.environ.setdefault("PORTAAL_OMGEVING", "test")
os.environ.setdefault("PORTAAL_BSN_SLEUTELS", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
os.environ.setdefault("PORTAAL_BSN_INDEXSLEUTEL", "alleen-voor-de-meting")

sys.path.insert(0, str(Path(__file__).parent.parent))

from portaal.aanslag.levering.bestand import BESTANDEN
from portaal.aanslag.levering.service import Uitkomst, take_in
from portaal.core.door import DoorSysteem
from portaal.demo.generator.maak import write_delivery
from portaal.infra.concept import save_concept
from portaal.infra.database import Database
from portaal.infra.migratie import upgrade
from tests.support.postgres import start_cluster


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


def keep_writing(url: str, begonnen: Event, klaar: Event, gemeten: "SimpleQueue[tuple[int, float]]") -> None:
    """Write a little all the time, as a booking does in a web process, until told.

    Gives how often, and the longest that one took.
    """
    database, aantal, traagst = Database(url), 0, 0.0
    while not klaar.wait(0.02):
        begin = time.perf_counter()
        with database.transaction() as session:
            save_concept(session, "meting", "meting", {"x": begin}, datetime.now(UTC))
        if begonnen.is_set():
            aantal, traagst = aantal + 1, max(traagst, time.perf_counter() - begin)
        begonnen.set()
    gemeten.put((aantal, traagst))


def measure(folder: Path, naam: str, url: str) -> None:
    """Take the delivery in on one database, between two times the baseline, and print."""
    eerst = timed(lambda: baseline(folder, folder / f"basis-{naam}-1.db"))
    upgrade(url)
    database = Database(url)
    context = multiprocessing.get_context("spawn")
    begonnen, klaar, gemeten = context.Event(), context.Event(), context.SimpleQueue()
    boeker = context.Process(target=keep_writing, args=(url, begonnen, klaar, gemeten))
    boeker.start()
    begonnen.wait()
    uitkomst: list[Uitkomst] = []
    lezer = Lezer()
    nu, door = datetime.now(UTC), DoorSysteem("meting")
    duur, cpu = timed(lambda: uitkomst.append(take_in(database, folder, door=door, now=nu, voortgang=lezer.look)))
    geheugen = peak_mb() + lezer.piek_mb
    klaar.set()
    boekingen, wacht = gemeten.get()
    boeker.join()
    database.close()
    # How fast the machine is changes while we measure: the baseline is the mean of right before and right after.
    laatst = timed(lambda: baseline(folder, folder / f"basis-{naam}-2.db"))
    basis, basis_cpu = ((een + ander) / 2 for een, ander in zip(eerst, laatst, strict=True))
    print(f"{naam}: {uitkomst[0].status.value}, {uitkomst[0].aantallen}")
    print(
        f"  csv + sqlite3 alleen {eerst[0]:.1f} en {laatst[0]:.1f} s, opname {duur:.1f} s: "
        f"verhouding {duur / basis:.2f} (hoogstens 4)"
    )
    print(
        f"  rekentijd alleen {basis_cpu:.1f} s; opname {cpu:.1f} s en voor het lezen {lezer.rekentijd:.1f} s: "
        f"verhouding {cpu / basis_cpu:.2f} en {lezer.rekentijd / basis_cpu:.2f}"
    )
    print(f"  geheugen op zijn hoogst {geheugen:.0f} MB, waarvan het lezen {lezer.piek_mb:.0f} MB")
    print(f"  {boekingen} boekingen intussen, langste wacht {wacht * 1000:.0f} ms", flush=True)


def timed(werk: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and seconds that this process worked: the second does not mind a busy machine."""
    begin, cpu = time.perf_counter(), time.process_time()
    werk()
    return time.perf_counter() - begin, time.process_time() - cpu


def peak_mb() -> float:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Lezer:
    """The memory of the process that reads ahead, looked at each time that the import tells how far it is."""

    def __init__(self) -> None:
        """Before the import begins: whoever runs now does not count."""
        self._anderen, self.piek_mb, self.rekentijd = set(self._children()), 0.0, 0.0

    def look(self, _wat: str, _aantal: int) -> None:
        """Note the most that it had until now, in MB, and the seconds that it worked."""
        for pid in set(self._children()) - self._anderen:
            regels = Path(f"/proc/{pid}/status").read_text().splitlines()
            piek = next((int(regel.split()[1]) for regel in regels if regel.startswith("VmHWM")), 0)
            self.piek_mb = max(self.piek_mb, piek / 1024)
            velden = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            self.rekentijd = max(self.rekentijd, (int(velden[11]) + int(velden[12])) / os.sysconf("SC_CLK_TCK"))

    def _children(self) -> list[str]:
        return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


def main() -> None:
    """Measure on both databases."""
    inwoners = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as tijdelijk:
        folder = Path(tijdelijk)
        sum(1 for _ in write_delivery(folder, inwoners, datetime.now(UTC).date()))
        print(f"{inwoners} inwoners, geheugen vooraf {peak_mb():.0f} MB")
        measure(folder, "SQLite", f"sqlite:///{folder / 'portaal.db'}")
        if "sqlite" not in sys.argv:
            with start_cluster() as cluster:
                measure(folder, "PostgreSQL", cluster.create("bench"))


if __name__ == "__main__":
    main()
