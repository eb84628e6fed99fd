"""Amounts are whole cents, read and written exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portaal.core.geld import Centen, OngeldigBedrag, parse_bedrag, parse_getypt_bedrag, split_evenly, write_bedrag


@pytest.mark.parametrize(
    ("tekst", "centen"),
    [("1234,56", 123456), ("-12,30", -1230), ("7", 700), ("0,00", 0), ("99999999,99", 9_999_999_999)],
)
def test_an_amount_of_a_delivery_is_read_to_the_cent(tekst: str, centen: int) -> None:
    assert parse_bedrag(tekst) == centen


@pytest.mark.parametrize("tekst", ["", "1.234,56", "12,5", "12.50", "1e3", "100000000,00", "12,345", "١٢", " 12"])
def test_what_is_no_amount_is_refused(tekst: str) -> None:
    with pytest.raises(OngeldigBedrag):
        parse_bedrag(tekst)


@pytest.mark.parametrize(
    ("tekst", "centen"), [("€ 1.234,5", 123450), ("12,-", 1200), (" 30 ", 3000), ("EUR 45.50", 4550)]
)
def test_an_amount_is_understood_as_people_type_it(tekst: str, centen: int) -> None:
    assert parse_getypt_bedrag(tekst) == centen


@given(st.integers(-9_999_999_999, 9_999_999_999))
def test_writing_and_reading_an_amount_gives_it_back(centen: int) -> None:
    assert parse_bedrag(write_bedrag(Centen(centen))) == centen


@given(st.integers(0, 10_000_000), st.integers(1, 60))
def test_parts_add_up_and_differ_by_a_cent_at_most(bedrag: int, aantal: int) -> None:
    delen = split_evenly(Centen(bedrag), aantal)
    assert sum(delen) == bedrag
    assert max(delen) - min(delen) <= 1
    assert delen == sorted(delen, reverse=True)
