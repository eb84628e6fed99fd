"""The story of the demo: half a year in the portal, told to a database in a minute."""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from portaal.config import Instellingen
from portaal.core.tijd import today
from portaal.demo import gegevens_afspraken, gegevens_hulp, gegevens_regelingen
from portaal.demo.gegevens_mensen import make_mensen
from portaal.demo.gegevens_wereld import Wereld
from portaal.demo.generator.maak import Persoon, write_delivery
from portaal.demo.generator.situaties import Situatie
from portaal.demo.personen import MEDEWERKERS, DemoInwoner, Personen
from portaal.infra.database import Database

INWONERS = 320
_SEED = 11
_VRAGERS = (Situatie.NIEUW, Situatie.HERINNERD, Situatie.BERICHTENBOX)
_AANTAL_VRAGERS = 6
# Last night's delivery, in days before now.
_VANNACHT = 0.4


def tell_story(database: Database, instellingen: Instellingen, now: datetime) -> Personen:
    """Fill an empty database with people and what happened to them. Returns whom to log in as."""
    wereld = Wereld(database, instellingen, now, make_mensen(today(now)))
    _deliver(wereld, 140)
    gegevens_regelingen.tell_granted(wereld)
    for dagen_geleden in (95, 64, 33):
        _deliver(wereld, dagen_geleden)
    gegevens_regelingen.tell_decided(wereld)
    gegevens_hulp.tell_consent(wereld)
    gegevens_afspraken.tell_past(wereld)
    menigte = _deliver_last_night(wereld)
    gegevens_regelingen.tell_waiting(wereld, _with_debt(wereld, menigte))
    gegevens_hulp.tell_meldingen(wereld)
    gegevens_hulp.tell_signals(wereld)
    gegevens_afspraken.tell_coming(wereld)
    wereld.work()
    wereld.at(dagen_geleden=0)
    return Personen((*_own(wereld), *_one_of_each(menigte)), MEDEWERKERS, now.isoformat())


def _deliver(wereld: Wereld, dagen_geleden: int) -> None:
    wereld.at(dagen_geleden=dagen_geleden)
    wereld.deliver(wereld.mensen.values())


def _with_debt(wereld: Wereld, menigte: list[Persoon]) -> list[int]:
    """Some of the crowd who have something to ask for."""
    gekozen = [persoon for persoon in menigte if persoon.situatie in _VRAGERS][-_AANTAL_VRAGERS:]
    return [wereld.find(persoon.bsn) for persoon in gekozen]


def _deliver_last_night(wereld: Wereld) -> list[Persoon]:
    """Everybody: first the crowd of the generator, then the demo's own persons as they are by now."""
    wereld.at(dagen_geleden=_VANNACHT + 0.05)
    with tempfile.TemporaryDirectory(prefix="demo-levering-") as folder:
        menigte = list(write_delivery(Path(folder), INWONERS, today(wereld.now), seed=_SEED))
        wereld.take_in(Path(folder))
    wereld.at(dagen_geleden=_VANNACHT)
    wereld.deliver(wereld.mensen.values(), is_nieuwste=True)
    return menigte


def _own(wereld: Wereld) -> Iterator[DemoInwoner]:
    for mens in wereld.mensen.values():
        yield DemoInwoner(mens.bsn, mens.naam, mens.situatie)


def _one_of_each(menigte: list[Persoon]) -> Iterator[DemoInwoner]:
    gezien = set()
    for persoon in menigte:
        if persoon.situatie not in gezien:
            gezien.add(persoon.situatie)
            yield DemoInwoner(persoon.bsn, persoon.naam, str(persoon.situatie))
