"""When someone is busy, read from their own calendar."""

from datetime import UTC, datetime, timedelta

import pytest

from portaal.afspraak.ophalen import Onbereikbaar, fetch_public, is_public
from portaal.afspraak.rules.bezet import GeenAgenda, read_busy
from portaal.core.tijd import local

VAN = datetime(2026, 3, 1, tzinfo=UTC)
TOT = datetime(2026, 5, 1, tzinfo=UTC)


def calendar(*events: str) -> bytes:
    inhoud = "".join(f"BEGIN:VEVENT\r\nUID:{n}\r\n{e}\r\nEND:VEVENT\r\n" for n, e in enumerate(events))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{inhoud}END:VCALENDAR\r\n".encode()


def times(*events: str) -> list[str]:
    return [f"{local(van):%d-%m %H:%M}-{local(tot):%H:%M}" for van, tot in read_busy(calendar(*events), VAN, TOT)]


def test_an_event_makes_busy() -> None:
    assert times("DTSTART:20260316T090000Z\r\nDTEND:20260316T100000Z") == ["16-03 10:00-11:00"]
    assert times("DTSTART;TZID=Europe/Amsterdam:20260316T090000\r\nDURATION:PT30M") == ["16-03 09:00-09:30"]


def test_a_whole_day_lasts_from_midnight_to_midnight() -> None:
    assert times("DTSTART;VALUE=DATE:20260316") == ["16-03 00:00-00:00"]


@pytest.mark.parametrize("regel", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT"])
def test_what_is_called_off_or_free_does_not(regel: str) -> None:
    assert times(f"DTSTART:20260316T090000Z\r\nDTEND:20260316T100000Z\r\n{regel}") == []


def test_what_comes_back_each_week_stays_at_its_wall_time_when_the_clock_changes() -> None:
    elke_week = "DTSTART;TZID=Europe/Amsterdam:20260323T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=3"
    assert times(elke_week) == ["23-03 09:00-10:00", "30-03 09:00-10:00", "06-04 09:00-10:00"]


def test_a_time_that_is_left_out_or_moved_is_followed() -> None:
    elke_dag = "DTSTART;TZID=Europe/Amsterdam:20260316T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=3"
    zonder = elke_dag + "\r\nEXDATE;TZID=Europe/Amsterdam:20260317T090000"
    assert times(zonder) == ["16-03 09:00-10:00", "18-03 09:00-10:00"]
    verzet = (
        "DTSTART;TZID=Europe/Amsterdam:20260317T140000\r\nDURATION:PT1H\r\n"
        "RECURRENCE-ID;TZID=Europe/Amsterdam:20260317T090000"
    )
    inhoud = calendar(elke_dag, verzet).replace(b"UID:1", b"UID:0")
    gelezen = [f"{local(van):%d-%m %H:%M}" for van, _ in read_busy(inhoud, VAN, TOT)]
    assert gelezen == ["16-03 09:00", "17-03 14:00", "18-03 09:00"]


def test_only_what_lies_between_is_read() -> None:
    assert times("DTSTART:20250316T090000Z\r\nDTEND:20250316T100000Z") == []


@pytest.mark.parametrize("inhoud", [b"", b"<html>", b"BEGIN:VCALENDAR", calendar("SUMMARY:zonder begin")])
def test_what_is_no_calendar_is_refused(inhoud: bytes) -> None:
    with pytest.raises(GeenAgenda):
        read_busy(inhoud, VAN, TOT)


@pytest.mark.parametrize("nummer", ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "::1", "fc00::1"])
def test_our_own_network_is_not_the_public_internet(nummer: str) -> None:
    assert not is_public(nummer)


@pytest.mark.parametrize("adres", ["http://voorbeeld.example/a.ics", "https://127.0.0.1/", "file:///etc/passwd"])
def test_only_https_on_the_public_internet_is_read(adres: str) -> None:
    with pytest.raises(Onbereikbaar):
        fetch_public(adres)


def test_a_long_busy_time_that_began_before_still_counts() -> None:
    begin = VAN - timedelta(hours=1)
    event = f"DTSTART:{begin:%Y%m%dT%H%M%SZ}\r\nDURATION:PT3H"
    assert len(times(event)) == 1
