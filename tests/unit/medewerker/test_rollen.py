"""Which roles the groups of an employee give."""

import pytest

from portaal.core.rollen import OnverenigbareRollen, Rol
from portaal.medewerker.service import GeenRol, read_groepen, roles_of

GROEPEN = {"GG-Balie": Rol.BALIE, "GG-Invordering": Rol.INVORDERING, "GG-Schuldhulp": Rol.SCHULDHULP}


def test_each_known_group_gives_its_role_and_others_give_none() -> None:
    assert roles_of(["GG-Balie", "GG-Koffie"], GROEPEN) == {Rol.BALIE}
    assert roles_of(["GG-Balie", "GG-Invordering"], GROEPEN) == {Rol.BALIE, Rol.INVORDERING}


def test_who_has_no_known_group_has_no_role() -> None:
    with pytest.raises(GeenRol):
        roles_of(["GG-Koffie"], GROEPEN)


def test_invordering_and_schuldhulp_together_are_refused() -> None:
    with pytest.raises(OnverenigbareRollen):
        roles_of(["GG-Invordering", "GG-Schuldhulp"], GROEPEN)


@pytest.mark.parametrize(
    ("claim", "groepen"),
    [(["a", "b"], ("a", "b")), ("a", ("a",)), (None, ()), ({"a": 1}, ()), ([1, "a"], ("a",))],
)
def test_a_claim_of_one_group_or_of_several_is_read(claim: object, groepen: tuple[str, ...]) -> None:
    assert read_groepen(claim) == groepen
