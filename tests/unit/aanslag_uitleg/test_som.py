"""Each sum ends on the amount of the biljet, or none is shown."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portaal.aanslag.stand import Regel
from portaal.aanslag.uitleg.som import Afronding, Som, Somvorm, explain_som
from tests.unit.aanslag_uitleg.gegevens import OZB, make_regel

GEVALLEN = [
    # soort, grondslag, eenheid, tarief, bedrag -> vorm, afronding
    ("ozb_eigenaar_woning", "345000", "euro WOZ-waarde", "0,0968%", 33396, Somvorm.PROCENT, Afronding.GEEN),
    ("ozb_eigenaar_woning", "377000", "euro WOZ-waarde", "0,0968%", 36493, Somvorm.PROCENT, Afronding.CENT),
    ("ozb_eigenaar_woning", "368000", "euro WOZ-waarde", "0,0890%", 32752, Somvorm.PROCENT, Afronding.GEEN),
    ("ozb_eigenaar_nietwoning", "512000", "euro WOZ-waarde", "0,2412%", 123400, Somvorm.PROCENT, Afronding.EURO),
    ("ozb_gebruiker_nietwoning", "95000", "euro WOZ-waarde", "0,1936%", 18392, Somvorm.PROCENT, Afronding.GEEN),
    ("rioolheffing_eigenaar", "1", "perceel", "178,20", 17820, Somvorm.VAST, Afronding.GEEN),
    ("rioolheffing_gebruiker", "7", "maanden", "64,80", 3780, Somvorm.MAANDEN, Afronding.GEEN),
    ("afvalstoffenheffing", "12", "maanden", "398,40", 39840, Somvorm.MAANDEN, Afronding.GEEN),
    ("afvalstoffenheffing", "7", "maanden", "289,80", 16905, Somvorm.MAANDEN, Afronding.GEEN),
    ("afvalstoffenheffing", "5", "maanden", "289,90", 12079, Somvorm.MAANDEN, Afronding.CENT),
    ("afvalstoffenheffing_diftar", "21", "ledigingen", "8,10", 17010, Somvorm.AANTAL, Afronding.GEEN),
    ("afvalstoffenheffing_diftar", "86,5", "kg", "0,215", 1860, Somvorm.AANTAL, Afronding.CENT),
    ("hondenbelasting", "2", "hond", "92,40", 18480, Somvorm.AANTAL, Afronding.GEEN),
    ("hondenbelasting", "1", "honden", "72,40", 7200, Somvorm.VAST, Afronding.EURO),
    ("toeristenbelasting", "412", "persoonsnachten", "3,10", 127720, Somvorm.AANTAL, Afronding.GEEN),
    ("toeristenbelasting", "48000", "euro omzet", "5,5%", 264000, Somvorm.PROCENT, Afronding.GEEN),
    ("forensenbelasting", "1", "woning", "412,00", 41200, Somvorm.VAST, Afronding.GEEN),
    ("precariobelasting", "14", "vierkante meter", "24,50", 34300, Somvorm.AANTAL, Afronding.GEEN),
    ("parkeerbelasting", "1", "uur", "3,40", 340, Somvorm.VAST, Afronding.GEEN),
    ("parkeerbelasting", "3", "uur", "3,40", 1020, Somvorm.AANTAL, Afronding.GEEN),
    ("parkeerbelasting_kosten", "1", "naheffing", "82,00", 8200, Somvorm.VAST, Afronding.GEEN),
    ("watersysteemheffing", "1", "woonruimte", "118,00", 11800, Somvorm.VAST, Afronding.GEEN),
    ("zuiveringsheffing", "3", "vervuilingseenheden", "71,50", 21450, Somvorm.AANTAL, Afronding.GEEN),
    ("baatbelasting", "2", "iets", "45,00", 9000, Somvorm.AANTAL, Afronding.GEEN),
    # a correction with its numbers: the sum goes down
    ("afvalstoffenheffing", "-4", "maanden", "289,80", -9660, Somvorm.MAANDEN, Afronding.GEEN),
    # and without them
    ("rioolheffing_gebruiker", "", "", "", -1260, Somvorm.CORRECTIE, Afronding.GEEN),
    # what does not end on its amount is not shown
    ("hondenbelasting", "2", "honden", "72,00", 15120, Somvorm.GEEN, Afronding.GEEN),
    ("hondenbelasting", "", "", "", 9000, Somvorm.GEEN, Afronding.GEEN),
    ("hondenbelasting", "twee", "honden", "72,00", 14400, Somvorm.GEEN, Afronding.GEEN),
    ("rioolheffing_gebruiker", "12", "maanden", "5%", 60, Somvorm.GEEN, Afronding.GEEN),
    ("rioolheffing_gebruiker", "1", "perceel", "64,80", -6480, Somvorm.GEEN, Afronding.GEEN),
]


@pytest.mark.parametrize(("soort", "grondslag", "eenheid", "tarief", "bedrag", "vorm", "afronding"), GEVALLEN)
def test_a_line_has_the_sum_of_its_kind(
    soort: str, grondslag: str, eenheid: str, tarief: str, bedrag: int, vorm: Somvorm, afronding: Afronding
) -> None:
    som = explain_som(make_regel(soort, grondslag, eenheid, tarief, bedrag))
    assert (som.vorm, som.afronding, som.bedrag) == (vorm, afronding, bedrag)
    assert som.is_toonbaar == (vorm not in (Somvorm.GEEN, Somvorm.CORRECTIE))


def test_a_line_that_did_not_close_when_it_was_taken_in_stays_without_a_sum() -> None:
    from dataclasses import replace

    assert explain_som(replace(OZB, klopt=False)).vorm is Somvorm.GEEN


def test_persons_and_nights_of_the_description_become_a_sum_of_three_numbers() -> None:
    regel = make_regel(
        "toeristenbelasting", "24", "persoonsnachten", "3,10", 7440, omschrijving="4 personen, 6 nachten"
    )
    som = explain_som(regel)
    assert (som.vorm, som.personen, som.nachten) == (Somvorm.NACHTEN, 4, 6)


def test_persons_and_nights_that_do_not_give_the_number_are_left_out() -> None:
    regel = make_regel(
        "toeristenbelasting", "25", "persoonsnachten", "3,10", 7750, omschrijving="4 personen, 6 nachten"
    )
    assert explain_som(regel).vorm is Somvorm.AANTAL


GETAL = st.decimals(-9_999_999, 9_999_999, places=2).map(lambda d: str(d).replace(".", ","))
TEKST = st.sampled_from(["", "x", "1e9", "12", "0,0968%", "NaN", "5 %", "1,2,3"])


@given(
    grondslag=GETAL | TEKST,
    eenheid=st.sampled_from(["", "maanden", "euro WOZ-waarde", "hond", "iets"]),
    tarief=GETAL | TEKST | GETAL.map(lambda t: f"{t}%"),
    afwijking=st.integers(-150, 150),
    hele_euros=st.booleans(),
)
def test_a_sum_that_is_shown_ends_on_the_amount_and_its_rounding_is_the_one_that_is_told(
    grondslag: str, eenheid: str, tarief: str, afwijking: int, *, hele_euros: bool
) -> None:
    proef = explain_som(make_regel("hondenbelasting", grondslag, eenheid, tarief, 0, klopt=True))
    bedrag = int(proef.uitkomst) + afwijking
    if hele_euros:
        bedrag -= bedrag % 100
    som = explain_som(make_regel("hondenbelasting", grondslag, eenheid, tarief, bedrag))
    if som.is_toonbaar:
        exact = replay(som)
        assert abs(exact - bedrag) <= {Afronding.GEEN: 0, Afronding.CENT: 1, Afronding.EURO: 100}[som.afronding]
        assert som.afronding is not Afronding.EURO or bedrag % 100 == 0
        assert som.uitkomst == exact.quantize(Decimal(1), ROUND_HALF_UP)


def replay(som: Som) -> Decimal:
    """The sum worked out from nothing but what a page shows, in cents."""
    factor = {Somvorm.PROCENT: Decimal(1), Somvorm.MAANDEN: Decimal(100) / 12}.get(som.vorm, Decimal(100))
    exact = som.grondslag * som.tarief * factor
    return exact if som.vorm is not Somvorm.MAANDEN else som.grondslag * som.tarief * 100 / 12


def test_every_shown_number_is_the_number_of_the_biljet() -> None:
    regel: Regel = OZB
    som = explain_som(regel)
    assert (som.grondslag, som.tarief) == (Decimal(345000), Decimal("0.0968"))
