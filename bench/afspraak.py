"""How fast free times are found and bookings made, beside the bare query and an empty page in the same run.

Twenty employees, a year's horizon, 80 % full and the first three weeks wholly; on SQLite and on PostgreSQL, with
the server as it runs for a gemeente. `python bench/afspraak.py [seconds per measurement]`; 2 when not said.
"""

import multiprocessing
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sqlalchemy import bindparam, insert, text

import portaal.inwoner.model  # noqa: F401 - the table that appointments refer to
from portaal.afspraak import service
from portaal.afspraak.begrip import Soort, Status, TijdvakBezet, Tijdwens
from portaal.afspraak.boeking import Afspraakverzoek, Contact
from portaal.afspraak.model import AfspraakRij
from portaal.afspraak.rules.cellen import cells, first_cel
from portaal.beleid.service import add_versie
from portaal.core.door import DoorBezoeker
from portaal.core.tijd import instant, today
from portaal.infra.database import Database
from portaal.infra.model import Instant
from tests.concurrency.servers import run_portaal
from tests.concurrency.webbezoeker import Verbinding
from tests.factories.afspraak import make_beleid
from tests.support.postgres import start_cluster

WENS = Tijdwens("aanslag", Soort.BELLEN)
DUUR = timedelta(minutes=20)
NU = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
MEDEWERKERS, VOL, VOLLE_DAGEN, PROCESSEN = 20, 0.8, 21, 4
VERLEDEN = (0, 10_000, 100_000)
FORK = multiprocessing.get_context("fork")
VRAAG = "GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n"
LEEG, TIJDEN = "/afspraak/code", "/afspraak/tijd?onderwerp=aanslag&soort=bellen"
Cel = tuple[str, int, int]


@dataclass(frozen=True)
class Regel:
    """A line of the table: milliseconds, and what else there is to say."""

    wat: str
    seconden: float
    erbij: str = ""


def set_agendas(db: Database) -> None:
    """Twenty employees on the phone, each with an agenda, on working days from nine to five."""
    week = dict.fromkeys(("ma", "di", "wo", "do", "vr"), ("9.00-17.00",))
    agendas = {
        f"medewerker{n}": {"naam": f"M{n}", "soorten": ("bellen",), "onderwerpen": ("aanslag",), "week": week}
        | {"raster_minuten": 20}
        for n in range(MEDEWERKERS)
    }
    onderwerp = {"naam": "Uitleg", "minuten": {"bellen": 20}, "horizon_dagen": 365}
    beleid = make_beleid(agendas=agendas, onderwerpen={"aanslag": onderwerp})
    db.run(lambda s: add_versie(s, "afspraken", beleid, NU, geldig_vanaf=date(2026, 1, 1), herkomst="meting"))


def times_of(dag: date) -> list[datetime]:
    """The times of a working day."""
    negen = instant(dag, datetime.min.time().replace(hour=9))
    return [negen + nummer * DUUR for nummer in range(24)] if dag.weekday() < 5 else []


def year_ahead() -> Iterator[Cel]:
    """The cells that are taken in the year to come."""
    kans = random.Random(6)  # noqa: S311 - no secret
    for n in range(366):
        for begin in times_of(today(NU) + timedelta(days=n)):
            for medewerker in range(MEDEWERKERS):
                if n < VOLLE_DAGEN or kans.random() < VOL:
                    yield from ((f"medewerker{medewerker}", 0, cel) for cel in cells(begin, begin + DUUR))


def past(van: int, tot: int) -> list[dict[str, Any]]:
    """Appointments that are over, from the `van`th before now back to the `tot`th."""
    rijen = []
    for nummer in range(van, tot):
        plaats, volgorde = nummer % MEDEWERKERS, nummer // MEDEWERKERS
        begin = NU - timedelta(days=1 + volgorde // 24, hours=2) - volgorde % 24 * DUUR
        rijen.append(
            {
                "kenmerk": f"OUD{nummer}",
                "verzoek_sleutel": f"oud{nummer}",
                "onderwerp": "aanslag",
                "soort": Soort.BELLEN,
                "agenda": f"medewerker{plaats}",
                "plek": 0,
                "begin": begin,
                "einde": begin + DUUR,
                "status": Status.GEHOLPEN,
                "naam": "",
                "door_soort": "bezoeker",
                "created_at": begin,
                "gewijzigd_at": begin,
            }
        )
    return rijen


def put_cells(db: Database, rijen: Iterator[Cel]) -> int:
    """Take these cells the fast way. Returns how many."""
    alle = list(rijen)
    with db.engine.begin() as verbinding:
        if db.engine.dialect.name == "postgresql":
            with verbinding.connection.cursor().copy("COPY tijdvakcel (agenda, plek, cel) FROM STDIN") as kopie:
                for rij in alle:
                    kopie.write_row(rij)
        else:
            opdracht = "INSERT INTO tijdvakcel (agenda, plek, cel) VALUES (?, ?, ?)"
            verbinding.connection.cursor().executemany(opdracht, alle)
    return len(alle)


def add_past(db: Database, van: int, tot: int) -> None:
    """Appointments of the past years, with their cells; then the database counts anew."""
    if tot > van:
        rijen = past(van, tot)
        with db.transaction() as session:
            session.execute(insert(AfspraakRij), rijen)
        put_cells(db, ((r["agenda"], 0, cel) for r in rijen for cel in cells(r["begin"], r["einde"])))
    with db.engine.connect() as verbinding:
        verbinding.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")


def measure(werk: Sequence[Callable[[], object]], seconden: float) -> list[list[float]]:
    """Seconds that each takes, every time; by turns, so that a busy moment slows them all."""
    duren: list[list[float]] = [[] for _ in werk]
    for doe in werk:
        doe()
    einde = time.perf_counter() + seconden * len(werk)
    while time.perf_counter() < einde or len(duren[0]) < 5:
        for doe, eigen in zip(werk, duren, strict=True):
            begin = time.perf_counter()
            doe()
            eigen.append(time.perf_counter() - begin)
    return duren


def bare_query(db: Database) -> Callable[[], object]:
    """The least SQL that reads which cells are taken in the days that must be looked at."""
    agendas = ", ".join(f"'medewerker{n}'" for n in range(MEDEWERKERS))
    vraag = text(
        "SELECT agenda, count(*) FROM tijdvakcel WHERE cel >= :van AND cel < :tot "  # noqa: S608 - no input
        f"AND agenda IN ({agendas}) AND (verloopt_at IS NULL OR verloopt_at > :nu) GROUP BY agenda"
    ).bindparams(bindparam("nu", type_=Instant()))
    dagen = {"van": first_cel(today(NU)), "tot": first_cel(today(NU) + timedelta(days=28)), "nu": NU}

    def ask() -> object:
        with db.engine.connect() as verbinding:
            return verbinding.execute(vraag, dagen).all()

    return ask


def free_times(db: Database) -> object:
    """The first free times, as the page asks for them."""
    with db.reading() as session:
        aanbod = service.free_times(session, WENS, NU)
    assert len(aanbod.dagen) == 3
    return aanbod


def book(url: str, tijden: Sequence[datetime], seconden: float, wie: str, start: Any, pijp: Any) -> None:
    """Book one time after another, with whatever the others leave; sends how many, and how often too late."""
    db, gelukt, te_laat = Database(url), 0, 0
    free_times(db)
    start.wait()
    einde = time.perf_counter() + seconden
    for nummer, tijd in enumerate(tijden):
        if time.perf_counter() > einde:
            break
        contact = Contact("Jan", email=f"{wie}-{nummer}@voorbeeld.example")
        verzoek = Afspraakverzoek("aanslag", Soort.BELLEN, tijd, contact, f"{wie}-{nummer}")
        try:
            db.run(lambda s, v=verzoek: service.book_afspraak(s, DoorBezoeker(), v, NU))
            gelukt += 1
        except TijdvakBezet:
            te_laat += 1
    pijp.send((gelukt, te_laat))


def bookings(db: Database, tijden: Sequence[datetime], processen: int, seconden: float) -> tuple[float, int]:
    """Bookings a second by so many processes that all want the same times; and how often one was too late."""
    db.close()  # a connection must not be shared with a fork
    pijpen, start = [], FORK.Barrier(processen + 1)
    for nummer in range(processen):
        hier, daar = FORK.Pipe(duplex=False)
        FORK.Process(target=book, args=(db.url, tijden, seconden, f"{processen}.{nummer}", start, daar)).start()
        pijpen.append(hier)
    start.wait()
    begin = time.perf_counter()
    uitkomsten = [pijp.recv() for pijp in pijpen]
    duur = time.perf_counter() - begin
    return sum(gelukt for gelukt, _ in uitkomsten) / duur, sum(te_laat for _, te_laat in uitkomsten)


def last_places(db: Database, vanaf: int) -> list[datetime]:
    """Times with one place left, so that two who want one are one too many."""
    with db.reading() as session:
        aanbod = service.free_times(session, WENS, NU, vanaf=today(NU) + timedelta(days=vanaf), dagen=80)
    return [tijd.begin for dag in aanbod.dagen for tijd in dag.tijden if len(tijd.plaatsen) == 1]


def measure_all(db: Database, poort: int, seconden: float) -> Iterator[Regel]:
    """Every line of one database."""
    set_agendas(db)
    put_cells(db, year_ahead())
    snelst, eerder = [], 0
    for aantal in VERLEDEN:
        add_past(db, eerder, aantal)
        eerder = aantal
        kaal, vrij = measure([bare_query(db), lambda: free_times(db)], seconden)
        snelst.append(min(vrij))
        if aantal == VERLEDEN[-1]:
            yield Regel("kale query", statistics.median(kaal))
        erbij = f"{min(vrij) / snelst[0]:.2f} x zonder verleden (snelste van {len(vrij)})"
        yield Regel(f"eerste vrije tijden, {aantal} voorbij", statistics.median(vrij), erbij)
    lijn = Verbinding(poort)
    leeg, pagina = measure([lambda p=p: ask(lijn, p) for p in (LEEG, TIJDEN)], seconden)
    yield Regel("lege pagina", statistics.median(leeg))
    yield Regel("pagina met vrije tijden", statistics.median(pagina))
    for wie, processen, vanaf in (("alleen", 1, 30), (f"{PROCESSEN} processen om dezelfde", PROCESSEN, 150)):
        per_seconde, te_laat = bookings(db, last_places(db, vanaf), processen, 2 * seconden)
        yield Regel(f"boeking, {wie}", 1 / per_seconde, f"{per_seconde:.1f} per seconde, {te_laat} keer te laat")


def ask(lijn: Verbinding, pad: str) -> None:
    """Get a page."""
    antwoord = lijn.ask(VRAAG.format(pad).encode())
    assert antwoord.status == 200, antwoord.status


def show(naam: str, regels: list[Regel]) -> None:
    """The table of one database."""
    per_wat = {regel.wat: regel.seconden for regel in regels}
    kaal, leeg = per_wat["kale query"], per_wat["lege pagina"]
    print(f"\n{naam:36} {'ms':>8} {'x kale query':>13} {'x lege pagina':>14}")
    for r in regels:
        print(
            f"{r.wat:36} {r.seconden * 1000:8.1f} {r.seconden / kaal:13.2f} {r.seconden / leeg:14.2f}  {r.erbij}"
        )
    sys.stdout.flush()


def main() -> None:
    """Measure both, and print."""
    seconden = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    begin = time.perf_counter()
    print(f"{MEDEWERKERS} medewerkers, een jaar vooruit, {VOL:.0%} vol, de eerste {VOLLE_DAGEN} dagen helemaal")
    with TemporaryDirectory() as tijdelijk, start_cluster() as cluster:
        for naam, url in (("SQLite", f"sqlite:///{tijdelijk}/p.db"), ("PostgreSQL", cluster.create("meting"))):
            with run_portaal(url, Path(tijdelijk), 1, werkers=0) as draaiend:
                db = Database(url)
                show(naam, list(measure_all(db, draaiend.poorten[0], seconden)))
                db.close()
    print(f"\nin {time.perf_counter() - begin:.0f} s")


if __name__ == "__main__":
    main()
