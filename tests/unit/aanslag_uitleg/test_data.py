"""Dates hold for the years 2024 to 2032: a bezwaar ends on a day that counts, a payment term on its very day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portaal.aanslag.rules import betaaldata, eerstvolgende_betaaldatum, termijnbedragen, uiterste_betaaldatum
from portaal.aanslag.stand import Aanslagsoort
from portaal.aanslag.uitleg.betaling import betaalstand_of
from portaal.aanslag.uitleg.termijn import bezwaar_tot
from portaal.core.geld import Centen
from tests.factories.regeling import an_aanslag

DAGEN = st.dates(date(2024, 1, 1), date(2032, 12, 31))
# Written out by hand from domein.md: days that end no term, apart from the code under test.
VASTE_FEESTDAGEN = {(1, 1), (5, 5), (12, 25), (12, 26)}
PASEN = {
    2024: date(2024, 3, 31),
    2025: date(2025, 4, 20),
    2026: date(2026, 4, 5),
    2027: date(2027, 3, 28),
    2028: date(2028, 4, 16),
    2029: date(2029, 4, 1),
    2030: date(2030, 4, 21),
    2031: date(2031, 4, 13),
    2032: date(2032, 3, 28),
    2033: date(2033, 4, 17),
}


def is_feestdag(dag: date) -> bool:
    koningsdag = date(dag.year, 4, 27)
    koningsdag -= timedelta(days=koningsdag.weekday() == 6)
    om_pasen = {PASEN[dag.year] + timedelta(days=n) for n in (-2, 1, 39, 50)}
    return (dag.month, dag.day) in VASTE_FEESTDAGEN or dag == koningsdag or dag in om_pasen


@given(DAGEN)
def test_a_bezwaar_ends_six_weeks_on_and_never_on_a_weekend_or_holiday(dag: date) -> None:
    tot = bezwaar_tot(an_aanslag(dagtekening=dag))
    assert tot.weekday() < 5
    assert not is_feestdag(tot)
    zes_weken = dag + timedelta(days=42)
    assert zes_weken <= tot <= zes_weken + timedelta(days=6)


@given(DAGEN, st.sampled_from(Aanslagsoort))
def test_a_statutory_payment_term_does_not_move_for_a_weekend(dag: date, soort: Aanslagsoort) -> None:
    aanslag = an_aanslag(dagtekening=dag, soort=soort, vervaldata=())
    dagen = 14 if soort is Aanslagsoort.NAHEFFING_PARKEREN else 42
    assert betaaldata(aanslag) == (dag + timedelta(days=dagen),)
    assert uiterste_betaaldatum(aanslag) == dag + timedelta(days=dagen)


@given(DAGEN, st.integers(0, 400), st.integers(1, 12), st.integers(1, 9_999_999))
def test_what_is_late_and_what_still_comes_is_all_that_is_open(
    dag: date, later: int, aantal: int, bedrag: int
) -> None:
    vervaldata = tuple(dag + timedelta(days=30 * n) for n in range(1, aantal + 1))
    aanslag = an_aanslag(bedrag, dagtekening=dag, vervaldata=vervaldata, aantal_termijnen=aantal)
    vandaag = dag + timedelta(days=later)
    geld = betaalstand_of(aanslag, vandaag, stop_na=2)
    assert geld.te_laat + sum(deel.bedrag for deel in geld.komend) == aanslag.open == Centen(bedrag)
    assert all(deel.datum >= vandaag and deel.bedrag > 0 for deel in geld.komend)
    assert sum(deel for _, deel in termijnbedragen(aanslag)) == bedrag
    assert eerstvolgende_betaaldatum(aanslag, vandaag) in vervaldata


def test_the_example_of_the_law() -> None:
    aanslag = an_aanslag(dagtekening=date(2026, 2, 28), vervaldata=())
    assert bezwaar_tot(aanslag) == date(2026, 4, 13)
    assert betaaldata(aanslag) == (date(2026, 4, 11),)
