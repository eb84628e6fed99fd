"""When someone is busy, read from their own calendar."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
import urllib3

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


def test_a_rule_runs_in_the_time_zone_that_it_stands_in() -> None:
    # New York changes its clock on 8 March 2026, we on 29 March.
    elke_week = "DTSTART;TZID=America/New_York:20260302T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=6"
    assert times(elke_week) == [
        "02-03 15:00-16:00",
        "09-03 14:00-15:00",
        "16-03 14:00-15:00",
        "23-03 14:00-15:00",
        "30-03 15:00-16:00",
        "06-04 15:00-16:00",
    ]


@pytest.mark.parametrize("zone", ["W. Europe Standard Time", "Europe/Amsterdam"])
def test_zones_by_the_name_that_outlook_gives_them_are_known(zone: str) -> None:
    assert times(f"DTSTART;TZID={zone}:20260316T090000\r\nDURATION:PT1H") == ["16-03 09:00-10:00"]


def test_a_time_without_a_zone_is_ours() -> None:
    assert times("DTSTART:20260316T090000\r\nDTEND:20260316T100000") == ["16-03 09:00-10:00"]


def test_whole_days_that_come_back_leave_out_what_is_left_out() -> None:
    vrij = "DTSTART;VALUE=DATE:20260327\r\nRRULE:FREQ=DAILY;COUNT=4\r\nEXDATE;VALUE=DATE:20260328"
    gelezen = read_busy(calendar(vrij), VAN, TOT)
    assert [(f"{local(van):%d-%m}", tot - van) for van, tot in gelezen] == [
        ("27-03", timedelta(hours=24)),
        ("29-03", timedelta(hours=23)),
        ("30-03", timedelta(hours=24)),
    ]


def test_holidays_of_several_days_count_whole() -> None:
    assert times("DTSTART;VALUE=DATE:20260316\r\nDTEND;VALUE=DATE:20260319") == ["16-03 00:00-00:00"]
    van, tot = read_busy(calendar("DTSTART;VALUE=DATE:20260316\r\nDTEND;VALUE=DATE:20260319"), VAN, TOT)[0]
    assert tot - van == timedelta(days=3)


def test_the_last_friday_of_each_month_and_an_added_day() -> None:
    regel = (
        "DTSTART;TZID=Europe/Amsterdam:20260227T130000\r\nDURATION:PT2H\r\nRRULE:FREQ=MONTHLY;BYDAY=-1FR\r\n"
        "RDATE;TZID=Europe/Amsterdam:20260310T130000"
    )
    assert times(regel) == ["10-03 13:00-15:00", "27-03 13:00-15:00", "24-04 13:00-15:00"]


def test_one_time_of_many_that_is_called_off_is_free() -> None:
    elke_dag = "DTSTART;TZID=Europe/Amsterdam:20260316T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2"
    af = (
        "DTSTART;TZID=Europe/Amsterdam:20260317T090000\r\nDURATION:PT1H\r\nSTATUS:CANCELLED\r\n"
        "RECURRENCE-ID;TZID=Europe/Amsterdam:20260317T090000"
    )
    inhoud = calendar(elke_dag, af).replace(b"UID:1", b"UID:0")
    assert [f"{local(van):%d-%m}" for van, _ in read_busy(inhoud, VAN, TOT)] == ["16-03"]


def test_a_calendar_that_gives_busy_times_only_is_read() -> None:
    inhoud = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VFREEBUSY\r\nUID:1\r\n"
        "FREEBUSY:20260316T090000Z/20260316T100000Z,20260317T090000Z/PT30M\r\n"
        "FREEBUSY;FBTYPE=FREE:20260318T090000Z/PT30M\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n"
    )
    gelezen = [f"{local(van):%d-%m %H:%M}-{local(tot):%H:%M}" for van, tot in read_busy(inhoud.encode(), VAN, TOT)]
    assert gelezen == ["16-03 10:00-11:00", "17-03 10:00-10:30"]


@pytest.mark.parametrize("freq", ["SECONDLY", "MINUTELY"])
def test_a_rule_that_would_keep_us_busy_for_hours_is_refused_at_once(freq: str) -> None:
    with pytest.raises(GeenAgenda):
        times(f"DTSTART:19700101T000000Z\r\nDURATION:PT1S\r\nRRULE:FREQ={freq}")


def test_more_times_than_a_person_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portaal.afspraak.rules.bezet._MEESTE", 20)
    elk_uur = calendar("DTSTART:20260301T000000Z\r\nDURATION:PT1M\r\nRRULE:FREQ=HOURLY")
    assert len(read_busy(elk_uur, VAN, VAN + timedelta(hours=20))) == 20
    with pytest.raises(GeenAgenda):
        read_busy(elk_uur, VAN, VAN + timedelta(hours=21))


def test_only_what_lies_between_is_read() -> None:
    assert times("DTSTART:20250316T090000Z\r\nDTEND:20250316T100000Z") == []


@pytest.mark.parametrize("inhoud", [b"", b"<html>", b"BEGIN:VCALENDAR", calendar("SUMMARY:zonder begin")])
def test_what_is_no_calendar_is_refused(inhoud: bytes) -> None:
    with pytest.raises(GeenAgenda):
        read_busy(inhoud, VAN, TOT)


@pytest.mark.parametrize(
    "nummer",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "::1",
        "fc00::1",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "ff02::1",
        "fe80::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::1",
    ],
)
def test_our_own_network_is_not_the_public_internet(nummer: str) -> None:
    assert not is_public(nummer)


@pytest.mark.parametrize("adres", ["http://voorbeeld.example/a.ics", "https://127.0.0.1/", "file:///etc/passwd"])
def test_only_https_on_the_public_internet_is_read(adres: str) -> None:
    with pytest.raises(Onbereikbaar):
        fetch_public(adres)


def test_the_public_internet_is() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2a00:1450:400e::1")


def test_a_name_that_leads_to_our_own_network_as_well_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    rijen = [(2, 1, 6, "", (nummer, 443)) for nummer in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: rijen)
    with pytest.raises(Onbereikbaar):
        fetch_public("https://kalender.example/a.ics")


class Server(BaseHTTPRequestHandler):
    """Answers each path in its own way, and remembers what was asked."""

    gevraagd: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        self.gevraagd.append((self.path, self.headers["Host"]))
        if self.path == "/door":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1/geheim")
            self.end_headers()
            return
        self.send_response(404 if self.path == "/weg" else 200)
        self.end_headers()
        self.wfile.write(b"x" * (6 * 1024 * 1024) if self.path == "/groot" else b"agenda")

    def log_message(self, *_: object) -> None:
        """Nothing on the screen."""


@pytest.fixture
def buiten(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """A server that stands for the public internet; without TLS, for whose certificates there is no name here."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def make_pool(*_: object, **__: object) -> urllib3.HTTPConnectionPool:
        return urllib3.HTTPConnectionPool("127.0.0.1", server.server_port, retries=False)

    monkeypatch.setattr("urllib3.HTTPSConnectionPool", make_pool)
    monkeypatch.setattr("portaal.afspraak.ophalen._public_address", lambda *_: "127.0.0.1")
    Server.gevraagd.clear()
    yield Server.gevraagd
    server.shutdown()
    server.server_close()


def test_an_address_is_read_under_its_own_name(buiten: list[tuple[str, str]]) -> None:
    assert fetch_public("https://kalender.example/a.ics?sleutel=1") == b"agenda"
    assert buiten == [("/a.ics?sleutel=1", "kalender.example")]


@pytest.mark.parametrize("pad", ["/door", "/weg", "/groot"])
def test_what_leads_elsewhere_is_gone_or_too_large_is_not_followed(
    buiten: list[tuple[str, str]], pad: str
) -> None:
    with pytest.raises(Onbereikbaar):
        fetch_public(f"https://kalender.example{pad}")
    assert [gevraagd for gevraagd, _ in buiten] == [pad]


def test_a_long_busy_time_that_began_before_still_counts() -> None:
    begin = VAN - timedelta(hours=1)
    event = f"DTSTART:{begin:%Y%m%dT%H%M%SZ}\r\nDURATION:PT3H"
    assert len(times(event)) == 1
