"""An employee's own calendar follows an agenda: vdirsyncer reads the feed over HTTP, khal shows what came."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from werkzeug.serving import make_server

from portaal.afspraak import service
from portaal.afspraak.begrip import Soort, Status, Tijdkeuze, Tijdwens
from portaal.afspraak.boeking import Afspraakverzoek, Contact
from portaal.core.door import DoorBezoeker, DoorMedewerker
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from tests.concurrency.test_afspraak import make_tijden, set_agenda
from tests.conftest import Klok, make_app
from tests.unit.afspraak.test_kalender_programmas import LIJST, khal

BALIE = DoorMedewerker(1, frozenset({Rol.BALIE}))
WENS = Tijdwens("aanslag", Soort.BELLEN)


@dataclass
class Volger:
    """An agenda with three appointments, and the calendar program of whoever follows it."""

    db: Database
    klok: Klok
    folder: Path
    adres: str

    def read(self) -> dict[str, Event]:
        """What the feed says now, by UID."""
        token = self.adres.rpartition("/")[2].removesuffix(".ics")
        with self.db.reading() as session:
            inhoud = service.read_feed(session, token, self.klok.moment)
        return {str(e["UID"]): e for e in Calendar.from_ical(inhoud).walk("VEVENT")}

    def change(self, wat: str, nummer: int) -> None:
        """Move to half an hour later on the next day, call off, or note that someone was helped."""
        now = self.klok.moment = self.klok.moment + timedelta(minutes=1)
        tijden = make_tijden(now, 60)
        if wat == "verzet":
            self.db.run(lambda s: service.move_afspraak(s, BALIE, nummer, Tijdkeuze(WENS, tijden[55]), now))
        elif wat == "afgezegd":
            self.db.run(lambda s: service.cancel_afspraak(s, BALIE, nummer, now))
        else:
            self.db.run(lambda s: service.note_status(s, BALIE, nummer, Status.GEHOLPEN, now))


@pytest.fixture
def volger(sqlite_db: Database, klok: Klok, tmp_path: Path) -> Volger:
    """Three appointments, and a feed of their agenda."""
    now = klok.moment
    set_agenda(sqlite_db, now)
    for nummer, tijd in enumerate(make_tijden(now, 3)):
        wie = Contact("Jan", email=f"{nummer}@voorbeeld.example")
        verzoek = Afspraakverzoek("aanslag", Soort.BELLEN, tijd, wie, f"wens-{nummer}")
        sqlite_db.run(lambda s, v=verzoek: service.book_afspraak(s, DoorBezoeker(), v, now))
    adres = sqlite_db.run(lambda s: service.open_feed(s, BALIE, "tel", now))
    return Volger(sqlite_db, klok, tmp_path, adres)


def test_a_feed_keeps_its_uids_and_counts_each_change(volger: Volger) -> None:
    voor = volger.read()
    assert [e["SEQUENCE"] for e in voor.values()] == [0, 0, 0]
    volger.change("verzet", 1)
    volger.change("afgezegd", 2)
    na = volger.read()
    assert set(na) < set(voor)
    assert sorted(e["SEQUENCE"] for e in na.values()) == [0, 1]
    assert max(e["LAST-MODIFIED"].dt for e in na.values()) > volger.klok.moment - timedelta(minutes=2)


def test_who_was_helped_had_an_appointment_all_the_same(volger: Volger) -> None:
    volger.change("geholpen", 1)
    assert {str(e["STATUS"]) for e in volger.read().values()} == {"CONFIRMED"}


@pytest.fixture
def serveert(volger: Volger) -> Iterator[Volger]:
    """The portal on a port, and vdirsyncer told where the feed is."""
    app = make_app(volger.db, volger.klok)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    adres = volger.adres.replace("http://localhost", f"http://127.0.0.1:{server.server_port}")
    (volger.folder / "vdirsyncer.conf").write_text(
        f'[general]\nstatus_path = "{volger.folder / "status"}"\n'
        '[pair werk]\na = "feed"\nb = "eigen"\ncollections = null\n'
        f'[storage feed]\ntype = "http"\nurl = "{adres}"\n'
        f'[storage eigen]\ntype = "filesystem"\npath = "{volger.folder / "kalender"}"\nfileext = ".ics"\n'
    )
    yield volger
    server.shutdown()
    server.server_close()


def sync(folder: Path, wat: str) -> None:
    """Let vdirsyncer do it."""
    proces = subprocess.run(
        [Path(sys.executable).parent / "vdirsyncer", "-c", folder / "vdirsyncer.conf", wat],
        input="y\n" * 4,
        capture_output=True,
        text=True,
        check=False,
    )
    assert proces.returncode == 0, proces.stdout + proces.stderr


@pytest.mark.proef
def test_vdirsyncer_and_khal_follow_an_agenda_through_move_and_cancel(serveert: Volger) -> None:
    def shown() -> list[str]:
        return sorted(r for r in khal(serveert.folder, *LIJST, "2026-03-17", "3d").splitlines() if "Afspraak" in r)

    (serveert.folder / "kalender").mkdir()
    sync(serveert.folder, "discover")
    sync(serveert.folder, "sync")
    eerst = shown()
    assert len(eerst) == 3
    assert all(regel.startswith("2026-03-17") for regel in eerst)
    serveert.change("verzet", 1)
    sync(serveert.folder, "sync")
    verzet = shown()
    assert len(verzet) == 3
    assert verzet[:2] == eerst[1:]
    assert verzet[2].startswith("2026-03-18")
    serveert.change("afgezegd", 2)
    sync(serveert.folder, "sync")
    assert shown() == verzet[1:]
