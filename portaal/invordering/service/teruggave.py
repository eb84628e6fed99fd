"""Costs that crossed a hold: the gemeente takes them back, and the inwoner need not pay them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from portaal.aanslag.model import AanslagRij, AanslagstandRij, VerzendingRij
from portaal.aanslag.service import get_aanslagen
from portaal.aanslag.stand import Aanslag, Verzending, Verzendsoort
from portaal.bericht.service import Berichtje, post_bericht
from portaal.core.delen import in_parts
from portaal.core.door import Door, DoorSysteem
from portaal.core.errors import InmiddelsGewijzigd
from portaal.core.events.aanslag import LeveringOpgenomen
from portaal.core.geld import Centen
from portaal.infra.database import get_locked
from portaal.infra.i18n import N_, write_bedrag, write_datum
from portaal.infra.paging import Pagina, paginate
from portaal.infra.teksten import translate
from portaal.invordering.model import BlokkadeRij, Kostenteruggave
from portaal.invordering.rules import crossed_kosten
from portaal.invordering.service.blokkades import all_blokkades
from portaal.inwoner.service import get_persoon
from portaal.logboek.service import record

# A letter that crossed a hold shows in a delivery within days; longer ago it has been seen already.
TERUGKIJK = timedelta(days=120)
_PER_KEER = 500

TITEL = N_("Wij halen kosten weg")
ALINEAS = (
    N_("Uw aanslag stond stil. Toch kwamen er op %(datum)s kosten bij."),
    N_("Dat is %(bedrag)s. U hoeft dat niet te betalen. Wij halen dit bedrag eraf."),
    N_("U hoeft niets te doen. Uw afspraak met ons blijft zoals hij is."),
)


@dataclass(frozen=True)
class Teruggave:
    """Costs to take off in the belastingpakket."""

    id: int
    aanslagnummer: str
    soort: Verzendsoort
    dagtekening: date
    bedrag: Centen


def find_crossed(session: Session, gebeurtenis: LeveringOpgenomen, now: datetime) -> None:
    """After a delivery: note the costs that were added while a hold was on, each once, and tell the inwoner."""
    for deel in in_parts(_with_kosten(session, now), _PER_KEER):
        blokkades = all_blokkades(session, deel)
        bekend = _known(session, deel)
        for aanslag in get_aanslagen(session, deel):
            for verzending in crossed_kosten(aanslag.verzendingen, blokkades[aanslag.id]):
                if (aanslag.id, verzending.soort, verzending.dagtekening) not in bekend:
                    _note(session, aanslag, verzending, now)
    session.flush()


def kosten_terug(session: Session, aanslag_ids: Iterable[int]) -> dict[int, Centen]:
    """What is to be taken off per aanslag and is still in the numbers of the belastingpakket. One query."""
    vraag = (
        select(Kostenteruggave.aanslag_id, func.sum(Kostenteruggave.bedrag))
        .where(Kostenteruggave.aanslag_id.in_(list(aanslag_ids)), Kostenteruggave.klaar_at.is_(None))
        .group_by(Kostenteruggave.aanslag_id)
    )
    return {aanslag_id: Centen(int(bedrag)) for aanslag_id, bedrag in session.execute(vraag)}


def list_teruggaven(session: Session, nummer: int) -> Pagina[Teruggave]:
    """The costs to take off in the belastingpakket, oldest first."""
    vraag = (
        select(Kostenteruggave, AanslagRij.aanslagnummer)
        .join(AanslagRij, AanslagRij.id == Kostenteruggave.aanslag_id)
        .where(Kostenteruggave.klaar_at.is_(None))
        .order_by(Kostenteruggave.created_at, Kostenteruggave.id)
    )
    return paginate(session, vraag, nummer).map(
        lambda rij: Teruggave(rij[0].id, rij[1], rij[0].soort, rij[0].dagtekening, rij[0].bedrag)
    )


def mark_teruggegeven(session: Session, door: Door, teruggave_id: int, now: datetime) -> None:
    """Note that the costs are off in the belastingpakket. Raises NietGevonden, InmiddelsGewijzigd."""
    rij = get_locked(session, Kostenteruggave, teruggave_id)
    if rij.klaar_at is not None:
        raise InmiddelsGewijzigd
    rij.klaar_at = now
    record(session, door, "invordering:kosten:teruggegeven", now=now, object_ref=f"aanslag:{rij.aanslag_id}")
    session.flush()


def _with_kosten(session: Session, now: datetime) -> list[int]:
    """The aanslagen with a hold, or one lifted lately, on which costs were added that are not noted yet."""
    recent = BlokkadeRij.opgeheven_at.is_(None) | (BlokkadeRij.opgeheven_at >= now - TERUGKIJK)
    bekend = exists().where(
        Kostenteruggave.aanslag_id == AanslagstandRij.aanslag_id,
        Kostenteruggave.soort == VerzendingRij.soort,
        Kostenteruggave.dagtekening == VerzendingRij.dagtekening,
    )
    kost = exists().where(
        AanslagstandRij.aanslag_id == BlokkadeRij.aanslag_id,
        VerzendingRij.stand_id == AanslagstandRij.id,
        VerzendingRij.kosten > 0,
        ~bekend,
    )
    vraag = select(BlokkadeRij.aanslag_id).where(recent, kost).distinct().order_by(BlokkadeRij.aanslag_id)
    return list(session.scalars(vraag))


def _known(session: Session, aanslag_ids: Sequence[int]) -> set[tuple[int, Verzendsoort, date]]:
    vraag = select(Kostenteruggave).where(Kostenteruggave.aanslag_id.in_(aanslag_ids))
    return {(rij.aanslag_id, rij.soort, rij.dagtekening) for rij in session.scalars(vraag)}


def _note(session: Session, aanslag: Aanslag, verzending: Verzending, now: datetime) -> None:
    session.add(
        Kostenteruggave(
            aanslag_id=aanslag.id,
            soort=verzending.soort,
            dagtekening=verzending.dagtekening,
            bedrag=verzending.kosten,
            created_at=now,
        )
    )
    persoon = get_persoon(session, aanslag.inwoner_id)
    waarden = {
        "datum": write_datum(verzending.dagtekening, persoon.taal),
        "bedrag": write_bedrag(verzending.kosten, persoon.taal),
    }
    alineas = [translate(alinea, persoon.taal, **waarden) for alinea in ALINEAS]
    berichtje = Berichtje(aanslag.inwoner_id, "kosten", translate(TITEL, persoon.taal), alineas)
    post_bericht(session, berichtje, now, email=persoon.email, taal=persoon.taal)
    record(
        session,
        DoorSysteem("invordering:kosten"),
        "invordering:kosten:gevonden",
        now=now,
        inwoner_id=aanslag.inwoner_id,
        object_ref=f"aanslag:{aanslag.id}",
    )
