"""Which running plans to look at after a delivery: those with news, and those that time alone changes."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import exists, or_, select, update
from sqlalchemy.orm import Session

from portaal.aanslag.model import AanslagRij, AanslagstandRij, is_uitgevallen
from portaal.regeling.model import Regeling, RegelingAanslag
from portaal.regeling.stand import Verzoeksoort
from portaal.regeling.toestanden import Regelingstatus

LOPEND = (Regeling.status == Regelingstatus.LOPEND, Regeling.soort != Verzoeksoort.PAUZE)


def find_fallen_out(session: Session) -> list[int]:
    """The running plans of which an aanslag fell out: until it comes back nothing new is known of them."""
    vraag = (
        select(RegelingAanslag.regeling_id)
        .join(AanslagRij, AanslagRij.id == RegelingAanslag.aanslag_id)
        .where(RegelingAanslag.loopt.is_(True), is_uitgevallen())
    )
    return list(session.scalars(vraag.distinct()))


def find_news(session: Session, levering_id: int, uitgevallen: Collection[int], gezien: date) -> list[int]:
    """The running plans to look at, in order: a delivery named an aanslag, one fell out, or a limit has passed.

    A delivery that was missed counts too: each plan knows which one it was held against last.
    """
    nieuws = exists().where(
        RegelingAanslag.regeling_id == Regeling.id,
        AanslagstandRij.aanslag_id == RegelingAanslag.aanslag_id,
        or_(AanslagstandRij.levering_id > Regeling.gevolgde_levering, AanslagstandRij.levering_id == levering_id),
    )
    welke = or_(nieuws, Regeling.id.in_(uitgevallen), Regeling.weer_kijken_op <= gezien)
    return list(session.scalars(select(Regeling.id).where(*LOPEND, welke).order_by(Regeling.id)))


def mark_seen(session: Session, levering_id: int, uitgevallen: Collection[int], gezien: date) -> None:
    """Of every plan that runs we know now what was paid until `gezien`, unless an aanslag fell out."""
    welke = (*LOPEND, Regeling.id.not_in(uitgevallen))
    session.execute(update(Regeling).where(*welke).values(gezien_op=gezien, gevolgde_levering=levering_id))
