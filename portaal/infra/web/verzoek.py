"""What a view may ask of its request: database session, time, and who is behind it."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from flask import current_app, g, request, session
from sqlalchemy.orm import Session

from portaal.config import Instellingen
from portaal.core.door import Door, DoorBezoeker, DoorInwoner, DoorMedewerker, Vaststelling
from portaal.core.errors import NietGevonden
from portaal.core.rollen import MEDEWERKERS
from portaal.infra.database import Database
from portaal.infra.kamer import Kamer, Toegang
from portaal.infra.rollen_pg import run_as_employee
from portaal.infra.web.aanmelding import Aanmelding, current_aanmelding

NAMENS = "namens"


@dataclass
class Portaal:
    """What the application is made of; found at `app.extensions["portaal"]`."""

    instellingen: Instellingen
    database: Database
    kamers: tuple[Kamer, ...]
    clock: Callable[[], datetime]
    toegang: dict[str, Toegang] = field(default_factory=dict)


@dataclass(frozen=True)
class Namens:
    """The inwoner for whom an employee acts, and how the employee made sure who it is."""

    inwoner_id: int
    vaststelling: Vaststelling
    naam: str = ""


def portaal() -> Portaal:
    """The application's parts."""
    deel: Portaal = current_app.extensions["portaal"]
    return deel


def nu() -> datetime:
    """The instant of this request: the same one all the way through."""
    if "nu" not in g:
        g.nu = portaal().clock()
    moment: datetime = g.nu
    return moment


def sessie() -> Session:
    """The request's database session. Writing for a POST and for a GET that the access table says writes.

    An employee works under the database role of their work; on a page for everyone they are a visitor.
    """
    if "db" not in g:
        g.db = portaal().database.session(schrijft=g.get("schrijft", False))
        rij = portaal().toegang.get(request.endpoint or "")
        if aanmelding().is_medewerker and not (rij and rij.is_openbaar):
            run_as_employee(g.db, aanmelding().rollen)
    db: Session = g.db
    return db


def close_sessie() -> None:
    """End the request's database session; what was not committed is undone."""
    db = g.pop("db", None)
    if db is not None:
        db.close()


def only_read() -> None:
    """From here on this request changes nothing: on SQLite others need not wait while its page is made."""
    if g.get("schrijft", False):
        close_sessie()
        g.schrijft = False


def may_write() -> None:
    """After a look: from here on this request changes something again, in a transaction of its own."""
    close_sessie()
    g.schrijft = True


def aanmelding() -> Aanmelding:
    """Who is behind this request."""
    return current_aanmelding()


def namens() -> Namens | None:
    """For whom the employee of this request acts, if for anyone."""
    gegevens = session.get(NAMENS)
    if not gegevens or not aanmelding().is_medewerker:
        return None
    return Namens(gegevens["inwoner_id"], Vaststelling(gegevens["vaststelling"]), gegevens.get("naam", ""))


def start_namens(inwoner_id: int, vaststelling: Vaststelling, naam: str = "") -> None:
    """From now on the employee acts for this inwoner, whose name is shown all the while."""
    session[NAMENS] = {"inwoner_id": inwoner_id, "vaststelling": vaststelling.value, "naam": naam}


def stop_namens() -> None:
    """The employee acts for nobody any more."""
    session.pop(NAMENS, None)


def inwoner_id() -> int:
    """The inwoner whom this request is about: who is logged in, or for whom an employee acts.

    Raises NietGevonden (a 404) when there is none.
    """
    zelf = aanmelding().inwoner_id
    ander = namens()
    if zelf is None and ander is None:
        raise NietGevonden
    return zelf if zelf is not None else ander.inwoner_id  # type: ignore[union-attr]


def inwoner_id_or_none() -> int | None:
    """Like `inwoner_id`, or None for a visitor."""
    ander = namens()
    return aanmelding().inwoner_id or (ander.inwoner_id if ander else None)


def door() -> Door:
    """Who acts, for services."""
    wie = aanmelding()
    if wie.medewerker_id is not None:
        ander = namens()
        return DoorMedewerker(wie.medewerker_id, wie.rollen & MEDEWERKERS, ander.vaststelling if ander else None)
    if wie.inwoner_id is not None:
        return DoorInwoner(wie.inwoner_id)
    return DoorBezoeker()


def employee() -> DoorMedewerker:
    """The employee of this request, acting in their own name whoever they help. Raises NietGevonden for others."""
    wie = aanmelding()
    if wie.medewerker_id is None:
        raise NietGevonden
    return DoorMedewerker(wie.medewerker_id, wie.rollen & MEDEWERKERS)


def eigenaar() -> str:
    """Whose draft this is: of the person, of an employee for that person, or of this browser session."""
    wie, ander = aanmelding(), namens()
    if bekend := name_eigenaar(wie.medewerker_id, wie.inwoner_id, ander.inwoner_id if ander else None):
        return bekend
    if "bezoeker" not in session:
        session["bezoeker"] = secrets.token_urlsafe(16)
    return f"bezoeker:{session['bezoeker']}"


def name_eigenaar(medewerker_id: int | None, inwoner_id: int | None, namens_id: int | None = None) -> str | None:
    """The name of drafts of an employee, who may act for someone, or of an inwoner; None for anyone else."""
    if medewerker_id is not None:
        return f"medewerker:{medewerker_id}" + (f":inwoner:{namens_id}" if namens_id is not None else "")
    return f"inwoner:{inwoner_id}" if inwoner_id is not None else None
