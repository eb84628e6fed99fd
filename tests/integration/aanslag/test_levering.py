"""A delivery is taken in as its format says: all of it, or only what is right, or not at all."""

import os
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select, text

from portaal.aanslag.levering import naast, opname
from portaal.aanslag.levering.melding import Meldingsoort
from portaal.aanslag.levering.service import Uitkomst, is_te_veel_uitval, take_in
from portaal.aanslag.levering.slot import ImportLoopt, import_lock
from portaal.aanslag.model import AanslagregelRij, AanslagRij, AanslagstandRij, is_huidige_stand, is_uitgevallen
from portaal.aanslag.service import get_aanslag
from portaal.core.door import DoorSysteem
from portaal.infra.database import Database
from portaal.infra.werk.model import GebeurtenisRij
from portaal.inwoner.model import Inwoner, Levering, Leveringstatus, Persoonsgegevens
from portaal.inwoner.service import ensure_inwoner
from tests.factories.levering import Map, make_map

DOOR = DoorSysteem("test")


@pytest.fixture
def levering(tmp_path: Path) -> Map:
    return make_map(tmp_path / "levering")


def _take_in(db: Database, levering: Map, now: datetime, *, toch: bool = False) -> Uitkomst:
    return take_in(db, levering.folder, door=DOOR, now=now, toch=toch)


def _count(db: Database, soort: type) -> int:
    with db.reading() as session:
        return session.scalar(select(func.count()).select_from(soort)) or 0


def test_a_correct_delivery_is_taken_in_whole(db: Database, levering: Map, now: datetime) -> None:
    uitkomst = _take_in(db, levering, now)
    assert uitkomst.status is Leveringstatus.OPGENOMEN
    assert uitkomst.of(Meldingsoort.UITVAL) == []
    assert uitkomst.aantallen == {
        naam: levering.count(f"{naam}.csv")
        for naam in ("inwoners", "aanslagen", "aanslagregels", "betalingen", "verzendingen")
    }
    assert _count(db, AanslagregelRij) == uitkomst.aantallen["aanslagregels"]
    assert _count(db, GebeurtenisRij) == 1


def test_after_a_delivery_postgresql_knows_how_full_its_tables_are(
    postgres_db: Database, levering: Map, now: datetime
) -> None:
    uitkomst = _take_in(postgres_db, levering, now)
    with postgres_db.reading() as session:
        geteld = session.scalar(text("SELECT reltuples FROM pg_class WHERE relname = 'aanslagregel'"))
    assert geteld == uitkomst.aantallen["aanslagregels"]


def test_the_same_delivery_twice_changes_nothing_and_says_the_same(
    db: Database, levering: Map, now: datetime
) -> None:
    eerst, weer = _take_in(db, levering, now), _take_in(db, levering, now)
    assert weer.as_json() == eerst.as_json()
    assert (_count(db, AanslagstandRij), _count(db, Levering)) == (eerst.aantallen["aanslagen"], 1)


def test_a_newer_delivery_replaces_what_it_names_and_leaves_the_rest(
    db: Database, levering: Map, now: datetime
) -> None:
    _take_in(db, levering, now)
    aanslagen = levering.rows("aanslagen.csv")
    eerste = aanslagen[0]["aanslagnummer"]
    alleen = {naam: [r for r in levering.rows(naam) if r["aanslagnummer"] == eerste] for naam in _KINDEREN}
    for naam, rijen in alleen.items():
        levering.write(naam, rijen)
    levering.change("aanslagen.csv", 0, kosten="19,00")
    assert _take_in(db, levering, now).aantallen["aanslagen"] == 1
    with db.reading() as session:
        ids = dict(session.execute(select(AanslagRij.aanslagnummer, AanslagRij.id)).all())
        assert get_aanslag(session, ids[eerste]).kosten == 1900
        assert get_aanslag(session, ids[aanslagen[1]["aanslagnummer"]]).regels
    assert _count(db, AanslagstandRij) == len(aanslagen)
    assert _count(db, Persoonsgegevens) == levering.count("inwoners.csv")


_KINDEREN = ("aanslagen.csv", "aanslagregels.csv", "betalingen.csv", "verzendingen.csv")

FOUTEN = [
    ("aanslagen.csv", {"betalingskenmerk": "1234567890123456"}, "betalingskenmerk"),
    ("aanslagen.csv", {"bsn": "900000001"}, "bsn"),
    ("aanslagen.csv", {"bsn": "999990019"}, "bsn"),
    ("aanslagen.csv", {"totaalbedrag": "1,00"}, "totaalbedrag"),
    ("aanslagen.csv", {"totaalbedrag": "100000000,00"}, "totaalbedrag"),
    ("aanslagen.csv", {"totaalbedrag": "1.234,56"}, "totaalbedrag"),
    ("aanslagen.csv", {"soort": "rijksbelasting"}, "soort"),
    ("aanslagen.csv", {"dagtekening": "2026-02-30"}, "dagtekening"),
    ("aanslagen.csv", {"dagtekening": "2028-01-01"}, "dagtekening"),
    ("aanslagen.csv", {"aantal_termijnen": "13"}, "aantal_termijnen"),
    ("aanslagen.csv", {"aantal_termijnen": "0"}, "aantal_termijnen"),
    ("aanslagen.csv", {"aantal_termijnen": "5"}, "vervaldata"),
    ("aanslagen.csv", {"aanslagnummer": "12"}, "aanslagnummer"),
    ("aanslagen.csv", {"status": "weg"}, "status"),
    ("aanslagen.csv", {"automatische_incasso": "ja"}, "automatische_incasso"),
    ("aanslagregels.csv", {"bedrag": "x"}, "bedrag"),
    ("aanslagregels.csv", {"van": "2026-13-01"}, "van"),
    ("betalingen.csv", {"soort": "contant"}, "soort"),
    ("betalingen.csv", {"bedrag": "-5,00"}, "bedrag"),
    ("verzendingen.csv", {"soort": "kaartje"}, "soort"),
    ("verzendingen.csv", {"kanaal": "duif"}, "kanaal"),
]


@pytest.mark.parametrize(("bestand", "velden", "kolom"), FOUTEN)
def test_a_faulty_row_takes_only_its_own_aanslag_out(
    sqlite_db: Database, levering: Map, now: datetime, bestand: str, velden: dict[str, str], kolom: str
) -> None:
    totaal = levering.count("aanslagen.csv")
    levering.change(bestand, 0, **velden)
    uitkomst = _take_in(sqlite_db, levering, now)
    uitval = uitkomst.of(Meldingsoort.UITVAL)
    assert uitkomst.status is Leveringstatus.OPGENOMEN
    assert kolom in {melding.kolom for melding in uitval}
    assert uitkomst.aantallen["aanslagen"] == totaal - 1
    fout = next(m for m in uitval if (m.kolom, m.bestand) == (kolom, bestand))
    assert (fout.bestand, fout.regel) == (bestand, 2)
    assert len(fout.melding) > 20
    for waarde in (velden.get("bsn"), levering.rows("inwoners.csv")[0]["bsn"]):
        assert not waarde or waarde not in fout.melding


def test_a_faulty_bsn_of_an_inwoner_takes_out_that_inwoner_and_the_aanslagen(
    db: Database, levering: Map, now: datetime
) -> None:
    levering.change("inwoners.csv", 2, bsn="900000001")
    uitkomst = _take_in(db, levering, now)
    meldingen = uitkomst.of(Meldingsoort.UITVAL)
    assert (meldingen[0].bestand, meldingen[0].regel, meldingen[0].kolom) == ("inwoners.csv", 4, "bsn")
    assert {m.bestand for m in meldingen[1:]} == {"aanslagen.csv"}
    assert uitkomst.aantallen["inwoners"] == levering.count("inwoners.csv") - 1


def test_an_aanslagnummer_twice_falls_out(db: Database, levering: Map, now: datetime) -> None:
    rijen = levering.rows("aanslagen.csv")
    levering.write("aanslagen.csv", [*rijen, rijen[0]])
    (fout,) = _take_in(db, levering, now).of(Meldingsoort.UITVAL)
    assert (fout.kolom, fout.regel) == ("aanslagnummer", len(rijen) + 2)


def test_a_line_of_an_aanslag_that_is_not_there_is_told(db: Database, levering: Map, now: datetime) -> None:
    rijen = levering.rows("aanslagregels.csv")
    levering.write("aanslagregels.csv", [*rijen, rijen[0] | {"aanslagnummer": "202699999999"}])
    (fout,) = _take_in(db, levering, now).of(Meldingsoort.UITVAL)
    assert (fout.aanslagnummer, fout.regel) == ("202699999999", len(rijen) + 2)


def test_an_aanslag_that_changed_to_another_bsn_keeps_its_old_state(
    db: Database, levering: Map, now: datetime
) -> None:
    _take_in(db, levering, now)
    ander = levering.rows("inwoners.csv")[5]["bsn"]
    levering.change("aanslagen.csv", 0, bsn=ander, kosten="99,00")
    (fout,) = _take_in(db, levering, now).of(Meldingsoort.UITVAL)
    assert fout.kolom == "bsn"
    with db.reading() as session:
        aanslag_id = session.scalars(select(AanslagRij.id).filter_by(aanslagnummer=fout.aanslagnummer)).one()
        aanslag = get_aanslag(session, aanslag_id)
    assert aanslag.kosten != 9900
    assert aanslag.oud_sinds == now.date()


def test_only_what_fell_out_counts_as_fallen_out_until_it_comes_in_again(
    db: Database, levering: Map, now: datetime
) -> None:
    _take_in(db, levering, now)
    nummer = levering.rows("aanslagen.csv")[0]["aanslagnummer"]

    def fallen_out() -> list[str]:
        with db.reading() as session:
            return list(session.scalars(select(AanslagRij.aanslagnummer).where(is_uitgevallen())))

    assert fallen_out() == []
    goed = levering.rows("aanslagen.csv")[0]["totaalbedrag"]
    levering.change("aanslagen.csv", 0, totaalbedrag="1,00")
    _take_in(db, levering, now)
    assert fallen_out() == [nummer]
    levering.change("aanslagen.csv", 0, totaalbedrag=goed)
    _take_in(db, levering, now)
    assert fallen_out() == []


def test_an_aanslag_without_bsn_is_listed_apart_and_counts_for_no_threshold(
    db: Database, levering: Map, now: datetime
) -> None:
    for i in range(20):
        levering.change("aanslagen.csv", i, bsn="")
    uitkomst = _take_in(db, levering, now)
    assert uitkomst.status is Leveringstatus.OPGENOMEN
    assert len(uitkomst.of(Meldingsoort.NIET_BEDIEND)) == 20
    assert uitkomst.of(Meldingsoort.UITVAL) == []


def test_too_much_fall_out_refuses_the_whole_unless_one_insists(
    db: Database, levering: Map, now: datetime
) -> None:
    for i in range(10):
        levering.change("aanslagen.csv", i, totaalbedrag="1,00")
    uitkomst = _take_in(db, levering, now)
    assert uitkomst.status is Leveringstatus.GEWEIGERD
    assert (_count(db, AanslagstandRij), _count(db, Persoonsgegevens)) == (0, 0)
    assert uitkomst.aantallen["aanslagen"] == 0
    toch = _take_in(db, levering, now, toch=True)
    assert toch.status is Leveringstatus.OPGENOMEN
    assert len(toch.of(Meldingsoort.UITVAL)) == 10


@pytest.mark.parametrize(
    ("uitgevallen", "aanslagen", "te_veel"), [(9, 10, False), (10, 1000, False), (11, 1000, True), (10, 999, True)]
)
def test_more_than_one_percent_and_at_least_ten_is_too_much(
    uitgevallen: int, aanslagen: int, te_veel: bool
) -> None:
    assert is_te_veel_uitval(uitgevallen, aanslagen) is te_veel


def test_faults_of_structure_refuse_the_whole(sqlite_db: Database, levering: Map, now: datetime) -> None:
    bestand = levering.folder / "aanslagregels.csv"
    goed = bestand.read_bytes()
    rijen = levering.rows("aanslagregels.csv")
    levering.write("aanslagregels.csv", [{k: v for k, v in rij.items() if k != "bedrag"} for rij in rijen])
    assert "bedrag" in _refused(sqlite_db, levering, now)
    bestand.write_bytes(goed.replace(b"Rioolheffing", b"Rioolheff\xefng", 1))
    plaats = goed.index(b"Rioolheffing") + len("Rioolheff")
    assert f"plaats {plaats} " in _refused(sqlite_db, levering, now)
    bestand.write_bytes(b"")
    assert "kopregel" in _refused(sqlite_db, levering, now)
    bestand.unlink()
    assert "ontbreekt" in _refused(sqlite_db, levering, now)


def _refused(db: Database, levering: Map, now: datetime) -> str:
    uitkomst = _take_in(db, levering, now)
    assert uitkomst.status is Leveringstatus.GEWEIGERD
    assert _count(db, Levering) == 0
    return uitkomst.meldingen[0].melding


def test_columns_are_found_by_name_and_extra_ones_get_one_warning(
    db: Database, levering: Map, now: datetime
) -> None:
    rijen = levering.rows("betalingen.csv")
    levering.write("betalingen.csv", [{"los": "x", **dict(reversed(rij.items())), "meer": "y"} for rij in rijen])
    uitkomst = _take_in(db, levering, now)
    assert uitkomst.aantallen["betalingen"] == len(rijen)
    extra = [m for m in uitkomst.of(Meldingsoort.WAARSCHUWING) if m.bestand == "betalingen.csv"]
    assert len(extra) == 1
    assert "los, meer" in extra[0].melding


def test_a_line_whose_sum_does_not_fit_is_taken_in_with_a_warning(
    db: Database, levering: Map, now: datetime
) -> None:
    waarschuwingen = _take_in(db, levering, now).of(Meldingsoort.WAARSCHUWING)
    assert {m.kolom for m in waarschuwingen} == {"bedrag", "belastingsoort"}


def test_rows_in_any_order_are_put_together(db: Database, levering: Map, now: datetime) -> None:
    for naam in _KINDEREN:
        levering.write(naam, levering.rows(naam)[::-1])
    uitkomst = _take_in(db, levering, now)
    assert uitkomst.of(Meldingsoort.UITVAL) == []
    assert uitkomst.aantallen["aanslagregels"] == levering.count("aanslagregels.csv")


def test_a_quoted_line_break_in_a_text_is_no_new_row(sqlite_db: Database, levering: Map, now: datetime) -> None:
    tekst = 'Rioolheffing "eigenaar"\n202699999999; en meer'
    levering.change("aanslagregels.csv", 1, omschrijving=tekst)
    regels: list[tuple[str, int]] = []
    uitkomst = take_in(
        sqlite_db, levering.folder, door=DOOR, now=now, voortgang=lambda wat, n: regels.append((wat, n))
    )
    assert uitkomst.of(Meldingsoort.UITVAL) == []
    assert ("lezen aanslagregels.csv", levering.count("aanslagregels.csv")) in regels
    with sqlite_db.reading() as session:
        assert session.scalars(select(AanslagregelRij.omschrijving).filter_by(omschrijving=tekst)).one() == tekst


def test_who_logs_in_for_the_first_time_while_named_by_a_delivery_stays_one_person(
    db: Database, levering: Map, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    bsn = levering.rows("inwoners.csv")[3]["bsn"]
    wie = db.run(lambda session: ensure_inwoner(session, bsn, now))
    zoek, vragen = opname._known, []

    def see_too_late(verbinding: Connection, index: dict[bytes, str]) -> dict[str, int]:
        vragen.append(len(index))
        return {} if len(vragen) == 1 else zoek(verbinding, index)

    monkeypatch.setattr(opname, "_known", see_too_late)
    assert _take_in(db, levering, now).of(Meldingsoort.UITVAL) == []
    assert vragen == [levering.count("inwoners.csv")] * 2
    assert _count(db, Inwoner) == levering.count("inwoners.csv")
    with db.reading() as session:
        assert session.get(Persoonsgegevens, (wie, 1)) is not None


def test_only_one_import_at_a_time(db: Database, levering: Map, now: datetime) -> None:
    with import_lock(db), pytest.raises(ImportLoopt):
        _take_in(db, levering, now)
    assert _take_in(db, levering, now).status is Leveringstatus.OPGENOMEN


_STIL = """
import sys, time
from pathlib import Path
from tests.conftest import NU
from portaal.aanslag.levering.service import take_in
from portaal.core.door import DoorSysteem
from portaal.infra.database import Database
def voortgang(wat, aantal):
    if wat == "aanslagen":
        print("halverwege", flush=True)
        time.sleep(60)
take_in(Database(sys.argv[1]), Path(sys.argv[2]), door=DoorSysteem("test"), now=NU, voortgang=voortgang)
"""


def test_a_kill_halfway_leaves_the_state_before_and_blocks_nobody(
    db: Database, levering: Map, now: datetime
) -> None:
    _take_in(db, levering, now)
    voor = _count(db, AanslagstandRij)
    levering.change("aanslagen.csv", 0, kosten="55,00")
    proces = subprocess.Popen(
        [sys.executable, "-c", _STIL, db.engine.url.render_as_string(hide_password=False), str(levering.folder)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    assert proces.stdout is not None
    assert proces.stdout.readline() == b"halverwege\n"
    proces.send_signal(signal.SIGKILL)
    proces.wait()
    with db.reading() as session:
        aanslag_id = session.scalars(
            select(AanslagRij.id).filter_by(aanslagnummer=levering.rows("aanslagen.csv")[0]["aanslagnummer"])
        ).one()
        assert get_aanslag(session, aanslag_id).kosten != 5500
    time.sleep(0.2)
    assert _take_in(db, levering, now).status is Leveringstatus.OPGENOMEN
    with db.reading() as session:
        assert get_aanslag(session, aanslag_id).kosten == 5500
        statussen = list(session.scalars(select(Levering.status).order_by(Levering.id)))
    assert statussen == [Leveringstatus.OPGENOMEN, Leveringstatus.AFGEBROKEN, Leveringstatus.OPGENOMEN]
    assert _count(db, AanslagstandRij) == voor


def test_a_large_delivery_that_is_read_beside_gives_the_same(
    db: Database, levering: Map, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naast, "GROOT", 0)
    levering.change("aanslagregels.csv", 1, bedrag="0,01")
    uitkomst = _take_in(db, levering, now)
    assert uitkomst.status is Leveringstatus.OPGENOMEN
    assert uitkomst.aantallen["aanslagen"] == levering.count("aanslagen.csv") - 1
    assert len(uitkomst.of(Meldingsoort.UITVAL)) == 1
    assert _count(db, AanslagRij) == uitkomst.aantallen["aanslagen"]


def test_a_reader_that_dies_is_told_and_changes_nothing(
    sqlite_db: Database, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naast, "GROOT", 0)
    lezers: list[subprocess.Popen[bytes]] = []
    start = naast._start

    def note(folder: Path, vandaag: date, eerste_stand: int) -> subprocess.Popen[bytes]:
        lezers.append(start(folder, vandaag, eerste_stand))
        return lezers[0]

    monkeypatch.setattr(naast, "_start", note)
    # More than the pipe holds, so that the reader is not done before it is killed.
    levering = make_map(tmp_path / "groot", 3000)

    def kill(naam: str, _aantal: int) -> None:
        if naam == "aanslagen":
            lezers[0].kill()

    with pytest.raises(naast.LezenGestopt):
        take_in(sqlite_db, levering.folder, door=DOOR, now=now, voortgang=kill)
    with sqlite_db.reading() as session:
        assert session.scalar(select(func.count()).where(is_huidige_stand())) == 0
    monkeypatch.setattr(naast, "GROOT", 1 << 60)
    assert _take_in(sqlite_db, levering, now).status is Leveringstatus.OPGENOMEN
