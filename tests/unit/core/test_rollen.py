"""Who decides on debts does not work for schuldhulp."""

import pytest

from portaal.core.rollen import OnverenigbareRollen, Rol, check_rollen


def test_several_roles_go_together() -> None:
    assert check_rollen([Rol.BALIE, Rol.KCC]) == {Rol.BALIE, Rol.KCC}


def test_invordering_and_schuldhulp_do_not() -> None:
    with pytest.raises(OnverenigbareRollen):
        check_rollen([Rol.INVORDERING, Rol.BALIE, Rol.SCHULDHULP])
