"""The versions of one kind: seeing them, letting one hold from a day on, and taking a coming one back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portaal.beleid.model import Beleidversie
from portaal.beleid.rules.ingang import Stand, standing, takes_place_of
from portaal.beleid.service.lezen import forget_read
from portaal.beleid.service.schrijven import MEDEWERKER, append_versie, last_nummer
from portaal.core.door import DoorMedewerker
from portaal.core.errors import InmiddelsGewijzigd, NietGevonden
from portaal.core.tijd import today
from portaal.infra.kamer import BeleidSoort
from portaal.infra.paging import Pagina
from portaal.logboek.service import record


class VersieLiep(ValueError):
    """The version holds already or did once: only a coming or a waiting one can be taken back."""


@dataclass(frozen=True)
class Versiekaart:
    """A version as beheer sees it; `van` is the file it came from, or who made it."""

    id: int
    nummer: int
    geldig_vanaf: date
    stand: Stand
    van: str
    is_bestand: bool
    reden: str
    created_at: datetime
    inhoud: dict[str, Any]


@dataclass(frozen=True)
class Keuze:
    """What beheer wants to hold: from which day, why, and after which number it was made."""

    inhoud: dict[str, Any]
    geldig_vanaf: date
    reden: str
    basis: int


def list_versies(session: Session, soort: str, op: date) -> list[Versiekaart]:
    """All versions of a kind, the newest first, each with where it stands on day `op`. One query."""
    vraag = select(Beleidversie).filter_by(soort=soort).order_by(Beleidversie.nummer.desc())
    rijen = list(session.scalars(vraag))
    staat = standing(rijen, op)
    return [_card(rij, staat[rij.nummer], rij.inhoud) for rij in rijen]


def list_holding(session: Session, soorten: tuple[BeleidSoort, ...], op: date) -> dict[str, list[Versiekaart]]:
    """By kind: the version that holds, those that come, and those that wait. One query, without contents."""
    kolommen = (
        Beleidversie.id,
        Beleidversie.soort,
        Beleidversie.nummer,
        Beleidversie.geldig_vanaf,
        Beleidversie.herkomst,
        Beleidversie.door_naam,
        Beleidversie.reden,
        Beleidversie.wacht,
        Beleidversie.vervallen_at,
        Beleidversie.created_at,
    )
    rijen = list(session.execute(select(*kolommen).order_by(Beleidversie.nummer)))
    uit: dict[str, list[Versiekaart]] = {}
    for soort in soorten:
        eigen = [rij for rij in rijen if rij.soort == soort.naam]
        staat = standing(eigen, op)
        uit[soort.naam] = [
            _card(rij, staat[rij.nummer], {}) for rij in eigen if staat[rij.nummer] in ("geldt", "komt", "wacht")
        ]
    return uit


def _card(rij: Any, staat: Stand, inhoud: dict[str, Any]) -> Versiekaart:
    """The card of a version, whether the whole row was read or only some of its columns."""
    return Versiekaart(
        rij.id,
        rij.nummer,
        rij.geldig_vanaf,
        staat,
        rij.door_naam or rij.herkomst,
        not rij.herkomst.startswith(MEDEWERKER),
        rij.reden,
        rij.created_at,
        inhoud,
    )


def page_of(versies: list[Versiekaart], nummer: int, per: int = 10) -> Pagina[Versiekaart]:
    """Some of a list of versions."""
    laatste = max(1, -(-len(versies) // per))
    nummer = max(1, min(nummer, laatste))
    return Pagina(versies[(nummer - 1) * per : nummer * per], nummer, len(versies), per)


def read_versie(versies: list[Versiekaart], nummer: int) -> Versiekaart:
    """One of them by its number. Raises NietGevonden."""
    for versie in versies:
        if versie.nummer == nummer:
            return versie
    raise NietGevonden


def confirm(
    session: Session, door: DoorMedewerker, soort: BeleidSoort, keuze: Keuze, now: datetime, *, naam: str = ""
) -> int:
    """Let the content hold from its day on, and write it in the logboek. Returns the new number.

    Raises ValidationError for content that the kind's own model refuses, and InmiddelsGewijzigd when another
    version came after the one that this was made from.
    """
    inhoud = soort.model.model_validate(keuze.inhoud).model_dump(mode="json")
    if last_nummer(session, soort.naam) != keuze.basis:
        raise InmiddelsGewijzigd
    try:
        versie = append_versie(
            session,
            soort.naam,
            inhoud,
            now,
            geldig_vanaf=keuze.geldig_vanaf,
            herkomst=f"{MEDEWERKER}{door.medewerker_id}",
            door_naam=naam[:120],
            reden=keuze.reden,
            na=keuze.basis,
        )
    except IntegrityError as fout:
        raise InmiddelsGewijzigd from fout
    ref = f"{soort.naam}:{versie.nummer}"
    doel = f"geldt vanaf {keuze.geldig_vanaf}"
    record(session, door, "beleid:versie:gemaakt", now=now, object_ref=ref, doel=doel)
    return versie.nummer


def withdraw(session: Session, door: DoorMedewerker, soort: BeleidSoort, nummer: int, now: datetime) -> None:
    """Take back a version that has not begun, or lay aside one from a file that waits.

    Raises NietGevonden, VersieLiep when it holds or held, and InmiddelsGewijzigd when it was already taken back.
    """
    versie = read_versie(list_versies(session, soort.naam, today(now)), nummer)
    if versie.stand == "ingetrokken":
        raise InmiddelsGewijzigd
    if versie.stand not in ("komt", "wacht"):
        raise VersieLiep(nummer)
    nog = Beleidversie.id == versie.id, Beleidversie.vervallen_at.is_(None)
    geraakt = session.scalars(update(Beleidversie).where(*nog).values(vervallen_at=now).returning(Beleidversie.id))
    if not list(geraakt):
        raise InmiddelsGewijzigd
    forget_read(session)
    record(session, door, "beleid:versie:ingetrokken", now=now, object_ref=f"{soort.naam}:{nummer}")


def replaced_by(versies: list[Versiekaart], geldig_vanaf: date, op: date) -> list[Versiekaart]:
    """The versions that content from that day on would push aside though they hold or held by then."""
    nummers = takes_place_of(versies, geldig_vanaf, op)
    return [versie for versie in versies if versie.nummer in nummers]
