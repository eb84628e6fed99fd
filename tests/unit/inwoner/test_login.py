"""Which BSN a login gives, and whether it was sure enough."""

import pytest

from portaal.inwoner.login import GeenBsn, NiveauTeLaag, read_bsn

HOOG = "loa3 loa4"


def lees(claims: dict[str, object]) -> str:
    return read_bsn(claims, bsn_claim="bsn", niveau_claim="acr", niveaus=HOOG)


def test_the_bsn_comes_from_the_claim_that_the_gemeente_named() -> None:
    assert lees({"bsn": "999993653", "acr": "loa3"}) == "999993653"
    ander = {"burgerservicenummer": "999993653", "niveau": "loa4"}
    assert read_bsn(ander, bsn_claim="burgerservicenummer", niveau_claim="niveau", niveaus=HOOG) == "999993653"


@pytest.mark.parametrize("niveau", ["loa2", "", None, "loa3 loa4", "LOA3"])
def test_a_level_that_is_not_named_is_too_low(niveau: object) -> None:
    with pytest.raises(NiveauTeLaag):
        lees({"bsn": "999993653", "acr": niveau})


def test_no_level_at_all_is_too_low() -> None:
    with pytest.raises(NiveauTeLaag):
        lees({"bsn": "999993653"})


def test_without_configured_levels_nobody_gets_in() -> None:
    with pytest.raises(NiveauTeLaag):
        read_bsn({"bsn": "999993653", "acr": ""}, bsn_claim="bsn", niveau_claim="acr", niveaus="")


@pytest.mark.parametrize("bsn", ["", None, "999993654", "abc", "12345", 5])
def test_a_bsn_that_cannot_be_is_refused(bsn: object) -> None:
    with pytest.raises(GeenBsn):
        lees({"bsn": bsn, "acr": "loa3"})
