"""Replacing the keys of the BSN: what stands under an older key comes under the newest."""

from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portaal.infra.crypto import Kluis, NietTeOntcijferen
from portaal.infra.database import Database, locked
from portaal.inwoner.model import Inwoner
from portaal.inwoner.vergeten import LEEG

_PER_KEER = 500


@dataclass
class Omzetting:
    """What a rotation did: rows brought under the newest keys, and ids of those that no key opens."""

    vernieuwd: int = 0
    dicht: list[int] = field(default_factory=list)


def rotate(database: Database, kluis: Kluis) -> Omzetting:
    """Bring each BSN under the newest key, and its index under the index key of now.

    In short transactions, so that it may run beside everything else; a stop leaves rows that each stand under one
    of the keys, and running it again does the rest.
    """
    stand, vanaf = Omzetting(), 0
    while deel := _next_ids(database, vanaf):
        vernieuwd, dicht = database.run(partial(_renew, ids=deel, kluis=kluis))
        stand.vernieuwd += vernieuwd
        stand.dicht += dicht
        vanaf = deel[-1]
    return stand


def count_outdated(session: Session, kluis: Kluis) -> int:
    """How many BSNs still stand under an older key: at zero that key may go."""
    begin = func.substr(Inwoner.bsn_versleuteld, 1, len(kluis.nieuwste))
    vraag = select(func.count()).where(Inwoner.bsn_versleuteld != LEEG, begin != kluis.nieuwste)
    return session.scalar(vraag) or 0


def _next_ids(database: Database, vanaf: int) -> list[int]:
    with database.reading() as session:
        vraag = select(Inwoner.id).where(Inwoner.id > vanaf).order_by(Inwoner.id).limit(_PER_KEER)
        return list(session.scalars(vraag))


def _renew(session: Session, *, ids: list[int], kluis: Kluis) -> tuple[int, list[int]]:
    vernieuwd, dicht = 0, []
    for rij in session.scalars(locked(select(Inwoner).where(Inwoner.id.in_(ids)))):
        if rij.bsn_versleuteld == LEEG:
            continue
        try:
            bsn = kluis.decrypt(rij.bsn_versleuteld)
        except NietTeOntcijferen:
            dicht.append(rij.id)
            continue
        index = kluis.index(bsn)
        if kluis.is_outdated(rij.bsn_versleuteld) or rij.bsn_index != index:
            rij.bsn_versleuteld, rij.bsn_index = kluis.encrypt(bsn), index
            vernieuwd += 1
    return vernieuwd, dicht
