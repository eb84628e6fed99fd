"""The table of persons travels to the login simulator through a file."""

from pathlib import Path

import pytest

from portaal.core.rollen import MEDEWERKERS as MEDEWERKERROLLEN
from portaal.core.rollen import OnverenigbareRollen, Rol, check_rollen
from portaal.demo.personen import (
    MEDEWERKERS,
    VARIABELE,
    DemoInwoner,
    Personen,
    personen_pad,
    read_personen,
    write_personen,
)

PERSONEN = Personen(
    (DemoInwoner("999990019", "Ş. 't Hart", "alles betaald"),), MEDEWERKERS, "2026-03-16T09:00:00+00:00"
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_personen(tmp_path / "diep" / "personen.json", PERSONEN)
    assert read_personen(tmp_path / "diep" / "personen.json") == PERSONEN


def test_the_environment_says_where_the_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABELE, "/ergens/anders.json")
    assert personen_pad() == Path("/ergens/anders.json")


def test_every_role_of_an_employee_has_someone_to_log_in_as() -> None:
    alleen = {m.groepen[0] for m in MEDEWERKERS if len(m.groepen) == 1}
    assert alleen == set(MEDEWERKERROLLEN)


def test_someone_holds_the_two_roles_that_do_not_go_together() -> None:
    def is_onverenigbaar(groepen: tuple[str, ...]) -> bool:
        try:
            check_rollen(Rol(groep) for groep in groepen)
        except OnverenigbareRollen:
            return True
        return False

    assert [m.sub for m in MEDEWERKERS if is_onverenigbaar(m.groepen)] == ["mag-niet"]
