"""Which times are free."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from portaal.afspraak.begrip import Dagdeel, Plaats, Soort, Tijdvak, Tijdwens
from portaal.afspraak.beleid import Afsprakenbeleid
from portaal.afspraak.rules.cellen import cel_of, cells, first_cel, hour_cel
from portaal.afspraak.rules.openingstijd import open_periods
from portaal.afspraak.rules.vrij import Bezetting, free_on_day, hour_place, nearest
from portaal.core.tijd import instant, local, start_of_day
from tests.factories.afspraak import make_agenda, make_beleid

MAANDAG = date(2026, 3, 16)
VROEG = datetime(2026, 3, 1, tzinfo=UTC)
ZOEK = Tijdwens("aanslag", Soort.BEZOEK)
PLAATS = Plaats("balie", 0)


def times(beleid: Afsprakenbeleid, bezetting: Bezetting | None = None, now: datetime = VROEG) -> list[str]:
    gevonden = free_on_day(beleid, ZOEK, bezetting or Bezetting(MAANDAG), now)
    return [f"{local(t.begin):%H:%M}" for t in gevonden]


def at(klok: str) -> datetime:
    return instant(MAANDAG, datetime.strptime(klok, "%H:%M").time())  # noqa: DTZ007 - a wall time


def take(bezetting: Bezetting, plaats: Plaats, van: str, tot: str) -> Bezetting:
    for cel in cells(at(van), at(tot)):
        bezetting.take(plaats, cel)
    return bezetting


def test_an_empty_morning_offers_every_half_hour() -> None:
    assert times(make_beleid()) == ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30"]


def test_what_is_taken_is_not_offered() -> None:
    bezetting = take(Bezetting(MAANDAG), PLAATS, "09:45", "10:00")
    assert "09:30" not in times(make_beleid(), bezetting)
    assert "10:00" in times(make_beleid(), bezetting)


def test_a_time_with_a_second_place_stays_on_offer() -> None:
    bezetting = take(Bezetting(MAANDAG), PLAATS, "09:00", "12:00")
    assert times(make_beleid(), bezetting) == []
    assert len(times(make_beleid({"plekken": 2}), bezetting)) == 6


def test_lead_time_is_kept() -> None:
    assert times(make_beleid(), now=at("09:15")) == ["10:30", "11:00", "11:30"]


def test_nothing_past_the_horizon_and_nothing_in_the_past() -> None:
    assert times(make_beleid(), now=VROEG - timedelta(days=500)) == []
    assert times(make_beleid(), now=at("12:00") + timedelta(days=1)) == []


def test_absence_takes_times_away() -> None:
    bezetting = Bezetting(MAANDAG, afwezig={"balie": [(at("09:10"), at("11:00"))]})
    assert times(make_beleid(), bezetting) == ["11:00", "11:30"]


def test_capacity_per_hour_is_kept() -> None:
    beleid = make_beleid({"plekken": 3, "hoogstens_per_uur": 1})
    bezetting = Bezetting(MAANDAG)
    bezetting.take(hour_place(PLAATS), hour_cel(cel_of(at("09:30"))))
    assert times(beleid, bezetting) == ["10:00", "10:30", "11:00", "11:30"]


def test_a_time_at_two_locations_is_offered_for_both() -> None:
    locatie = {"naam": "L", "adres": (), "route": "Bus 1", "toegankelijk": "Ja"}
    beleid = make_beleid(
        locaties={"stadhuis": locatie, "west": locatie},
        agendas={"a": make_agenda(), "b": make_agenda(locatie="west"), "c": make_agenda()},
    )
    gevonden = free_on_day(beleid, ZOEK, Bezetting(MAANDAG), VROEG)
    assert [t.locatie for t in gevonden[:2]] == ["stadhuis", "west"]
    assert gevonden[0].plaatsen == (Plaats("a", 0), Plaats("c", 0))
    alleen_west = free_on_day(beleid, Tijdwens("aanslag", Soort.BEZOEK, "west"), Bezetting(MAANDAG), VROEG)
    assert {t.locatie for t in alleen_west} == {"west"}


def test_a_call_has_no_location() -> None:
    beleid = make_beleid({"soorten": ("bellen",)})
    gevonden = free_on_day(beleid, Tijdwens("aanslag", Soort.BELLEN, "stadhuis"), Bezetting(MAANDAG), VROEG)
    assert gevonden[0].locatie is None
    assert gevonden[0].einde - gevonden[0].begin == timedelta(minutes=20)


def test_part_of_day_filters() -> None:
    beleid = make_beleid({"week": {"ma": ("11.00-13.00", "17.30-19.00")}})
    gevonden = free_on_day(
        beleid, Tijdwens("aanslag", Soort.BEZOEK, None, Dagdeel.AVOND), Bezetting(MAANDAG), VROEG
    )
    assert [f"{local(t.begin):%H:%M}" for t in gevonden] == ["18:00", "18:30"]


def test_a_topic_that_is_not_offered_has_no_times() -> None:
    assert free_on_day(make_beleid(), Tijdwens("vliegen", Soort.BEZOEK), Bezetting(MAANDAG), VROEG) == []
    assert free_on_day(make_beleid(), Tijdwens("aanslag", Soort.VIDEO), Bezetting(MAANDAG), VROEG) == []


def test_nothing_is_offered_in_the_hour_that_the_clock_shows_twice() -> None:
    dag = date(2026, 10, 25)
    beleid = make_beleid({"week": {"zo": ("1.00-4.00",)}})
    gevonden = free_on_day(beleid, ZOEK, Bezetting(dag), VROEG)
    klok = [f"{local(t.begin):%H:%M}" for t in gevonden]
    assert klok == ["01:00", "03:00", "03:30"]


def test_three_nearest_in_order_of_time() -> None:
    tijden = [Tijdvak(at(f"{u:02}:00"), at(f"{u:02}:30"), Soort.BEZOEK, None) for u in (9, 10, 11, 12, 13)]
    assert [local(t.begin).hour for t in nearest(tijden, at("11:00"))] == [9, 10, 12]


blokken = st.builds(
    lambda begin, duur: f"{begin // 12}.{begin % 12 * 5:02}-{(begin + duur) // 12}.{(begin + duur) % 12 * 5:02}",
    st.integers(0, 200),
    st.integers(1, 87),
)
dagen = st.dates(date(2025, 1, 1), date(2034, 12, 31)) | st.sampled_from(
    [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)]
)


@st.composite
def situations(draw: st.DrawFn) -> tuple[Afsprakenbeleid, Bezetting]:
    week: dict[str, Any] = {dag: (draw(blokken),) for dag in ("ma", "di", "wo", "do", "vr", "za", "zo")}
    agenda = {"week": week, "raster_minuten": draw(st.sampled_from([5, 10, 15, 20, 30])), "plekken": 2}
    agenda["pauzes"] = tuple(draw(st.lists(blokken, max_size=2)))
    bezetting = Bezetting(draw(dagen))
    for plek, cel in draw(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 275)), max_size=12)):
        bezetting.take(Plaats("balie", plek), first_cel(bezetting.dag) + cel)
    return make_beleid(agenda), bezetting


@settings(max_examples=300)
@given(situations())
def test_a_free_time_is_open_untaken_and_reads_back_as_itself(
    situation: tuple[Afsprakenbeleid, Bezetting],
) -> None:
    beleid, bezetting = situation
    now = start_of_day(bezetting.dag) - timedelta(days=1)
    periodes = open_periods(beleid, beleid.agendas["balie"], bezetting.dag)
    for tijdvak in free_on_day(beleid, ZOEK, bezetting, now):
        assert any(van <= tijdvak.begin and tijdvak.einde <= tot for van, tot in periodes)
        assert local(tijdvak.begin).date() == bezetting.dag
        assert instant(local(tijdvak.begin).date(), local(tijdvak.begin).time().replace(fold=0)) == tijdvak.begin
        for plaats in tijdvak.plaatsen:
            for cel in cells(tijdvak.begin, tijdvak.einde):
                plek = cel - first_cel(bezetting.dag)
                assert not bezetting.maskers.get(plaats, 0) >> plek & 1


@settings(max_examples=100)
@given(situations(), st.integers(0, 20))
def test_taking_an_offered_time_takes_away_that_place_and_adds_nothing(
    situation: tuple[Afsprakenbeleid, Bezetting], keuze: int
) -> None:
    beleid, bezetting = situation
    now = start_of_day(bezetting.dag) - timedelta(days=1)
    voor = free_on_day(beleid, ZOEK, bezetting, now)
    if not voor:
        return
    gekozen = voor[keuze % len(voor)]
    for cel in cells(gekozen.begin, gekozen.einde):
        bezetting.take(gekozen.plaatsen[0], cel)
    na = {(t.begin, p) for t in free_on_day(beleid, ZOEK, bezetting, now) for p in t.plaatsen}
    eerst = {(t.begin, p) for t in voor for p in t.plaatsen}
    assert na < eerst
    assert not any(
        p == gekozen.plaatsen[0] and b < gekozen.einde and gekozen.begin < b + timedelta(minutes=30) for b, p in na
    )
