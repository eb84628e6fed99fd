"""What a change of the agendas would do."""

from datetime import date, time, timedelta
from typing import Any

from portaal.afspraak.begrip import Soort
from portaal.afspraak.rules.effect import Geplaatst, effect_of
from portaal.core.tijd import instant
from tests.factories.afspraak import WERKWEEK, make_agenda, make_beleid

MAANDAG = date(2026, 3, 16)


def planned(klok: str, dag: date = MAANDAG, **anders: Any) -> Geplaatst:
    begin = instant(dag, time.fromisoformat(klok))
    waarden: dict[str, Any] = {
        "id": 1,
        "kenmerk": "X",
        "agenda": "balie",
        "plek": 0,
        "onderwerp": "aanslag",
        "soort": Soort.BEZOEK,
        "begin": begin,
        "einde": begin + timedelta(minutes=30),
    }
    return Geplaatst(**{**waarden, **anders})


def outside(nieuw: Any, *afspraken: Geplaatst, vanaf: date = MAANDAG) -> list[Geplaatst]:
    return list(effect_of(make_beleid({"plekken": 2}), nieuw, afspraken, vanaf).buiten)


def test_an_appointment_at_an_hour_that_closes_no_longer_fits() -> None:
    korter = make_beleid({"week": {**WERKWEEK, "ma": ("9.00-10.00",)}})
    blijft, valt_weg = planned("09:30"), planned("10:00")
    assert outside(korter, blijft, valt_weg) == [valt_weg]


def test_nor_does_one_that_would_last_past_the_end() -> None:
    assert outside(make_beleid({"week": {"ma": ("9.00-9.45",)}}), planned("09:30")) != []


def test_fewer_places_leave_the_last_ones_out() -> None:
    laatste = planned("09:30", plek=1)
    assert outside(make_beleid({"plekken": 1}), planned("09:30"), laatste) == [laatste]


def test_an_agenda_that_goes_or_drops_a_topic_leaves_its_appointments_out() -> None:
    assert outside(make_beleid(agendas={"ander": make_agenda()}), planned("09:30")) != []
    assert outside(make_beleid({"soorten": ("bellen",)}), planned("09:30")) != []


def test_a_closure_tells_on_its_days_only() -> None:
    dicht = make_beleid(sluitingen=({"van": MAANDAG, "tot_en_met": MAANDAG},))
    morgen = planned("09:30", MAANDAG + timedelta(days=1))
    assert outside(dicht, planned("09:30"), morgen) == [planned("09:30")]


def test_what_was_before_the_day_or_did_not_fit_already_is_no_effect() -> None:
    leeg = make_beleid({"week": {}})
    assert outside(leeg, planned("09:30"), vanaf=MAANDAG + timedelta(days=1)) == []
    assert outside(leeg, planned("20:00")) == []


def test_room_per_week_before_and_after() -> None:
    effect = effect_of(make_beleid(), make_beleid({"plekken": 2}), (), MAANDAG)
    eerste = effect.weken[0]
    assert (eerste.maandag, eerste.uren_voor, eerste.uren_na) == (MAANDAG, 15.0, 30.0)
    assert len(effect.weken) == 8
