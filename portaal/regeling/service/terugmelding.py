"""Back to the belastingpakket: plans and their terms as it reads them, change by change and complete."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
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
from portaal.regeling.model import Regeling


def report_start(session: Session, regeling: Regeling, now: datetime) -> None:
    """The belastingpakket learns of a plan and of its terms, once."""
    append_wijzigingen(session, [*rows_of_regeling(regeling), *rows_of_termijnen(regeling)], now)


def report_stand(session: Session, regeling: Regeling, now: datetime) -> None:
    """The belastingpakket learns that a plan ended, or is paid in another way; its terms stay as agreed."""
    append_wijzigingen(session, rows_of_regeling(regeling), now)


def read_volledig(session: Session, now: datetime) -> Pakket:
    """Everything as it stands in one instant: who takes it in goes on with the sets after `na_set`."""
    _see_one_instant(session)
    regelingen: list[Wijziging] = []
    termijnen: list[Wijziging] = []
    vraag = select(Regeling).options(joinedload(Regeling.verzoek)).order_by(Regeling.id)
    for regeling in session.scalars(vraag):
        regelingen += rows_of_regeling(regeling)
        termijnen += rows_of_termijnen(regeling)
    rijen = fill_aanslagnummers(session, [*regelingen, *termijnen, *all_blokkade_rows(session)])
    return make_pakket(Kop(None, last_set(session), today(now)), rijen)


def rows_of_regeling(regeling: Regeling) -> Iterator[Wijziging]:
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
            "aantal_termijnen": str(len(regeling.termijnen)),
            "wijze": regeling.wijze.value if regeling.termijnen else "",
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
