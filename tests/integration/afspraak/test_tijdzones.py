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
# Each day of the ten years is seen in one of the zones; with 1, each day in every zone, which takes four times as long.
ELKE = int(os.environ.get("TIJDZONES_ELKE", "4"))


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


def start_round(zone: str, nummer: int) -> "subprocess.Popen[str]":
    """A round in that time zone, through days of its own: every so many, and each change of the clock."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.integration.afspraak.tijdzone_ronde", str(ELKE), str(nummer % ELKE)],
        env={**os.environ, "TZ": zone},
        cwd=Path(__file__).resolve().parents[3],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.proef
def test_ten_years_of_days_in_four_time_zones_without_a_mismatch() -> None:
    begin, dagen = time.monotonic(), 0
    for paar in ((0, 1), (2, 3)):
        rondes = [start_round(ZONES[nummer], nummer) for nummer in paar]
        for ronde, nummer in zip(rondes, paar, strict=True):
            uit, fout = ronde.communicate()
            assert ronde.returncode == 0, fout[-2000:]
            uitkomst = json.loads(uit)
            print(f"\n{ZONES[nummer]}: {uitkomst} na {time.monotonic() - begin:.0f} s")
            assert uitkomst["fouten"] == []
            dagen += uitkomst["dagen"]
    assert dagen >= 3650 * len(ZONES) // ELKE
