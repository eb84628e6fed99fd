"""One process of contenders for places: run as a module, told what to do by one line of JSON.

It says `klaar` when it is ready to begin, waits for a line, and ends with one line of JSON: what came of it.
"""

import json
import random
import sys
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
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


@dataclass(frozen=True)
class Opdracht:
    """What to do: `manier` is `lijst` (take what a list once showed), `portaal`, or `gemengd` (with changes)."""

    url: str
    manier: str
    proces: int
    draden: int
    now: datetime
    tijden: list[datetime]

    @classmethod
    def read(cls, regel: str) -> "Opdracht":
        """The order as JSON gives it."""
        ruw = json.loads(regel)
        tijden = [datetime.fromisoformat(tijd) for tijd in ruw.pop("tijden")]
        return cls(**{**ruw, "now": datetime.fromisoformat(ruw["now"]), "tijden": tijden})


class OudeLijst(Planning):
    """Someone who goes by a list of free times that they read long ago."""

    def offered(self, zoek: Tijdwens, begin: datetime) -> Tijdvak:
        """Free, says the list."""
        return Tijdvak(begin, begin + DUUR, Soort.BELLEN, None, (Plaats("tel", 0),))


class Mededinger:
    """One contender, who wants every place."""

    def __init__(self, opdracht: Opdracht, database: Database, nummer: int) -> None:
        self.opdracht, self.database = opdracht, database
        self.naam = f"p{opdracht.proces}d{nummer}"
        self.kans = random.Random(self.naam)
        self.telling: Counter[str] = Counter()

    def run(self) -> None:
        for nummer, tijd in enumerate(self.opdracht.tijden):
            try:
                self.want(nummer, tijd)
            except TijdvakBezet:
                self.lose(tijd)
            except Exception as fout:
                self.telling[f"fout {type(fout).__name__}: {str(fout)[:120]}"] += 1

    def want(self, nummer: int, tijd: datetime) -> None:
        afspraak_id = self.database.run(lambda session: self.book(session, tijd, f"{self.naam}-{nummer}"))
        self.telling["geboekt"] += 1
        if self.opdracht.manier == "gemengd":
            self.change(afspraak_id, tijd, f"{self.naam}-{nummer}-weer")

    def book(self, session: Session, tijd: datetime, sleutel: str) -> int:
        contact = Contact(sleutel, email=f"{sleutel}@voorbeeld.example")
        verzoek = Afspraakverzoek(WENS.onderwerp, WENS.soort, tijd, contact, sleutel)
        if self.opdracht.manier == "lijst":
            planning = OudeLijst(session, TABELLEN, self.opdracht.now)
            return book(planning, verzoek, "bezoeker")[0].id
        return service.book_afspraak(session, DoorBezoeker(), verzoek, self.opdracht.now).id

    def change(self, afspraak_id: int, tijd: datetime, sleutel: str) -> None:
        """One in four moves, one in four calls off; half of those want it back."""
        worp, now, door = self.kans.random(), self.opdracht.now, DoorBezoeker()
        if worp < 0.25:
            naar = Tijdkeuze(WENS, self.kans.choice(self.opdracht.tijden))
            self.database.run(lambda s: service.move_afspraak(s, door, afspraak_id, naar, now))
            self.telling["verzet"] += 1
        elif worp < 0.5:
            self.database.run(lambda s: service.cancel_afspraak(s, door, afspraak_id, now))
            self.telling["afgezegd"] += 1
            if worp < 0.375:
                self.database.run(lambda s: self.book(s, tijd, sleutel))
                self.telling["opnieuw geboekt"] += 1

    def lose(self, tijd: datetime) -> None:
        self.telling["te laat"] += 1
        if self.opdracht.manier == "lijst":
            return
        with self.database.reading() as session:
            andere = service.alternatives(session, WENS, tijd, self.opdracht.now)
        self.telling["alternatieven gezien" if andere else "niets meer vrij"] += 1


def main() -> None:
    """Contend, and say what came of it."""
    opdracht = Opdracht.read(sys.stdin.readline())

    database = Database(opdracht.url, pool=opdracht.draden)
    mededingers = [Mededinger(opdracht, database, nummer) for nummer in range(opdracht.draden)]
    draden = [threading.Thread(target=m.run, daemon=True) for m in mededingers]
    print("klaar", flush=True)
    sys.stdin.readline()
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    telling: Counter[str] = Counter()
    for mededinger in mededingers:
        telling.update(mededinger.telling)
    uitkomst: dict[str, Any] = dict(telling)
    print(json.dumps(uitkomst), flush=True)


if __name__ == "__main__":
    main()
