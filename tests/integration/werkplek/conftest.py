"""An inwoner with aanslagen, and employees by role."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask

from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.infra.web.aanmelding import Aanmelding
from portaal.inwoner.rules import Inwonerstatus
from tests.factories.aanslag import make_aanslag
from tests.factories.inwoner import make_inwoner
from tests.factories.medewerker import make_medewerker
from tests.support.client import PaginaClient

BSN = "999993653"
NUMMER = "202699999999"


@dataclass(frozen=True)
class Wereld:
    """Who there is."""

    inwoner_id: int
    geheim_id: int
    bewind_id: int
    aanslag_id: int
    medewerker_id: int


@pytest.fixture
def wereld(sqlite_db: Database) -> Wereld:
    """Three inwoners, one aanslag, one employee."""
    with sqlite_db.transaction() as session:
        inwoner_id = make_inwoner(session, bsn=BSN)
        return Wereld(
            inwoner_id=inwoner_id,
            geheim_id=make_inwoner(session, geslachtsnaam="Stil", geheimhouding=True),
            bewind_id=make_inwoner(
                session,
                geslachtsnaam="Wind",
                status=Inwonerstatus.BEWIND,
                correspondentie_naam="Bewind BV",
                correspondentie_adres="Postbus 9",
            ),
            aanslag_id=make_aanslag(session, inwoner_id),
            medewerker_id=make_medewerker(session),
        )


@pytest.fixture
def as_rol(sqlite_app: Flask, wereld: Wereld) -> Callable[..., PaginaClient]:
    """A browser of an employee with these roles."""

    def login(*rollen: Rol) -> PaginaClient:
        browser = sqlite_app.test_client()
        assert isinstance(browser, PaginaClient)
        browser.log_in(Aanmelding(frozenset(rollen), medewerker_id=wereld.medewerker_id, naam="Bente Baliemans"))
        return browser

    return login
