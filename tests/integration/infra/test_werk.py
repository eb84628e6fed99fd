"""The worker brings each event once to each subscriber, and catches up on dated tasks."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portaal.core.events import Gebeurtenis
from portaal.infra.concept import Concept, load_concept, save_concept
from portaal.infra.database import Database
from portaal.infra.kamer import Abonnement, Taak
from portaal.infra.opruimen import TAKEN
from portaal.infra.web.limiet import Poging, check_limiet
from portaal.infra.web.sessies import Websessie
from portaal.infra.werk.gebeurtenissen import announce, handle_events
from portaal.infra.werk.model import Afhandeling, Hartslag
from portaal.infra.werk.taken import run_due
from portaal.infra.werk.werker import Werker


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


def _four_at_once(werk: Callable[[], object]) -> None:
    with ThreadPoolExecutor(4) as pool:
        for klaar in [pool.submit(werk) for _ in range(4)]:
            klaar.result()


def test_several_workers_do_each_task_once(db: Database, now: datetime) -> None:
    gedaan: list[datetime] = []

    def doe(_session: Session, moment: datetime) -> None:
        time.sleep(0.05)  # long enough for the others to come by
        gedaan.append(moment)

    taken = [Taak("proef", timedelta(days=1), doe)]
    for moment in (now, now + timedelta(days=1)):
        _four_at_once(lambda moment=moment: run_due(db, taken, moment))  # type: ignore[misc]
    assert gedaan == [now, now + timedelta(days=1)]


def test_several_workers_bring_each_event_once_and_without_a_fault(db: Database, now: datetime) -> None:
    ontvanger = Ontvanger()
    with db.transaction() as session:
        for nummer in range(8):
            announce(session, Geprobeerd(nummer), now)
    _four_at_once(lambda: handle_events(db, _abonneer(een=ontvanger), now))
    assert sorted(ontvanger.gehoord) == list(range(8))
    with db.reading() as session:
        assert set(session.scalars(select(Afhandeling.pogingen))) == {0}


def test_several_workers_start_together(db: Database, now: datetime) -> None:
    def start() -> None:
        Werker(db, abonnementen=[], taken=[], rondes=[], clock=lambda: now).run_once()

    _four_at_once(start)
    with db.reading() as session:
        assert session.scalars(select(Hartslag.gezien_at)).all() == [now]


def test_what_is_over_is_swept_up(db: Database, now: datetime) -> None:
    """Sessions, drafts and counted tries: none is left a week later, and nothing that still counts goes."""
    with db.transaction() as session:
        save_concept(session, "oud", "proef", {"x": 1}, now - timedelta(days=60))
        save_concept(session, "nieuw", "proef", {"x": 1}, now)
        for naam, einde in (("oud", now - timedelta(days=1)), ("nieuw", now + timedelta(minutes=5))):
            session.add(Websessie(token_hash=naam, gegevens={}, begonnen_at=now, gezien_at=now, verloopt_at=einde))
    for moment in (now - timedelta(days=60), now):
        with db.transaction() as session:
            check_limiet(session, f"proef:{moment:%d}", hoogstens=3, per=timedelta(hours=1), now=moment)
    assert run_due(db, TAKEN, now) == ["infra:opruimen"]
    with db.reading() as session:
        assert session.scalars(select(Concept.eigenaar)).all() == ["nieuw"]
        assert session.scalars(select(Websessie.token_hash)).all() == ["nieuw"]
        assert session.scalar(select(func.count()).select_from(Poging)) == 1
