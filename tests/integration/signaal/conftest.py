"""An inwoner, and employees of three teams."""

from dataclasses import dataclass

import pytest

from portaal.core.door import DoorMedewerker
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from tests.factories.inwoner import make_inwoner
from tests.factories.medewerker import make_door


@dataclass(frozen=True)
class Wereld:
    """Who there is."""

    inwoner_id: int
    ander_id: int
    balie: DoorMedewerker
    invordering: DoorMedewerker


@pytest.fixture
def wereld(db: Database) -> Wereld:
    """Two inwoners and two employees."""
    with db.transaction() as session:
        return Wereld(
            inwoner_id=make_inwoner(session, geslachtsnaam="Jong"),
            ander_id=make_inwoner(session, geslachtsnaam="Anders"),
            balie=make_door(session, Rol.BALIE),
            invordering=make_door(session, Rol.INVORDERING, naam="Ineke Invorst"),
        )
