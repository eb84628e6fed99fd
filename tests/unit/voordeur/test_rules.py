"""The public pages show every tax of the gemeente once, and every word of the glossary in its place."""

from portaal.voordeur.rules import OVERIG, group_of, group_soorten, sort_begrippen
from tests.unit.aanslag_uitleg.gegevens import BEGRIPPEN, BELEID


def test_every_tax_with_a_text_stands_in_one_group() -> None:
    groepen = group_soorten(BELEID)
    sleutels = [sleutel for lijst in groepen.values() for sleutel, _ in lijst]
    assert sorted(sleutels) == sorted(s for s in BELEID.soorten if BELEID.is_bekend(s))
    assert all(groepen.values())


def test_a_tax_is_grouped_by_what_it_is_about() -> None:
    assert [group_of(s) for s in ("ozb_eigenaar_woning", "zuiveringsheffing", "parkeerbelasting_kosten")] == [
        "wonen",
        "water",
        "parkeren",
    ]
    assert group_of("baatbelasting") == OVERIG


def test_words_stand_in_the_order_of_the_alphabet_of_their_language() -> None:
    for taal in ("nl", "en"):
        woorden = [begrip.tekst("woord", taal).casefold() for begrip in sort_begrippen(BEGRIPPEN, taal)]
        assert woorden == sorted(woorden)
        assert len(woorden) == len(BEGRIPPEN.begrippen)
