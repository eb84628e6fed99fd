"""Places are given once, on both databases."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portaal.afspraak.begrip import AlVoorbij, Partij, Soort, Status, Tijdkeuze, TijdvakBezet, Tijdwens
from portaal.afspraak.boeking import Afspraakverzoek, Contact, book, cancel, move, reserve
from portaal.afspraak.model import TABELLEN, AfspraakRij, Afwezigheid, Tijdvakcel
from portaal.afspraak.planning import Planning
from portaal.beleid.service import add_versie
from portaal.core.tijd import local
from portaal.infra.database import Database
from tests.factories.afspraak import make_beleid

ZOEK = Tijdwens("aanslag", Soort.BEZOEK)
IN_STADHUIS = Tijdwens("aanslag", Soort.BEZOEK, "stadhuis")


@pytest.fixture
def session(db: Database, now: datetime) -> Iterator[Session]:
    """A transaction on a gemeente with one desk, open on working days."""
    with db.transaction() as session:
        set_beleid(session, now)
        yield session


def set_beleid(session: Session, now: datetime, agenda: dict[str, Any] | None = None, **anders: Any) -> None:
    week = dict.fromkeys(("ma", "di", "wo", "do", "vr"), ("9.00-17.00",))
    beleid = make_beleid({"week": week, **(agenda or {})}, **anders)
    add_versie(session, "afspraken", beleid, now, geldig_vanaf=date(2026, 1, 1), herkomst="test")


def plan(session: Session, now: datetime, **wie: Any) -> Planning:
    return Planning(session, TABELLEN, now, **wie)


def wish(begin: datetime, sleutel: str = "s1", houder: str = "") -> Afspraakverzoek:
    return Afspraakverzoek("aanslag", Soort.BEZOEK, begin, Contact("Jan"), sleutel, "stadhuis", houder)


def first(session: Session, now: datetime, **wie: Any) -> datetime:
    return plan(session, now, **wie).free_times(ZOEK).dagen[0].tijden[0].begin


def test_the_first_free_time_is_today_after_the_lead_time(session: Session, now: datetime) -> None:
    assert local(first(session, now)) == local(now + timedelta(hours=1))


def test_what_is_booked_is_offered_no_more_and_taken_no_more(session: Session, now: datetime) -> None:
    begin = first(session, now)
    book(plan(session, now), wish(begin), "bezoeker")
    assert first(session, now) > begin
    with pytest.raises(TijdvakBezet):
        book(plan(session, now), wish(begin, "s2"), "bezoeker")
    assert session.scalar(select(func.count()).select_from(AfspraakRij)) == 1


def test_a_time_is_held_for_one_session_for_ten_minutes(session: Session, now: datetime) -> None:
    begin = first(session, now)
    reserve(plan(session, now, houder="a"), IN_STADHUIS, begin)
    assert first(session, now, houder="a") == begin
    assert first(session, now, houder="b") > begin
    with pytest.raises(TijdvakBezet):
        book(plan(session, now, houder="b"), wish(begin), "bezoeker")
    later = now + timedelta(minutes=10, seconds=1)
    assert plan(session, later, houder="b").offered(IN_STADHUIS, begin + timedelta(minutes=30))


def test_who_holds_it_books_it(session: Session, now: datetime) -> None:
    begin = first(session, now)
    reserve(plan(session, now, houder="a"), IN_STADHUIS, begin)
    rij, nieuw = book(plan(session, now, houder="a"), wish(begin), "bezoeker")
    assert nieuw
    cellen = list(session.scalars(select(Tijdvakcel)))
    assert len(cellen) == 6
    assert {(c.afspraak_id, c.houder, c.verloopt_at) for c in cellen} == {(rij.id, None, None)}


def test_a_new_choice_lets_go_of_the_old_one(session: Session, now: datetime) -> None:
    begin = first(session, now)
    reserve(plan(session, now, houder="a"), IN_STADHUIS, begin)
    reserve(plan(session, now, houder="a"), IN_STADHUIS, begin + timedelta(minutes=30))
    assert first(session, now, houder="b") == begin


def test_a_hold_that_is_over_is_in_nobody_s_way(session: Session, now: datetime) -> None:
    set_beleid(session, now, reservering_minuten=1)
    begin = first(session, now)
    reserve(plan(session, now, houder="a"), IN_STADHUIS, begin + timedelta(minutes=60))
    later = now + timedelta(minutes=2)
    rij, _ = book(plan(session, later, houder="b"), wish(begin + timedelta(minutes=60)), "bezoeker")
    assert rij.status is Status.GEPLAND


def test_a_hold_that_is_over_but_taken_by_nobody_still_becomes_a_booking(session: Session, now: datetime) -> None:
    set_beleid(session, now, reservering_minuten=1)
    begin = first(session, now) + timedelta(minutes=60)
    reserve(plan(session, now, houder="a"), IN_STADHUIS, begin)
    rij, _ = book(plan(session, now + timedelta(minutes=5), houder="a"), wish(begin), "bezoeker")
    assert rij.begin == begin


def test_the_same_wish_twice_is_one_appointment(session: Session, now: datetime) -> None:
    begin = first(session, now)
    eerste, nieuw = book(plan(session, now), wish(begin), "bezoeker")
    tweede, weer_nieuw = book(plan(session, now), wish(begin), "bezoeker")
    assert (nieuw, weer_nieuw) == (True, False)
    assert eerste.id == tweede.id


def test_a_cancelled_time_can_be_booked_again(session: Session, now: datetime) -> None:
    begin = first(session, now)
    rij, _ = book(plan(session, now), wish(begin), "bezoeker")
    cancel(plan(session, now), rij, Partij.INWONER, is_medewerker=False)
    assert rij.status is Status.GEANNULEERD
    opnieuw, _ = book(plan(session, now), wish(begin, "s2"), "bezoeker")
    assert opnieuw.id != rij.id
    with pytest.raises(AlVoorbij):
        cancel(plan(session, now), rij, Partij.INWONER, is_medewerker=False)


def test_moving_frees_the_old_place_and_takes_the_new(session: Session, now: datetime) -> None:
    begin = first(session, now)
    rij, _ = book(plan(session, now), wish(begin), "bezoeker")
    naar = begin + timedelta(minutes=60)
    move(
        plan(session, now, afspraak_id=rij.id),
        rij,
        Tijdkeuze(IN_STADHUIS, naar),
        Partij.INWONER,
        is_medewerker=False,
    )
    assert (rij.begin, rij.volgnummer) == (naar, 1)
    assert first(session, now) == begin
    assert session.scalar(select(func.count()).select_from(Tijdvakcel)) == 6


def test_moving_to_a_time_that_overlaps_its_own(session: Session, now: datetime) -> None:
    set_beleid(session, now, agenda={"raster_minuten": 10})
    begin = first(session, now)
    rij, _ = book(plan(session, now), wish(begin), "bezoeker")
    naar = begin + timedelta(minutes=10)
    move(
        plan(session, now, afspraak_id=rij.id),
        rij,
        Tijdkeuze(IN_STADHUIS, naar),
        Partij.INWONER,
        is_medewerker=False,
    )
    assert rij.begin == naar
    assert session.scalar(select(func.count()).select_from(Tijdvakcel)) == 6


def test_moving_to_a_taken_time_changes_nothing(session: Session, now: datetime) -> None:
    begin = first(session, now)
    book(plan(session, now), wish(begin), "bezoeker")
    rij, _ = book(plan(session, now), wish(begin + timedelta(minutes=30), "s2"), "bezoeker")
    with pytest.raises(TijdvakBezet):
        move(
            plan(session, now, afspraak_id=rij.id),
            rij,
            Tijdkeuze(IN_STADHUIS, begin),
            Partij.INWONER,
            is_medewerker=False,
        )
    assert (rij.begin, rij.volgnummer) == (begin + timedelta(minutes=30), 0)


def test_places_side_by_side_are_each_given_once(session: Session, now: datetime) -> None:
    set_beleid(session, now, agenda={"plekken": 2})
    begin = first(session, now)
    rijen = [book(plan(session, now), wish(begin, f"s{n}"), "bezoeker")[0] for n in range(2)]
    assert {rij.plek for rij in rijen} == {0, 1}
    with pytest.raises(TijdvakBezet):
        book(plan(session, now), wish(begin, "s3"), "bezoeker")


def test_capacity_per_hour_is_a_constraint_too(session: Session, now: datetime) -> None:
    set_beleid(session, now, agenda={"plekken": 5, "hoogstens_per_uur": 2})
    begin = first(session, now)
    boekingen = [book(plan(session, now), wish(begin, f"s{n}"), "bezoeker")[0] for n in range(2)]
    with pytest.raises(TijdvakBezet):
        book(plan(session, now), wish(begin, "s3"), "bezoeker")
    cancel(plan(session, now), boekingen[0], Partij.INWONER, is_medewerker=False)
    book(plan(session, now), wish(begin, "s4"), "bezoeker")
    naar = begin + timedelta(minutes=30)
    tweede = boekingen[1]
    move(
        plan(session, now, afspraak_id=tweede.id),
        tweede,
        Tijdkeuze(IN_STADHUIS, naar),
        Partij.GEMEENTE,
        is_medewerker=True,
    )


def test_absence_takes_times_off_the_list_and_out_of_reach(session: Session, now: datetime) -> None:
    begin = first(session, now)
    session.add(
        Afwezigheid(agenda="balie", begin=begin, einde=begin + timedelta(hours=1), bron="melding", created_at=now)
    )
    session.flush()
    assert first(session, now) == begin + timedelta(hours=1)
    with pytest.raises(TijdvakBezet):
        book(plan(session, now), wish(begin), "bezoeker")


def test_new_hours_hold_from_their_day_on(session: Session, now: datetime) -> None:
    zondag = make_beleid({"week": {"zo": ("9.00-10.00",)}})
    add_versie(session, "afspraken", zondag, now, geldig_vanaf=date(2026, 3, 18), herkomst="test")
    dagen = [dag.datum for dag in plan(session, now).free_times(ZOEK, dagen=4).dagen]
    assert dagen == [date(2026, 3, 16), date(2026, 3, 17), date(2026, 3, 22), date(2026, 3, 29)]


def test_three_near_alternatives(session: Session, now: datetime) -> None:
    begin = first(session, now) + timedelta(days=1)
    book(plan(session, now), wish(begin), "bezoeker")
    andere = plan(session, now).alternatives(IN_STADHUIS, begin)
    assert len(andere) == 3
    assert all(abs(t.begin - begin) <= timedelta(hours=1) for t in andere)


def test_more_days_follow_without_overlap(session: Session, now: datetime) -> None:
    eerste = plan(session, now).free_times(ZOEK, dagen=3)
    assert eerste.verder is not None
    verder = plan(session, now).free_times(ZOEK, eerste.verder, dagen=3)
    dagen = [dag.datum for dag in (*eerste.dagen, *verder.dagen)]
    assert dagen == sorted(set(dagen))
