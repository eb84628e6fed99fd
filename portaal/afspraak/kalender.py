"""Calendar files: RFC 5545, and RFC 5546 for what is sent by mail. Takes plain values, knows no table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

from portaal.core.tijd import AMSTERDAM, local

PRODID = "-//Portaal//Afspraak//NL"


class Methode(StrEnum):
    """What the receiver does with it: take it in (REQUEST, from the organiser), strike it, or just keep it."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True)
class Kalenderitem:
    """An appointment as a calendar shows it; texts without topic or tax, for others see calendars too.

    `uid` stays the same for ever, `volgnummer` counts up with every change.
    """

    uid: str
    volgnummer: int
    begin: datetime
    einde: datetime
    titel: str
    omschrijving: str
    plaats: str
    gewijzigd_at: datetime
    organisator_naam: str
    organisator_email: str
    deelnemer_email: str = ""
    is_afgezegd: bool = False


def make_ics(items: Sequence[Kalenderitem], methode: Methode) -> bytes:
    """A calendar file with its time zone. One item for REQUEST and CANCEL, any number for PUBLISH."""
    kalender = Calendar()
    kalender.add("prodid", PRODID)
    kalender.add("version", "2.0")
    kalender.add("calscale", "GREGORIAN")
    kalender.add("method", methode.value)
    kalender.add_component(_amsterdam())
    for item in items:
        kalender.add_component(_event(item, methode))
    inhoud: bytes = kalender.to_ical()
    return inhoud


def _amsterdam() -> Timezone:
    """Europe/Amsterdam by the rule of directive 2000/84/EC, which holds since 1996 and has no last year."""
    zone = Timezone()
    zone.add("tzid", AMSTERDAM.key)
    for deel, naam, maand, uur, van, naar in (
        (TimezoneDaylight(), "CEST", 3, 2, 1, 2),
        (TimezoneStandard(), "CET", 10, 3, 2, 1),
    ):
        deel.add("tzname", naam)
        deel.add("dtstart", datetime(1996, maand, 31 if maand == 3 else 27, uur))  # noqa: DTZ001 - wall time
        deel.add("tzoffsetfrom", timedelta(hours=van))
        deel.add("tzoffsetto", timedelta(hours=naar))
        deel.add("rrule", {"freq": "yearly", "bymonth": maand, "byday": "-1su"})
        zone.add_component(deel)
    return zone


def _event(item: Kalenderitem, methode: Methode) -> Event:
    event = Event()
    event.add("uid", item.uid)
    event.add("sequence", item.volgnummer)
    event.add("dtstamp", item.gewijzigd_at)
    event.add("last-modified", item.gewijzigd_at)
    event.add("dtstart", local(item.begin))
    event.add("dtend", local(item.einde))
    event.add("summary", item.titel)
    event.add("description", item.omschrijving)
    if item.plaats:
        event.add("location", item.plaats)
    event.add("status", "CANCELLED" if item.is_afgezegd else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if item.is_afgezegd else "OPAQUE")
    event.add("class", "PRIVATE")
    event.add("organizer", _address(item.organisator_email, item.organisator_naam))
    if methode is not Methode.PUBLISH and item.deelnemer_email:
        # The name of the person stays out: a calendar file travels far.
        deelnemer = _address(item.deelnemer_email, "")
        deelnemer.params.update(
            {"PARTSTAT": vText("ACCEPTED"), "RSVP": vText("FALSE"), "ROLE": vText("REQ-PARTICIPANT")}
        )
        event.add("attendee", deelnemer)
    return event


def _address(email: str, naam: str) -> vCalAddress:
    adres = vCalAddress(f"mailto:{email}")
    if naam:
        adres.params["CN"] = vText(naam)
    return adres
