"""The due dates as a calendar file: neutral titles, no amounts, no names."""

from datetime import datetime, timedelta

from icalendar import Calendar, Event

from portaal.infra.i18n import N_
from portaal.infra.teksten import translate
from portaal.regeling.rules.voortgang import Termijnstand, Termijnstatus

TITEL = N_("Betaaldag")
_VOORBIJ = frozenset({Termijnstatus.BETAALD, Termijnstatus.VERVALLEN})


def make_agenda(
    verzoek_id: int, termijnen: tuple[Termijnstand, ...], domein: str, now: datetime, *, taal: str
) -> bytes:
    """An iCalendar file (RFC 5545) with an all-day event per term that is still to come."""
    kalender = Calendar()
    kalender.add("prodid", "-//Portaal//Betaaldagen//NL")
    kalender.add("version", "2.0")
    for termijn in termijnen:
        if termijn.status in _VOORBIJ:
            continue
        dag = Event()
        dag.add("uid", f"betaaldag-{verzoek_id}-{termijn.nummer}@{domein}")
        dag.add("dtstamp", now)
        dag.add("dtstart", termijn.vervaldatum)
        dag.add("dtend", termijn.vervaldatum + timedelta(days=1))
        dag.add("summary", translate(TITEL, taal))
        dag.add("transp", "TRANSPARENT")
        kalender.add_component(dag)
    inhoud: bytes = kalender.to_ical()
    return inhoud
