"""A setting that is wrong gives a sentence with the variable to mend, and never its value."""

import pytest
from click.testing import CliRunner

from portaal.cli import main
from portaal.config import load_instellingen


@pytest.mark.parametrize(
    ("variabele", "waarde"),
    [("PORT", "geheim9"), ("PORTAAL_LOGNIVEAU", "geheim9"), ("PORTAAL_OMGEVING", "geheim9")],
)
def test_a_wrong_setting_is_named_without_its_value(
    monkeypatch: pytest.MonkeyPatch, variabele: str, waarde: str
) -> None:
    monkeypatch.setenv(variabele, waarde)
    load_instellingen.cache_clear()
    try:
        uitkomst = CliRunner().invoke(main, ["serveer"])
    finally:
        load_instellingen.cache_clear()
    assert uitkomst.exit_code == 1
    assert f"Deze instelling klopt niet: {variabele}." in uitkomst.output
    assert waarde not in uitkomst.output
