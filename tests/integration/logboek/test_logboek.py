"""The logboek is only ever added to, and forgets whom it is about when the key goes."""

from datetime import datetime

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from portaal.core.door import DoorInwoner, DoorMedewerker, Vaststelling
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.logboek.model import Logregel
from portaal.logboek.service import forget, read_logboek_of, record

BALIE = DoorMedewerker(3, frozenset({Rol.BALIE}), Vaststelling.IDENTITEITSBEWIJS)


def _record(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        record(session, DoorInwoner(7), "regeling:verzoek:ingediend", now=now, inwoner_id=7)
        record(session, BALIE, "werkplek:dossier:bekeken", now=now, inwoner_id=7, doel="vraag aan de balie")
        record(session, BALIE, "werkplek:dossier:bekeken", now=now, inwoner_id=8)


@pytest.mark.parametrize("opdracht", [update(Logregel).values(doel="anders"), delete(Logregel)])
def test_the_database_refuses_to_change_or_remove_a_row(db: Database, now: datetime, opdracht: object) -> None:
    _record(db, now)
    with pytest.raises(DBAPIError, match="alleen toevoegen"), db.transaction() as session:
        session.execute(opdracht)  # type: ignore[call-overload]


def test_a_person_reads_who_did_or_saw_what(db: Database, now: datetime) -> None:
    _record(db, now)
    with db.reading() as session:
        pagina = read_logboek_of(session, 7, 1)
    assert [(r.handeling, r.door_soort) for r in pagina.items] == [
        ("werkplek:dossier:bekeken", "namens"),
        ("regeling:verzoek:ingediend", "inwoner"),
    ]


def test_no_row_names_the_person_and_nobody_can_tell_once_the_key_is_gone(db: Database, now: datetime) -> None:
    _record(db, now)
    with db.transaction() as session:
        assert all(rij.persoon not in ("7", "8") for rij in session.scalars(select(Logregel)))
        forget(session, 7)
    with db.reading() as session:
        assert read_logboek_of(session, 7, 1).totaal == 0
