"""What is done on time: telling that a yes ends, ending it, reminding of talks, forgetting."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from portaal.afspraak.begrip import Status
from portaal.afspraak.berichten import Mailsoort, mail_afspraak
from portaal.afspraak.kaart import make_kaart
from portaal.afspraak.rules.mag import reminder_due
from portaal.core.door import DoorSysteem
from portaal.core.events.aanslag import InwonerVerwijderd
from portaal.core.tijd import today
from portaal.inwoner.service import get_persoon
from portaal.toestemming.begrip import LOPEND, Antwoord, Toestemmingssoort
from portaal.toestemming.model import Hulpgesprek, Hulpgesprekcel, Hulpnotitie, Hulpvraag, Toestemming
from portaal.toestemming.rules.geldig import warning_due
from portaal.toestemming.service.berichten import mail_toestemming
from portaal.toestemming.service.gesprek import AFZENDER, call_off_unheld, planning_of
from portaal.toestemming.service.geven import end_by_itself
from portaal.toestemming.service.lezen import BEDRAGEN, CONTACT, beleid_of

_LEEG = {"naam": "", "telefoon": "", "email": "", "niet_gemeld_at": None}


def expire(session: Session, now: datetime) -> None:
    """Each yes whose time is over ends by itself, with a record of its own; so does one for who received before.

    Nothing of a person goes to another controller on an old yes: they are told, and asked again.
    """
    for rij in session.scalars(_last_yes().where(Toestemming.verloopt_at <= now)).all():
        end_by_itself(session, rij, now)
    for soort, ontvanger in _recipients(session, now).items():
        elders = _last_yes().where(Toestemming.soort == soort, Toestemming.ontvanger != ontvanger)
        for rij in session.scalars(elders).all():
            _end_elsewhere(session, rij, now)


def _end_elsewhere(session: Session, rij: Toestemming, now: datetime) -> None:
    adres = _address_of(session, rij)
    end_by_itself(session, rij, now)
    if rij.soort is CONTACT:
        mail_toestemming(session, rij, "ander", adres, now)
        if rij.wie:
            call_off_unheld(session, DoorSysteem("toestemming:verlopen"), rij.wie, now)


def _recipients(session: Session, now: datetime) -> dict[Toestemmingssoort, str]:
    beleid = beleid_of(session, now)
    vragen = {CONTACT: beleid.ontvanger}
    return {**vragen, BEDRAGEN: beleid.bedragen.ontvanger} if beleid.bedragen else vragen


def warn(session: Session, now: datetime) -> None:
    """Tell that a yes ends soon; once. Who has no mail address is phoned by the desk."""
    dagen = beleid_of(session, now).waarschuw_dagen
    binnenkort = _last_yes().where(Toestemming.verloopt_at <= now + timedelta(days=dagen))
    for rij in session.scalars(binnenkort.where(Toestemming.soort == CONTACT)).all():
        is_tijd = warning_due(rij.verloopt_at, now, dagen)
        if is_tijd and not mail_toestemming(session, rij, "verloopt", _address_of(session, rij), now):
            nog_niet = (Hulpvraag.gewaarschuwd_at.is_(None), Hulpvraag.status.in_(LOPEND))
            vraag = update(Hulpvraag).where(Hulpvraag.toestemming_id == rij.id, *nog_niet)
            session.execute(vraag.values(niet_gemeld_at=now, gewaarschuwd_at=now))


def ask_again(session: Session, now: datetime) -> None:
    """Our text changed: who said yes to another one is asked again by mail, once per text.

    What they said stays as it is until they answer. Who has no mail address finds the question in the portal.
    """
    beleid = beleid_of(session, now)
    for rij in session.scalars(
        _last_yes().where(Toestemming.verloopt_at > now, Toestemming.soort == CONTACT)
    ).all():
        nieuw = beleid.text_hash(rij.taal)
        # A yes for who received before is no yes to this text either: `expire` ends it and tells.
        if rij.tekst_hash != nieuw and rij.ontvanger == beleid.ontvanger:
            mail_toestemming(session, rij, "opnieuw", _address_of(session, rij), now, keer=f"-{nieuw[:8]}")


def _address_of(session: Session, rij: Toestemming) -> str:
    email = session.scalar(select(Hulpvraag.email).filter_by(toestemming_id=rij.id)) or ""
    return get_persoon(session, rij.inwoner_id).email if not email and rij.inwoner_id is not None else email


def remind(session: Session, now: datetime) -> None:
    """Mail a reminder of a talk, once for each time booked; like every mail about it, it names no subject."""
    planning = planning_of(session, now)
    beleid = planning.beleid
    vraag = select(Hulpgesprek).where(
        Hulpgesprek.status == Status.GEPLAND,
        Hulpgesprek.herinnerd_at.is_(None),
        Hulpgesprek.begin > now,
        Hulpgesprek.begin <= now + timedelta(hours=beleid.herinnering_uren),
    )
    for rij in session.scalars(vraag.with_for_update(skip_locked=True)).all():
        if reminder_due(beleid, rij.begin, rij.created_at, now):
            kaart = make_kaart(rij, planning.beleid_on(today(rij.begin)), now)
            mail_afspraak(session, kaart, Mailsoort.HERINNERING, now, AFZENDER)
        rij.herinnerd_at = now


def forget_inwoner(session: Session, gebeurtenis: InwonerVerwijderd, now: datetime) -> None:
    """Retention removes an inwoner: schuldhulp's list, notes and agenda no longer say who it was."""
    eigen = select(Hulpvraag.id).where(Hulpvraag.inwoner_id == gebeurtenis.inwoner_id)
    session.execute(delete(Hulpnotitie).where(Hulpnotitie.hulpvraag_id.in_(eigen)))
    session.execute(
        update(Hulpgesprek).where(Hulpgesprek.inwoner_id == gebeurtenis.inwoner_id).values(_leeg_gesprek(now))
    )
    session.execute(update(Hulpvraag).where(Hulpvraag.id.in_(eigen)).values(_LEEG))


def forget(session: Session, now: datetime) -> None:
    """Notes, and how someone was to be reached, go when their term after the contact is over."""
    grens = now - timedelta(days=beleid_of(session, now).bewaar_dagen)
    oud = select(Hulpvraag.id).where(Hulpvraag.status.not_in(LOPEND), Hulpvraag.beeindigd_at < grens)
    session.execute(delete(Hulpnotitie).where(Hulpnotitie.hulpvraag_id.in_(oud)))
    session.execute(update(Hulpvraag).where(Hulpvraag.id.in_(oud)).values(_LEEG))
    session.execute(
        update(Hulpgesprek)
        .where(Hulpgesprek.einde < grens, Hulpgesprek.vergeten_at.is_(None))
        .values(_leeg_gesprek(now))
    )
    session.execute(delete(Hulpgesprekcel).where(Hulpgesprekcel.verloopt_at <= now))


def _leeg_gesprek(now: datetime) -> dict[str, Any]:
    return {**_LEEG, "inwoner_id": None, "codewoord": "", "momenten": "", "tolk": "", "vergeten_at": now}


def _last_yes() -> Select[Toestemming]:
    """Every yes after which the person said nothing more."""
    later = aliased(Toestemming)
    zelfde = or_(later.inwoner_id == Toestemming.inwoner_id, later.bezoeker == Toestemming.bezoeker)
    is_laatste = ~exists().where(zelfde, later.soort == Toestemming.soort, later.id > Toestemming.id)
    return select(Toestemming).where(Toestemming.antwoord == Antwoord.JA, is_laatste).order_by(Toestemming.id)
