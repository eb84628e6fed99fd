"""Holds are placed once per source, told to the belastingpakket the same day, and costs that crossed come back."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from portaal.aanslag.stand import Verzendsoort
from portaal.bericht.service import list_berichten
from portaal.core.door import DoorInwoner, DoorSysteem
from portaal.core.errors import InmiddelsGewijzigd
from portaal.core.events.aanslag import LeveringOpgenomen
from portaal.infra.database import Database
from portaal.invordering.model import Kostenteruggave
from portaal.invordering.rules import Blokkadereden
from portaal.invordering.service import (
    Blokkadevraag,
    Pakketlijst,
    active_blokkades,
    count_werk,
    find_crossed,
    kosten_terug,
    lift_blokkade,
    limit_blokkade,
    list_pakketwerk,
    mark_in_pakket,
    place_blokkade,
)
from tests.factories.aanslag import make_aanslag
from tests.factories.inwoner import make_inwoner, make_levering

DOOR = DoorSysteem("test")


def vraag(*aanslag_ids: int, bron: str = "verzoek:1", tot: date | None = None) -> Blokkadevraag:
    return Blokkadevraag(aanslag_ids, bron, Blokkadereden.VERZOEK, tot)


def test_a_hold_is_placed_once_per_source_and_lifted_by_it(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session)
        een, twee, ander = (make_aanslag(session, wie) for _ in range(3))
        place_blokkade(session, DoorInwoner(wie), vraag(een, twee), now)
        place_blokkade(session, DoorInwoner(wie), vraag(een, twee, tot=date(2026, 4, 1)), now)
        place_blokkade(session, DOOR, vraag(een, bron="gesprek:7"), now)
        actief = active_blokkades(session, [een, twee, ander], now)
        assert [len(actief[a]) for a in (een, twee, ander)] == [2, 1, 0]
        assert actief[twee][0].tot == date(2026, 4, 1)
        lift_blokkade(session, DOOR, "verzoek:1", now)
        actief = active_blokkades(session, [een, twee], now)
        assert [b.bron for b in actief[een]] == ["gesprek:7"]
        assert actief[twee] == []


def test_after_a_refusal_a_hold_goes_on_until_its_last_day(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        aanslag_id = make_aanslag(session, make_inwoner(session))
        place_blokkade(session, DOOR, vraag(aanslag_id), now)
        limit_blokkade(session, DOOR, "verzoek:1", date(2026, 3, 26), now)
        assert active_blokkades(session, [aanslag_id], now + timedelta(days=10))[aanslag_id]
        assert not active_blokkades(session, [aanslag_id], now + timedelta(days=11))[aanslag_id]


def test_the_team_sees_each_hold_to_place_and_later_to_take_out(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        aanslag_id = make_aanslag(session, make_inwoner(session))
        place_blokkade(session, DOOR, vraag(aanslag_id), now)
        (regel,) = list_pakketwerk(session, Pakketlijst.PLAATSEN, 1, now).items
        mark_in_pakket(session, DOOR, Pakketlijst.PLAATSEN, regel.blokkade_id, now)
        assert count_werk(session, now) == {"plaatsen": 0, "weghalen": 0, "meldingen": 0, "kosten": 0}
        with pytest.raises(InmiddelsGewijzigd):
            mark_in_pakket(session, DOOR, Pakketlijst.PLAATSEN, regel.blokkade_id, now)

        limit_blokkade(session, DOOR, "verzoek:1", date(2026, 3, 26), now)
        assert count_werk(session, now)["plaatsen"] == 1, "a new last day has to be put in anew"
        mark_in_pakket(session, DOOR, Pakketlijst.PLAATSEN, regel.blokkade_id, now)
        later = now + timedelta(days=11)
        (weg,) = list_pakketwerk(session, Pakketlijst.WEGHALEN, 1, later).items
        mark_in_pakket(session, DOOR, Pakketlijst.WEGHALEN, weg.blokkade_id, later)
        assert count_werk(session, later)["weghalen"] == 0


def test_a_hold_that_never_reached_the_pakket_need_not_be_taken_out(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        aanslag_id = make_aanslag(session, make_inwoner(session))
        place_blokkade(session, DOOR, vraag(aanslag_id), now)
        lift_blokkade(session, DOOR, "verzoek:1", now)
        assert count_werk(session, now) == {"plaatsen": 0, "weghalen": 0, "meldingen": 0, "kosten": 0}


def test_costs_that_crossed_are_found_once_told_and_kept_out(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session)
        aanslag_id = make_aanslag(session, wie)
        place_blokkade(session, DoorInwoner(wie), vraag(aanslag_id), now)
        levering = make_levering(session)
        gekruist = [(Verzendsoort.AANMANING, date(2026, 3, 18), 2200)]
        make_aanslag(session, wie, aanslag_id=aanslag_id, levering_id=levering, kosten=2200, verzendingen=gekruist)
        for _ in range(2):
            find_crossed(session, LeveringOpgenomen(levering), now + timedelta(days=3))
        assert kosten_terug(session, [aanslag_id]) == {aanslag_id: 2200}
        assert session.scalar(select(Kostenteruggave.dagtekening)) == date(2026, 3, 18)
        (bericht,) = list_berichten(session, wie, 1).items
        assert bericht.alineas[1].replace("\xa0", " ").startswith("Dat is € 22,00.")
