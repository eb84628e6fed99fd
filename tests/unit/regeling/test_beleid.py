"""Policy is data: validated, complete, each rule with its source."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from portaal.aanslag.stand import Aanslagsoort
from portaal.regeling.beleid import Bronregel, RegelingBeleid
from tests.factories.regeling import example_beleid

INHOUD: dict[str, Any] = example_beleid().model_dump(mode="json")


def rules_in(waarde: Any) -> list[Bronregel]:
    if isinstance(waarde, tuple):
        return [regel for deel in waarde for regel in rules_in(deel)]
    if not isinstance(waarde, BaseModel):
        return []
    eigen = [waarde] if isinstance(waarde, Bronregel) else []
    return eigen + [r for naam in type(waarde).model_fields for r in rules_in(getattr(waarde, naam))]


def test_every_rule_has_a_source() -> None:
    regels = rules_in(example_beleid())
    assert len(regels) > 20
    assert all(regel.bron.strip() for regel in regels)


@pytest.mark.parametrize("soort", Aanslagsoort)
def test_every_kind_of_biljet_has_one_profile(soort) -> None:
    assert soort in example_beleid().profiel_of(soort).soorten


def test_a_stored_version_reads_as_its_file() -> None:
    assert RegelingBeleid.model_validate(INHOUD) == example_beleid()


@pytest.mark.parametrize(
    "fout",
    [
        {"profielen": INHOUD["profielen"][:1]},
        {"profielen": [*INHOUD["profielen"], INHOUD["profielen"][0]]},
        {"dagen": {**INHOUD["dagen"], "dagen": [32]}},
        {"mens": {}},
        {"nieuw": 1},
    ],
    ids=["a kind left out", "a kind twice", "a day that no month has", "no source", "unknown key"],
)
def test_a_fault_in_the_file_is_refused(fout) -> None:
    with pytest.raises(ValidationError):
        RegelingBeleid.model_validate(INHOUD | fout)
