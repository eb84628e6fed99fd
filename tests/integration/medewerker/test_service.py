"""Employees as their provider names them."""

from datetime import datetime

from portaal.infra.database import Database
from portaal.medewerker.service import name_of, note_login


def test_a_name_that_is_too_long_to_keep_is_cut_and_nobody_is_kept_out(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie = note_login(session, sub="abc", naam="Naam " * 60, email="e" * 300, now=now)
    with db.reading() as session:
        assert len(name_of(session, wie)) == 200
