"""Giving, refusing and withdrawing: each a new record, with what follows from it in the same transaction."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portaal.afspraak.boeking import new_code
from portaal.core.door import Door, DoorMedewerker, DoorSysteem, Vaststelling
from portaal.core.tijd import today
from portaal.inwoner.service import get_persoon
from portaal.logboek.service import record
from portaal.toestemming.begrip import Antwoord, GeenBereik, Hulpstatus, Spoed, Toestemmingskanaal
from portaal.toestemming.model import Hulpvraag, Toestemming
from portaal.toestemming.rules.geldig import end_of_yes
from portaal.toestemming.rules.klok import last_day_for_talk
from portaal.toestemming.service.berichten import mail_toestemming
from portaal.toestemming.service.lezen import beleid_of, running_hulpvraag, toestemming_of


@dataclass(frozen=True)
class Contactwens:
    """How and when schuldhulp may reach someone."""

    telefoon: str
    email: str
    moment: str
    voicemail: bool
    spoed: Spoed


def give(
    session: Session, door: Door, inwoner_id: int, wens: Contactwens, now: datetime, *, taal: str = "nl"
) -> str:
    """Record a yes and let schuldhulp know. Returns the receipt's reference.

    A yes while schuldhulp is at it renews what they may use; the clock never gets longer by it.
    Raises GeenBereik and NietGevonden.
    """
    if not wens.telefoon and not wens.email:
        raise GeenBereik
    persoon = get_persoon(session, inwoner_id)
    verloopt = end_of_yes(now, beleid_of(session, now).geldig_dagen)
    rij = _append(session, door, inwoner_id, Antwoord.JA, taal, now, verloopt_at=verloopt)
    vraag = running_hulpvraag(session, inwoner_id, lock=True) or _new_hulpvraag(inwoner_id, now)
    vraag.toestemming_id, vraag.naam = rij.id, persoon.naam
    vraag.telefoon, vraag.email, vraag.moment = wens.telefoon, wens.email, wens.moment
    vraag.voicemail, vraag.spoed = wens.voicemail, wens.spoed
    uiterlijk = last_day_for_talk(today(now), wens.spoed)
    vraag.uiterlijk_op = min(vraag.uiterlijk_op or uiterlijk, uiterlijk)
    session.add(vraag)
    session.flush()
    mail_toestemming(session, rij, "gegeven", wens.email or persoon.email, now)
    return rij.ref


def _new_hulpvraag(inwoner_id: int, now: datetime) -> Hulpvraag:
    return Hulpvraag(kenmerk=new_code(), inwoner_id=inwoner_id, ontvangen_at=now, status=Hulpstatus.OPEN)


def refuse(session: Session, door: Door, inwoner_id: int, now: datetime, *, taal: str = "nl") -> None:
    """Record a no as a no. After a yes it is a withdrawal. It has no effect on anything else."""
    if not withdraw(session, door, inwoner_id, now):
        _append(session, door, inwoner_id, Antwoord.NEE, taal, now)


def withdraw(
    session: Session, door: Door, inwoner_id: int, now: datetime, *, kanaal: Toestemmingskanaal | None = None
) -> bool:
    """Take a yes back: from now on schuldhulp no longer sees the person. False when there was none."""
    stand = toestemming_of(session, inwoner_id, now)
    if not stand.is_ja or stand.laatste is None:
        return False
    _append(session, door, inwoner_id, Antwoord.INGETROKKEN, stand.laatste.taal, now, kanaal=kanaal)
    stop_hulpvraag(session, inwoner_id, now)
    return True


def end_by_itself(session: Session, rij: Toestemming, now: datetime) -> None:
    """The time of a yes is over: a record says so, and schuldhulp no longer sees the person."""
    systeem = DoorSysteem("toestemming:verlopen")
    _append(session, systeem, rij.inwoner_id, Antwoord.VERLOPEN, rij.taal, now)
    stop_hulpvraag(session, rij.inwoner_id, now)


def stop_hulpvraag(session: Session, inwoner_id: int, now: datetime) -> None:
    """Stop what schuldhulp is at. A planned talk stays: the inwoner is asked about it apart."""
    vraag = running_hulpvraag(session, inwoner_id, lock=True)
    if vraag is not None:
        vraag.status, vraag.beeindigd_at = Hulpstatus.GESTOPT, now
        session.flush()


def _append(
    session: Session,
    door: Door,
    inwoner_id: int,
    antwoord: Antwoord,
    taal: str,
    now: datetime,
    *,
    verloopt_at: datetime | None = None,
    kanaal: Toestemmingskanaal | None = None,
) -> Toestemming:
    beleid = beleid_of(session, now)
    rij = Toestemming(
        ref=secrets.token_hex(12),
        inwoner_id=inwoner_id,
        antwoord=antwoord,
        at=now,
        verloopt_at=verloopt_at,
        doel=beleid.doel if taal == "nl" else beleid.doel_en,
        ontvanger=beleid.ontvanger,
        tekst=beleid.text(taal),
        tekst_versie=beleid.versie,
        tekst_hash=beleid.text_hash(taal),
        gedeeld=list(beleid.shared(taal)),
        taal=taal,
        kanaal=kanaal or _channel(door),
        medewerker_id=door.medewerker_id if isinstance(door, DoorMedewerker) else None,
    )
    session.add(rij)
    session.flush()
    # What was answered stays out of the logboek: it is read by more people than those of schuldhulp.
    record(session, door, "toestemming:keuze:vastgelegd", inwoner_id=inwoner_id, now=now)
    return rij


def _channel(door: Door) -> Toestemmingskanaal:
    if isinstance(door, DoorSysteem):
        return Toestemmingskanaal.VANZELF
    if isinstance(door, DoorMedewerker):
        gezien = door.vaststelling is Vaststelling.IDENTITEITSBEWIJS
        return Toestemmingskanaal.BALIE if gezien else Toestemmingskanaal.TELEFOON
    return Toestemmingskanaal.PORTAAL
