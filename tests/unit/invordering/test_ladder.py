"""The clock: the delivery wins, what is worked out says so, and nothing lies before today."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portaal.aanslag.stand import Aanslag, Aanslagsoort, Verzendsoort
from portaal.core.geld import Centen
from portaal.core.kalender import is_werkdag
from portaal.invordering.ladder import Einde, Stilreden, Tredestaat, Zekerheid, ladder_of
from portaal.invordering.rules import Blokkade, Blokkadereden
from tests.unit.invordering.gegevens import BELEID, make_stand

VANDAAG = date(2026, 3, 16)
H, A, C, D = (
    Verzendsoort.HERINNERING,
    Verzendsoort.AANMANING,
    Verzendsoort.CONCEPTDWANGBEVEL,
    Verzendsoort.DWANGBEVEL,
)


def hold(reden: Blokkadereden = Blokkadereden.VERZOEK, tot: date | None = None) -> Blokkade:
    return Blokkade(1, 1, "verzoek:1", reden, datetime(2026, 3, 1, tzinfo=UTC), tot)


def test_before_the_due_date_all_steps_are_still_to_come_and_the_due_date_does_not_move_for_a_saturday() -> None:
    ladder = ladder_of(make_stand(), (), BELEID, VANDAAG)
    assert ladder.betaal_voor == date(2026, 4, 11)
    assert not is_werkdag(ladder.betaal_voor)
    assert [(t.soort, t.datum, t.kosten) for t in ladder.treden if t.staat is Tredestaat.STRAKS] == [
        (H, date(2026, 4, 25), 0),
        (A, date(2026, 5, 16), 2200),
        (C, date(2026, 6, 8), 0),
        (D, date(2026, 6, 29), 15600),
    ]
    assert {t.zekerheid for t in ladder.treden[1:]} == {Zekerheid.BEREKEND}
    assert all(t.is_berekend for t in ladder.treden[1:])


def test_the_two_weeks_of_an_aanmaning_end_on_a_working_day() -> None:
    # 4 December + 14 days is a Friday; 5 December + 14 days a Saturday, so Monday 21 December.
    stand = make_stand((H, date(2026, 11, 1), 0), (A, date(2026, 12, 5), 2200))
    assert ladder_of(stand, (), BELEID, date(2026, 12, 7)).betaal_voor == date(2026, 12, 21)


def missed_first_term(*verzonden: tuple[Verzendsoort, date, int], **kenmerken: Any) -> Aanslag:
    """Four terms, the first due on 28 April and not paid."""
    vervaldata = tuple(date(2026, maand, 28) for maand in (4, 5, 6, 7))
    return make_stand(*verzonden, vervaldata=vervaldata, aantal_termijnen=4, **kenmerken)


@pytest.mark.parametrize(
    ("per_termijn", "betaal_voor", "herinnering"),
    [(True, date(2026, 4, 28), date(2026, 5, 12)), (False, date(2026, 7, 28), date(2026, 8, 11))],
)
def test_a_missed_term_can_bring_the_first_letter_before_the_last_term_when_the_gemeente_does_so(
    per_termijn: bool, betaal_voor: date, herinnering: date
) -> None:
    beleid = replace(BELEID, ladder=BELEID.ladder.model_copy(update={"herinnering_per_termijn": per_termijn}))
    ladder = ladder_of(missed_first_term(), (), beleid, date(2026, 4, 30))
    assert ladder.betaal_voor == betaal_voor
    assert ladder.volgende is not None
    assert (ladder.volgende.soort, ladder.volgende.datum) == (H, herinnering)


def test_after_the_letter_about_a_missed_term_the_days_of_that_letter_count() -> None:
    ladder = ladder_of(missed_first_term((H, date(2026, 5, 12), 0)), (), BELEID, date(2026, 5, 13))
    assert ladder.betaal_voor == date(2026, 5, 26)
    assert ladder.volgende is not None
    assert (ladder.volgende.soort, ladder.volgende.datum) == (A, date(2026, 6, 2))


def test_an_uitstel_that_is_over_moves_the_day_of_a_missed_term() -> None:
    ladder = ladder_of(missed_first_term(uitstel_tot=date(2026, 5, 20)), (), BELEID, date(2026, 5, 22))
    assert ladder.betaal_voor == date(2026, 5, 20)


def test_what_was_sent_is_told_with_its_date_and_costs_of_the_delivery() -> None:
    stand = make_stand((H, date(2026, 4, 25), 0), (A, date(2026, 5, 20), 2100))
    ladder = ladder_of(stand, (), BELEID, date(2026, 5, 21))
    assert ladder.laatste.soort is A
    assert (ladder.laatste.datum, ladder.laatste.kosten, ladder.laatste.is_berekend) == (
        date(2026, 5, 20),
        2100,
        False,
    )
    assert ladder.volgende is not None
    assert ladder.volgende.soort is C


def test_the_next_step_of_the_delivery_wins_over_what_is_worked_out() -> None:
    stand = make_stand(volgende_stap="herinnering", volgende_stap_op=date(2026, 5, 4))
    volgende = ladder_of(stand, (), BELEID, VANDAAG).volgende
    assert volgende is not None
    assert (volgende.soort, volgende.datum, volgende.zekerheid) == (H, date(2026, 5, 4), Zekerheid.GEPLAND)


def test_a_planned_step_that_the_profile_lacks_is_told_all_the_same() -> None:
    stand = make_stand(
        soort=Aanslagsoort.NAHEFFING_PARKEREN, volgende_stap="conceptdwangbevel", volgende_stap_op=date(2026, 6, 1)
    )
    assert [t.soort for t in ladder_of(stand, (), BELEID, VANDAAG).treden[1:]] == [C, D]


def test_a_next_step_that_is_no_dispatch_is_left_out() -> None:
    stand = make_stand(volgende_stap="bellen", volgende_stap_op=date(2026, 5, 4))
    volgende = ladder_of(stand, (), BELEID, VANDAAG).volgende
    assert volgende is not None
    assert volgende.zekerheid is Zekerheid.BEREKEND


def test_when_the_earliest_day_is_over_it_can_come_any_day() -> None:
    volgende = ladder_of(make_stand(), (), BELEID, date(2026, 7, 1)).volgende
    assert volgende is not None
    assert (volgende.zekerheid, volgende.datum) == (Zekerheid.ELKE_DAG, None)


@pytest.mark.parametrize("reden", list(Blokkadereden))
def test_an_open_hold_stops_the_clock_for_every_step(reden: Blokkadereden) -> None:
    ladder = ladder_of(make_stand(), (hold(reden),), BELEID, VANDAAG)
    assert ladder.stil is not None
    assert (ladder.stil.reden, ladder.stil.tot) == (Stilreden(reden.value), None)
    assert {t.zekerheid for t in ladder.treden if t.staat is Tredestaat.STRAKS} == {Zekerheid.STIL}


def test_a_hold_with_an_end_moves_the_earliest_day_to_after_it() -> None:
    volgende = ladder_of(make_stand(), (hold(tot=date(2026, 6, 30)),), BELEID, VANDAAG).volgende
    assert volgende is not None
    assert volgende.datum == date(2026, 7, 14)


def test_a_hold_that_is_over_stops_nothing() -> None:
    assert ladder_of(make_stand(), (hold(tot=date(2026, 3, 15)),), BELEID, VANDAAG).stil is None


def test_of_several_holds_the_one_that_lasts_longest_is_told() -> None:
    holds = (hold(tot=date(2026, 4, 1)), hold(Blokkadereden.GESPREK, None))
    stil = ladder_of(make_stand(uitstel_tot=date(2026, 5, 1)), holds, BELEID, VANDAAG).stil
    assert stil is not None
    assert stil.reden is Stilreden.GESPREK


def test_uitstel_of_the_delivery_stops_the_clock_and_is_the_last_day_to_pay() -> None:
    ladder = ladder_of(make_stand(uitstel_tot=date(2026, 8, 1)), (), BELEID, VANDAAG)
    assert ladder.stil is not None
    assert (ladder.stil.reden, ladder.betaal_voor) == (Stilreden.UITSTEL, date(2026, 8, 1))


def test_a_kwijtschelding_that_is_asked_for_stops_the_clock_and_a_bezwaar_does_not() -> None:
    assert ladder_of(make_stand(kwijtschelding_gevraagd=True), (), BELEID, VANDAAG).stil is not None
    assert ladder_of(make_stand(bezwaar=True), (), BELEID, VANDAAG).stil is None


@pytest.mark.parametrize(
    ("stand", "einde"),
    [(make_stand(betaald=Centen(97536)), Einde.BETAALD), (make_stand(vernietigd=True), Einde.VERNIETIGD)],
)
def test_what_is_paid_or_no_longer_stands_has_no_next_step(stand: object, einde: Einde) -> None:
    ladder = ladder_of(stand, (hold(),), BELEID, VANDAAG)  # type: ignore[arg-type]
    assert (ladder.einde, ladder.volgende, ladder.stil) == (einde, None, None)


def test_parking_and_tourist_tax_have_ladders_of_their_own() -> None:
    data = {
        soort: ladder_of(make_stand(soort=soort), (), BELEID, VANDAAG).treden[2].datum
        for soort in (
            Aanslagsoort.GECOMBINEERD,
            Aanslagsoort.NAHEFFING_PARKEREN,
            Aanslagsoort.TOERISTENBELASTING,
        )
    }
    assert len(set(data.values())) == 3


DAGEN = st.dates(date(2024, 1, 1), date(2032, 12, 31))
VERZENDING = st.tuples(st.sampled_from([H, A, C, D]), st.integers(0, 400), st.integers(0, 5000))


@given(
    soort=st.sampled_from(Aanslagsoort),
    dagtekening=DAGEN,
    verzonden=st.lists(VERZENDING, max_size=4),
    open_dagen=st.one_of(st.none(), st.integers(-200, 400)),
    gepland=st.sampled_from(["", "herinnering", "aanmaning", "dwangbevel", "iets"]),
    gepland_over=st.one_of(st.none(), st.integers(-300, 300)),
    later=st.integers(0, 900),
)
def test_no_clock_runs_backwards_or_names_a_day_before_today(
    soort: Aanslagsoort,
    dagtekening: date,
    verzonden: list[tuple[Verzendsoort, int, int]],
    open_dagen: int | None,
    gepland: str,
    gepland_over: int | None,
    later: int,
) -> None:
    vandaag = dagtekening + timedelta(days=later)
    stand = make_stand(
        *((s, dagtekening + timedelta(days=n), kosten) for s, n, kosten in verzonden),
        soort=soort,
        dagtekening=dagtekening,
        vervaldata=(),
        uitstel_tot=None if open_dagen is None else vandaag + timedelta(days=open_dagen),
        volgende_stap=gepland,
        volgende_stap_op=None if gepland_over is None else vandaag + timedelta(days=gepland_over),
    )
    ladder = ladder_of(stand, (), BELEID, vandaag)
    straks = [t for t in ladder.treden if t.staat is Tredestaat.STRAKS]
    data = [t.datum for t in straks if t.datum]
    assert all(dag >= vandaag for dag in data)
    assert data == sorted(data)
    assert ladder.betaal_voor >= stand.dagtekening
    assert ladder.is_voorbij == (vandaag > ladder.betaal_voor)
    assert [t.staat for t in ladder.treden].count(Tredestaat.NU) == 1
    assert all((t.datum is None) == (t.zekerheid in (Zekerheid.ELKE_DAG, Zekerheid.STIL)) for t in ladder.treden)
    if ladder.stil and ladder.stil.tot:
        assert all(dag > ladder.stil.tot for dag in data)
