"""Terms are explained where they stand: each once on a page, whole words, the longest first."""

import pytest
from pydantic import ValidationError

from portaal.aanslag.uitleg.begrippen import Begrippen, Woorden
from tests.unit.aanslag_uitleg.gegevens import BEGRIPPEN, read_toml


def explained(woorden: Woorden, tekst: str) -> list[str]:
    return [deel.tekst for deel in woorden.delen(tekst) if deel.uitleg]


def test_a_term_is_explained_the_first_time_only() -> None:
    woorden = Woorden(BEGRIPPEN, "nl")
    assert explained(woorden, "Een aanmaning kost geld. Na de aanmaning komt een dwangbevel.") == [
        "aanmaning",
        "dwangbevel",
    ]
    assert explained(woorden, "Een aanmaning.") == []


def test_another_form_counts_as_the_same_term() -> None:
    woorden = Woorden(BEGRIPPEN, "nl")
    assert explained(woorden, "Termijnen en een termijn.") == ["Termijnen"]


def test_a_part_of_a_word_is_no_term_and_the_longest_term_wins() -> None:
    woorden = Woorden(BEGRIPPEN, "nl")
    assert explained(woorden, "Het conceptdwangbevel, de gecombineerde aanslag en de aanslagregels.") == [
        "conceptdwangbevel",
        "gecombineerde aanslag",
    ]


@pytest.mark.parametrize(
    "tekst", ["", "aanslag", "Geen vakwoord hier.", "IBAN: een IBAN, de ozb en de WOZ-waarde."]
)
def test_the_pieces_together_are_the_text(tekst: str) -> None:
    assert "".join(deel.tekst for deel in Woorden(BEGRIPPEN, "nl").delen(tekst)) == tekst


def test_every_term_has_one_sentence_in_both_languages() -> None:
    for begrip in BEGRIPPEN.begrippen:
        for taal in ("nl", "en"):
            uitleg = begrip.tekst("uitleg", taal)
            assert uitleg.endswith((".", "?"))
            assert len(uitleg.split()) <= 14


def test_a_word_that_stands_in_the_list_twice_is_refused_with_its_name() -> None:
    inhoud = read_toml("begrippen")
    inhoud["begrippen"].append(dict(inhoud["begrippen"][0]))
    with pytest.raises(ValidationError, match="aanslag"):
        Begrippen.model_validate(inhoud)
