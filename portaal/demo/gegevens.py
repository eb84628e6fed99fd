"""The example data of the demo: made once, around the day on which they are made.

`portaal demo` makes them at its first start; `python -m portaal.demo.gegevens` makes them and starts nothing.
"""

import shutil
from datetime import datetime

from rich.console import Console

from portaal.config import Instellingen, load_instellingen
from portaal.core.clock import utcnow
from portaal.demo.database import (
    Stand,
    bring_up_to_date,
    loaded_at,
    mark_begonnen,
    mark_klaar,
    read_stand,
    wipe,
)
from portaal.demo.gegevens_verhaal import tell_story
from portaal.demo.omgeving import MAP, require_demo
from portaal.demo.personen import personen_pad, write_personen
from portaal.infra.database import Database


class VreemdeDatabase(RuntimeError):
    """There are people in the database whom the demo did not put there."""


def ensure_gegevens(instellingen: Instellingen, *, opnieuw: bool, console: Console) -> datetime:
    """Bring the database up to date and fill it when it is empty. Returns when the example data were made.

    What was broken off halfway is thrown away and made again; so is everything with `opnieuw`. Raises
    VreemdeDatabase rather than touch people whom the demo did not make.
    """
    database = Database(instellingen.database_url)
    try:
        _make_room(database, opnieuw=opnieuw)
        bring_up_to_date(database, instellingen, utcnow)
        if read_stand(database) is Stand.LEEG:
            _fill(database, instellingen, console)
        return loaded_at(database)
    finally:
        database.close()


def _make_room(database: Database, *, opnieuw: bool) -> None:
    stand = read_stand(database)
    if stand is Stand.VREEMD:
        raise VreemdeDatabase("In deze database staan al mensen. De demo wil een eigen, lege database.")
    is_heel = stand is Stand.KLAAR and personen_pad().exists()
    if stand is Stand.LEEG or (is_heel and not opnieuw):
        return
    wipe(database)
    personen_pad().unlink(missing_ok=True)
    shutil.rmtree(MAP / "demo-postvak", ignore_errors=True)


def _fill(database: Database, instellingen: Instellingen, console: Console) -> None:
    now = utcnow()
    mark_begonnen(database, now)
    with console.status("De voorbeeldgegevens worden gemaakt. Dat duurt ongeveer een minuut."):
        personen = tell_story(database, instellingen, now)
    write_personen(personen_pad(), personen)
    mark_klaar(database, now)


if __name__ == "__main__":
    require_demo()
    ensure_gegevens(load_instellingen(), opnieuw=False, console=Console())
