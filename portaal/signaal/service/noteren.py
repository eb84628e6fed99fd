"""Noting a signal, a contact or a referral; each with its row in the logboek."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portaal.beleid.service import holding
from portaal.core.door import DoorMedewerker
from portaal.core.tijd import today
from portaal.inwoner.service import get_persoon
from portaal.logboek.service import record
from portaal.signaal.begrip import (
    Contactkanaal,
    Contactonderwerp,
    Initiatief,
    OnbekendeVerwijzing,
    Signaalsoort,
    SignaalStaatAl,
    Team,
    VerwijzingStaatAl,
)
from portaal.signaal.beleid import SOORT, Signaalbeleid
from portaal.signaal.model import Contactmoment, Signaal, Verwijzing
from portaal.signaal.rules import check_opvolgen, propose_opvolgen


@dataclass(frozen=True)
class Contactvraag:
    """A contact to note: how, about what, who sought it, and whether the inwoner was reached."""

    kanaal: Contactkanaal
    onderwerp: Contactonderwerp
    initiatief: Initiatief
    gelukt: bool


def signaalbeleid(session: Session, now: datetime) -> Signaalbeleid:
    """What the gemeente arranges about signals, today."""
    return holding(session, SOORT, Signaalbeleid, today(now))


def voorgestelde_dag(session: Session, now: datetime) -> date:
    """The follow-up day that is filled in for a new signal."""
    return propose_opvolgen(today(now), signaalbeleid(session, now).opvolgen_werkdagen)


def note_signaal(
    session: Session,
    door: DoorMedewerker,
    inwoner_id: int,
    soort: Signaalsoort,
    opvolgen_op: date,
    now: datetime,
    *,
    team: Team | None = None,
) -> int:
    """Note a signal for a team, by default the employee's own. Returns its id.

    Raises OpvolgdatumVoorbij, OpvolgdatumTeVer, SignaalStaatAl and NietGevonden.
    """
    check_opvolgen(opvolgen_op, today(now), signaalbeleid(session, now).hoogstens_dagen)
    get_persoon(session, inwoner_id)
    signaal = Signaal(
        inwoner_id=inwoner_id,
        soort=soort,
        team=team or Team.of(door.rollen),
        opvolgen_op=opvolgen_op,
        medewerker_id=door.medewerker_id,
        created_at=now,
    )
    _add_once(session, signaal)
    record(
        session,
        door,
        "signaal:signaal:genoteerd",
        now=now,
        inwoner_id=inwoner_id,
        object_ref=f"signaal:{signaal.id}",
    )
    return signaal.id


def note_contact(
    session: Session, door: DoorMedewerker, inwoner_id: int, vraag: Contactvraag, now: datetime
) -> None:
    """Note that there was contact, or a try. Raises NietGevonden."""
    get_persoon(session, inwoner_id)
    session.add(
        Contactmoment(
            inwoner_id=inwoner_id,
            kanaal=vraag.kanaal,
            onderwerp=vraag.onderwerp,
            initiatief=vraag.initiatief,
            gelukt=vraag.gelukt,
            medewerker_id=door.medewerker_id,
            created_at=now,
        )
    )
    record(session, door, "signaal:contact:genoteerd", now=now, inwoner_id=inwoner_id)


def note_verwijzing(session: Session, door: DoorMedewerker, inwoner_id: int, naar: str, now: datetime) -> None:
    """Note where someone was shown the way to, with a day to ask how it went.

    Raises VerwijzingStaatAl; OnbekendeVerwijzing, also where the inwoner chooses for themself, and NietGevonden.
    """
    beleid = signaalbeleid(session, now)
    optie = beleid.verwijzingen.get(naar)
    if optie is None or optie.eigen_pagina:
        raise OnbekendeVerwijzing(naar)
    get_persoon(session, inwoner_id)
    verwijzing = Verwijzing(
        inwoner_id=inwoner_id,
        naar=naar,
        naam=optie.naam,
        team=Team.of(door.rollen),
        opvolgen_op=propose_opvolgen(today(now), beleid.verwijzing_werkdagen),
        medewerker_id=door.medewerker_id,
        created_at=now,
    )
    try:
        with session.begin_nested():
            session.add(verwijzing)
    except IntegrityError as fout:
        raise VerwijzingStaatAl from fout
    record(session, door, "signaal:verwijzing:genoteerd", now=now, inwoner_id=inwoner_id)


def _add_once(session: Session, signaal: Signaal) -> None:
    zelfde = select(Signaal.id).filter_by(inwoner_id=signaal.inwoner_id, soort=signaal.soort, gedaan_at=None)
    if session.scalar(zelfde) is not None:
        raise SignaalStaatAl
    try:
        with session.begin_nested():
            session.add(signaal)
    except IntegrityError as fout:
        if session.scalar(zelfde) is None:
            raise
        raise SignaalStaatAl from fout
