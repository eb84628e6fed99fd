"""What people are sent about their appointment: no topic, tax or debt, for others read mail and calendars too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from portaal.afspraak.begrip import Soort, Status
from portaal.afspraak.kaart import Afspraak
from portaal.afspraak.kalender import Kalenderitem, Methode, make_ics
from portaal.afspraak.links import sign_link
from portaal.beleid.gemeente import Gemeente
from portaal.beleid.service import gemeente
from portaal.bericht.service import Bijlage, Mail, send_mail
from portaal.config import load_instellingen
from portaal.core.tijd import today
from portaal.infra.adres import absolute_url
from portaal.infra.i18n import N_
from portaal.infra.teksten import render, translate

TITEL = N_("Afspraak gemeente")
_OMSCHRIJVING = {
    Soort.BELLEN: N_("Wij bellen u."),
    Soort.BEZOEK: N_("U komt bij ons langs."),
    Soort.VIDEO: N_("Wij spreken u met beeld. Het adres staat in de mail."),
}
BESTAND = "afspraak.ics"


class Mailsoort(StrEnum):
    """Why we write; each has its template."""

    BEVESTIGD = "bevestigd"
    VERZET = "verzet"
    VERZET_DOOR_ONS = "verzet_door_ons"
    GEANNULEERD = "geannuleerd"
    GEANNULEERD_DOOR_ONS = "geannuleerd_door_ons"
    HERINNERING = "herinnering"
    NIET_BEREIKT = "niet_bereikt"
    NIET_BEREIKT_KLAAR = "niet_bereikt_klaar"

    @property
    def methode(self) -> Methode | None:
        """What the calendar is told; a reminder tells it nothing new."""
        if self in (Mailsoort.GEANNULEERD, Mailsoort.GEANNULEERD_DOOR_ONS):
            return Methode.CANCEL
        zonder = (Mailsoort.HERINNERING, Mailsoort.NIET_BEREIKT, Mailsoort.NIET_BEREIKT_KLAAR)
        return None if self in zonder else Methode.REQUEST


@dataclass(frozen=True)
class Afzender:
    """In whose name appointments of one wall are mailed, and where people change them (path before the token).

    `kies`: where someone chooses a new time; empty: on the page of the appointment itself, which names no subject.
    """

    waarvoor: str
    pad: str
    kies: str = ""


BALIE = Afzender("afspraak", "/afspraak/beheer", "/afspraak")
EERDER = "eerder"


def mail_afspraak(
    session: Session,
    afspraak: Afspraak,
    soort: Mailsoort,
    now: datetime,
    afzender: Afzender = BALIE,
    tijden: Sequence[datetime] = (),
) -> bool:
    """Queue the mail that goes with a change, once for each change. False without an address, or when it is old.

    `tijden`: the new times that someone can choose from, when we could not reach them.
    """
    contact = afspraak.contact
    if not contact.email:
        return False
    waarden = {
        "afspraak": afspraak,
        "gemeente": gemeente(session, today(now)),
        "adres": (adres := own_address(afspraak, afzender)),
        "boek_adres": absolute_url(afzender.kies) if afzender.kies else adres,
        "tijden": tijden,
    }
    mail = Mail(
        aan=contact.email,
        onderwerp=translate(TITEL, contact.taal),
        tekst=render(f"afspraak/mail/{soort}.txt", taal=contact.taal, **waarden),
        html=render(f"afspraak/mail/{soort}.html", taal=contact.taal, **waarden),
        sleutel=message_key(afspraak, soort, afzender),
        bijlagen=_calendar(session, afspraak, soort.methode, now, afzender),
    )
    return send_mail(session, mail, now)


def own_address(afspraak: Afspraak, afzender: Afzender = BALIE) -> str:
    """Where who has the appointment sees and changes it, after a second check."""
    return absolute_url(f"{afzender.pad}/{sign_link(afspraak.id, afzender.waarvoor)}")


def message_key(afspraak: Afspraak, soort: Mailsoort, afzender: Afzender = BALIE) -> str:
    """Names the message about this change of this appointment, whichever way it goes."""
    return f"{afzender.waarvoor}:{afspraak.kenmerk}:{afspraak.volgnummer}:{soort}"


def earlier_key(afspraak: Afspraak, keer: int) -> str:
    """Names the message about an earlier time, whichever way it goes."""
    return f"{BALIE.waarvoor}:{afspraak.kenmerk}:{EERDER}:{keer}"


def mail_eerder(session: Session, afspraak: Afspraak, eerder: datetime, keer: int, now: datetime) -> bool:
    """Queue the mail that an earlier time came free; `keer` counts these. False without an address, or again."""
    contact = afspraak.contact
    if not contact.email:
        return False
    waarden = {
        "afspraak": afspraak,
        "eerder": eerder,
        "gemeente": gemeente(session, today(now)),
        "adres": absolute_url(f"{BALIE.pad}/{sign_link(afspraak.id, BALIE.waarvoor)}"),
    }
    mail = Mail(
        aan=contact.email,
        onderwerp=translate(TITEL, contact.taal),
        tekst=render("afspraak/mail/eerder.txt", taal=contact.taal, **waarden),
        html=render("afspraak/mail/eerder.html", taal=contact.taal, **waarden),
        sleutel=earlier_key(afspraak, keer),
    )
    return send_mail(session, mail, now)


def _calendar(
    session: Session, afspraak: Afspraak, methode: Methode | None, now: datetime, afzender: Afzender
) -> tuple[Bijlage, ...]:
    if methode is None:
        return ()
    item = calendar_item(afspraak, gemeente(session, today(now)), afzender)
    parameters = {"method": methode.value, "charset": "utf-8"}
    return (Bijlage(BESTAND, "text/calendar", make_ics([item], methode), parameters),)


def calendar_item(afspraak: Afspraak, van: Gemeente, afzender: Afzender = BALIE) -> Kalenderitem:
    """The appointment for a calendar; the sender is the portal's address, for the office's may name tax."""
    taal, instellingen = afspraak.contact.taal, load_instellingen()
    host = urlsplit(instellingen.basis_url).hostname or "localhost"
    return Kalenderitem(
        uid=f"{afzender.waarvoor}-{afspraak.kenmerk.lower()}@{host}",
        volgnummer=afspraak.volgnummer,
        begin=afspraak.begin,
        einde=max(afspraak.einde, afspraak.belt_tot) if afspraak.soort is Soort.BELLEN else afspraak.einde,
        titel=translate(TITEL, taal),
        omschrijving=translate(_OMSCHRIJVING[afspraak.soort], taal),
        plaats=", ".join((afspraak.locatie.naam, *afspraak.locatie.adres)) if afspraak.locatie else "",
        gewijzigd_at=afspraak.gewijzigd_at,
        organisator_naam=van.naam,
        organisator_email=instellingen.mail_van,
        deelnemer_email=afspraak.contact.email,
        # Who was helped or missed it had an appointment all the same: only what was called off is struck.
        is_afgezegd=afspraak.status is Status.GEANNULEERD,
    )
