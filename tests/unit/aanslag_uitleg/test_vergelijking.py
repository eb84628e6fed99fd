"""Last year beside it: the right line, the right causes, and causes that add up to the cent."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from portaal.aanslag.stand import Regel
from portaal.aanslag.uitleg.vergelijking import (
    Oorzaak,
    Oorzaaksoort,
    Vergelijking,
    Vorigjaar,
    compare,
    find_huishouden,
)
from tests.unit.aanslag_uitleg.gegevens import BELEID, OZB, make_regel


def beside(nu: Regel, *vorige: Regel, rest: tuple[Regel, ...] = ()) -> Vergelijking:
    return compare(nu, (nu, *rest), vorige, BELEID.of(nu.belastingsoort))


def causes(vergelijking: Vergelijking) -> list[tuple[Oorzaaksoort, bool, int]]:
    return [(o.soort, o.is_omhoog, o.effect) for o in vergelijking.oorzaken]


def test_the_value_went_up_and_the_rate_went_down() -> None:
    vorig = make_regel("ozb_eigenaar_woning", "324000", "euro WOZ-waarde", "0,0991%", 32108)
    vergelijking = beside(OZB, vorig)
    assert (vergelijking.stand, vergelijking.vorig, vergelijking.verschil) == (Vorigjaar.VERGELEKEN, 32108, 1288)
    assert causes(vergelijking) == [(Oorzaaksoort.WAARDE, True, 2082), (Oorzaaksoort.TARIEF, False, -794)]
    assert vergelijking.oorzaken[0].verschil == Decimal(21000)


def test_a_move_makes_fewer_months() -> None:
    vorig = make_regel("rioolheffing_gebruiker", "12", "maanden", "64,80", 6480)
    nu = make_regel("rioolheffing_gebruiker", "7", "maanden", "64,80", 3780)
    assert causes(beside(nu, vorig)) == [(Oorzaaksoort.MAANDEN, False, -2700)]


def test_another_household_is_told_as_such_and_not_as_another_rate() -> None:
    vorig = make_regel(
        "afvalstoffenheffing", "12", "maanden", "271,20", 27120, omschrijving="Afval eenpersoonshuishouden"
    )
    nu = make_regel(
        "afvalstoffenheffing", "12", "maanden", "398,40", 39840, omschrijving="Afval meerpersoonshuishouden"
    )
    oorzaak: Oorzaak = beside(nu, vorig).oorzaken[0]
    assert (oorzaak.soort, oorzaak.effect) == (Oorzaaksoort.HUISHOUDEN, 12720)
    assert oorzaak.huishouden == find_huishouden(nu, BELEID.of("afvalstoffenheffing"))


def test_two_dogs_instead_of_one() -> None:
    vorig = make_regel("hondenbelasting", "1", "hond", "90,00", 9000)
    nu = make_regel("hondenbelasting", "2", "hond", "92,40", 18480)
    assert causes(beside(nu, vorig)) == [(Oorzaaksoort.AANTAL, True, 9000), (Oorzaaksoort.TARIEF, True, 480)]


def test_the_first_and_the_next_dog_are_told_apart_by_their_description() -> None:
    eerste = make_regel("hondenbelasting", "1", "hond", "90,00", 9000, omschrijving="eerste hond")
    volgende = make_regel("hondenbelasting", "1", "hond", "130,80", 13080, omschrijving="volgende hond")
    nu = make_regel("hondenbelasting", "1", "hond", "134,40", 13440, omschrijving="volgende hond")
    ander = make_regel("hondenbelasting", "1", "hond", "92,40", 9240, omschrijving="eerste hond")
    assert beside(nu, eerste, volgende, rest=(ander,)).vorig == 13080


def test_of_several_lines_that_cannot_be_told_apart_none_is_compared() -> None:
    een = make_regel("hondenbelasting", "1", "hond", "90,00", 9000)
    twee = make_regel("hondenbelasting", "1", "hond", "130,80", 13080)
    assert beside(make_regel("hondenbelasting", "1", "hond", "92,40", 9240), een, twee).stand is Vorigjaar.NIEUW


def test_another_address_is_another_line() -> None:
    vorig = make_regel("rioolheffing_gebruiker", "12", "maanden", "61,20", 6120, object="Dorpsstraat 1")
    nu = make_regel("rioolheffing_gebruiker", "5", "maanden", "64,80", 2700, object="Molenpad 12")
    assert beside(nu, vorig).stand is Vorigjaar.NIEUW


def test_a_correction_of_last_year_is_neither_compared_nor_in_the_way() -> None:
    correctie = make_regel("rioolheffing_gebruiker", "", "", "", -1260)
    vorig = make_regel("rioolheffing_gebruiker", "12", "maanden", "61,20", 6120)
    nu = make_regel("rioolheffing_gebruiker", "12", "maanden", "64,80", 6480)
    assert beside(correctie, vorig, rest=(nu,)).stand is Vorigjaar.NIET
    assert beside(nu, vorig, correctie, rest=(correctie,)).vorig == 6120


def test_parking_is_not_compared_with_last_year() -> None:
    nu = make_regel("parkeerbelasting", "1", "uur", "3,40", 340)
    assert beside(nu, nu).stand is Vorigjaar.NIET


def test_without_a_biljet_of_last_year_nothing_is_said() -> None:
    assert compare(OZB, (OZB,), None, BELEID.of(OZB.belastingsoort)).stand is Vorigjaar.ONBEKEND


def test_a_sum_that_cannot_be_shown_gives_a_difference_without_causes() -> None:
    vorig = make_regel("hondenbelasting", "2", "honden", "72,00", 15120)
    nu = make_regel("hondenbelasting", "1", "honden", "92,40", 9240)
    vergelijking = beside(nu, vorig)
    assert (vergelijking.verschil, vergelijking.oorzaken) == (-5880, ())


BEDRAG = st.decimals("0.01", "900", places=2)
AANTAL = st.integers(1, 500)


@given(
    eenheid=st.sampled_from(["maanden", "hond", "kg"]),
    nu=st.tuples(AANTAL, BEDRAG),
    vorig=st.tuples(AANTAL, BEDRAG),
)
def test_the_causes_add_up_to_the_difference(
    eenheid: str, nu: tuple[int, Decimal], vorig: tuple[int, Decimal]
) -> None:
    regels = [line(eenheid, *nu), line(eenheid, *vorig)]
    vergelijking = beside(*regels)
    assert sum(o.effect for o in vergelijking.oorzaken) == vergelijking.verschil


@given(
    nu=st.tuples(st.integers(1, 2_000_000), st.decimals("0.0001", "2", places=4)),
    vorig=st.tuples(st.integers(1, 2_000_000), st.decimals("0.0001", "2", places=4)),
)
def test_the_causes_of_a_percentage_add_up_too(nu: tuple[int, Decimal], vorig: tuple[int, Decimal]) -> None:
    vergelijking = beside(percentage(*nu), percentage(*vorig))
    assert sum(o.effect for o in vergelijking.oorzaken) == vergelijking.verschil
    assert bool(vergelijking.oorzaken) == (vergelijking.verschil != 0 or nu != vorig)


def line(eenheid: str, aantal: int, tarief: Decimal) -> Regel:
    exact = aantal * tarief * 100 / (12 if eenheid == "maanden" else 1)
    return make_regel("hondenbelasting", str(aantal), eenheid, str(tarief).replace(".", ","), round(exact))


def percentage(waarde: int, tarief: Decimal) -> Regel:
    tekst = f"{tarief}%".replace(".", ",")
    return make_regel("ozb_eigenaar_woning", str(waarde), "euro WOZ-waarde", tekst, round(waarde * tarief))
