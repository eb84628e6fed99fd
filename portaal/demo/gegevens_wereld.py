"""The world in which the demo's story plays: a database, people, and a clock that the story sets."""

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from portaal.aanslag.levering.service import take_in
from portaal.aanslag.service import list_aanslagen
from portaal.aanslag.stand import Aanslag
from portaal.config import Instellingen
from portaal.core.door import DoorInwoner, DoorMedewerker, DoorSysteem, Vaststelling
from portaal.core.rollen import Rol
from portaal.core.tijd import today
from portaal.demo.gegevens_biljet import Mens, write_levering
from portaal.demo.personen import MEDEWERKERS
from portaal.infra.database import Database
from portaal.infra.werk.werker import Werker
from portaal.inwoner.model import Leveringstatus
from portaal.inwoner.service import find_by_bsn
from portaal.kamers import abonnementen, load_kamers, taken
from portaal.medewerker.service import note_login

T = TypeVar("T")
_RONDES = 50


class VerhaalStokt(RuntimeError):
    """The story cannot go on: what should be in the database is not."""


@dataclass
class Wereld:
    """Everything that a chapter of the story needs. `now` is set by `at`; real time is `heden`."""

    database: Database
    instellingen: Instellingen
    heden: datetime
    mensen: dict[str, Mens]
    now: datetime = field(init=False)

    def __post_init__(self) -> None:
        """Begin in the present."""
        self.now = self.heden

    def at(self, *, dagen_geleden: float) -> None:
        """Set the clock."""
        self.now = self.heden - timedelta(days=dagen_geleden)

    def do(self, werk: Callable[[Session], T]) -> T:
        """Do something in a transaction."""
        return self.database.run(werk)

    def inwoner(self, sleutel: str) -> int:
        """The id of someone who has a part. Raises VerhaalStokt when no delivery brought them."""
        return self.find(self.mensen[sleutel].bsn)

    def find(self, bsn: str) -> int:
        """The id of someone by BSN. Raises VerhaalStokt."""
        gevonden = self.do(lambda session: find_by_bsn(session, bsn))
        if gevonden is None:
            raise VerhaalStokt(bsn[-3:])
        return gevonden

    def door_inwoner(self, sleutel: str) -> DoorInwoner:
        """Acting as someone who has a part."""
        return self.door_of(self.inwoner(sleutel))

    def door_of(self, inwoner_id: int) -> DoorInwoner:
        """Acting as an inwoner."""
        return DoorInwoner(inwoner_id)

    def medewerker(self, rol: Rol, *, namens: bool = False) -> DoorMedewerker:
        """Acting as the employee of the demo with this role; `namens`: on behalf of an inwoner at the desk."""
        mens = next(m for m in MEDEWERKERS if m.groepen == (str(rol),))
        medewerker_id = self.do(
            lambda session: note_login(session, sub=mens.sub, naam=mens.naam, email=mens.email, now=self.now)
        )
        vaststelling = Vaststelling.IDENTITEITSBEWIJS if namens else None
        return DoorMedewerker(medewerker_id, frozenset({rol}), vaststelling)

    def open_aanslagen(self, inwoner_id: int) -> list[Aanslag]:
        """What someone still has to pay."""
        with self.database.reading() as session:
            return [aanslag for aanslag in list_aanslagen(session, inwoner_id) if aanslag.open > 0]

    def deliver(self, mensen: Iterable[Mens], *, is_nieuwste: bool = False) -> None:
        """A delivery comes in, with the state of this day."""
        with tempfile.TemporaryDirectory(prefix="demo-levering-") as folder:
            write_levering(Path(folder), mensen, today(self.now), is_nieuwste=is_nieuwste)
            self.take_in(Path(folder))

    def take_in(self, folder: Path) -> None:
        """Take in the delivery in a folder, then let the worker work. Raises VerhaalStokt when it is refused."""
        uitkomst = take_in(self.database, folder, door=DoorSysteem("demo"), now=self.now)
        if uitkomst.status is not Leveringstatus.OPGENOMEN:
            raise VerhaalStokt("; ".join(melding.melding for melding in uitkomst.meldingen[:5]))
        self.work()

    def work(self) -> None:
        """Let the worker do what is due at this moment. Mail stays in the outbox for the real worker."""
        kamers = load_kamers()
        werker = Werker(
            self.database,
            abonnementen=abonnementen(kamers),
            taken=taken(kamers),
            rondes=(),
            clock=lambda: self.now,
        )
        for _ in range(_RONDES):
            if not werker.run_once():
                return
