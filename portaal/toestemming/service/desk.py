"""The desk of schuldhulp: who asked for contact, and what was done. Only those with a yes that holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, case, func, select, update
from sqlalchemy.orm import Session

from portaal.afspraak.begrip import Status
from portaal.core.door import DoorMedewerker
from portaal.core.errors import NietGevonden
from portaal.core.tijd import today
from portaal.infra.database import get_locked
from portaal.infra.paging import Pagina, paginate
from portaal.logboek.service import record
from portaal.toestemming.begrip import (
    LOPEND,
    WACHTEND,
    Hulpstatus,
    Hulpuitkomst,
    HulpvraagDicht,
    Klokstand,
    Pogingsuitkomst,
    Spoed,
    ToestemmingGestopt,
)
from portaal.toestemming.model import Contactpoging, Hulpgesprek, Hulpnotitie, Hulpvraag, Toestemming
from portaal.toestemming.rules.hulpvraag import after_attempt, after_take, check_open, step
from portaal.toestemming.rules.klok import read_klok, werkdagen_left
from portaal.toestemming.service.lezen import beleid_of

GESTOPT_ZICHTBAAR = timedelta(days=14)


@dataclass(frozen=True)
class Hulpregel:
    """A row of the list, with its clock on the day of the request."""

    vraag: Hulpvraag
    klok: Klokstand
    werkdagen: int


@dataclass(frozen=True)
class Hulpdossier:
    """One person who asked for contact, with what was tried and noted."""

    vraag: Hulpvraag
    klok: Klokstand
    pogingen: list[Contactpoging]
    notities: list[Hulpnotitie]


def list_hulpvragen(session: Session, now: datetime, nummer: int, *, van: int | None = None) -> Pagina[Hulpregel]:
    """Who wants to be called: the late and urgent first, who was spoken last; `van` keeps one employee's."""
    gesproken = case((Hulpvraag.status == Hulpstatus.GESPROKEN, 1), else_=0)
    rustig = case((Hulpvraag.spoed == Spoed.GEEN, 1), else_=0)
    vraag = visible(session, now).order_by(gesproken, Hulpvraag.uiterlijk_op, rustig, Hulpvraag.id)
    if van is not None:
        vraag = vraag.where(Hulpvraag.medewerker_id == van)
    vandaag = today(now)
    return paginate(session, vraag, nummer).map(lambda rij: _regel(rij, vandaag))


def _regel(rij: Hulpvraag, vandaag: date) -> Hulpregel:
    klok = read_klok(rij.status, rij.uiterlijk_op, vandaag)
    return Hulpregel(rij, klok, werkdagen_left(vandaag, rij.uiterlijk_op))


def count_late(session: Session, now: datetime) -> int:
    """How many people wait until today, or past the last day for a first talk."""
    laat = visible(session, now).where(Hulpvraag.uiterlijk_op <= today(now), Hulpvraag.status.in_(WACHTEND))
    return session.scalar(select(func.count()).select_from(laat.subquery())) or 0


def list_gestopt(session: Session, medewerker_id: int, now: datetime) -> Sequence[tuple[str, datetime]]:
    """What this employee had taken up and ended of late: reference and moment, no name and no reason."""
    vraag = (
        select(Hulpvraag.kenmerk, Hulpvraag.beeindigd_at)
        .where(Hulpvraag.medewerker_id == medewerker_id, Hulpvraag.status == Hulpstatus.GESTOPT)
        .where(Hulpvraag.beeindigd_at > now - GESTOPT_ZICHTBAAR)
        .order_by(Hulpvraag.beeindigd_at.desc())
    )
    return [(kenmerk, at) for kenmerk, at in session.execute(vraag) if at is not None]


def open_hulpvraag(session: Session, door: DoorMedewerker, nummer: int, now: datetime) -> Hulpdossier:
    """One person; that it was looked at goes into the logboek. Raises NietGevonden, also after a withdrawal."""
    vraag = session.scalar(visible(session, now).where(Hulpvraag.id == nummer))
    if vraag is None:
        raise NietGevonden
    _record(session, door, vraag, "bekeken", now)
    pogingen = select(Contactpoging).filter_by(hulpvraag_id=nummer).order_by(Contactpoging.id.desc())
    notities = select(Hulpnotitie).filter_by(hulpvraag_id=nummer).order_by(Hulpnotitie.id.desc())
    klok = read_klok(vraag.status, vraag.uiterlijk_op, today(now))
    return Hulpdossier(vraag, klok, list(session.scalars(pogingen)), list(session.scalars(notities)))


def take(session: Session, door: DoorMedewerker, nummer: int, now: datetime) -> None:
    """This employee takes it up, or over from a colleague. Raises like `lock_hulpvraag`."""
    vraag = lock_hulpvraag(session, nummer, now)
    vraag.status, vraag.medewerker_id = after_take(vraag.status), door.medewerker_id
    # Who takes up the request holds its talks: should the yes be taken back, they are the one who still sees it.
    session.execute(
        update(Hulpgesprek)
        .where(Hulpgesprek.hulpvraag_id == nummer, Hulpgesprek.status == Status.GEPLAND)
        .values(medewerker_id=door.medewerker_id)
    )
    _record(session, door, vraag, "opgepakt", now)


def log_attempt(
    session: Session, door: DoorMedewerker, nummer: int, uitkomst: Pogingsuitkomst, now: datetime
) -> None:
    """Note a try to reach the person; the first talk stops the clock. Raises like `lock_hulpvraag`."""
    vraag = lock_hulpvraag(session, nummer, now)
    vraag.status = after_attempt(vraag.status, uitkomst)
    if vraag.status is Hulpstatus.GESPROKEN:
        vraag.gesproken_at = vraag.gesproken_at or now
    session.add(Contactpoging(hulpvraag_id=nummer, uitkomst=uitkomst, medewerker_id=door.medewerker_id, at=now))
    _record(session, door, vraag, "poging", now)


def add_note(session: Session, door: DoorMedewerker, nummer: int, tekst: str, now: datetime) -> None:
    """Keep a note for the team of schuldhulp. Raises like `lock_hulpvraag`."""
    vraag = lock_hulpvraag(session, nummer, now)
    session.add(Hulpnotitie(hulpvraag_id=nummer, tekst=tekst, medewerker_id=door.medewerker_id, at=now))
    _record(session, door, vraag, "notitie", now)


def close(session: Session, door: DoorMedewerker, nummer: int, uitkomst: Hulpuitkomst, now: datetime) -> None:
    """The contact is over; its notes are locked. Raises like `lock_hulpvraag`, and while a talk is to come."""
    vraag = lock_hulpvraag(session, nummer, now)
    if has_talk(session, nummer, now):
        raise HulpvraagDicht
    vraag.status = step(vraag.status, Hulpstatus.AFGEROND)
    vraag.uitkomst, vraag.beeindigd_at = uitkomst, now
    _record(session, door, vraag, "afgerond", now)


def has_mail(session: Session, nummer: int) -> bool:
    """Whether a mail can tell them what changed."""
    return bool(session.scalar(select(Hulpvraag.email).filter_by(id=nummer)))


def has_talk(session: Session, nummer: int, now: datetime) -> bool:
    """Whether a talk that goes with the request is still to come."""
    komt = (Hulpgesprek.status == Status.GEPLAND, Hulpgesprek.einde > now)
    return session.scalar(select(Hulpgesprek.id).where(Hulpgesprek.hulpvraag_id == nummer, *komt)) is not None


def lock_hulpvraag(session: Session, nummer: int, now: datetime) -> Hulpvraag:
    """The request, for changing it. Raises NietGevonden, ToestemmingGestopt or HulpvraagDicht."""
    vraag = get_locked(session, Hulpvraag, nummer)
    check_open(vraag.status)
    if not is_visible(session, nummer, now):
        raise ToestemmingGestopt
    return vraag


def _record(session: Session, door: DoorMedewerker, vraag: Hulpvraag, wat: str, now: datetime) -> None:
    doel = "contact waar de inwoner om vroeg"
    record(session, door, f"toestemming:hulpvraag:{wat}", inwoner_id=vraag.inwoner_id, doel=doel, now=now)


def is_visible(session: Session, nummer: int, now: datetime) -> bool:
    """Whether the team may see this request."""
    gezien = visible(session, now).where(Hulpvraag.id == nummer).with_only_columns(Hulpvraag.id)
    return session.scalar(gezien) is not None


def visible(session: Session, now: datetime) -> Select[Hulpvraag]:
    """The requests that the team may see: still running, on a yes that holds and that was said to this team."""
    return (
        select(Hulpvraag)
        .join(Toestemming, Toestemming.id == Hulpvraag.toestemming_id)
        .where(Hulpvraag.status.in_(LOPEND), Toestemming.verloopt_at > now)
        .where(Toestemming.ontvanger == beleid_of(session, now).ontvanger)
    )
