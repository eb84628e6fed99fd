"""Retention: what makes a person known goes, and everybody who holds something of them is told."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portaal.bericht.model import Bericht
from portaal.core.events.aanslag import InwonerVerwijderd
from portaal.infra.database import get_locked
from portaal.infra.werk.gebeurtenissen import announce
from portaal.inwoner.model import Bereikbaarheid, Inwoner, Persoonsgegevens
from portaal.logboek.service import forget

# What stands in place of a BSN that is gone. No ciphertext is ever empty.
LEEG = b""


def forget_inwoner(session: Session, inwoner_id: int, now: datetime) -> None:
    """Wipe who this person is, for good, and announce it. A second time changes nothing.

    The row itself stays, as an empty husk with a number of ours: append-only records (consents) and the numbers of
    aanslagen refer to it, and both must outlive the person: the first as proof without a name, the second so that
    a later delivery does not bring back what was removed. Random bytes take the place of the keyed index, for that
    one could be worked out again from a BSN.
    """
    inwoner = get_locked(session, Inwoner, inwoner_id)
    if inwoner.bsn_versleuteld == LEEG:
        return
    inwoner.bsn_versleuteld, inwoner.bsn_index = LEEG, secrets.token_bytes(32)
    session.execute(delete(Persoonsgegevens).where(Persoonsgegevens.inwoner_id == inwoner_id))
    session.execute(delete(Bereikbaarheid).where(Bereikbaarheid.inwoner_id == inwoner_id))
    forget(session, inwoner_id)
    announce(session, InwonerVerwijderd(inwoner_id), now)


def forget_berichten(session: Session, gebeurtenis: InwonerVerwijderd, now: datetime) -> None:
    """The messages of who was removed go as well; bericht lies below us and cannot hear of persons."""
    session.execute(delete(Bericht).where(Bericht.inwoner_id == gebeurtenis.inwoner_id))


def list_vergeten(session: Session, ids: Iterable[int]) -> set[int]:
    """Those of `ids` who were removed."""
    vraag = select(Inwoner.id).where(Inwoner.id.in_(list(ids)), Inwoner.bsn_versleuteld == LEEG)
    return set(session.scalars(vraag))
