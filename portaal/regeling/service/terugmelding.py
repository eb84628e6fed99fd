"""Back to the belastingpakket: plans and their terms as it reads them, change by change and complete."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from portaal.core.geld import Centen, write_bedrag
from portaal.core.tijd import today
from portaal.invordering.service import (
    Wijziging,
    all_blokkade_rows,
    append_wijzigingen,
    fill_aanslagnummers,
    last_set,
)
from portaal.invordering.uitvoer import Kop, Pakket, Pakketbestand, make_pakket, write_dag
from portaal.regeling.model import Regeling, Regelingstermijn


def report_start(session: Session, regeling: Regeling, now: datetime) -> None:
    """The belastingpakket learns of a plan and of its terms, once."""
    rijen = rows_of_regeling(regeling, len(regeling.termijnen))
    append_wijzigingen(session, [*rijen, *rows_of_termijnen(regeling)], now)


def report_standen(session: Session, regelingen: Sequence[Regeling], now: datetime) -> None:
    """The belastingpakket learns that plans ended, or are paid in another way; their terms stay as agreed."""
    rij = Regelingstermijn
    ids = [regeling.id for regeling in regelingen]
    vraag = select(rij.regeling_id, func.count()).where(rij.regeling_id.in_(ids)).group_by(rij.regeling_id)
    aantallen = dict(session.execute(vraag).all())
    rijen = (rows_of_regeling(regeling, aantallen.get(regeling.id, 0)) for regeling in regelingen)
    append_wijzigingen(session, chain.from_iterable(rijen), now)


def read_volledig(session: Session, now: datetime) -> Pakket:
    """Everything as it stands in one instant: who takes it in goes on with the sets after `na_set`."""
    _see_one_instant(session)
    regelingen: list[Wijziging] = []
    termijnen: list[Wijziging] = []
    vraag = select(Regeling).options(joinedload(Regeling.verzoek)).order_by(Regeling.id)
    for regeling in session.scalars(vraag):
        regelingen += rows_of_regeling(regeling, len(regeling.termijnen))
        termijnen += rows_of_termijnen(regeling)
    rijen = fill_aanslagnummers(session, [*regelingen, *termijnen, *all_blokkade_rows(session)])
    return make_pakket(Kop(None, last_set(session), today(now)), rijen)


def rows_of_regeling(regeling: Regeling, termijnen: int) -> Iterator[Wijziging]:
    """A plan, a row per aanslag: its part of it, and how far the plan is."""
    for rij in regeling.aanslagen:
        waarden = {
            "regeling": regeling.verzoek.kenmerk,
            "soort": regeling.soort.value,
            "status": regeling.status.value,
            "begonnen": write_dag(today(regeling.begonnen_at)),
            "tot": write_dag(regeling.tot),
            "geeindigd": write_dag(today(regeling.geeindigd_at) if regeling.geeindigd_at else None),
            "bedrag": write_bedrag(rij.bedrag),
            "aantal_termijnen": str(termijnen),
            "wijze": regeling.wijze.value if termijnen else "",
        }
        yield Wijziging(Pakketbestand.REGELINGEN, rij.aanslag_id, waarden)


def rows_of_termijnen(regeling: Regeling) -> Iterator[Wijziging]:
    """The terms, a row per aanslag that gets a part of one."""
    for termijn in regeling.termijnen:
        for aanslag_id, bedrag in termijn.delen:
            waarden = {
                "regeling": regeling.verzoek.kenmerk,
                "termijn": str(termijn.nummer),
                "vervaldatum": write_dag(termijn.vervaldatum),
                "bedrag": write_bedrag(Centen(bedrag)),
            }
            yield Wijziging(Pakketbestand.TERMIJNEN, aanslag_id, waarden)


def _see_one_instant(session: Session) -> None:
    # SQLite reads from one instant by itself; PostgreSQL has to be asked for it, before the first query.
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
