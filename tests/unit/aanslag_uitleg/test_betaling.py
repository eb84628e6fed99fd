"""What is late and what is still to come add up to what is open; debits stop after the last that failed."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portaal.aanslag.stand import Aanslag, Boeking, Boekingsoort
from portaal.aanslag.uitleg.betaling import Betaalstand, Incassostand, betaalstand_of
from portaal.aanslag.uitleg.termijn import bezwaar_tot
from portaal.core.geld import Centen
from portaal.core.kalender import is_werkdag
from tests.unit.aanslag_uitleg.gegevens import OZB, make_biljet

VANDAAG = date(2026, 5, 15)
TERMIJNEN = tuple(date(2026, maand, 28) for maand in range(3, 13))
BET, INC, STO = Boekingsoort.BETALING, Boekingsoort.INCASSO, Boekingsoort.STORNO


def stand(*boekingen: tuple[Boekingsoort, date, int], **kenmerken: Any) -> Aanslag:
    betalingen = tuple(Boeking(dag, soort, Centen(bedrag)) for soort, dag, bedrag in boekingen)
    gegeven = {"vervaldata": TERMIJNEN, "aantal_termijnen": 10, "totaalbedrag": Centen(89773)} | kenmerken
    return make_biljet(OZB, betalingen=betalingen, **gegeven)


def money(aanslag: Aanslag, vandaag: date = VANDAAG) -> Betaalstand:
    return betaalstand_of(aanslag, vandaag, stop_na=2)


def test_who_paid_the_terms_so_far_is_not_late_for_the_cents_of_the_split() -> None:
    betaald = money(stand((INC, TERMIJNEN[0], 8977), (INC, TERMIJNEN[1], 8977), automatische_incasso=True))
    assert betaald.te_laat == 0
    assert [deel.datum for deel in betaald.komend] == list(TERMIJNEN[2:])
    assert sum(deel.bedrag for deel in betaald.komend) == 89773 - 2 * 8977


def test_a_term_that_was_not_paid_is_late_and_the_rest_is_not() -> None:
    betaald = money(stand((BET, TERMIJNEN[0], 8978)))
    assert betaald.te_laat == 8978
    assert betaald.volgende is not None
    assert betaald.volgende.datum == TERMIJNEN[2]


def test_after_the_last_date_all_that_is_open_is_late() -> None:
    betaald = money(stand(), date(2027, 1, 1))
    assert (betaald.te_laat, betaald.komend) == (89773, ())


def test_on_the_due_date_itself_nothing_is_late() -> None:
    assert money(stand(vervaldata=(VANDAAG,), aantal_termijnen=1)).te_laat == 0


def test_costs_are_due_at_once_and_paid_first() -> None:
    aanslag = stand((BET, TERMIJNEN[0], 17956), kosten=Centen(2200))
    assert money(aanslag).te_laat == 2200


def test_during_an_uitstel_all_is_due_at_its_end() -> None:
    betaald = money(stand(uitstel_tot=date(2026, 8, 1)), date(2026, 7, 1))
    assert (betaald.te_laat, [d.datum for d in betaald.komend]) == (0, [date(2026, 8, 1)])


def test_relief_and_reversed_debits_are_told_apart_from_money() -> None:
    aanslag = stand(
        (INC, TERMIJNEN[0], 8978),
        (STO, TERMIJNEN[0], -8978),
        (BET, TERMIJNEN[1], 1000),
        (Boekingsoort.KWIJTSCHELDING, TERMIJNEN[1], 5000),
        (Boekingsoort.VERMINDERING, TERMIJNEN[1], 700),
    )
    betaald = money(aanslag)
    assert (betaald.geld, betaald.kwijtgescholden, betaald.verminderd, betaald.teruggeboekt) == (
        1000,
        5000,
        700,
        8978,
    )


@pytest.mark.parametrize(
    ("boekingen", "incasso", "verwacht"),
    [
        ((), False, Incassostand.GEEN),
        ((), True, Incassostand.LOOPT),
        (((INC, 1),), True, Incassostand.LOOPT),
        (((INC, 1), (STO, 3)), True, Incassostand.MISLUKT),
        (((INC, 1), (STO, 3), (INC, 30)), True, Incassostand.LOOPT),
        (((INC, 1), (STO, 3), (INC, 30), (STO, 31)), True, Incassostand.GESTOPT),
        (((INC, 1), (STO, 3), (INC, 30), (INC, 60), (STO, 61)), True, Incassostand.MISLUKT),
        (((INC, 1),), False, Incassostand.GESTOPT),
    ],
)
def test_debits_stop_after_two_in_a_row_that_were_taken_back(
    boekingen: tuple[tuple[Boekingsoort, int], ...], incasso: bool, verwacht: Incassostand
) -> None:
    rijen = [
        (soort, date(2026, 1, 1) + timedelta(days=dag), 8978 if soort is INC else -8978)
        for soort, dag in boekingen
    ]
    assert money(stand(*rijen, automatische_incasso=incasso)).incasso is verwacht


@given(
    totaal=st.integers(0, 500_000),
    betaald=st.integers(-1000, 600_000),
    kosten=st.integers(0, 20_000),
    data=st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=12).map(sorted),
    vandaag=st.dates(date(2025, 12, 1), date(2027, 6, 1)),
    uitstel=st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2027, 1, 1))),
)
def test_late_and_to_come_add_up_to_what_is_open(
    totaal: int, betaald: int, kosten: int, data: list[date], vandaag: date, uitstel: date | None
) -> None:
    aanslag = stand(
        (BET, date(2026, 1, 2), betaald),
        totaalbedrag=Centen(totaal),
        kosten=Centen(kosten),
        vervaldata=tuple(data),
        aantal_termijnen=max(1, len(data)),
        uitstel_tot=uitstel,
    )
    geld = money(aanslag, vandaag)
    assert geld.te_laat + sum(deel.bedrag for deel in geld.komend) == aanslag.open
    assert all(deel.datum >= vandaag and deel.bedrag > 0 for deel in geld.komend)
    assert geld.te_laat >= 0


def test_the_term_for_bezwaar_moves_to_a_working_day_and_the_payment_term_does_not() -> None:
    aanslag = make_biljet(OZB, dagtekening=date(2026, 2, 28))
    assert bezwaar_tot(aanslag) == date(2026, 4, 13)
    betaald = money(aanslag, date(2026, 3, 1))
    assert betaald.volgende is not None
    assert betaald.volgende.datum == date(2026, 4, 11)


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)))
def test_a_bezwaar_can_be_made_for_at_least_six_weeks_and_until_a_working_day(dagtekening: date) -> None:
    tot = bezwaar_tot(make_biljet(OZB, dagtekening=dagtekening))
    assert is_werkdag(tot)
    assert 42 <= (tot - dagtekening).days <= 47


def test_late_is_counted_from_the_oldest_part_that_the_money_does_not_reach() -> None:
    assert money(stand()).te_laat_sinds == TERMIJNEN[0]
    assert money(stand((BET, TERMIJNEN[0], 8978))).te_laat_sinds == TERMIJNEN[1]
    assert money(stand((BET, TERMIJNEN[0], 17956))).te_laat_sinds is None
    assert money(stand((BET, TERMIJNEN[0], 8978), kosten=Centen(2200))).te_laat_sinds == TERMIJNEN[0]
