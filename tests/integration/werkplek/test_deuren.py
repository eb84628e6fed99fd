"""No page of the work leads an employee to a door that is shut for their role, nor to what the database refuses them."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from portaal.core.door import DoorInwoner
from portaal.core.rollen import MEDEWERKERS, Rol
from portaal.infra.database import Database
from portaal.invordering.rules import Meldingsoort
from portaal.invordering.service import meld
from tests.conftest import NU, Klok, reuse_app
from tests.e2e.keuring import Adressen
from tests.e2e.wandeling import VOORBEELD
from tests.factories.aanslag import make_aanslag
from tests.factories.inwoner import make_inwoner
from tests.support.client import PaginaClient

_ADRES = re.compile(r'href="(/(?!static|thema|taal)[^"#]*)"')


def make_case(session: Session) -> int:
    """Someone who reported something about an aanslag: their file leads to all that a file can."""
    inwoner_id = make_inwoner(session)
    aanslag_id = make_aanslag(session, inwoner_id)
    meld(session, DoorInwoner(inwoner_id), aanslag_id, Meldingsoort.AL_BETAALD, NU)
    return inwoner_id


@pytest.mark.parametrize("rol", sorted(MEDEWERKERS))
def test_every_link_opens_for_whoever_sees_it(
    postgres_db: Database, klok: Klok, login_medewerker: Callable[..., PaginaClient], rol: Rol
) -> None:
    # On PostgreSQL, for there an employee works under a role of the database.
    app = reuse_app(postgres_db, klok)
    browser = login_medewerker(app.test_client(), rol)
    adressen, dossier = Adressen(app), postgres_db.run(make_case)
    paden = [*adressen.begin_of("iedereen", "/"), *adressen.begin_of(str(rol), "/werk")]
    if "werkplek.dossier" in adressen.pages_of(str(rol)):
        paden.append(f"/werk/inwoner/{dossier}")
    bron = {
        naar.replace("&amp;", "&"): van
        for van in paden
        for naar in _ADRES.findall(browser.get(van).text)
        if not VOORBEELD.search(naar)
    }
    assert len(bron) > 10, "else this shows nothing"
    dicht = {naar: van for naar, van in bron.items() if browser.get(naar).status_code >= 400}
    assert not dicht
