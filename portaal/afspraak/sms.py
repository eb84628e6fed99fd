"""SMS about an appointment: a time, a number to expect and a link. No topic, tax or debt: others read along."""

from datetime import datetime
from enum import StrEnum

import phonenumbers
from sqlalchemy.orm import Session

from portaal.afspraak.begrip import Soort
from portaal.afspraak.berichten import BALIE, Afzender, Mailsoort, earlier_key, message_key, own_address
from portaal.afspraak.boeking import Contact
from portaal.afspraak.kaart import Afspraak
from portaal.bericht.service import has_sms, send_sms
from portaal.bericht.sms import Sms
from portaal.infra.adres import absolute_url
from portaal.infra.i18n import N_, write_telefoon, write_tijd, write_tijdstip
from portaal.infra.teksten import translate

_TEKST = {
    Mailsoort.BEVESTIGD: N_("Afspraak gemeente: %(moment)s. Verzetten of afzeggen: %(adres)s"),
    Mailsoort.VERZET: N_("Afspraak gemeente. De nieuwe tijd is %(moment)s. Verzetten of afzeggen: %(adres)s"),
    Mailsoort.VERZET_DOOR_ONS: N_(
        "Afspraak gemeente. Wij moesten verzetten. De nieuwe tijd is %(moment)s. Past dat niet? %(adres)s"
    ),
    Mailsoort.GEANNULEERD: N_("Afspraak gemeente. De afspraak van %(moment)s is afgezegd."),
    Mailsoort.GEANNULEERD_DOOR_ONS: N_(
        "Afspraak gemeente. Het spijt ons: %(moment)s gaat niet door. Kies een nieuwe tijd: %(boek)s"
    ),
    Mailsoort.HERINNERING: N_("Afspraak gemeente: %(moment)s. Kunt u niet? %(adres)s"),
    Mailsoort.NIET_BEREIKT: N_(
        "Afspraak gemeente. Wij konden u niet bereiken. Er zijn nieuwe tijden voor u. Kies er een: %(adres)s"
    ),
    Mailsoort.NIET_BEREIKT_KLAAR: N_(
        "Afspraak gemeente. Wij konden u niet bereiken. Kies zelf een nieuwe tijd: %(boek)s"
    ),
}
_EERDER = N_("Afspraak gemeente. Er is een eerdere tijd vrij: %(eerder)s. Wilt u die? Kies hem hier: %(adres)s")
_BELT = N_("Wij bellen tussen %(van)s en %(tot)s met %(nummer)s. Wij zeggen eerst: %(woord)s.")
_NOEMT_BELLEN = (Mailsoort.BEVESTIGD, Mailsoort.VERZET, Mailsoort.VERZET_DOOR_ONS, Mailsoort.HERINNERING)
# What we changed ourselves must reach people who never asked for SMS too, when there is no other way.
MOET_AANKOMEN = (
    Mailsoort.VERZET_DOOR_ONS,
    Mailsoort.GEANNULEERD_DOOR_ONS,
    Mailsoort.NIET_BEREIKT,
    Mailsoort.NIET_BEREIKT_KLAAR,
)


class Weg(StrEnum):
    """How a message goes."""

    MAIL = "mail"
    SMS = "sms"


def is_mobiel(nummer: str) -> bool:
    """Whether an SMS can reach this number, as +31612345678."""
    try:
        soort = phonenumbers.number_type(phonenumbers.parse(nummer, None))
    except phonenumbers.NumberParseException:
        return False
    return soort in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)


def can_sms(contact: Contact) -> bool:
    """Whether we could send this person an SMS, wanted or not."""
    return has_sms() and is_mobiel(contact.telefoon)


def wants_sms(contact: Contact, soort: Mailsoort) -> bool:
    """Whether this message goes by SMS: because they chose that, or because nothing else reaches them."""
    if not can_sms(contact):
        return False
    is_gekozen = contact.sms and (soort is Mailsoort.HERINNERING or not contact.email)
    return is_gekozen or (soort in MOET_AANKOMEN and not contact.email)


def earlier_by(contact: Contact) -> Weg | None:
    """How we say that an earlier time came free: by SMS to who chose that or has no mail."""
    if can_sms(contact) and (contact.sms or not contact.email):
        return Weg.SMS
    return Weg.MAIL if contact.email else None


def can_tell(contact: Contact) -> bool:
    """Whether there is any way but the phone to say that something changed."""
    return bool(contact.email) or can_sms(contact)


def sms_afspraak(
    session: Session, afspraak: Afspraak, soort: Mailsoort, now: datetime, afzender: Afzender = BALIE
) -> bool:
    """Queue the SMS that goes with a change, once for each change. False when that cannot be, or it is old."""
    if not can_sms(afspraak.contact):
        return False
    sms = Sms(
        afspraak.contact.telefoon, write_sms(afspraak, soort, afzender), message_key(afspraak, soort, afzender)
    )
    return send_sms(session, sms, now)


def sms_eerder(session: Session, afspraak: Afspraak, eerder: datetime, keer: int, now: datetime) -> bool:
    """Queue the SMS that an earlier time came free; `keer` counts these messages. False where that cannot be."""
    if not can_sms(afspraak.contact):
        return False
    taal = afspraak.contact.taal
    tekst = translate(_EERDER, taal, eerder=write_tijdstip(eerder, taal), adres=own_address(afspraak))
    return send_sms(session, Sms(afspraak.contact.telefoon, tekst, earlier_key(afspraak, keer)), now)


def write_sms(afspraak: Afspraak, soort: Mailsoort, afzender: Afzender = BALIE) -> str:
    """The text of the SMS, in the language of who gets it."""
    taal = afspraak.contact.taal
    tekst = translate(
        _TEKST[soort],
        taal,
        moment=write_tijdstip(afspraak.begin, taal),
        adres=own_address(afspraak, afzender),
        boek=absolute_url("/afspraak"),
    )
    if afspraak.soort is not Soort.BELLEN or soort not in _NOEMT_BELLEN:
        return tekst
    belt = translate(
        _BELT,
        taal,
        van=write_tijd(afspraak.begin, taal),
        tot=write_tijd(afspraak.belt_tot, taal),
        nummer=write_telefoon(afspraak.belnummer, taal),
        woord=afspraak.codewoord,
    )
    return f"{tekst} {belt}"
