"""Forms, differences, texts and where a version stands: pure rules on configuration."""

from dataclasses import dataclass
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from portaal.beleid.bestanden import fingerprint
from portaal.beleid.gemeente import Beleid
from portaal.beleid.rules.fouten import list_gebreken
from portaal.beleid.rules.ingang import next_begin, standing, takes_place_of
from portaal.beleid.rules.invullen import moved, read, shown, sort_out, value_at, with_value
from portaal.beleid.rules.regels import TomlFout, line_of, read_toml
from portaal.beleid.rules.schrijf import write_toml
from portaal.beleid.rules.velden import Verzameling, collections_of, fields_of, find_part
from portaal.beleid.rules.verschil import Verschil, list_verschillen
from portaal.core.geld import Centen
from portaal.kamers import beleid_soorten, load_kamers


class Uur(Beleid):
    """Hours of a day."""

    van: time
    tot: time


class Ding(Beleid):
    """Something in a list."""

    naam: str
    aantal: int = Field(1, ge=1)


class Alles(Beleid):
    """One of everything."""

    titel: str
    prijs: Centen
    uren: dict[str, Uur]
    dingen: tuple[Ding, ...] = Field(min_length=1)
    los: Ding


INHOUD = {
    "titel": "Markt",
    "prijs": 1250,
    "uren": {"ma": {"van": "08:30:00", "tot": "20:00:00"}},
    "dingen": [{"naam": "een", "aantal": 1}, {"naam": "twee", "aantal": 2}],
    "los": {"naam": "los", "aantal": 3},
}


def test_a_model_becomes_fields_and_lists() -> None:
    assert {veld.naam: veld.soort for veld in fields_of(Alles)} == {
        "titel": "tekst",
        "prijs": "bedrag",
        "uren": "uren",
        "los__naam": "tekst",
        "los__aantal": "getal",
    }
    assert collections_of(Alles) == [Verzameling("dingen", Ding, is_lijst=True)]
    assert find_part(Alles, ("dingen", 1)) is Ding
    with pytest.raises(KeyError):
        find_part(Alles, ("titel",))


def test_what_is_shown_reads_back_the_same() -> None:
    deel = INHOUD
    for veld in fields_of(Alles):
        deel = with_value(deel, veld.pad, read(veld, shown(veld, INHOUD), value_at(INHOUD, veld.pad)))
    assert Alles.model_validate(deel) == Alles.model_validate(INHOUD)


@pytest.mark.parametrize("soort", beleid_soorten(load_kamers()), ids=lambda soort: soort.naam)
def test_every_kind_survives_its_own_form_and_its_own_text(soort) -> None:
    from portaal.beleid.bestanden import VOORBEELD, check_inhoud, read_versie

    inhoud = read_versie(soort, VOORBEELD / f"{soort.naam}.toml").inhoud
    deel = inhoud
    for veld in fields_of(soort.model):
        deel = with_value(deel, veld.pad, read(veld, shown(veld, inhoud), value_at(inhoud, veld.pad)))
    assert check_inhoud(soort.model, deel, "").model_dump(mode="json") == inhoud
    assert check_inhoud(soort.model, read_toml(write_toml(inhoud)), "").model_dump(mode="json") == inhoud


def test_a_fault_is_told_in_dutch_at_its_field_or_elsewhere() -> None:
    with pytest.raises(ValidationError) as gevangen:
        Alles.model_validate(
            {**INHOUD, "titel": " ", "prijs": "veel", "los": {"naam": "x", "aantal": 0}, "dingen": []}
        )
    per_veld, elders = sort_out(list_gebreken(gevangen.value), (), fields_of(Alles))
    assert per_veld == {
        "titel": ["Dit mag niet leeg zijn. Vul het in."],
        "prijs": ["Dit moet een heel getal zijn, zoals 14."],
        "los__aantal": ["Dit getal is te laag. Het laagste is 1."],
    }
    assert [gebrek.pad for gebrek in elders] == [("dingen",)]


def test_differences_follow_an_item_that_moved() -> None:
    nieuw = {**INHOUD, "dingen": [{"naam": "twee", "aantal": 5}, {"naam": "een", "aantal": 1}, {"naam": "drie"}]}
    verschillen = [(v.pad, v.wat, v.oud, v.nieuw) for v in list_verschillen(INHOUD, nieuw)]
    assert verschillen == [
        (("dingen", "twee", "aantal"), "gewijzigd", 2, 5),
        (("dingen", "drie"), "erbij", None, {"naam": "drie"}),
        (("dingen",), "volgorde", ["een", "twee"], ["twee", "een", "drie"]),
    ]
    assert list_verschillen(INHOUD, INHOUD) == []


def test_parts_with_a_key_that_change_places_are_a_difference_and_have_another_fingerprint() -> None:
    delen = {"a": {"naam": "Stadhuis"}, "b": {"naam": ""}, "c": {"naam": "Bus"}}
    oud, nieuw = {"delen": delen}, {"delen": {sleutel: delen[sleutel] for sleutel in "cab"}}
    assert list_verschillen(oud, nieuw) == [
        Verschil(("delen",), "volgorde", ["Stadhuis", "b", "Bus"], ["Bus", "Stadhuis", "b"])
    ]
    erbij = {"delen": {"d": {"naam": "Nieuw"}, **delen}}
    assert [v.wat for v in list_verschillen(oud, erbij)] == ["erbij"]
    assert fingerprint(oud) != fingerprint(nieuw)
    assert fingerprint(oud) == fingerprint({"delen": dict(delen)})


def test_the_line_of_a_key_is_found_in_tables_and_lists() -> None:
    tekst = (
        'a = 1\n\n[[dingen]]\nnaam = "x"\n\n[[dingen]]\nnaam = "y"\n[dingen.diep]\nb = 2\n["met punt.en"]\nc = 3\n'
    )
    assert line_of(tekst, ("a",)) == 1
    assert line_of(tekst, ("dingen", 1, "naam")) == 7
    assert line_of(tekst, ("dingen", 1, "diep", "b")) == 9
    assert line_of(tekst, ("dingen", 0, "ontbreekt")) == 3
    assert line_of(tekst, ("met punt.en", "c")) == 11
    assert line_of(tekst, ("nergens",)) is None
    with pytest.raises(TomlFout) as gevangen:
        read_toml("a = 1\nb = \n")
    assert gevangen.value.regel == 2


teksten = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
waarden = st.one_of(st.booleans(), st.integers(-(10**9), 10**9), teksten, st.lists(teksten, max_size=3))
inhouden = st.dictionaries(
    teksten, st.one_of(waarden, st.dictionaries(teksten, waarden), st.lists(st.dictionaries(teksten, waarden)))
)


@given(inhouden)
def test_what_is_written_as_text_reads_back_the_same(inhoud) -> None:
    assert read_toml(write_toml(inhoud)) == inhoud


def test_an_item_moves_one_place_and_never_off_the_list() -> None:
    assert moved(["a", "b", "c"], 0, 1) == ["b", "a", "c"]
    assert moved(["a", "b", "c"], 0, -1) == ["a", "b", "c"]
    assert moved(["a", "b", "c"], 2, 1) == ["a", "b", "c"]


@dataclass(frozen=True)
class V:
    """A version, as far as rules need it."""

    nummer: int
    geldig_vanaf: date
    wacht: bool = False
    vervallen_at: datetime | None = None
    stand: str = ""


def test_each_version_stands_somewhere() -> None:
    eerst, nu, straks = date(2024, 1, 1), date(2026, 1, 1), date(2027, 1, 1)
    rijen = [
        V(1, eerst),
        V(2, nu),
        V(3, nu),
        V(4, straks),
        V(5, straks, wacht=True),
        V(6, straks, vervallen_at=datetime(2026, 2, 1)),  # noqa: DTZ001 - only whether there is one counts
    ]
    assert standing(rijen, date(2026, 3, 16)) == {
        1: "gold",
        2: "vervangen",
        3: "geldt",
        4: "komt",
        5: "wacht",
        6: "ingetrokken",
    }


def test_a_new_version_takes_the_place_of_what_held_then_and_is_followed_by_what_comes() -> None:
    vandaag = date(2026, 3, 16)
    rijen = [
        V(1, date(2024, 1, 1), stand="gold"),
        V(2, date(2026, 1, 1), stand="geldt"),
        V(3, date(2027, 1, 1), stand="komt"),
    ]
    assert takes_place_of(rijen, date(2025, 5, 1), vandaag) == {1}
    assert takes_place_of(rijen, vandaag, vandaag) == {2}
    assert takes_place_of(rijen, date(2026, 6, 1), vandaag) == set()
    assert takes_place_of(rijen, date(2027, 1, 1), vandaag) == {3}
    assert next_begin(rijen, date(2026, 6, 1)) == date(2027, 1, 1)
    assert next_begin(rijen, date(2027, 1, 1)) is None
