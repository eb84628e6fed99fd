"""Configuration is dated, validated, and never changed once it is in."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from threading import Barrier

import pytest
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portaal.beleid.bestanden import BeleidFout, read_versie
from portaal.beleid.gemeente import Beleid, Gemeente
from portaal.beleid.model import Beleidversie
from portaal.beleid.service import (
    GeenBeleid,
    Keuze,
    VersieLiep,
    confirm,
    gemeente,
    holding,
    holding_versie,
    last_nummer,
    list_versies,
    seed,
    versie_id,
    versies,
    withdraw,
)
from portaal.beleid.voorstel import Voorstel, load_voorstel, save_voorstel
from portaal.core.door import DoorMedewerker
from portaal.core.errors import InmiddelsGewijzigd
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.infra.kamer import BeleidSoort
from portaal.logboek.model import Logregel


class Proef(Beleid):
    """A kind of configuration for these tests."""

    tarief: int


SOORT = BeleidSoort("proef", Proef)


class Loket(Beleid):
    """Something that is known by a key."""

    naam: str


class Loketten(Beleid):
    """A kind of configuration whose parts people see in the order of the file."""

    loketten: dict[str, Loket]


LOKETTEN = BeleidSoort("loketten", Loketten)
# By length, then letter, as a database may keep keys, this order would be another one.
IN_VOLGORDE = ["stadhuis", "wijkpost", "bus", "a"]


def _write(folder: Path, **bestanden: str) -> None:
    for naam, tekst in bestanden.items():
        (folder / f"{naam.replace('_', '.')}.toml").write_text(tekst)


def test_what_holds_is_the_latest_version_from_that_day_or_earlier(
    db: Database, tmp_path: Path, now: datetime
) -> None:
    _write(
        tmp_path, proef="geldig_vanaf = 2025-01-01\ntarief = 1", proef_2026="geldig_vanaf = 2026-01-01\ntarief = 2"
    )
    with db.transaction() as session:
        assert seed(session, (SOORT,), tmp_path, now) == 2
        assert holding(session, "proef", Proef, date(2025, 12, 31)).tarief == 1
        assert holding(session, "proef", Proef, date(2026, 1, 1)).tarief == 2
        with pytest.raises(GeenBeleid):
            holding(session, "proef", Proef, date(2024, 12, 31))


def test_a_changed_file_adds_a_version_and_the_old_one_can_still_be_read(
    db: Database, tmp_path: Path, now: datetime
) -> None:
    _write(tmp_path, proef="geldig_vanaf = 2025-01-01\ntarief = 1")
    with db.transaction() as session:
        seed(session, (SOORT,), tmp_path, now)
        oud = versie_id(session, "proef", date(2026, 1, 1))
        _write(tmp_path, proef="geldig_vanaf = 2025-01-01\ntarief = 9")
        assert seed(session, (SOORT,), tmp_path, now) == 1
        assert seed(session, (SOORT,), tmp_path, now) == 0
        assert holding(session, "proef", Proef, date(2026, 1, 1)).tarief == 9
        assert holding_versie(session, oud, Proef).tarief == 1


def _write_loketten(folder: Path, namen: list[str]) -> None:
    delen = "".join(f'\n[loketten.{naam}]\nnaam = "{naam}"' for naam in namen)
    _write(folder, loketten=f"geldig_vanaf = 2025-01-01{delen}")


def _holding_loketten(db: Database) -> list[str]:
    with db.reading() as session:
        return list(holding(session, "loketten", Loketten, date(2030, 1, 1)).loketten)


def test_parts_stand_in_the_order_of_the_file_and_follow_it(db: Database, tmp_path: Path, now: datetime) -> None:
    for volgorde in (IN_VOLGORDE, IN_VOLGORDE[::-1]):
        _write_loketten(tmp_path, volgorde)
        with db.transaction() as session:
            assert seed(session, (LOKETTEN,), tmp_path, now) == 1
        assert _holding_loketten(db) == volgorde
        with db.transaction() as session:
            assert seed(session, (LOKETTEN,), tmp_path, now) == 0


def test_a_change_under_way_keeps_the_order_in_which_it_was_made(db: Database, now: datetime) -> None:
    inhoud = {"loketten": {naam: {"naam": naam} for naam in IN_VOLGORDE}}
    with db.transaction() as session:
        save_voorstel(session, "medewerker:1", Voorstel("loketten", 1, 1, inhoud), now)
    with db.transaction() as session:
        voorstel = load_voorstel(session, "medewerker:1", "loketten", now)
        assert voorstel is not None
        assert list(voorstel.inhoud["loketten"]) == IN_VOLGORDE
        keuze = Keuze(voorstel.inhoud, now.date(), "", 0)
        confirm(session, _Beheer.door, LOKETTEN, keuze, now, naam="Bea")
    assert _holding_loketten(db) == IN_VOLGORDE


@pytest.mark.parametrize(
    ("tekst", "woord"),
    [
        ("tarief = 1", "geldig_vanaf"),
        ("geldig_vanaf = 2025-01-01\ntareif = 1", "tareif"),
        ("geldig_vanaf = 2025-01-01\ntarief = 'veel'", "tarief"),
        ("geldig_vanaf = ", "TOML"),
    ],
)
def test_a_fault_in_a_file_names_the_file_and_the_key(tmp_path: Path, tekst: str, woord: str) -> None:
    _write(tmp_path, proef=tekst)
    with pytest.raises(BeleidFout, match=woord) as gevangen:
        read_versie(SOORT, tmp_path / "proef.toml")
    assert "proef.toml" in str(gevangen.value)


def test_the_example_gemeente_can_be_read(db: Database, now: datetime) -> None:
    with db.reading() as session:
        wie = gemeente(session, now.date())
    assert isinstance(wie, Gemeente)
    assert wie.is_aan("regeling")
    assert wie.is_aan("iets-dat-niemand-noemt")


class _Beheer:
    """An employee of beheer, and what they let hold."""

    door = DoorMedewerker(1, frozenset({Rol.BEHEER}))

    @classmethod
    def confirm(cls, session: Session, tarief: int, now: datetime, *, basis: int) -> int:
        keuze = Keuze({"tarief": tarief}, now.date(), "", basis)
        return confirm(session, cls.door, SOORT, keuze, now, naam="Bea")


def test_what_beheer_changed_wins_from_a_changed_file_which_waits(
    db: Database, tmp_path: Path, now: datetime
) -> None:
    _write(tmp_path, proef="geldig_vanaf = 2025-01-01\ntarief = 1")
    with db.transaction() as session:
        seed(session, (SOORT,), tmp_path, now)
        assert _Beheer.confirm(session, 5, now, basis=1) == 2
        _write(tmp_path, proef="geldig_vanaf = 2026-02-01\ntarief = 9")
        assert seed(session, (SOORT,), tmp_path, now) == 1
        assert seed(session, (SOORT,), tmp_path, now) == 0
        assert holding(session, "proef", Proef, date(2030, 1, 1)).tarief == 5
        assert {v.nummer: v.stand for v in list_versies(session, "proef", now.date())} == {
            1: "gold",
            2: "geldt",
            3: "wacht",
        }
        withdraw(session, _Beheer.door, SOORT, 3, now)
        assert seed(session, (SOORT,), tmp_path, now) == 0


def test_numbers_only_go_up_and_each_change_is_in_the_logboek(db: Database, tmp_path: Path, now: datetime) -> None:
    _write(tmp_path, proef="geldig_vanaf = 2025-01-01\ntarief = 1")
    with db.transaction() as session:
        seed(session, (SOORT,), tmp_path, now)
        _Beheer.confirm(session, 2, now, basis=1)
        with pytest.raises(InmiddelsGewijzigd):
            _Beheer.confirm(session, 3, now, basis=1)
        with pytest.raises(VersieLiep):
            withdraw(session, _Beheer.door, SOORT, 2, now)
        with pytest.raises(ValidationError):
            _Beheer.confirm(session, "veel", now, basis=2)  # type: ignore[arg-type]
    with db.reading() as session:
        regels = session.scalars(select(Logregel).where(Logregel.handeling.startswith("beleid:"))).all()
        assert [(regel.handeling, regel.object_ref) for regel in regels] == [("beleid:versie:gemaakt", "proef:2")]


def test_the_database_itself_refuses_a_number_twice(db: Database, now: datetime) -> None:
    def rij(nummer: int) -> Beleidversie:
        return Beleidversie(
            soort="proef",
            nummer=nummer,
            geldig_vanaf=now.date(),
            inhoud={},
            vingerafdruk="",
            herkomst="x",
            created_at=now,
        )

    with pytest.raises(IntegrityError), db.transaction() as session:
        session.add_all([rij(1), rij(1)])


def test_who_comes_between_looking_and_writing_is_not_passed_over(
    postgres_db: Database, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path, proef="geldig_vanaf = 2025-01-01\ntarief = 1")
    postgres_db.run(lambda session: seed(session, (SOORT,), tmp_path, now))

    def look_just_too_early(session: Session, soort: str) -> int:
        gezien = last_nummer(session, soort)
        monkeypatch.setattr(versies, "last_nummer", last_nummer)
        with postgres_db.transaction() as ander:
            _Beheer.confirm(ander, 2, now, basis=1)
        return gezien

    monkeypatch.setattr(versies, "last_nummer", look_just_too_early)
    with pytest.raises(InmiddelsGewijzigd), postgres_db.transaction() as session:
        _Beheer.confirm(session, 3, now, basis=1)
    with postgres_db.reading() as session:
        assert [kaart.nummer for kaart in list_versies(session, "proef", now.date())] == [2, 1]
        assert holding(session, "proef", Proef, now.date()).tarief == 2


def test_two_at_the_same_moment_one_holds_and_the_other_is_told(
    postgres_db: Database, tmp_path: Path, now: datetime
) -> None:
    _write(tmp_path, proef="geldig_vanaf = 2025-01-01\ntarief = 1")
    postgres_db.run(lambda session: seed(session, (SOORT,), tmp_path, now))
    klaar = Barrier(2)

    def change(tarief: int) -> str:
        try:
            with postgres_db.transaction() as session:
                assert session.scalar(select(Beleidversie.nummer).filter_by(soort="proef")) == 1
                klaar.wait(10)
                _Beheer.confirm(session, tarief, now, basis=1)
        except InmiddelsGewijzigd:
            return "verteld"
        return "geldt"

    with ThreadPoolExecutor(2) as werkers:
        assert sorted(werkers.map(change, (2, 3))) == ["geldt", "verteld"]
