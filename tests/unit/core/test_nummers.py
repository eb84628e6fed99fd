"""Numbers are held to their check digit."""

import pytest

from portaal.core.nummers import OngeldigNummer, is_betalingskenmerk, mask_bsn, parse_bsn


@pytest.mark.parametrize("bsn", ["999990019", "999993653", "111222333", " 999 990 019 "])
def test_a_bsn_that_passes_the_11_check_is_read(bsn: str) -> None:
    assert parse_bsn(bsn) == bsn.replace(" ", "")


@pytest.mark.parametrize("bsn", ["999990018", "000000000", "12345", "99999001a", ""])
def test_a_bsn_that_fails_is_refused_without_repeating_it(bsn: str) -> None:
    with pytest.raises(OngeldigNummer) as gevangen:
        parse_bsn(bsn)
    assert not bsn or bsn not in str(gevangen.value)


def test_a_betalingskenmerk_carries_its_check_digit_in_front() -> None:
    assert is_betalingskenmerk("5000056789012345")
    assert not is_betalingskenmerk("6000056789012345")
    assert not is_betalingskenmerk("500005678901234")


def test_staff_see_only_the_end_of_a_bsn() -> None:
    assert mask_bsn("999990019") == "••••••019"
