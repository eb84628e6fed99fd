"""Adding a version: the number follows the last one, and is never given twice."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portaal.beleid.bestanden import fingerprint
from portaal.beleid.model import Beleidversie
from portaal.beleid.service.lezen import forget_read

MEDEWERKER = "medewerker:"


def last_nummer(session: Session, soort: str) -> int:
    """The number of the newest version; 0 when there is none."""
    return session.scalar(select(func.max(Beleidversie.nummer)).filter_by(soort=soort)) or 0


def append_versie(
    session: Session,
    soort: str,
    inhoud: dict[str, Any],
    now: datetime,
    *,
    geldig_vanaf: date,
    herkomst: str,
    door_naam: str = "",
    reden: str = "",
    wacht: bool = False,
    na: int | None = None,
) -> Beleidversie:
    """A new row with the next number: the one after `na`, or else after the newest version.

    Raises IntegrityError when someone else took that number meanwhile.
    """
    vorige = last_nummer(session, soort) if na is None else na
    versie = Beleidversie(
        soort=soort,
        nummer=vorige + 1,
        geldig_vanaf=geldig_vanaf,
        inhoud=inhoud,
        vingerafdruk=fingerprint(inhoud),
        herkomst=herkomst,
        door_naam=door_naam,
        reden=reden,
        wacht=wacht,
        created_at=now,
    )
    session.add(versie)
    session.flush()
    forget_read(session)
    return versie


def add_versie(
    session: Session, soort: str, inhoud: BaseModel, now: datetime, *, geldig_vanaf: date, herkomst: str
) -> int:
    """Let new content hold from a day on; `herkomst` says who decided. Returns the version's id."""
    gegevens = inhoud.model_dump(mode="json")
    return append_versie(session, soort, gegevens, now, geldig_vanaf=geldig_vanaf, herkomst=herkomst).id
