"""How a search is read, and what a role may do at the desk."""

from datetime import date

import pytest

from portaal.core.door import Vaststelling
from portaal.core.rollen import Rol
from portaal.werkplek.rules import (
    OngeldigeZoekvraag,
    Zoekgebrek,
    ZoekOpAanslag,
    ZoekOpBsn,
    ZoekOpNaam,
    purpose_of,
    read_zoekopdracht,
    sees_afspraken,
    sees_blokkades,
    vaststellingen_for,
)

DAG = date(1980, 5, 17)


@pytest.mark.parametrize("nummer", ["202600000001", "2026 0000 0001", " 2026.0000.0001 "])
def test_twelve_digits_are_an_aanslagnummer(nummer: str) -> None:
    assert read_zoekopdracht(nummer, "", None) == ZoekOpAanslag("202600000001")


@pytest.mark.parametrize(
    ("nummer", "bsn"), [("999993653", "999993653"), ("9999.93.653", "999993653"), ("10000008", "010000008")]
)
def test_eight_or_nine_digits_are_a_bsn(nummer: str, bsn: str) -> None:
    assert read_zoekopdracht(nummer, "", None) == ZoekOpBsn(bsn)


def test_a_name_goes_with_its_birth_date() -> None:
    assert read_zoekopdracht("", " de Jong ", DAG) == ZoekOpNaam("de Jong", DAG)


def test_a_number_goes_before_a_name() -> None:
    assert read_zoekopdracht("999993653", "de Jong", DAG) == ZoekOpBsn("999993653")


@pytest.mark.parametrize(
    ("nummer", "naam", "geboren", "gebrek"),
    [
        ("", "", None, Zoekgebrek.LEEG),
        (" ", "  ", None, Zoekgebrek.LEEG),
        ("", "de Jong", None, Zoekgebrek.ZONDER_GEBOORTEDATUM),
        ("", "", DAG, Zoekgebrek.ZONDER_NAAM),
        ("1234567", "", None, Zoekgebrek.GEEN_NUMMER),
        ("1234567890", "", None, Zoekgebrek.GEEN_NUMMER),
        ("2026000000012", "", None, Zoekgebrek.GEEN_NUMMER),
        ("de Jong", "", None, Zoekgebrek.GEEN_NUMMER),
        ("٩٩٩٩٩٣٦٥٣", "", None, Zoekgebrek.GEEN_NUMMER),
        ("999993654", "", None, Zoekgebrek.GEEN_BSN),
    ],
)
def test_what_is_no_search_says_what_to_mend(
    nummer: str, naam: str, geboren: date | None, gebrek: Zoekgebrek
) -> None:
    with pytest.raises(OngeldigeZoekvraag) as gevangen:
        read_zoekopdracht(nummer, naam, geboren)
    assert gevangen.value.gebrek is gebrek


def test_on_the_phone_nobody_shows_a_document() -> None:
    assert Vaststelling.IDENTITEITSBEWIJS in vaststellingen_for(frozenset({Rol.BALIE}))
    assert Vaststelling.IDENTITEITSBEWIJS in vaststellingen_for(frozenset({Rol.BALIE, Rol.KCC}))
    assert Vaststelling.IDENTITEITSBEWIJS not in vaststellingen_for(frozenset({Rol.KCC}))
    assert Vaststelling.CONTROLEVRAGEN in vaststellingen_for(frozenset({Rol.KCC}))


@pytest.mark.parametrize("rol", [Rol.INVORDERING, Rol.SCHULDHULP, Rol.MANAGER, Rol.BEHEER, Rol.INWONER])
def test_only_the_desk_acts_for_someone(rol: Rol) -> None:
    assert vaststellingen_for(frozenset({rol})) == ()


def test_invordering_sees_holds_and_no_appointments_and_the_desk_the_other_way_round() -> None:
    for rol, afspraken, blokkades in (
        (Rol.BALIE, True, False),
        (Rol.KCC, True, False),
        (Rol.INVORDERING, False, True),
    ):
        assert sees_afspraken(frozenset({rol})) is afspraken
        assert sees_blokkades(frozenset({rol})) is blokkades


def test_the_purpose_of_a_look_follows_from_the_role() -> None:
    assert purpose_of(frozenset({Rol.KCC})) == "een vraag van de inwoner beantwoorden"
    assert purpose_of(frozenset({Rol.INVORDERING})) == "aanslagen innen en verzoeken beoordelen"
