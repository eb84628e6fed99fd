"""Numbered sets of changes: each change in exactly one, and a set made again is byte for byte the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portaal.aanslag.model import AanslagRij
from portaal.core.delen import in_parts
from portaal.core.errors import DomeinFout, NietGevonden
from portaal.core.tijd import today
from portaal.infra.paging import Pagina, paginate
from portaal.invordering.model import BlokkadeRij, Pakketset, Pakketwijziging
from portaal.invordering.service.wijzigingen import Wijziging, rows_of_blokkades
from portaal.invordering.uitvoer import VOLGNUMMER, VORM, Kop, Pakket, Pakketbestand, Rij, make_pakket

_POGINGEN = 20
_PER_KEER = 500


class SetOnvolledig(DomeinFout):
    """Part of what was in the set has been removed by retention since: it cannot be made the same."""


@dataclass(frozen=True)
class Setregel:
    """A set that was made; `aantal` counts its changes."""

    nummer: int
    gemaakt_at: datetime
    aantal: int
    naam: str


def make_set(session: Session, now: datetime) -> Pakket | None:
    """Put all changes that wait in the next set; None when nothing waits.

    The number is claimed first: who makes a set at the same time waits, and gets the next number with what is
    left. A change that commits meanwhile is in this set or waits for the next one.
    """
    if not count_wachtend(session):
        return None
    rij = _claim(session, now)
    gekozen = update(Pakketwijziging).where(Pakketwijziging.set_nummer.is_(None)).values(set_nummer=rij.nummer)
    session.execute(gekozen)
    aantal = select(func.count()).where(Pakketwijziging.set_nummer == rij.nummer)
    rij.aantal = session.scalar(aantal) or 0
    if not rij.aantal:
        session.delete(rij)
        session.flush()
        return None
    pakket = _write(session, rij)
    rij.som = pakket.som
    session.flush()
    return pakket


def read_set(session: Session, nummer: int) -> Pakket:
    """A set that was made before, again. Raises NietGevonden, SetOnvolledig."""
    # PostgreSQL refuses to compare its own whole number with a larger one.
    rij = session.get(Pakketset, nummer) if nummer < 2**31 else None
    if rij is None:
        raise NietGevonden
    pakket = _write(session, rij)
    if pakket.som != rij.som:
        raise SetOnvolledig
    return pakket


def list_sets(session: Session, nummer: int) -> Pagina[Setregel]:
    """The sets that were made, newest first."""
    pagina = paginate(session, select(Pakketset).order_by(Pakketset.nummer.desc()), nummer)
    return pagina.map(lambda rij: Setregel(rij.nummer, rij.gemaakt_at, rij.aantal, _kop(rij).naam))


def count_wachtend(session: Session) -> int:
    """How many changes wait for the next set."""
    return session.scalar(select(func.count()).where(Pakketwijziging.set_nummer.is_(None))) or 0


def last_set(session: Session) -> int:
    """The number of the last set; nought before the first."""
    return session.scalar(select(func.max(Pakketset.nummer))) or 0


def all_blokkade_rows(session: Session) -> list[Wijziging]:
    """Every hold there is or was, as the belastingpakket reads it."""
    return rows_of_blokkades(session.scalars(select(BlokkadeRij).order_by(BlokkadeRij.id)).all())


def fill_aanslagnummers(session: Session, wijzigingen: Iterable[Wijziging]) -> dict[Pakketbestand, list[Rij]]:
    """The rows per file, each with its aanslagnummer, in the order in which they come."""
    alle = list(wijzigingen)
    nummers = _aanslagnummers(session, sorted({wijziging.aanslag_id for wijziging in alle}))
    uit: dict[Pakketbestand, list[Rij]] = {bestand: [] for bestand in Pakketbestand}
    for wijziging in alle:
        uit[wijziging.bestand].append({**wijziging.waarden, "aanslagnummer": nummers[wijziging.aanslag_id]})
    return uit


def _aanslagnummers(session: Session, ids: list[int]) -> dict[int, str]:
    uit: dict[int, str] = {}
    for deel in in_parts(ids, _PER_KEER):
        vraag = select(AanslagRij.id, AanslagRij.aanslagnummer).where(AanslagRij.id.in_(deel))
        uit.update(dict(session.execute(vraag).all()))
    return uit


def _claim(session: Session, now: datetime) -> Pakketset:
    for _ in range(_POGINGEN):
        rij = Pakketset(nummer=last_set(session) + 1, gemaakt_at=now, aantal=1, som="", vorm=VORM)
        try:
            with session.begin_nested():
                session.add(rij)
        except IntegrityError:
            continue
        return rij
    raise RuntimeError("no number could be claimed")


def _write(session: Session, rij: Pakketset) -> Pakket:
    vraag = select(Pakketwijziging).filter_by(set_nummer=rij.nummer).order_by(Pakketwijziging.id)
    rijen = session.scalars(vraag).all()
    wijzigingen = (Wijziging(w.bestand, w.aanslag_id, {VOLGNUMMER: str(w.id), **w.waarden}) for w in rijen)
    return make_pakket(_kop(rij), fill_aanslagnummers(session, wijzigingen))


def _kop(rij: Pakketset) -> Kop:
    return Kop(rij.nummer, rij.nummer - 1, today(rij.gemaakt_at), rij.vorm)
