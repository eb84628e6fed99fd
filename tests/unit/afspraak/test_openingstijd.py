"""When an agenda is open."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from portaal.afspraak.beleid import Inloop, Tijdblok
from portaal.afspraak.rules.openingstijd import open_periods
from portaal.core.kalender import feestdagen
from portaal.core.tijd import local
from tests.factories.afspraak import make_beleid


def hours(dag: date, agenda: dict[str, Any] | None = None, **anders: Any) -> list[str]:
    beleid = make_beleid(agenda, **anders)
    return [
        f"{local(van):%H:%M}-{local(tot):%H:%M}" for van, tot in open_periods(beleid, beleid.agendas["balie"], dag)
    ]


def test_an_agenda_is_open_at_its_weekly_hours() -> None:
    assert hours(date(2026, 3, 16)) == ["09:00-12:00"]


def test_nobody_comes_on_a_day_without_hours() -> None:
    assert hours(date(2026, 3, 15)) == []


def test_hours_are_wall_time_in_winter_and_in_summer() -> None:
    beleid = make_beleid()
    agenda = beleid.agendas["balie"]
    assert open_periods(beleid, agenda, date(2026, 3, 27))[0][0] == datetime(2026, 3, 27, 8, tzinfo=UTC)
    assert open_periods(beleid, agenda, date(2026, 3, 30))[0][0] == datetime(2026, 3, 30, 7, tzinfo=UTC)


def test_a_break_splits_the_day() -> None:
    assert hours(date(2026, 3, 16), {"pauzes": ("10.00-10.30",)}) == ["09:00-10:00", "10:30-12:00"]


def test_an_exception_replaces_the_weekly_hours() -> None:
    uitzondering = {"dag": date(2026, 3, 14), "tijden": ("13.00-15.00",)}
    assert hours(date(2026, 3, 14), {"uitzonderingen": (uitzondering,)}) == ["13:00-15:00"]


def test_an_exception_without_hours_closes_the_day() -> None:
    assert hours(date(2026, 3, 16), {"uitzonderingen": ({"dag": date(2026, 3, 16)},)}) == []


@pytest.mark.parametrize("dag", sorted(d for d in feestdagen(2026) if d.weekday() < 5))
def test_holidays_are_closed_unless_opened(dag: date) -> None:
    assert hours(dag) == []
    assert hours(dag, {"open_feestdagen": (dag,)}) == ["09:00-12:00"]
    assert hours(dag, open_feestdagen=(f"{dag:%m-%d}",)) == ["09:00-12:00"]


def test_a_closure_wins_from_an_exception() -> None:
    uitzondering = {"dag": date(2026, 3, 16), "tijden": ("13.00-15.00",)}
    sluiting = {"van": date(2026, 3, 15), "tot_en_met": date(2026, 3, 17)}
    assert hours(date(2026, 3, 16), {"uitzonderingen": (uitzondering,)}, sluitingen=(sluiting,)) == []


def test_a_closure_of_another_location_leaves_this_one_open() -> None:
    locatie = {"naam": "West", "adres": (), "route": "Bus 1", "toegankelijk": "Ja"}
    sluiting = {"van": date(2026, 3, 16), "tot_en_met": date(2026, 3, 16), "locatie": "west"}
    beleid = make_beleid(sluitingen=(sluiting,), locaties={"west": locatie, "stadhuis": locatie})
    assert open_periods(beleid, beleid.agendas["balie"], date(2026, 3, 16))


def test_the_hour_that_spring_skips_is_no_opening_time() -> None:
    assert hours(date(2026, 3, 29), {"week": {"zo": ("2.00-3.00",)}}) == []
    beleid = make_beleid({"week": {"zo": ("1.00-4.00",)}})
    van, tot = open_periods(beleid, beleid.agendas["balie"], date(2026, 3, 29))[0]
    assert tot - van == timedelta(hours=2)


def test_the_hour_that_autumn_doubles_lasts_two() -> None:
    beleid = make_beleid({"week": {"zo": ("2.00-3.00",)}})
    van, tot = open_periods(beleid, beleid.agendas["balie"], date(2026, 10, 25))[0]
    assert tot - van == timedelta(hours=2)


def test_open_until_midnight() -> None:
    beleid = make_beleid({"week": {"ma": ("22.00-24.00",)}})
    van, tot = open_periods(beleid, beleid.agendas["balie"], date(2026, 3, 16))[0]
    assert tot - van == timedelta(hours=2)


@pytest.mark.parametrize("tekst", ["9-12", "12.00-9.00", "9.03-12.00", "25.00-26.00", ""])
def test_hours_that_cannot_be_are_refused(tekst: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - from datetime as well as our own
        Tijdblok.read(tekst)


def test_an_agenda_for_an_unknown_topic_is_refused() -> None:
    with pytest.raises(ValidationError, match="onbekende onderwerp vliegen"):
        make_beleid({"onderwerpen": ("vliegen",)})


def test_a_visit_needs_a_location() -> None:
    with pytest.raises(ValidationError, match="locatie nodig"):
        make_beleid({"locatie": None})


def test_configuration_survives_storage() -> None:
    beleid = make_beleid({"pauzes": ("10.00-10.30",)})
    assert type(beleid).model_validate(beleid.model_dump(mode="json")) == beleid


def test_a_week_is_read_from_monday_on_however_it_is_stored() -> None:
    inloop = Inloop.model_validate(
        {"week": {"zo": ("9.00-12.00",), "do": ("9.00-12.00",), "ma": ("13.00-16.00",)}}
    )
    assert [dag.value for dag in inloop.week] == ["ma", "do", "zo"]
