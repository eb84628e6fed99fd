"""Giving, refusing and withdrawing: each a new record, with what follows from it in the same transaction."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portaal.afspraak.boeking import new_code
from portaal.core.door import Door, DoorMedewerker, DoorSysteem, Vaststelling
from portaal.core.tijd import today
from portaal.inwoner.service import get_persoon
from portaal.logboek.service import record
from portaal.toestemming.begrip import (
    Antwoord,
    GeenBereik,
    Hulpstatus,
    NietGevraagd,
    Spoed,
    Toestemmingskanaal,
    Toestemmingssoort,
    Wie,
)
from portaal.toestemming.beleid import Bedragenkeuze, Vraagtekst
from portaal.toestemming.model import Hulpvraag, Toestemming
from portaal.toestemming.rules.geldig import end_of_yes
from portaal.toestemming.rules.klok import last_day_for_talk
from portaal.toestemming.service.berichten import mail_toestemming
from portaal.toestemming.service.lezen import (
    BEDRAGEN,
    CONTACT,
    beleid_of,
    question_of,
    running_hulpvraag,
    toestemming_of,
)
from portaal.toestemming.service.overgang import stop_hulpvraag, take_talk_along


@dataclass(frozen=True)
class Contactwens:
    """How and when schuldhulp may reach someone. `naam`: of who did not log in."""

    telefoon: str
    email: str
    moment: str
    voicemail: bool
    spoed: Spoed
    naam: str = ""


def new_bezoeker() -> str:
    """A key for someone who answers without login."""
    return secrets.token_hex(16)


def give(
    session: Session,
    door: Door,
    wie: Wie,
    wens: Contactwens,
    now: datetime,
    *,
    taal: str = "nl",
    kanaal: Toestemmingskanaal | None = None,
) -> str:
    """Record a yes and let schuldhulp know. Returns the receipt's reference.

    A yes while schuldhulp is at it renews what they may use; the clock never gets longer by it.
    Raises GeenBereik and NietGevonden.
    """
    if not wens.telefoon and not wens.email:
        raise GeenBereik
    persoon = get_persoon(session, wie) if isinstance(wie, int) else None
    end_for_other(session, wie, now)
    verloopt = end_of_yes(now, beleid_of(session, now).geldig_dagen)
    rij = _append(session, door, wie, Antwoord.JA, taal, now, verloopt_at=verloopt, kanaal=kanaal)
    vraag = running_hulpvraag(session, wie, lock=True) or _new_hulpvraag(rij, now)
    vraag.toestemming_id, vraag.naam = rij.id, persoon.naam if persoon else wens.naam
    vraag.telefoon, vraag.email, vraag.moment = wens.telefoon, wens.email, wens.moment
    vraag.voicemail, vraag.spoed = wens.voicemail, wens.spoed
    vraag.niet_gemeld_at = vraag.gewaarschuwd_at = None
    uiterlijk = last_day_for_talk(today(now), wens.spoed)
    vraag.uiterlijk_op = min(vraag.uiterlijk_op or uiterlijk, uiterlijk)
    session.add(vraag)
    session.flush()
    take_talk_along(session, vraag, now)
    mail_toestemming(session, rij, "gegeven", wens.email or (persoon.email if persoon else ""), now)
    return rij.ref


def _new_hulpvraag(rij: Toestemming, now: datetime) -> Hulpvraag:
    return Hulpvraag(
        kenmerk=new_code(),
        inwoner_id=rij.inwoner_id,
        bezoeker=rij.bezoeker,
        ontvangen_at=now,
        status=Hulpstatus.OPEN,
    )


def give_bedragen(session: Session, door: Door, wie: Wie, now: datetime, *, taal: str = "nl") -> str:
    """Record a yes to the second question, which ends when the first one does. Returns the receipt's reference.

    Raises NietGevraagd when the gemeente does not ask it, or there is no yes to contact.
    """
    question_of(session, BEDRAGEN, now)
    contact = toestemming_of(session, wie, now)
    if not contact.is_ja or contact.laatste is None:
        raise NietGevraagd
    rij = _append(
        session, door, wie, Antwoord.JA, taal, now, soort=BEDRAGEN, verloopt_at=contact.laatste.verloopt_at
    )
    return rij.ref


def refuse(
    session: Session,
    door: Door,
    wie: Wie,
    now: datetime,
    *,
    taal: str = "nl",
    kanaal: Toestemmingskanaal | None = None,
    soort: Toestemmingssoort = CONTACT,
) -> None:
    """Record a no as a no. After a yes it is a withdrawal. It has no effect on anything else."""
    if not withdraw(session, door, wie, now, kanaal=kanaal, soort=soort):
        _append(session, door, wie, Antwoord.NEE, taal, now, kanaal=kanaal, soort=soort)


def withdraw(
    session: Session,
    door: Door,
    wie: Wie,
    now: datetime,
    *,
    kanaal: Toestemmingskanaal | None = None,
    soort: Toestemmingssoort = CONTACT,
) -> bool:
    """Take a yes back: from now on schuldhulp no longer sees the person. False when there was none.

    Taking contact back takes the amounts back with it; taking the amounts back leaves contact as it is.
    """
    if not _end_yes(session, door, wie, Antwoord.INGETROKKEN, now, soort, kanaal):
        return False
    if soort is CONTACT:
        _end_yes(session, door, wie, Antwoord.INGETROKKEN, now, BEDRAGEN, kanaal)
        stop_hulpvraag(session, wie, now)
    return True


def end_for_other(session: Session, wie: Wie, now: datetime) -> None:
    """End a yes that was for who received before: what they noted is not for who receives now."""
    stand = toestemming_of(session, wie, now)
    if stand.is_gezegd and not stand.is_ja and stand.laatste is not None:
        end_by_itself(session, stand.laatste, now)


def end_by_itself(session: Session, rij: Toestemming, now: datetime) -> None:
    """The time of a yes is over, or another receives now: a record says so, and schuldhulp no longer sees them."""
    systeem = DoorSysteem("toestemming:verlopen")
    _append(session, systeem, rij.wie, Antwoord.VERLOPEN, rij.taal, now, soort=rij.soort, over=rij)
    if rij.soort is CONTACT:
        stop_hulpvraag(session, rij.wie, now)


def _end_yes(
    session: Session,
    door: Door,
    wie: Wie,
    antwoord: Antwoord,
    now: datetime,
    soort: Toestemmingssoort,
    kanaal: Toestemmingskanaal | None,
) -> bool:
    try:
        stand = toestemming_of(session, wie, now, soort=soort)
    except NietGevraagd:
        # Without the gemeente's decision nothing is shown any more, so there is nothing left to take back.
        return False
    if not stand.is_gezegd or stand.laatste is None:
        return False
    ja = stand.laatste
    _append(session, door, wie, antwoord, ja.taal, now, kanaal=kanaal, soort=soort, over=ja)
    return True


def _append(
    session: Session,
    door: Door,
    wie: Wie,
    antwoord: Antwoord,
    taal: str,
    now: datetime,
    *,
    verloopt_at: datetime | None = None,
    kanaal: Toestemmingskanaal | None = None,
    soort: Toestemmingssoort = CONTACT,
    over: Toestemming | None = None,
) -> Toestemming:
    """Add a record. `over`: the yes that it ends, so that it names the text and the recipient of that yes."""
    rij = Toestemming(
        ref=secrets.token_hex(12),
        inwoner_id=wie if isinstance(wie, int) else None,
        bezoeker=wie if isinstance(wie, str) else None,
        soort=soort,
        antwoord=antwoord,
        at=now,
        verloopt_at=verloopt_at,
        taal=taal,
        kanaal=kanaal or _channel(door),
        medewerker_id=door.medewerker_id if isinstance(door, DoorMedewerker) else None,
        **(_words_of(over) if over is not None else _words_now(question_of(session, soort, now), taal)),
    )
    session.add(rij)
    session.flush()
    # What was answered stays out of the logboek: it is read by more people than those of schuldhulp.
    record(session, door, "toestemming:keuze:vastgelegd", inwoner_id=rij.inwoner_id, now=now)
    return rij


def _words_of(rij: Toestemming) -> dict[str, Any]:
    velden = ("doel", "ontvanger", "tekst", "tekst_versie", "tekst_hash", "gedeeld", "besluit")
    return {veld: getattr(rij, veld) for veld in velden}


def _words_now(vraag: Vraagtekst, taal: str) -> dict[str, Any]:
    return {
        "doel": vraag.purpose(taal),
        "ontvanger": vraag.ontvanger,
        "tekst": vraag.text(taal),
        "tekst_versie": vraag.versie,
        "tekst_hash": vraag.text_hash(taal),
        "gedeeld": list(vraag.shared(taal)),
        "besluit": f"{vraag.besluit} ({vraag.besluit_op.isoformat()})" if isinstance(vraag, Bedragenkeuze) else "",
    }


def _channel(door: Door) -> Toestemmingskanaal:
    if isinstance(door, DoorSysteem):
        return Toestemmingskanaal.VANZELF
    if isinstance(door, DoorMedewerker):
        gezien = door.vaststelling is Vaststelling.IDENTITEITSBEWIJS
        return Toestemmingskanaal.BALIE if gezien else Toestemmingskanaal.TELEFOON
    return Toestemmingskanaal.PORTAAL
