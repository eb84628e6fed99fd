"""`portaal importeer` says what came of a delivery, to people and to programs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from portaal.aanslag.levering import opdracht
from portaal.aanslag.levering.slot import import_lock
from portaal.cli import main
from portaal.config import Instellingen
from portaal.infra.database import Database
from tests.factories.levering import Map, make_map

Importeer = Callable[..., Result]
TELLEN = ("inwoners", "aanslagen", "aanslagregels", "betalingen", "verzendingen")


@pytest.fixture
def levering(tmp_path: Path) -> Map:
    """A delivery without faults."""
    return make_map(tmp_path / "levering")


@pytest.fixture
def importeer(db: Database, levering: Map, monkeypatch: pytest.MonkeyPatch) -> Importeer:
    """The command on this database and this delivery."""
    monkeypatch.setattr(opdracht, "load_instellingen", lambda: Instellingen(database_url=db.url))
    monkeypatch.setattr(opdracht, "is_current", lambda _database: True)

    def run(*opties: str, folder: Path = levering.folder) -> Result:
        uitkomst = CliRunner().invoke(main, ["importeer", str(folder), *opties])
        if uitkomst.exception and not isinstance(uitkomst.exception, SystemExit):
            raise uitkomst.exception
        return uitkomst

    return run


def as_object(uitkomst: Result) -> dict[str, Any]:
    """The one object that was printed."""
    gelezen = json.loads(uitkomst.stdout)
    assert isinstance(gelezen, dict)
    return gelezen


def test_a_program_reads_one_object_and_the_status(importeer: Importeer, levering: Map) -> None:
    levering.change("aanslagen.csv", 0, totaalbedrag="1,00")
    uitkomst = importeer("--json")
    gelezen = as_object(uitkomst)
    assert (uitkomst.exit_code, gelezen["status"]) == (0, "opgenomen")
    assert {*gelezen} >= {"status", *TELLEN, "uitval", "waarschuwingen"}
    assert gelezen["inwoners"] == levering.count("inwoners.csv")
    (uitval,) = gelezen["uitval"]
    assert {*uitval} == {"bestand", "regel", "kolom", "melding", "aanslagnummer"}
    assert (uitval["bestand"], uitval["regel"], uitval["kolom"]) == ("aanslagen.csv", 2, "totaalbedrag")


def test_a_person_reads_where_the_fault_is_and_how_to_mend_it(importeer: Importeer, levering: Map) -> None:
    levering.change("aanslagen.csv", 0, totaalbedrag="1,00")
    uitkomst = importeer()
    assert uitkomst.exit_code == 0
    assert "De aanlevering is opgenomen." in uitkomst.output
    assert "Uitgevallen: 1\n  aanslagen.csv regel 2, totaalbedrag: " in uitkomst.output


def test_a_refusal_has_a_status_of_its_own_and_names_no_line_where_there_is_none(
    importeer: Importeer, levering: Map
) -> None:
    bestand = levering.folder / "inwoners.csv"
    bestand.write_bytes(bestand.read_bytes() + b"\xe9")
    uitkomst = importeer()
    assert uitkomst.exit_code == 1
    assert "De aanlevering is geweigerd." in uitkomst.output
    assert "\n  inwoners.csv: Dit bestand is geen UTF-8" in uitkomst.output
    assert as_object(importeer("--json"))["status"] == "geweigerd"


def test_too_many_faults_are_refused_unless_one_says_all_the_same(importeer: Importeer, levering: Map) -> None:
    for nummer in range(levering.count("aanslagen.csv")):
        levering.change("aanslagen.csv", nummer, totaalbedrag="1,00")
    assert importeer().exit_code == 1
    uitkomst = importeer("--toch", "--json")
    assert (uitkomst.exit_code, as_object(uitkomst)["aanslagen"]) == (0, 0)


def test_the_wrong_moment_or_place_is_told_and_is_no_refusal(
    importeer: Importeer, db: Database, levering: Map, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert importeer(folder=levering.folder / "weg").exit_code == 2
    with import_lock(db):
        loopt = importeer()
    assert (loopt.exit_code, "Er loopt al een import." in loopt.output) == (2, True)
    monkeypatch.setattr(opdracht, "is_current", lambda _database: False)
    oud = importeer()
    assert (oud.exit_code, "Draai eerst: portaal migreer" in oud.output) == (2, True)
