"""Screen, database, mail and calendar file say the same, in whatever time zone the server stands."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from portaal.infra.database import Database
from tests.integration.afspraak.tijdzone_ronde import Ronde, last_sunday

ZONES = ("UTC", "Europe/Amsterdam", "America/New_York", "Pacific/Auckland")
_ELKE = 16


@pytest.fixture(params=ZONES[2:])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """This process stands in another time zone, until the test ends."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_on_the_days_when_the_clock_changes_all_say_the_same(sqlite_db: Database, zone: str) -> None:
    assert time.tzname[0] in ("EST", "NZST"), zone
    ronde = Ronde(sqlite_db)
    assert list(ronde.walk([last_sunday(2026, 3), last_sunday(2026, 10), date(2026, 12, 31)])) == []
    assert ronde.gezien > 3 * 50


def test_a_wrong_time_would_be_seen(sqlite_db: Database) -> None:
    ronde = Ronde(sqlite_db)
    begin = ronde.klok.moment
    assert list(ronde.compare("screen", "vrijdag 2 januari 2026, 2.00 uur", begin, knop=True))
    bestand = b"\r\n".join(
        (
            b"BEGIN:VCALENDAR",
            b"BEGIN:VEVENT",
            b"DTSTART;TZID=Europe/Amsterdam:20260102T020000",
            b"END:VEVENT",
            b"END:VCALENDAR",
        )
    )
    assert len(list(ronde.compare_file("mail", bestand, begin))) == 2


@pytest.mark.proef
def test_ten_years_of_days_in_four_time_zones_without_a_mismatch() -> None:
    for nummer, zone in enumerate(ZONES):
        begin = time.monotonic()
        proces = subprocess.run(
            [sys.executable, "-m", "tests.integration.afspraak.tijdzone_ronde", str(_ELKE), str(nummer * 4)],
            env={**os.environ, "TZ": zone},
            cwd=Path(__file__).resolve().parents[3],
            capture_output=True,
            text=True,
            check=False,
        )
        assert proces.returncode == 0, proces.stderr[-2000:]
        uitkomst = json.loads(proces.stdout)
        print(f"\n{zone}: {uitkomst} in {time.monotonic() - begin:.0f} s")
        assert uitkomst["fouten"] == []
        assert uitkomst["dagen"] > 240
