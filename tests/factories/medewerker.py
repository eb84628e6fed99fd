"""Employees for tests."""

from itertools import count

from sqlalchemy.orm import Session

from portaal.core.door import DoorMedewerker
from portaal.core.rollen import Rol
from portaal.medewerker.service import note_login
from tests.factories.inwoner import MOMENT

_nummers = count(1)


def make_medewerker(session: Session, naam: str = "Bente Baliemans") -> int:
    """An employee who logged in before; returns the id."""
    return note_login(session, sub=f"medewerker-{next(_nummers)}", naam=naam, email="", now=MOMENT)


def make_door(session: Session, *rollen: Rol, naam: str = "Bente Baliemans") -> DoorMedewerker:
    """An employee with these roles, who acts."""
    return DoorMedewerker(make_medewerker(session, naam), frozenset(rollen))
