"""An employee on the public pages is not led to what only an inwoner has."""

from collections.abc import Callable

import pytest
from flask import Flask

from portaal.core.rollen import Rol
from tests.support.client import PaginaClient

VAN_INWONER = ('href="/geldzorgen/gesprek"', 'href="/toestemming/brief"', 'href="/mijn')


@pytest.mark.parametrize(
    "pad", ["/afspraak", "/afspraak/code", "/privacy", "/uitleg/ozb_eigenaar_woning", "/hulp", "/"]
)
def test_no_public_page_leads_an_employee_to_a_door_that_is_shut(
    sqlite_app: Flask, login_medewerker: Callable[..., PaginaClient], pad: str
) -> None:
    bezoeker = sqlite_app.test_client().get(pad).text
    sara = login_medewerker(sqlite_app.test_client(), Rol.SCHULDHULP).get(pad).text
    assert not [adres for adres in VAN_INWONER if adres in sara]
    assert pad == "/" or [adres for adres in VAN_INWONER if adres in bezoeker], "else this shows nothing"
