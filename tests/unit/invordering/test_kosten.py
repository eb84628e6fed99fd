"""The tables of the Kostenwet, with the cases of domein §4."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portaal.aanslag.stand import Verzendsoort
from portaal.core.geld import Centen
from portaal.invordering.kosten import (
    compare_bundle,
    kosten_aanmaning,
    kosten_dwangbevel,
    kosten_of,
    kostenjaar_on,
    open_belasting,
)
from tests.unit.invordering.gegevens import BELEID, make_stand

JAREN = BELEID.kosten.jaren
JAAR_2026 = JAREN[-1]


@pytest.mark.parametrize(
    ("dag", "som", "verwacht"),
    [
        (date(2024, 6, 1), 45399, 900),
        (date(2024, 6, 1), 45400, 1900),
        (date(2025, 6, 1), 45399, 900),
        (date(2025, 6, 1), 45400, 2100),
        (date(2026, 1, 1), 45399, 1000),
        (date(2026, 12, 31), 45400, 2200),
        (date(2026, 6, 1), 0, 0),
    ],
)
def test_an_aanmaning_costs_what_the_year_of_its_date_says(dag: date, som: int, verwacht: int) -> None:
    jaar = kostenjaar_on(BELEID.kosten, dag)
    assert jaar is not None
    assert kosten_aanmaning(Centen(som), jaar) == verwacht


@pytest.mark.parametrize(
    ("som", "verwacht"),
    [(30000, 8100), (94400, 15100), (60000, 11600), (4500, 5600), (8999, 5600), (9000, 6100), (100, 5600), (0, 0)],
)
def test_a_dwangbevel_costs_a_base_and_a_step_per_whole_45_euros(som: int, verwacht: int) -> None:
    assert kosten_dwangbevel(Centen(som), JAAR_2026) == verwacht


def test_a_dwangbevel_never_costs_more_than_the_maximum() -> None:
    assert [kosten_dwangbevel(Centen(9_999_999_999), jaar) for jaar in JAREN] == [1459700, 1567700, 1652400]


def test_one_dwangbevel_for_two_claims_saves_46_euros() -> None:
    kosten = compare_bundle([Centen(30000), Centen(30000)], JAAR_2026)
    assert (kosten.apart, kosten.samen, kosten.bespaard) == (16200, 11600, 4600)


def test_a_herinnering_and_a_conceptdwangbevel_are_free() -> None:
    dag = date(2026, 5, 1)
    for soort in (Verzendsoort.AANSLAGBILJET, Verzendsoort.HERINNERING, Verzendsoort.CONCEPTDWANGBEVEL):
        assert kosten_of(soort, Centen(97536), BELEID.kosten, dag) == 0


def test_before_the_first_known_year_the_costs_are_not_known() -> None:
    assert kosten_of(Verzendsoort.AANMANING, Centen(100), BELEID.kosten, date(2023, 12, 31)) is None


def test_costs_and_interest_are_paid_first_so_they_are_no_tax_that_is_open() -> None:
    stand = make_stand(totaalbedrag=Centen(30000), kosten=Centen(1000), rente=Centen(500), betaald=Centen(1000))
    assert stand.open == 30500
    assert open_belasting(stand) == 30000


@given(st.lists(st.integers(0, 9_999_999_999).map(Centen), max_size=6), st.sampled_from(JAREN))
def test_bundling_never_costs_more_than_apart(sommen: list[Centen], jaar: object) -> None:
    assert compare_bundle(sommen, jaar).bespaard >= 0  # type: ignore[arg-type]


@given(st.integers(0, 9_999_999_998), st.sampled_from(JAREN))
def test_a_higher_claim_never_costs_less(som: int, jaar: object) -> None:
    laag, hoog = Centen(som), Centen(som + 1)
    assert kosten_dwangbevel(laag, jaar) <= kosten_dwangbevel(hoog, jaar)  # type: ignore[arg-type]
    assert kosten_aanmaning(laag, jaar) <= kosten_aanmaning(hoog, jaar)  # type: ignore[arg-type]
