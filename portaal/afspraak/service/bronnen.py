"""Employees' own calendars: read from an address or a file; what cannot be read leaves the last good state."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import structlog
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portaal.afspraak.model import Afwezigheid, Agendabron
from portaal.afspraak.ophalen import Onbereikbaar, fetch_public
from portaal.afspraak.rules.bezet import GeenAgenda, read_busy
from portaal.core.door import DoorMedewerker
from portaal.core.errors import DomeinFout, NietGevonden
from portaal.infra.database import Database
from portaal.logboek.service import record

log = structlog.get_logger(__name__)
_VOORUIT = timedelta(days=400)
_OUD = timedelta(hours=2)
_ELKE = timedelta(minutes=15)


class OnveiligAdres(DomeinFout):
    """Only https addresses on the public internet are read."""


@dataclass(frozen=True)
class Bronregel:
    """A source as it is listed; `is_oud` when it could not be read for a while, or was tried and never read."""

    id: int
    agenda: str
    plek: int | None
    adres: str
    goed_at: datetime | None
    is_oud: bool

    @property
    def waar(self) -> str:
        """Where it stands, to tell two apart; the rest of the address is a secret of its owner."""
        return urlsplit(self.adres).hostname or ""


def add_bron(
    session: Session, door: DoorMedewerker, agenda: str, plek: int | None, adres: str, now: datetime
) -> int:
    """Follow a calendar at an address (https), or one of files that are uploaded (empty). Raises OnveiligAdres."""
    if adres and (urlsplit(adres).scheme != "https" or not urlsplit(adres).hostname):
        raise OnveiligAdres
    bron = Agendabron(agenda=agenda, plek=plek, adres=adres, created_at=now)
    session.add(bron)
    session.flush()
    record(session, door, "afspraak:agendabron:toegevoegd", now=now, object_ref=f"agendabron:{bron.id}")
    return bron.id


def remove_bron(session: Session, door: DoorMedewerker, bron_id: int, now: datetime) -> None:
    """Follow it no more; its busy times go. Raises NietGevonden."""
    bron = session.get(Agendabron, bron_id)
    if bron is None:
        raise NietGevonden
    session.execute(delete(Afwezigheid).where(Afwezigheid.bron == source_name(bron_id)))
    session.delete(bron)
    record(session, door, "afspraak:agendabron:verwijderd", now=now, object_ref=f"agendabron:{bron_id}")


def _is_oud(bron: Agendabron, now: datetime) -> bool:
    if bron.goed_at is None:
        return bron.geprobeerd_at is not None
    return now - bron.goed_at > _OUD


def list_bronnen(session: Session, now: datetime) -> list[Bronregel]:
    """All sources, with since when they could not be read."""
    return [
        Bronregel(
            id=bron.id,
            agenda=bron.agenda,
            plek=bron.plek,
            adres=bron.adres,
            goed_at=bron.goed_at,
            is_oud=bool(bron.adres) and _is_oud(bron, now),
        )
        for bron in session.scalars(select(Agendabron).order_by(Agendabron.id))
    ]


def source_name(bron_id: int) -> str:
    """How busy times name the source that they came from."""
    return f"agendabron:{bron_id}"


def take_file(session: Session, bron_id: int, inhoud: bytes, now: datetime) -> int:
    """Replace the busy times of a source by those in a calendar file. Returns how many there are.

    Raises GeenAgenda, and then what was there stays; NietGevonden.
    """
    bron = session.get(Agendabron, bron_id)
    if bron is None:
        raise NietGevonden
    periodes = read_busy(inhoud, now, now + _VOORUIT)
    session.execute(delete(Afwezigheid).where(Afwezigheid.bron == source_name(bron_id)))
    session.add_all(
        Afwezigheid(
            agenda=bron.agenda, plek=bron.plek, begin=van, einde=tot, bron=source_name(bron_id), created_at=now
        )
        for van, tot in periodes
        if van < tot
    )
    bron.goed_at = bron.geprobeerd_at = now
    bron.fout = ""
    session.flush()
    return len(periodes)


def refresh_one(database: Database, now: datetime) -> int:
    """Read the address again that was read longest ago, when that is long enough. Returns how many were read.

    The network is waited for outside any transaction. What fails keeps what it last gave, and says since when.
    """
    with database.reading() as session:
        vraag = select(Agendabron).where(Agendabron.adres != "").order_by(Agendabron.geprobeerd_at)
        aan_de_beurt = [b for b in session.scalars(vraag) if not b.geprobeerd_at or now - b.geprobeerd_at > _ELKE]
    if not aan_de_beurt:
        return 0
    bron = aan_de_beurt[0]
    try:
        inhoud = fetch_public(bron.adres)
        database.run(lambda session: take_file(session, bron.id, inhoud, now))
    except (Onbereikbaar, GeenAgenda, NietGevonden) as fout:
        naam = type(fout).__name__
        log.warning("agenda_source_unreadable", bron=bron.id, fout=naam)
        database.run(lambda session: _note_failure(session, bron.id, naam, now))
    return 1


def _note_failure(session: Session, bron_id: int, fout: str, now: datetime) -> None:
    bron = session.get(Agendabron, bron_id)
    if bron is not None:
        bron.geprobeerd_at, bron.fout = now, fout
