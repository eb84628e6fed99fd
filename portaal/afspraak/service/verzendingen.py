"""Planned dispatches: expected contacts beside free places, and who must know of them. Never a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portaal.afspraak.begrip import Tijdwens
from portaal.afspraak.model import AfspraakRij, GeplandeVerzending
from portaal.afspraak.planning import Planning, kinds_of
from portaal.afspraak.rules.verzending import Verzendplan, is_short, measured_promille, per_day
from portaal.afspraak.service.lezen import make_planning
from portaal.beleid.service import gemeente
from portaal.bericht.service import Mail, send_mail
from portaal.core.door import DoorMedewerker
from portaal.core.errors import NietGevonden
from portaal.core.kalender import add_werkdagen, is_werkdag
from portaal.core.tijd import start_of_day, today
from portaal.infra.teksten import render, translate
from portaal.logboek.service import record

VOORUIT = 30
_METEN = 10
_ONDERWERP = "Er gaan brieven uit"


@dataclass(frozen=True)
class Dagruimte:
    """A working day: how many people are expected, and how many places are still free."""

    dag: date
    verwacht: float
    vrij: int

    @property
    def is_krap(self) -> bool:
        """Whether there are too few places."""
        return is_short(self.verwacht, self.vrij)


def plan_verzending(session: Session, door: DoorMedewerker, plan: Verzendplan, vragen: str, now: datetime) -> int:
    """Note that letters will go out; kcc, schuldhulp and vroegsignalering are told kind, date and number."""
    rij = GeplandeVerzending(
        soort=plan.soort,
        datum=plan.datum,
        aantal=plan.aantal,
        promille=plan.promille,
        vragen=vragen,
        created_at=now,
        gemeld_at=now,
    )
    session.add(rij)
    session.flush()
    record(session, door, "afspraak:verzending:gepland", now=now, object_ref=f"verzending:{rij.id}")
    beleid = make_planning(session, now).beleid
    for adres in beleid.meld_verzendingen_aan:
        send_mail(session, _mail(session, rij, beleid.name_of_verzending(rij.soort), adres, now), now)
    return rij.id


def _mail(session: Session, rij: GeplandeVerzending, naam: str, adres: str, now: datetime) -> Mail:
    waarden: dict[str, Any] = {"verzending": rij, "soort": naam, "gemeente": gemeente(session, today(now))}
    return Mail(
        aan=adres,
        onderwerp=translate(_ONDERWERP),
        tekst=render("afspraak/mail/verzending.txt", **waarden),
        html=render("afspraak/mail/verzending.html", **waarden),
        sleutel=f"verzending:{rij.id}:{adres}",
    )


def withdraw_verzending(session: Session, door: DoorMedewerker, verzending_id: int, now: datetime) -> None:
    """The letters do not go out after all. Raises NietGevonden."""
    rij = session.get(GeplandeVerzending, verzending_id)
    if rij is None:
        raise NietGevonden
    rij.ingetrokken_at = now
    record(session, door, "afspraak:verzending:ingetrokken", now=now, object_ref=f"verzending:{rij.id}")


def list_verzendingen(session: Session, now: datetime) -> Sequence[GeplandeVerzending]:
    """Dispatches of the last two weeks and those to come."""
    vraag = select(GeplandeVerzending).where(
        GeplandeVerzending.ingetrokken_at.is_(None),
        GeplandeVerzending.datum >= today(now) - timedelta(days=14),
    )
    return session.scalars(vraag.order_by(GeplandeVerzending.datum, GeplandeVerzending.id)).all()


def capacity(session: Session, now: datetime) -> list[Dagruimte]:
    """Expected contacts beside free places, for each working day of the next weeks."""
    planning = make_planning(session, now)
    plannen = [Verzendplan(v.soort, v.datum, v.aantal, v.promille) for v in list_verzendingen(session, now)]
    verwacht = per_day(plannen, planning.beleid.verspreiding)
    vrij = _free_places(planning)
    dagen = (today(now) + timedelta(days=n) for n in range(VOORUIT))
    return [Dagruimte(dag, round(verwacht.get(dag, 0), 1), vrij.get(dag, 0)) for dag in dagen if is_werkdag(dag)]


def _free_places(planning: Planning) -> dict[date, int]:
    """How many more talks fit on each day: for every place, the free times that do not overlap."""
    bezet: dict[tuple[str, int], datetime] = {}
    vrij: dict[date, int] = {}
    einde = today(planning.now) + timedelta(days=VOORUIT)
    for onderwerp in planning.beleid.onderwerpen:
        for soort in kinds_of(planning.beleid, onderwerp):
            for dag in planning.days(Tijdwens(onderwerp, soort), today(planning.now), einde):
                for tijdvak in dag.tijden:
                    for plaats in tijdvak.plaatsen:
                        sleutel = (plaats.agenda, plaats.plek)
                        if bezet.get(sleutel, tijdvak.begin) <= tijdvak.begin:
                            bezet[sleutel] = tijdvak.einde
                            vrij[dag.datum] = vrij.get(dag.datum, 0) + 1
    return vrij


def suggest_promille(session: Session, soort: str, now: datetime) -> int:
    """The share to begin with: what followed the last three dispatches of this kind, else what policy says.

    Counted are the appointments made in the ten working days after delivery.
    """
    vraag = (
        select(GeplandeVerzending)
        .where(
            GeplandeVerzending.soort == soort,
            GeplandeVerzending.ingetrokken_at.is_(None),
            GeplandeVerzending.datum <= today(now) - timedelta(days=21),
        )
        .order_by(GeplandeVerzending.datum.desc())
        .limit(3)
    )
    gemeten = [measured_promille(_followed(session, v.datum), v.aantal) for v in session.scalars(vraag)]
    if gemeten:
        return round(sum(gemeten) / len(gemeten))
    verwachting = make_planning(session, now).beleid.verwachtingen.get(soort)
    return verwachting.promille if verwachting else 0


def _followed(session: Session, datum: date) -> int:
    einde = add_werkdagen(datum, _METEN + 1)
    vraag = select(func.count()).select_from(AfspraakRij)
    vraag = vraag.where(AfspraakRij.created_at > start_of_day(datum), AfspraakRij.created_at < start_of_day(einde))
    return session.scalar(vraag) or 0
