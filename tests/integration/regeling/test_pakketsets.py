"""Sets for the belastingpakket: each change in exactly one, made again the same, and together the whole state."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from threading import Event
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portaal.cli import main
from portaal.config import Instellingen
from portaal.core.door import DoorInwoner, DoorMedewerker
from portaal.core.errors import NietGevonden
from portaal.core.events.aanslag import InwonerVerwijderd
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.invordering.model import Pakketwijziging
from portaal.invordering.rules import Blokkadereden
from portaal.invordering.service import (
    Blokkadevraag,
    SetOnvolledig,
    lift_blokkade,
    limit_blokkade,
    make_set,
    place_blokkade,
    read_set,
)
from portaal.invordering.service.vergeten import forget_inwoner
from portaal.invordering.uitvoer import Pakket
from portaal.regeling.model import Regeling, Verzoek
from portaal.regeling.service import (
    Geval,
    LooptAl,
    Regelingsverzoek,
    end_pauzes,
    grant_verzoek,
    refuse_verzoek,
    request_regeling,
    stop_regeling,
    withdraw_verzoek,
)
from portaal.regeling.service.besluiten import Afwijzing
from portaal.regeling.service.terugmelding import read_volledig
from portaal.regeling.stand import Wens
from portaal.regeling.toestanden import OPEN_VERZOEK, Regelingstatus
from tests.conftest import NU
from tests.factories.aanslag import make_aanslag
from tests.factories.inwoner import make_inwoner
from tests.factories.regeling import in_termijnen, rust
from tests.support.client import PaginaClient
from tests.support.pakket import numbers_of, read_rows, replay

TEAM = DoorMedewerker(7, frozenset({Rol.INVORDERING}))


def ask(session: Session, wens: Wens, now: datetime = NU, **aanslag: object) -> tuple[int, int]:
    """Someone new asks. Returns the inwoner and the request."""
    wie = make_inwoner(session)
    verzoek = Regelingsverzoek(f"s-{wie}-{now}", (make_aanslag(session, wie, **aanslag),), wens)
    return wie, request_regeling(session, DoorInwoner(wie), wie, verzoek, now).verzoek_id


def all_sets(db: Database, tot_en_met: int) -> list[Pakket]:
    with db.reading() as session:
        return [read_set(session, nummer) for nummer in range(1, tot_en_met + 1)]


def complete(db: Database, now: datetime = NU) -> Pakket:
    with db.reading() as session:
        return read_volledig(session, now)


def test_a_plan_on_incasso_goes_out_with_terms_hold_and_stop(db: Database) -> None:
    _, verzoek = db.run(lambda s: ask(s, in_termijnen(3), automatische_incasso=True))
    pakket = db.run(lambda s: make_set(s, NU))
    assert pakket is not None
    regelingen, termijnen, blokkades, stops = (
        read_rows(pakket.bestanden[f"{naam}.csv"])
        for naam in ("regelingen", "termijnen", "blokkades", "incassostops")
    )
    with db.reading() as session:
        kenmerk = session.get_one(Verzoek, verzoek).kenmerk
    assert [(r["regeling"], r["status"], r["aantal_termijnen"], r["bedrag"]) for r in regelingen] == [
        (kenmerk, "lopend", "3", "512,16")
    ]
    assert [(t["termijn"], t["vervaldatum"], t["bedrag"]) for t in termijnen] == [
        ("1", "2026-03-26", "170,72"),
        ("2", "2026-04-26", "170,72"),
        ("3", "2026-05-26", "170,72"),
    ]
    # Granted at once: the plan's own hold is the only one, and stops the debits.
    assert [(b["reden"], b["opgeheven"]) for b in blokkades] == [("regeling", "")]
    assert [stop["vanaf"] for stop in stops] == ["2026-03-16"]


def test_nothing_waits_after_a_set_and_a_set_made_again_is_the_same(db: Database) -> None:
    db.run(lambda s: ask(s, in_termijnen(3)))
    eerste = db.run(lambda s: make_set(s, NU))
    assert db.run(lambda s: make_set(s, NU)) is None
    later = NU + timedelta(days=3)
    db.run(lambda s: ask(s, in_termijnen(18), later))
    tweede = db.run(lambda s: make_set(s, later))
    assert eerste is not None
    assert tweede is not None
    assert [pakket.kop.nummer for pakket in (eerste, tweede)] == [1, 2]
    assert all_sets(db, 2) == [eerste, tweede]
    with db.reading() as session, pytest.raises(NietGevonden):
        read_set(session, 3)


def test_what_is_rolled_back_is_in_no_set(db: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        db.run(lambda s: (ask(s, in_termijnen(3)), 1 / 0))
    assert db.run(lambda s: make_set(s, NU)) is None


def test_a_set_of_which_retention_took_a_part_says_so(db: Database) -> None:
    wie, _ = db.run(lambda s: ask(s, in_termijnen(18)))
    db.run(lambda s: ask(s, in_termijnen(18)))
    db.run(lambda s: make_set(s, NU))
    db.run(lambda s: forget_inwoner(s, InwonerVerwijderd(wie), NU))
    with db.reading() as session, pytest.raises(SetOnvolledig):
        read_set(session, 1)


def _act(session: Session, toeval: random.Random, now: datetime) -> None:
    """One thing that someone does."""
    open_ = session.scalars(select(Verzoek).where(Verzoek.status.in_(OPEN_VERZOEK)).order_by(Verzoek.id)).all()
    lopend = session.scalars(
        select(Regeling.id).filter_by(status=Regelingstatus.LOPEND).order_by(Regeling.id)
    ).all()
    wat = toeval.choice(("vraag", "vraag", "besluit", "stop", "pauze", "opnieuw"))
    if wat == "besluit" and open_:
        verzoek = toeval.choice(open_)
        geval = Geval(verzoek.id, verzoek.versie)
        nee = Afwijzing(["te_lang"], "U kunt in 12 keer betalen.")
        toeval.choice(
            (
                lambda: grant_verzoek(session, TEAM, geval, now, reden="maatwerk"),
                lambda: refuse_verzoek(session, TEAM, geval, nee, now),
                lambda: withdraw_verzoek(session, TEAM, verzoek.id, now),
            )
        )()
    elif wat == "stop" and lopend:
        stop_regeling(session, TEAM, toeval.choice(lopend), now)
    elif wat == "opnieuw" and lopend:
        regeling = session.get_one(Regeling, toeval.choice(lopend))
        ids = tuple(rij.aanslag_id for rij in regeling.aanslagen)
        wie, sleutel = regeling.inwoner_id, f"opnieuw-{regeling.id}-{now}"
        with suppress(LooptAl):
            request_regeling(session, DoorInwoner(wie), wie, Regelingsverzoek(sleutel, ids, in_termijnen(4)), now)
    elif wat == "pauze":
        ask(session, rust(now.date() + timedelta(days=28)), now)
    else:
        ask(session, in_termijnen(toeval.choice((1, 6, 18))), now, automatische_incasso=toeval.random() < 0.4)
    end_pauzes(session, now)


def _live(db: Database, stappen: int, zaad: int) -> None:
    toeval, gemaakt, now = random.Random(zaad), 0, NU
    for nummer in range(stappen):
        now += timedelta(hours=toeval.randint(1, 240))
        db.run(lambda s, now=now: _act(s, toeval, now))
        if nummer % 4 == 1:
            gemaakt += db.run(lambda s, now=now: make_set(s, now)) is not None
    gemaakt += db.run(lambda s: make_set(s, now)) is not None
    sets = all_sets(db, gemaakt)
    assert gemaakt > 2
    assert replay(sets) == replay([complete(db, now)])
    nummers = numbers_of(sets)
    with db.reading() as session:
        assert len(nummers) == len(set(nummers)) == session.scalar(select(func.count(Pakketwijziging.id)))


def test_all_sets_after_each_other_give_the_complete_state(db: Database) -> None:
    _live(db, 9, zaad=4)


@pytest.mark.proef
@pytest.mark.parametrize("zaad", range(8))
def test_all_sets_of_a_long_time_give_the_complete_state(db: Database, zaad: int) -> None:
    _live(db, 80, zaad)


def test_a_change_that_nobody_reports_is_noticed(db: Database) -> None:
    db.run(lambda s: ask(s, in_termijnen(3)))
    db.run(lambda s: s.execute(delete(Pakketwijziging).where(Pakketwijziging.bestand == "termijnen")))
    db.run(lambda s: make_set(s, NU))
    assert replay(all_sets(db, 1)) != replay([complete(db)])


def test_changes_during_an_export_land_in_exactly_one_set(db: Database) -> None:
    """Holds are placed, limited and lifted by three while two exports run as fast as they can."""
    with db.transaction() as session:
        aanslagen = [make_aanslag(session, make_inwoner(session)) for _ in range(3)]
    klaar, eerste_set = Event(), Event()

    def live(aanslag_id: int) -> None:
        for keer in range(5):
            # However busy the machine is: an export comes in between.
            assert keer < 2 or eerste_set.wait(60)
            bron = f"proef:{aanslag_id}:{keer}"
            vraag = Blokkadevraag([aanslag_id], bron, Blokkadereden.REGELING, stopt_incasso=keer % 2 == 0)
            db.run(lambda s, vraag=vraag: place_blokkade(s, TEAM, vraag, NU))
            db.run(lambda s, bron=bron: limit_blokkade(s, TEAM, bron, NU.date(), NU))
            db.run(lambda s, bron=bron: lift_blokkade(s, TEAM, bron, NU))

    def export() -> int:
        gemaakt = 0
        while not klaar.wait(0.01):
            if db.run(lambda s: make_set(s, NU)) is not None:
                gemaakt += 1
                eerste_set.set()
        return gemaakt

    with ThreadPoolExecutor(5) as draden:
        exports = [draden.submit(export) for _ in range(2)]
        try:
            list(draden.map(live, aanslagen))
        finally:
            klaar.set()
        gemaakt = sum(taak.result() for taak in exports)
    gemaakt += db.run(lambda s: make_set(s, NU)) is not None
    sets = all_sets(db, gemaakt)
    with db.reading() as session:
        alle = list(session.scalars(select(Pakketwijziging.id)))
    assert gemaakt > 1
    assert len(alle) == 3 * (3 * 5 + 3 * 3)
    assert sorted(numbers_of(sets)) == sorted(alle)
    assert replay(sets) == replay([complete(db)])


def test_the_command_writes_the_next_set_an_old_one_and_the_whole(
    sqlite_db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sqlite_db.run(lambda s: ask(s, in_termijnen(3)))
    instellingen = Instellingen(database_url=sqlite_db.url)
    monkeypatch.setattr("portaal.regeling.opdracht.load_instellingen", lambda: instellingen)
    monkeypatch.setattr("portaal.regeling.opdracht.is_current", lambda _: True)

    def export(*opties: str) -> tuple[int, str]:
        uitkomst = CliRunner().invoke(main, ["exporteer", str(tmp_path / "uit"), *opties])
        if uitkomst.exception and not isinstance(uitkomst.exception, SystemExit):
            raise uitkomst.exception
        return uitkomst.exit_code, uitkomst.output

    assert export() == (0, f"Geschreven in {tmp_path / 'uit' / 'set-000001'}\n")
    eerste = {pad.name: pad.read_bytes() for pad in (tmp_path / "uit" / "set-000001").iterdir()}
    assert len(eerste) == 5
    assert export() == (0, "Er zijn geen wijzigingen sinds set 1.\n")
    (tmp_path / "uit" / "set-000001" / "termijnen.csv").write_bytes(b"stuk")
    assert export("--set", "1")[0] == 0
    assert {pad.name: pad.read_bytes() for pad in (tmp_path / "uit" / "set-000001").iterdir()} == eerste
    assert export("--volledig")[0] == 0
    assert (tmp_path / "uit" / "volledig-na-set-000001" / "regelingen.csv").exists()
    assert export("--set", "9") == (1, "Error: Er is geen set 9.\n")
    assert export("--set", "1", "--volledig")[0] == 2
    sqlite_db.run(lambda s: ask(s, in_termijnen(3)))
    (tmp_path / "uit" / "set-000002").write_text("in de weg")
    code, tekst = export()
    assert code == 1
    assert "--set 2" in tekst


def test_staff_make_a_set_and_download_it(
    app: Flask, db: Database, login_medewerker: Callable[..., PaginaClient]
) -> None:
    db.run(lambda s: ask(s, in_termijnen(3)))
    browser = app.test_client()
    assert isinstance(browser, PaginaClient)
    login_medewerker(browser, Rol.BEHEER)
    assert "Er wachten 5 wijzigingen" in browser.get("/werk/pakketsets").text
    assert "Set 1 is gemaakt." in browser.post("/werk/pakketsets", follow_redirects=True).text
    opgehaald = [browser.get("/werk/pakketsets/1.zip").data for _ in range(2)]
    assert opgehaald[0] == opgehaald[1]
    with ZipFile(BytesIO(opgehaald[0])) as zip_:
        assert zip_.read("set-000001/termijnen.csv").count(b"\r\n") == 4
    volledig = browser.get("/werk/pakketsets/volledig.zip")
    assert volledig.headers["Content-Disposition"] == 'attachment; filename="volledig-na-set-000001.zip"'
    for nummer in (9, 2**31):
        assert browser.get(f"/werk/pakketsets/{nummer}.zip").status_code == 404
    login_medewerker(browser, Rol.BALIE)
    assert browser.get("/werk/pakketsets").status_code == 403
