"""The worker brings each event once to each subscriber, and catches up on dated tasks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

import pytest
from sqlalchemy.orm import Session

from portaal.core.events import Gebeurtenis
from portaal.infra.concept import load_concept, save_concept
from portaal.infra.database import Database
from portaal.infra.kamer import Abonnement, Taak
from portaal.infra.werk.gebeurtenissen import announce, handle_events
from portaal.infra.werk.taken import run_due


@dataclass(frozen=True)
class Geprobeerd(Gebeurtenis):
    """An event for these tests."""

    NAAM: ClassVar[str] = "test:proef:geprobeerd"
    nummer: int


class Ontvanger:
    def __init__(self, *, valt_om: int = 0) -> None:
        self.gehoord: list[int] = []
        self.valt_om = valt_om

    def __call__(self, session: Session, gebeurtenis: Geprobeerd, now: datetime) -> None:
        save_concept(session, f"proef:{gebeurtenis.nummer}", "proef", {"x": 1}, now)
        if self.valt_om:
            self.valt_om -= 1
            raise RuntimeError("omgevallen")
        self.gehoord.append(gebeurtenis.nummer)


@pytest.fixture
def ontvanger() -> Iterator[Ontvanger]:
    return Ontvanger()


def _abonneer(**ontvangers: Ontvanger) -> list[Abonnement]:
    return [Abonnement(naam, Geprobeerd, ontvanger) for naam, ontvanger in ontvangers.items()]


def test_each_subscriber_hears_each_event_once(db: Database, now: datetime) -> None:
    een, twee = Ontvanger(), Ontvanger()
    with db.transaction() as session:
        announce(session, Geprobeerd(1), now)
        announce(session, Geprobeerd(2), now)
    assert handle_events(db, _abonneer(een=een, twee=twee), now) == 4
    assert handle_events(db, _abonneer(een=een, twee=twee), now) == 0
    assert een.gehoord == twee.gehoord == [1, 2]


def test_an_event_of_a_transaction_that_failed_did_not_happen(db: Database, now: datetime) -> None:
    ontvanger = Ontvanger()
    with pytest.raises(RuntimeError), db.transaction() as session:
        announce(session, Geprobeerd(1), now)
        raise RuntimeError
    assert handle_events(db, _abonneer(een=ontvanger), now) == 0


def test_a_failing_subscriber_is_tried_again_and_holds_up_nobody(db: Database, now: datetime) -> None:
    zwak, sterk = Ontvanger(valt_om=1), Ontvanger()
    with db.transaction() as session:
        announce(session, Geprobeerd(5), now)
    handle_events(db, _abonneer(zwak=zwak, sterk=sterk), now)
    assert (zwak.gehoord, sterk.gehoord) == ([], [5])
    with db.reading() as session:
        assert load_concept(session, "proef:5", "proef", now) == {"x": 1}
    handle_events(db, _abonneer(zwak=zwak, sterk=sterk), now + timedelta(seconds=1))
    assert zwak.gehoord == []
    handle_events(db, _abonneer(zwak=zwak, sterk=sterk), now + timedelta(minutes=5))
    assert (zwak.gehoord, sterk.gehoord) == ([5], [5])


def test_a_dated_task_is_done_when_due_and_caught_up_once_after_a_stop(db: Database, now: datetime) -> None:
    gedaan: list[datetime] = []
    taak = Taak("proef", timedelta(days=1), lambda _session, moment: gedaan.append(moment))
    for moment in (now, now + timedelta(hours=1), now + timedelta(days=9)):
        run_due(db, [taak], moment)
    assert gedaan == [now, now + timedelta(days=9)]


def test_a_task_that_fails_changes_nothing_and_holds_up_no_other(db: Database, now: datetime) -> None:
    gedaan: list[str] = []

    def omvallen(session: Session, moment: datetime) -> None:
        save_concept(session, "proef", "proef", {"x": 1}, moment)
        raise RuntimeError

    taken = [
        Taak("zwak", timedelta(days=1), omvallen),
        Taak("sterk", timedelta(days=1), lambda _session, _moment: gedaan.append("sterk")),
    ]
    run_due(db, taken, now)
    assert gedaan == ["sterk"]
    with db.reading() as session:
        assert load_concept(session, "proef", "proef", now) == {}
