"""Contenders for places, in processes of their own: forked, so that none has to load anything first."""

import multiprocessing
import random
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any

from sqlalchemy.orm import Session

import portaal.inwoner.model  # noqa: F401 - the table that appointments refer to
from portaal.afspraak import service
from portaal.afspraak.begrip import Plaats, Soort, Tijdkeuze, Tijdvak, TijdvakBezet, Tijdwens
from portaal.afspraak.boeking import Afspraakverzoek, Contact, book
from portaal.afspraak.model import TABELLEN
from portaal.afspraak.planning import Planning
from portaal.core.door import DoorBezoeker
from portaal.infra.database import Database

WENS = Tijdwens("aanslag", Soort.BELLEN)
DUUR = timedelta(minutes=20)
FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Opdracht:
    """What to do: `manier` is one of the methods of Mededinger; `tweeling` lets two of them begin each time at once."""

    url: str
    manier: str
    now: datetime
    tijden: Sequence[datetime]
    draden: int
    tweeling: Any = None


class OudeLijst(Planning):
    """Someone who goes by a list of free times that they read long ago."""

    def offered(self, zoek: Tijdwens, begin: datetime) -> Tijdvak:
        """Free, says the list."""
        return Tijdvak(begin, begin + DUUR, Soort.BELLEN, None, (Plaats("tel", 0),))


class Mededinger:
    """One contender, who wants every place."""

    def __init__(self, opdracht: Opdracht, database: Database, proces: int, nummer: int) -> None:
        self.opdracht, self.database, self.nummer = opdracht, database, nummer
        self.naam = f"p{proces}d{nummer}"
        self.kans = random.Random(self.naam)
        self.telling: Counter[str] = Counter()

    def run(self) -> None:
        for nummer, tijd in enumerate(self.opdracht.tijden):
            try:
                getattr(self, self.opdracht.manier)(tijd, nummer)
            except TijdvakBezet:
                self.lose(tijd)
            except Exception as fout:
                self.telling[f"fout {type(fout).__name__}: {str(fout)[:120]}"] += 1

    def lijst(self, tijd: datetime, nummer: int) -> None:
        """Take what a list once showed, past the look at what is free: only the database is in the way."""
        verzoek = self.wish(tijd, f"{self.naam}-{nummer}")
        self.database.run(
            lambda session: book(OudeLijst(session, TABELLEN, self.opdracht.now), verzoek, "bezoeker")
        )
        self.telling["geboekt"] += 1

    def gemengd(self, tijd: datetime, nummer: int) -> None:
        """Book; one in four moves, one in four calls off, half of those want it back."""
        sleutel = f"{self.naam}-{nummer}"
        afspraak_id = self.database.run(lambda session: self.book(session, tijd, sleutel))
        self.telling["geboekt"] += 1
        worp, now, door = self.kans.random(), self.opdracht.now, DoorBezoeker()
        if worp < 0.25:
            naar = Tijdkeuze(WENS, self.kans.choice(self.opdracht.tijden))
            self.database.run(lambda s: service.move_afspraak(s, door, afspraak_id, naar, now))
            self.telling["verzet"] += 1
        elif worp < 0.5:
            self.database.run(lambda s: service.cancel_afspraak(s, door, afspraak_id, now))
            self.telling["afgezegd"] += 1
            if worp < 0.375:
                self.database.run(lambda s: self.book(s, tijd, f"{sleutel}-weer"))
                self.telling["opnieuw geboekt"] += 1

    def tweemaal(self, tijd: datetime, nummer: int) -> None:
        """Send the same wish as the twin in the other process, at the same moment."""
        if nummer % self.opdracht.draden != self.nummer:
            return
        self.opdracht.tweeling[self.nummer].wait(60)
        self.database.run(lambda session: self.book(session, tijd, f"wens-{nummer}"))
        self.telling["bevestigd"] += 1

    def book(self, session: Session, tijd: datetime, sleutel: str) -> int:
        return service.book_afspraak(session, DoorBezoeker(), self.wish(tijd, sleutel), self.opdracht.now).id

    @staticmethod
    def wish(tijd: datetime, sleutel: str) -> Afspraakverzoek:
        contact = Contact(sleutel, email=f"{sleutel}@voorbeeld.example")
        return Afspraakverzoek(WENS.onderwerp, WENS.soort, tijd, contact, sleutel)

    def lose(self, tijd: datetime) -> None:
        self.telling["te laat"] += 1
        if self.opdracht.manier == "lijst":
            return
        with self.database.reading() as session:
            andere = service.alternatives(session, WENS, tijd, self.opdracht.now)
        self.telling["alternatieven gezien" if andere else "niets meer vrij"] += 1


@dataclass
class Proces:
    """One process of contenders. `pijp` gives what came of it."""

    proces: Any
    pijp: Connection

    @classmethod
    def start(cls, opdracht: Opdracht, nummer: int) -> "Proces":
        """Begin at once."""
        hier, daar = FORK.Pipe(duplex=False)
        proces = FORK.Process(target=_contend, args=(opdracht, nummer, daar))
        proces.start()
        daar.close()
        return cls(proces, hier)

    def kill(self) -> None:
        """SIGKILL: whatever it was doing stays undone."""
        self.proces.kill()
        self.proces.join()

    def outcome(self) -> Counter[str]:
        """Wait until it is done."""
        telling: Counter[str] = self.pijp.recv()
        self.proces.join()
        return telling


def _contend(opdracht: Opdracht, proces: int, pijp: Connection) -> None:
    database = Database(opdracht.url, pool=opdracht.draden)
    mededingers = [Mededinger(opdracht, database, proces, nummer) for nummer in range(opdracht.draden)]
    draden = [threading.Thread(target=m.run, daemon=True) for m in mededingers]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    telling: Counter[str] = Counter()
    for mededinger in mededingers:
        telling.update(mededinger.telling)
    pijp.send(telling)
