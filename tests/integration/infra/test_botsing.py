"""Two at once: a constraint that refuses is an answer and no fault, and who waited sees what the other did."""

import logging
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portaal.afspraak.model import Tijdvakcel
from portaal.infra.database import Database, get_locked, locked
from portaal.infra.werk.model import Hartslag


def test_a_conflict_in_many_rows_is_an_error_and_no_line_in_the_log(
    db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), pytest.raises(IntegrityError), db.transaction() as session:
        cel = {"agenda": "tel", "plek": 0, "cel": 1}
        session.execute(insert(Tijdvakcel), [cel])
        session.execute(insert(Tijdvakcel), [cel | {"cel": nummer} for nummer in range(50)])
    assert caplog.records == []


_MANIEREN: dict[str, Callable[[Session], Hartslag]] = {
    "by key": lambda session: get_locked(session, Hartslag, "proef"),
    "by question": lambda session: session.scalars(locked(select(Hartslag).filter_by(proces="proef"))).one(),
}


@pytest.mark.parametrize("manier", _MANIEREN)
def test_what_is_locked_for_changing_is_as_it_is_now(postgres_db: Database, now: datetime, manier: str) -> None:
    later = datetime(2027, 1, 1, tzinfo=now.tzinfo)
    with postgres_db.transaction() as session:
        session.add(Hartslag(proces="proef", gezien_at=now))
    with postgres_db.transaction() as session:
        gelezen = session.get_one(Hartslag, "proef")
        with postgres_db.transaction() as ander:
            ander.get_one(Hartslag, "proef").gezien_at = later
        assert _MANIEREN[manier](session) is gelezen
        assert gelezen.gezien_at == later


@pytest.mark.parametrize("manier", _MANIEREN)
def test_what_was_changed_but_not_written_yet_is_kept(db: Database, now: datetime, manier: str) -> None:
    later = datetime(2027, 1, 1, tzinfo=now.tzinfo)
    with db.transaction() as session:
        session.add(Hartslag(proces="proef", gezien_at=now))
    with db.transaction() as session:
        session.get_one(Hartslag, "proef").gezien_at = later
        assert _MANIEREN[manier](session).gezien_at == later
