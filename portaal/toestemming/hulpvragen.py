"""The desk of schuldhulp: who asked for contact, and what was done. Only those with a yes that holds."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from portaal.core.door import DoorMedewerker
from portaal.core.errors import NietGevonden
from portaal.core.tijd import today
from portaal.infra.paging import Pagina, paginate
from portaal.logboek.service import record
from portaal.toestemming.model import (
    Contactpoging,
    Hulpnotitie,
    Hulpvraag,
    Pogingsuitkomst,
    Toestemming,
    Uitkomst,
)
from portaal.toestemming.rules import LOPEND, Hulpstatus, Spoed


@dataclass(frozen=True)
class Hulpdossier:
    """One person who asked for contact, with what was tried and noted."""

    vraag: Hulpvraag
    pogingen: list[Contactpoging]
    notities: list[Hulpnotitie]


def list_hulpvragen(session: Session, now: datetime, nummer: int) -> Pagina[Hulpvraag]:
    """Who wants to be called: urgent and late ones first."""
    spoed = case((Hulpvraag.spoed == Spoed.GEEN, 1), else_=0)
    return paginate(session, _visible(now).order_by(Hulpvraag.uiterlijk_op, spoed, Hulpvraag.id), nummer)


def count_late(session: Session, now: datetime) -> int:
    """How many people wait past the last day for a first talk, or until today."""
    laat = _visible(now).where(Hulpvraag.uiterlijk_op <= today(now), Hulpvraag.status == Hulpstatus.OPEN)
    return session.scalar(select(func.count()).select_from(laat.subquery())) or 0


def open_hulpvraag(session: Session, door: DoorMedewerker, nummer: int, now: datetime) -> Hulpdossier:
    """One person; that it was looked at goes into the logboek. Raises NietGevonden, also after a withdrawal."""
    vraag = _get(session, nummer, now)
    record(
        session,
        door,
        "toestemming:hulpvraag:bekeken",
        inwoner_id=vraag.inwoner_id,
        doel="contact waar de inwoner om vroeg",
        now=now,
    )
    pogingen = session.scalars(
        select(Contactpoging).filter_by(hulpvraag_id=nummer).order_by(Contactpoging.id.desc())
    )
    notities = session.scalars(select(Hulpnotitie).filter_by(hulpvraag_id=nummer).order_by(Hulpnotitie.id.desc()))
    return Hulpdossier(vraag, list(pogingen), list(notities))


def take(session: Session, door: DoorMedewerker, nummer: int, now: datetime) -> None:
    """This employee takes it up. Raises NietGevonden."""
    vraag = _get(session, nummer, now)
    vraag.status, vraag.medewerker_id = Hulpstatus.OPGEPAKT, door.medewerker_id
    record(session, door, "toestemming:hulpvraag:opgepakt", inwoner_id=vraag.inwoner_id, now=now)


def log_attempt(
    session: Session, door: DoorMedewerker, nummer: int, uitkomst: Pogingsuitkomst, now: datetime
) -> None:
    """Note a try to reach the person. Raises NietGevonden."""
    vraag = _get(session, nummer, now)
    session.add(Contactpoging(hulpvraag_id=nummer, uitkomst=uitkomst, medewerker_id=door.medewerker_id, at=now))
    record(session, door, "toestemming:poging:genoteerd", inwoner_id=vraag.inwoner_id, now=now)


def add_note(session: Session, door: DoorMedewerker, nummer: int, tekst: str, now: datetime) -> None:
    """Keep a note for the team of schuldhulp. Raises NietGevonden."""
    vraag = _get(session, nummer, now)
    session.add(Hulpnotitie(hulpvraag_id=nummer, tekst=tekst, medewerker_id=door.medewerker_id, at=now))
    record(session, door, "toestemming:notitie:geschreven", inwoner_id=vraag.inwoner_id, now=now)


def close(session: Session, door: DoorMedewerker, nummer: int, uitkomst: Uitkomst, now: datetime) -> None:
    """The contact is over. Raises NietGevonden."""
    vraag = _get(session, nummer, now)
    vraag.status, vraag.uitkomst = Hulpstatus.AFGEROND, uitkomst
    record(session, door, "toestemming:hulpvraag:afgerond", inwoner_id=vraag.inwoner_id, now=now)


def _visible(now: datetime) -> Select[Hulpvraag]:
    return (
        select(Hulpvraag)
        .join(Toestemming, Toestemming.id == Hulpvraag.toestemming_id)
        .where(Hulpvraag.status.in_(LOPEND), Toestemming.verloopt_at > now)
    )


def _get(session: Session, nummer: int, now: datetime) -> Hulpvraag:
    vraag = session.scalar(_visible(now).where(Hulpvraag.id == nummer))
    if vraag is None:
        raise NietGevonden
    return vraag
