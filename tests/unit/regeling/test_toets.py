"""The policy is tried on example cases: by the rules that decide on real ones."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from portaal.beleid.bestanden import VOORBEELD, BeleidFout
from portaal.cli import main
from portaal.regeling.beleid import RegelingBeleid
from portaal.regeling.toets.gevallen import Geval, read_gevallen
from portaal.regeling.toets.uitkomst import differ, outcome_of, tell_effects, unexpected
from tests.factories.regeling import example_beleid

DAG = date(2026, 3, 16)
GEVALLEN = read_gevallen(None)


def lower_limit() -> RegelingBeleid:
    """The example policy with a lower amount for the direct lane."""
    inhoud = example_beleid().model_dump(mode="json")
    inhoud["profielen"][0]["direct"]["hoogste_bedrag"] = 30000
    return RegelingBeleid.model_validate(inhoud)


@pytest.mark.parametrize("geval", GEVALLEN, ids=[geval.naam for geval in GEVALLEN])
def test_the_example_policy_does_what_the_cases_expect(geval: Geval) -> None:
    assert unexpected(geval, outcome_of(geval, example_beleid(), DAG)) == []


def test_an_outcome_gives_lane_terms_first_date_reason_and_rule() -> None:
    uitkomst = outcome_of(GEVALLEN[0], example_beleid(), DAG)
    assert (uitkomst.baan, uitkomst.termijnen, uitkomst.eerste) == ("meteen", 10, date(2026, 3, 25))
    assert uitkomst.regel == "direct.bedrag"
    assert uitkomst.reden == "Het bedrag is niet hoger dan € 5.000,00."


def test_only_what_differs_is_told_when_a_limit_goes_down() -> None:
    oud, nieuw = (outcome_of(GEVALLEN[0], beleid, DAG) for beleid in (example_beleid(), lower_limit()))
    assert next((anders.wat, anders.was, anders.wordt) for anders in differ(oud, nieuw)) == (
        "wie beslist",
        "meteen",
        "medewerker",
    )
    zinnen = list(tell_effects(GEVALLEN, example_beleid(), lower_limit(), DAG))
    assert any(zin.startswith("Gewone aanslag in tien keer: wie beslist was meteen") for zin in zinnen)
    assert not any(zin.startswith("Toeristenbelasting") for zin in zinnen)
    assert list(tell_effects(GEVALLEN, example_beleid(), example_beleid(), DAG)) == [
        f"Voor de {len(GEVALLEN)} voorbeelden verandert er niets."
    ]


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A terminal on a machine without a database."""
    monkeypatch.setenv("PORTAAL_DATABASE_URL", f"sqlite:///{tmp_path / 'geen.db'}")
    return CliRunner()


def test_the_command_shows_a_table_and_ends_well(terminal: CliRunner) -> None:
    uitkomst = terminal.invoke(main, ["beleid", "toets", "--op", "2026-03-16"])
    assert uitkomst.exit_code == 0
    assert "16 maart 2026, uit regeling.toml" in uitkomst.output
    assert "Alle 22 verwachtingen komen uit." in uitkomst.output


def test_another_file_shows_what_changes_and_fails_on_a_pinned_case(terminal: CliRunner, tmp_path: Path) -> None:
    ander = tmp_path / "strenger.toml"
    tekst = (VOORBEELD / "regeling.toml").read_text(encoding="utf-8")
    ander.write_text(tekst.replace('hoogste_bedrag = "5000,00"', 'hoogste_bedrag = "300,00"', 1), encoding="utf-8")
    uitkomst = terminal.invoke(main, ["beleid", "toets", "--op", "2026-03-16", "--bestand", str(ander)])
    assert uitkomst.exit_code == 1
    assert "Niet zoals verwacht: Gewone aanslag in tien keer: wie beslist hoort meteen" in uitkomst.output
    assert "Toeristenbelasting" not in uitkomst.output


def test_a_fault_in_the_other_file_is_named_with_its_line(terminal: CliRunner, tmp_path: Path) -> None:
    ander = tmp_path / "stuk.toml"
    tekst = (VOORBEELD / "regeling.toml").read_text(encoding="utf-8")
    ander.write_text(tekst.replace("meeste_termijnen = 10", "meeste_termijnen = 'veel'", 1), encoding="utf-8")
    uitkomst = terminal.invoke(main, ["beleid", "toets", "--bestand", str(ander)])
    assert uitkomst.exit_code == 1
    regel = tekst.splitlines().index("meeste_termijnen = 10") + 1
    assert (
        f"stuk.toml: regel {regel}: profielen.1.direct.meeste_termijnen: Dit moet een heel getal"
        in uitkomst.output
    )


def test_a_case_that_asks_for_two_things_is_refused(tmp_path: Path) -> None:
    geval = '[[gevallen]]\nnaam = "x"\nbedrag = "1,00"\naantal = 2\nmaandbedrag = "1,00"\n'
    (tmp_path / "toetsgevallen.toml").write_text(geval)
    with pytest.raises(BeleidFout, match=r"regel 1: gevallen\.1: Kies aantal of maandbedrag"):
        read_gevallen(tmp_path)
