"""Reading appointments: one, an inwoner's, a day's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.afspraak.berichten import calendar_item
from portaal.afspraak.boeking import normalise_code
from portaal.afspraak.kaart import Afspraak, make_kaart
from portaal.afspraak.kalender import Methode, make_ics
from portaal.afspraak.model import TABELLEN, AfspraakRij
from portaal.afspraak.opslag import hash_houder
from portaal.afspraak.planning import Planning
from portaal.afspraak.tabellen import AfspraakKolommen
from portaal.beleid.service import gemeente
from portaal.core.errors import NietGevonden
from portaal.core.tijd import start_of_day, today


def make_planning(session: Session, now: datetime, houder: str = "", afspraak_id: int = 0) -> Planning:
    """The agendas about tax, at this moment; `houder` is the secret of a browser session."""
    return Planning(session, TABELLEN, now, hash_houder(houder) if houder else "", afspraak_id)


def make_kaarten(session: Session, rijen: Sequence[AfspraakKolommen], now: datetime) -> list[Afspraak]:
    """The cards of rows, with the policy of each one's day, read once a day."""
    planning = make_planning(session, now)
    per_dag = {dag: planning.beleid_on(dag) for dag in {today(rij.begin) for rij in rijen}}
    return [make_kaart(rij, per_dag[today(rij.begin)], now) for rij in rijen]


def get_afspraak(session: Session, afspraak_id: int, now: datetime) -> Afspraak:
    """One appointment. Raises NietGevonden."""
    rij = session.get(AfspraakRij, afspraak_id)
    if rij is None:
        raise NietGevonden
    return make_kaarten(session, [rij], now)[0]


def find_kenmerk(session: Session, kenmerk: str) -> int | None:
    """Which appointment has this reference, however it was typed."""
    return session.scalar(select(AfspraakRij.id).where(AfspraakRij.kenmerk == normalise_code(kenmerk)))


def find_wens(session: Session, sleutel: str) -> int | None:
    """Which appointment was made of the wish with this key."""
    return session.scalar(select(AfspraakRij.id).where(AfspraakRij.verzoek_sleutel == hash_houder(sleutel)))


def afspraken_of(session: Session, inwoner_id: int, now: datetime) -> list[Afspraak]:
    """The appointments of an inwoner that are still to come, soonest first."""
    vraag = (
        select(AfspraakRij)
        .where(AfspraakRij.inwoner_id == inwoner_id, AfspraakRij.einde > now)
        .order_by(AfspraakRij.begin)
    )
    kaarten = make_kaarten(session, list(session.scalars(vraag)), now)
    return [kaart for kaart in kaarten if kaart.is_open]


def afspraken_on(session: Session, dag: date, now: datetime) -> list[Afspraak]:
    """All appointments of a day, those that were called off too, by time."""
    vraag = (
        select(AfspraakRij)
        .where(AfspraakRij.begin >= start_of_day(dag), AfspraakRij.begin < start_of_day(dag + timedelta(days=1)))
        .order_by(AfspraakRij.begin, AfspraakRij.agenda, AfspraakRij.plek)
    )
    return make_kaarten(session, list(session.scalars(vraag)), now)


def is_afspraak_of(session: Session, afspraak_id: int, inwoner_id: int) -> bool:
    """Whether this appointment is this inwoner's."""
    rij = session.get(AfspraakRij, afspraak_id)
    return rij is not None and rij.inwoner_id == inwoner_id


def is_proof(afspraak: Afspraak, antwoord: str) -> bool:
    """Whether someone knows what only who booked does: the end of the phone number, or the address."""
    contact = afspraak.contact
    if "@" in antwoord:
        return bool(contact.email) and antwoord.strip().casefold() == contact.email.casefold()
    cijfers = "".join(teken for teken in antwoord if teken.isdigit())
    return bool(contact.telefoon) and len(cijfers) >= 4 and contact.telefoon.endswith(cijfers[-4:])


def calendar_file(session: Session, afspraak: Afspraak, now: datetime) -> bytes:
    """The appointment as a file for one's own calendar."""
    item = replace(calendar_item(afspraak, gemeente(session, today(now))), deelnemer_email="")
    return make_ics([item], Methode.PUBLISH)
