"""Calendar files, read back by two libraries that did not write them together."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from portaal.afspraak.kalender import Kalenderitem, Methode, make_ics
from portaal.core.tijd import local, start_of_day

BEGIN = datetime(2026, 12, 1, 13, 20, tzinfo=UTC)


def item(**anders: object) -> Kalenderitem:
    waarden = {
        "uid": "afspraak-abc@localhost",
        "volgnummer": 0,
        "begin": BEGIN,
        "einde": BEGIN + timedelta(minutes=20),
        "titel": "Afspraak gemeente",
        "omschrijving": "Wij bellen u.",
        "plaats": "Stadhuis, Stadsplein 1",
        "gewijzigd_at": datetime(2026, 11, 1, 9, tzinfo=UTC),
        "organisator_naam": "Gemeente Voorbeeldstad",
        "organisator_email": "afspraak@voorbeeldstad.example",
        "deelnemer_email": "jan@voorbeeld.example",
        **anders,
    }
    return Kalenderitem(**waarden)  # type: ignore[arg-type]


def read(inhoud: bytes) -> tuple[icalendar.Calendar, icalendar.Event]:
    kalender = icalendar.Calendar.from_ical(inhoud)
    return kalender, kalender.walk("VEVENT")[0]


def test_an_invitation_carries_method_uid_sequence_and_zone() -> None:
    kalender, event = read(make_ics([item(volgnummer=3)], Methode.REQUEST))
    assert kalender["METHOD"] == "REQUEST"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("afspraak-abc@localhost", 3, "CONFIRMED")
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert kalender.walk("VTIMEZONE")[0]["TZID"] == "Europe/Amsterdam"
    assert event["ORGANIZER"] == "mailto:afspraak@voorbeeldstad.example"
    assert event["ATTENDEE"] == "mailto:jan@voorbeeld.example"


def test_a_cancellation_says_so_in_method_and_status() -> None:
    kalender, event = read(make_ics([item(volgnummer=1, is_afgezegd=True)], Methode.CANCEL))
    assert (kalender["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")


def test_a_file_to_keep_names_no_attendee() -> None:
    _, event = read(make_ics([item()], Methode.PUBLISH))
    assert "ATTENDEE" not in event


def test_lines_are_folded_at_75_bytes_and_end_as_they_should() -> None:
    inhoud = make_ics([item(omschrijving="é" * 200)], Methode.PUBLISH)
    assert all(len(regel) <= 75 for regel in inhoud.split(b"\r\n"))
    assert b"\n" not in inhoud.replace(b"\r\n", b"")
    assert read(inhoud)[1]["DESCRIPTION"] == "é" * 200


@settings(max_examples=200)
@given(st.dates(date(2025, 1, 1), date(2034, 12, 31)), st.integers(0, 287))
def test_a_second_library_reads_the_same_instants_in_ten_years_of_days(dag: date, cel: int) -> None:
    begin = start_of_day(dag) + timedelta(minutes=5 * cel)
    if local(begin).fold or local(begin + timedelta(minutes=20)).fold:
        return  # never offered, see rules/vrij.py
    inhoud = make_ics([item(begin=begin, einde=begin + timedelta(minutes=20))], Methode.REQUEST)
    _, event = read(inhoud)
    gelezen = vobject.readOne(inhoud.decode()).vevent
    assert event["DTSTART"].dt.astimezone(UTC) == begin
    assert gelezen.dtstart.value.astimezone(UTC) == begin
    assert gelezen.dtend.value.astimezone(UTC) == begin + timedelta(minutes=20)
