"""An agenda in an employee's own calendar program: an address that shows what is planned, without names."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portaal.afspraak.begrip import Status
from portaal.afspraak.berichten import calendar_item
from portaal.afspraak.kaart import Afspraak
from portaal.afspraak.kalender import Kalenderitem, Methode, make_ics
from portaal.afspraak.model import AfspraakRij, Agendafeed
from portaal.afspraak.opslag import hash_houder
from portaal.afspraak.service.lezen import make_kaarten
from portaal.beleid.service import gemeente
from portaal.core.door import DoorMedewerker
from portaal.core.errors import NietGevonden
from portaal.core.tijd import today
from portaal.infra.adres import absolute_url
from portaal.logboek.service import record

_TERUG = timedelta(days=14)


def open_feed(session: Session, door: DoorMedewerker, agenda: str, now: datetime) -> str:
    """The address of a new feed of this agenda, shown once; earlier addresses of this employee for it end."""
    token = secrets.token_urlsafe(32)
    oud = (Agendafeed.agenda == agenda, Agendafeed.medewerker_id == door.medewerker_id)
    session.execute(delete(Agendafeed).where(*oud))
    session.add(
        Agendafeed(token_hash=hash_houder(token), agenda=agenda, medewerker_id=door.medewerker_id, created_at=now)
    )
    record(session, door, "afspraak:agendafeed:geopend", now=now, object_ref=f"agenda:{agenda}")
    return absolute_url(f"/agenda/{token}.ics")


def close_feeds(session: Session, door: DoorMedewerker, agenda: str, now: datetime) -> None:
    """Nobody's address for this agenda works any more."""
    session.execute(delete(Agendafeed).where(Agendafeed.agenda == agenda))
    record(session, door, "afspraak:agendafeed:gesloten", now=now, object_ref=f"agenda:{agenda}")


def read_feed(session: Session, token: str, now: datetime) -> bytes:
    """The calendar file of a feed. What was moved carries a higher SEQUENCE, what was called off is gone.

    Raises NietGevonden.
    """
    feed = session.get(Agendafeed, hash_houder(token))
    if feed is None:
        raise NietGevonden
    vraag = (
        select(AfspraakRij)
        .where(AfspraakRij.agenda == feed.agenda, AfspraakRij.begin >= now - _TERUG)
        .where(AfspraakRij.status != Status.GEANNULEERD)
        .order_by(AfspraakRij.begin)
    )
    kaarten = make_kaarten(session, list(session.scalars(vraag)), now)
    return make_ics(_items(session, kaarten, now), Methode.PUBLISH)


def _items(session: Session, kaarten: Sequence[Afspraak], now: datetime) -> list[Kalenderitem]:
    van = gemeente(session, today(now))
    return [
        # The reference leads the employee to the person; the calendar itself names nobody.
        replace(calendar_item(kaart, van), omschrijving=kaart.kenmerk, deelnemer_email="", einde=kaart.einde)
        for kaart in kaarten
    ]
