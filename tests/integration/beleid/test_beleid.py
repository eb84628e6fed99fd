"""Configuration is dated, validated, and never changed once it is in."""

from datetime import date, datetime
from pathlib import Path

import pytest

from portaal.beleid.bestanden import BeleidFout, read_versie
from portaal.beleid.gemeente import Beleid, Gemeente
from portaal.beleid.service import GeenBeleid, gemeente, holding, holding_versie, seed, versie_id
from portaal.infra.database import Database
from portaal.infra.kamer import BeleidSoort


class Proef(Beleid):
    """A kind of configuration for these tests."""

    tarief: int


SOORT = BeleidSoort("proef", Proef)


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
