"""The door to employees."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.core.rollen import Rol, check_rollen
from portaal.medewerker.model import EMAIL_LANGST, NAAM_LANGST, Medewerker


class GeenRol(Exception):
    """None of the employee's groups gives a role here."""


def read_groepen(claim: object) -> tuple[str, ...]:
    """The groups in a claim: providers write one group as a text and several as a list."""
    if isinstance(claim, str):
        return (claim,)
    return tuple(groep for groep in claim if isinstance(groep, str)) if isinstance(claim, list | tuple) else ()


def roles_of(groepen: Iterable[str], groep_rollen: Mapping[str, Rol]) -> frozenset[Rol]:
    """The roles that the provider's groups give. Raises GeenRol and OnverenigbareRollen."""
    rollen = {groep_rollen[groep] for groep in groepen if groep in groep_rollen}
    if not rollen:
        raise GeenRol
    return check_rollen(rollen)


def note_login(session: Session, *, sub: str, naam: str, email: str, now: datetime) -> int:
    """Know the employee by the provider's `sub`; returns our id. What is too long to keep is cut."""
    medewerker = session.scalar(select(Medewerker).filter_by(sub=sub))
    if medewerker is None:
        medewerker = Medewerker(sub=sub)
        session.add(medewerker)
    medewerker.naam, medewerker.email, medewerker.laatst_at = naam[:NAAM_LANGST], email[:EMAIL_LANGST], now
    session.flush()
    return medewerker.id


def name_of(session: Session, medewerker_id: int) -> str:
    """The employee's name, or nothing when there is no such employee."""
    medewerker = session.get(Medewerker, medewerker_id)
    return medewerker.naam if medewerker else ""


def names_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Names by id, in one query."""
    vraag = select(Medewerker.id, Medewerker.naam).where(Medewerker.id.in_(set(ids)))
    return {rij.id: rij.naam for rij in session.execute(vraag)}
