"""Writing in the logboek, and reading what was done with one person's data."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portaal.core.door import Door, DoorBezoeker, DoorInwoner, DoorMedewerker
from portaal.infra.paging import Pagina, paginate
from portaal.logboek.model import Logregel, Logsleutel


@dataclass(frozen=True)
class Logvermelding:
    """A row of the logboek as the person it is about may read it."""

    at: datetime
    handeling: str
    door_soort: str
    rollen: str
    doel: str


def record(
    session: Session,
    door: Door,
    handeling: str,
    *,
    now: datetime,
    inwoner_id: int | None = None,
    doel: str = "",
    object_ref: str = "",
) -> None:
    """Add a row in this transaction: `handeling` is `room:subject:action`, `doel` why it was needed.

    Neither may hold a BSN, an amount or a reason that a person gave.
    """
    soort, wie, rollen = _who(session, door)
    session.add(
        Logregel(
            at=now,
            handeling=handeling,
            door_soort=soort,
            door_id=wie,
            rollen=rollen,
            persoon=None if inwoner_id is None else _pseudonym(session, inwoner_id),
            doel=doel,
            object_ref=object_ref,
        )
    )


def read_sleutels(session: Session, inwoner_ids: Iterable[int]) -> None:
    """Read the keys of these people in one query: who adds rows on many of them calls this first."""
    gehouden = _held(session)
    nieuw = set(inwoner_ids) - gehouden.keys()
    vraag = select(Logsleutel).where(Logsleutel.inwoner_id.in_(nieuw))
    gehouden.update({sleutel.inwoner_id: sleutel for sleutel in session.scalars(vraag)} if nieuw else {})


def read_logboek_of(session: Session, inwoner_id: int, nummer: int) -> Pagina[Logvermelding]:
    """Who did or saw what of this person, newest first."""
    sleutel = session.get(Logsleutel, inwoner_id)
    persoon = "" if sleutel is None else _hash(sleutel.sleutel, inwoner_id)
    vraag = select(Logregel).where(Logregel.persoon == persoon).order_by(Logregel.at.desc(), Logregel.id.desc())
    return paginate(session, vraag, nummer).map(
        lambda rij: Logvermelding(rij.at, rij.handeling, rij.door_soort, rij.rollen, rij.doel)
    )


def forget(session: Session, inwoner_id: int) -> None:
    """Destroy the key of a person's pseudonym: the rows stay, but nobody can tell whom they are about."""
    _held(session).pop(inwoner_id, None)
    session.execute(delete(Logsleutel).where(Logsleutel.inwoner_id == inwoner_id))


def _who(session: Session, door: Door) -> tuple[str, str, str]:
    if isinstance(door, DoorMedewerker):
        soort = "namens" if door.namens else "medewerker"
        return soort, str(door.medewerker_id), ",".join(sorted(door.rollen))
    if isinstance(door, DoorInwoner):
        return "inwoner", _pseudonym(session, door.inwoner_id), ""
    if isinstance(door, DoorBezoeker):
        return "bezoeker", "", ""
    return "portaal", door.taak, ""


def _pseudonym(session: Session, inwoner_id: int) -> str:
    sleutel = session.get(Logsleutel, inwoner_id)
    if sleutel is None:
        sleutel = Logsleutel(inwoner_id=inwoner_id, sleutel=secrets.token_hex(32))
        session.add(sleutel)
        session.flush()
    _held(session)[inwoner_id] = sleutel
    return _hash(sleutel.sleutel, inwoner_id)


def _held(session: Session) -> dict[int, Logsleutel]:
    """The keys of this session, held so that it need not read them again for each row."""
    gehouden: dict[int, Logsleutel] = session.info.setdefault("logsleutels", {})
    return gehouden


def _hash(sleutel: str, inwoner_id: int) -> str:
    return hmac.new(bytes.fromhex(sleutel), str(inwoner_id).encode(), hashlib.sha256).hexdigest()
