"""What was noted, as pages see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from portaal.core.errors import NietGevonden
from portaal.core.tijd import today
from portaal.infra.paging import Pagina, paginate
from portaal.inwoner.service import names_of as inwoner_names
from portaal.medewerker.service import names_of as medewerker_names
from portaal.signaal.begrip import (
    Contactkanaal,
    Contactonderwerp,
    Initiatief,
    Signaalsoort,
    Signaaluitkomst,
    Team,
    Verwijsuitkomst,
)
from portaal.signaal.model import Contactmoment, Signaal, Verwijzing

HOOGSTENS = 20
T = TypeVar("T", Signaal, Verwijzing)


@dataclass(frozen=True)
class Opvolging:
    """Something to follow up. `inwoner` is empty for someone of whom only the number is known."""

    id: int
    inwoner_id: int
    inwoner: str
    team: Team
    opvolgen_op: date
    is_te_laat: bool
    genoteerd_door: str
    created_at: datetime
    gedaan_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it still waits for someone."""
        return self.gedaan_at is None


@dataclass(frozen=True)
class Signaalregel(Opvolging):
    """A signal as staff see it."""

    soort: Signaalsoort
    uitkomst: Signaaluitkomst | None


@dataclass(frozen=True)
class Verwijsregel(Opvolging):
    """A referral as staff see it."""

    naam: str
    uitkomst: Verwijsuitkomst | None


@dataclass(frozen=True)
class Contactregel:
    """A contact, fit for the inwoner to read."""

    kanaal: Contactkanaal
    onderwerp: Contactonderwerp
    initiatief: Initiatief
    gelukt: bool
    created_at: datetime


@dataclass(frozen=True)
class Contacten:
    """What staff noted about a person, the newest first; at most 20 of each."""

    signalen: list[Signaalregel]
    momenten: list[Contactregel]
    verwijzingen: list[Verwijsregel]

    @property
    def laatste(self) -> Contactregel | None:
        """The last time that there really was contact: asked before each next step (domein S8)."""
        return next((moment for moment in self.momenten if moment.gelukt), None)

    @property
    def open_signalen(self) -> list[Signaalregel]:
        """Signals that nobody followed up yet, the first to follow up on top."""
        wachtend = (signaal for signaal in self.signalen if signaal.is_open)
        return sorted(wachtend, key=lambda signaal: signaal.opvolgen_op)


def contacten_of(session: Session, inwoner_id: int, now: datetime) -> Contacten:
    """What was noted about a person. A constant number of queries."""
    signalen = list(session.scalars(_newest(select(Signaal), Signaal, inwoner_id)))
    verwijzingen = list(session.scalars(_newest(select(Verwijzing), Verwijzing, inwoner_id)))
    return Contacten(
        signalen=_signaalregels(session, signalen, now),
        momenten=contactmomenten_of(session, inwoner_id),
        verwijzingen=_verwijsregels(session, verwijzingen, now),
    )


def contactmomenten_of(session: Session, inwoner_id: int) -> list[Contactregel]:
    """The last contacts with a person, the newest first; also for that person's own page."""
    rijen = session.scalars(_newest(select(Contactmoment), Contactmoment, inwoner_id))
    return [Contactregel(rij.kanaal, rij.onderwerp, rij.initiatief, rij.gelukt, rij.created_at) for rij in rijen]


def list_signalen(session: Session, team: Team, nummer: int, now: datetime) -> Pagina[Signaalregel]:
    """What a team still has to follow up; past its day on top."""
    pagina = paginate(session, _open(Signaal, team), nummer)
    return Pagina(_signaalregels(session, pagina.items, now), pagina.nummer, pagina.totaal, pagina.per)


def list_verwijzingen(session: Session, team: Team, nummer: int, now: datetime) -> Pagina[Verwijsregel]:
    """Referrals of a team of which it is not known how they went; past their day on top."""
    pagina = paginate(session, _open(Verwijzing, team), nummer)
    return Pagina(_verwijsregels(session, pagina.items, now), pagina.nummer, pagina.totaal, pagina.per)


def get_signaal(session: Session, signaal_id: int, now: datetime) -> Signaalregel:
    """One signal. Raises NietGevonden."""
    rij = session.get(Signaal, signaal_id)
    if rij is None:
        raise NietGevonden
    return _signaalregels(session, [rij], now)[0]


def get_verwijzing(session: Session, verwijzing_id: int, now: datetime) -> Verwijsregel:
    """One referral. Raises NietGevonden."""
    rij = session.get(Verwijzing, verwijzing_id)
    if rij is None:
        raise NietGevonden
    return _verwijsregels(session, [rij], now)[0]


def count_te_doen(session: Session, team: Team, now: datetime) -> int:
    """How many signals and referrals of a team are due today or earlier."""
    return sum(
        session.scalar(_waiting(soort, today(now)).where(soort.team == team)) or 0
        for soort in (Signaal, Verwijzing)
    )


def count_te_laat(session: Session, now: datetime) -> int:
    """How many signals and referrals of all teams are past their day."""
    gisteren = today(now) - timedelta(days=1)
    return sum(session.scalar(_waiting(soort, gisteren)) or 0 for soort in (Signaal, Verwijzing))


def _waiting(soort: type[Signaal] | type[Verwijzing], tot_en_met: date) -> Select[int]:
    return select(func.count()).where(soort.gedaan_at.is_(None), soort.opvolgen_op <= tot_en_met)


def _newest(vraag: Select[Any], soort: type[Any], inwoner_id: int) -> Select[Any]:
    gezocht = vraag.where(soort.inwoner_id == inwoner_id)
    return gezocht.order_by(soort.created_at.desc(), soort.id.desc()).limit(HOOGSTENS)


def _open(soort: type[T], team: Team) -> Select[T]:
    gezocht = select(soort).where(soort.team == team, soort.gedaan_at.is_(None))
    return gezocht.order_by(soort.opvolgen_op, soort.id)


def _signaalregels(session: Session, rijen: Sequence[Signaal], now: datetime) -> list[Signaalregel]:
    gelijk = _shared(session, rijen, now)
    return [
        Signaalregel(**velden, soort=rij.soort, uitkomst=rij.uitkomst)
        for rij, velden in zip(rijen, gelijk, strict=True)
    ]


def _verwijsregels(session: Session, rijen: Sequence[Verwijzing], now: datetime) -> list[Verwijsregel]:
    gelijk = _shared(session, rijen, now)
    return [
        Verwijsregel(**velden, naam=rij.naam, uitkomst=rij.uitkomst)
        for rij, velden in zip(rijen, gelijk, strict=True)
    ]


def _shared(
    session: Session, rijen: Sequence[Signaal] | Sequence[Verwijzing], now: datetime
) -> list[dict[str, Any]]:
    inwoners = inwoner_names(session, {rij.inwoner_id for rij in rijen})
    medewerkers = medewerker_names(session, {rij.medewerker_id for rij in rijen})
    return [
        {
            "id": rij.id,
            "inwoner_id": rij.inwoner_id,
            "inwoner": inwoners.get(rij.inwoner_id, ""),
            "team": rij.team,
            "opvolgen_op": rij.opvolgen_op,
            "is_te_laat": rij.gedaan_at is None and rij.opvolgen_op < today(now),
            "genoteerd_door": medewerkers.get(rij.medewerker_id, ""),
            "created_at": rij.created_at,
            "gedaan_at": rij.gedaan_at,
        }
        for rij in rijen
    ]
