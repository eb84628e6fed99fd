"""A constraint that refuses is an answer, not a fault: nobody reads of it in a log."""

import logging

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from portaal.afspraak.model import Tijdvakcel
from portaal.infra.database import Database


def test_a_conflict_in_many_rows_is_an_error_and_no_line_in_the_log(
    db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), pytest.raises(IntegrityError), db.transaction() as session:
        cel = {"agenda": "tel", "plek": 0, "cel": 1}
        session.execute(insert(Tijdvakcel), [cel])
        session.execute(insert(Tijdvakcel), [cel | {"cel": nummer} for nummer in range(50)])
    assert caplog.records == []
