"""Past deliveries and what fell out of them, for beheer."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portaal.aanslag.levering.melding import Meldingsoort
from portaal.aanslag.model import Leveringmelding
from portaal.core.errors import NietGevonden
from portaal.infra.paging import Pagina, paginate
from portaal.inwoner.model import Levering


def list_leveringen(session: Session, nummer: int) -> Pagina[Levering]:
    """All deliveries, newest first."""
    return paginate(session, select(Levering).order_by(Levering.id.desc()), nummer)


def count_uitval(session: Session, levering_ids: Collection[int]) -> dict[int, int]:
    """How many rows stand on the uitvallijst of each of these deliveries: aanslagen and inwoners alike."""
    vraag = select(Leveringmelding.levering_id, func.count()).group_by(Leveringmelding.levering_id)
    rijen = session.execute(
        vraag.where(Leveringmelding.levering_id.in_(levering_ids), Leveringmelding.soort == Meldingsoort.UITVAL)
    )
    aantallen = dict.fromkeys(levering_ids, 0)
    for levering_id, aantal in rijen:
        aantallen[levering_id] = aantal
    return aantallen


def get_levering(session: Session, levering_id: int) -> Levering:
    """One delivery. Raises NietGevonden."""
    levering = session.get(Levering, levering_id)
    if levering is None:
        raise NietGevonden
    return levering


def list_meldingen(session: Session, levering_id: int, soort: str, nummer: int) -> Pagina[Leveringmelding]:
    """What there is to say about rows of one delivery, in the order of the files."""
    vraag = select(Leveringmelding).filter_by(levering_id=levering_id, soort=soort).order_by(Leveringmelding.id)
    return paginate(session, vraag, nummer, per=50)


def stream_meldingen(session: Session, levering_id: int) -> list[Leveringmelding]:
    """All of it, for a file."""
    return list(
        session.scalars(select(Leveringmelding).filter_by(levering_id=levering_id).order_by(Leveringmelding.id))
    )
