"""Letters for the mail room: to print, in one go, and ticked off."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portaal.bericht.model import Bericht
from portaal.bericht.service import make_brief
from portaal.core.door import Door
from portaal.infra.paging import Pagina, paginate
from portaal.logboek.service import record
from portaal.regeling.model import Papierbrief

MEESTE = 100


@dataclass(frozen=True)
class Postregel:
    """One letter to print; who it is for stands on the letter alone."""

    bericht_id: int
    titel: str
    created_at: datetime


def list_post(session: Session, nummer: int) -> Pagina[Postregel]:
    """The letters that have not been printed, oldest first."""
    vraag = (
        select(Papierbrief, Bericht.titel)
        .join(Bericht, Bericht.id == Papierbrief.bericht_id)
        .where(Papierbrief.geprint_at.is_(None))
        .order_by(Papierbrief.bericht_id)
    )
    return paginate(session, vraag, nummer, per=MEESTE).map(
        lambda rij: Postregel(rij[0].bericht_id, rij[1], rij[0].created_at)
    )


def pack_post(session: Session, door: Door, now: datetime) -> bytes:
    """A zip with the oldest letters that have not been printed, at most a hundred; opening it is logged."""
    vraag = (
        select(Bericht)
        .join(Papierbrief, Papierbrief.bericht_id == Bericht.id)
        .where(Papierbrief.geprint_at.is_(None))
        .order_by(Bericht.id)
        .limit(MEESTE)
    )
    doos = BytesIO()
    with ZipFile(doos, "w", ZIP_DEFLATED) as zip_:
        for bericht in session.scalars(vraag):
            zip_.writestr(f"brief-{bericht.id}.pdf", make_brief(session, bericht.id))
            record(
                session,
                door,
                "regeling:brief:geprint",
                now=now,
                inwoner_id=bericht.inwoner_id,
                doel="een brief met de post sturen",
                object_ref=f"bericht:{bericht.id}",
            )
    session.flush()
    return doos.getvalue()


def mark_printed(session: Session, tot_en_met: int, now: datetime) -> None:
    """Tick off the letters up to and including this one: they are in the mail."""
    session.execute(
        update(Papierbrief)
        .where(Papierbrief.geprint_at.is_(None), Papierbrief.bericht_id <= tot_en_met)
        .values(geprint_at=now)
    )
