"""`portaal importeer`: take in a delivery from a folder."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from sqlalchemy.exc import SQLAlchemyError

from portaal.aanslag.levering.melding import Melding, Meldingsoort
from portaal.aanslag.levering.service import AANTALLEN, Uitkomst, Voortgang, take_in
from portaal.aanslag.levering.slot import ImportLoopt
from portaal.config import load_instellingen
from portaal.core.clock import utcnow
from portaal.core.door import DoorSysteem
from portaal.infra.database import Database
from portaal.infra.migratie import is_current
from portaal.inwoner.model import Leveringstatus

_GETOOND = 50


class NietMogelijk(click.ClickException):
    """There is nothing to judge: not a refusal of the delivery (1) but the wrong moment or place (2)."""

    exit_code = 2


@click.command(help="Neem een aanlevering van het belastingpakket op: de map met de vijf CSV-bestanden.")
@click.argument("folder", metavar="MAP", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--toch", is_flag=True, help="Neem ook op als er te veel uitvalt. Dit komt in het logboek.")
@click.option("--json", "als_json", is_flag=True, help="Schrijf de uitkomst als één JSON-object.")
def importeer(folder: Path, *, toch: bool, als_json: bool) -> None:
    """Exit status 0: taken in. 1: refused. 2: wrong use."""
    database = Database(load_instellingen().database_url)
    try:
        if not is_current(database):
            raise NietMogelijk("De database is niet bij. Draai eerst: portaal migreer")
    except SQLAlchemyError as fout:
        raise NietMogelijk("De database antwoordt niet. Kijk PORTAAL_DATABASE_URL na.") from fout
    try:
        with _progress() as voortgang:
            uitkomst = take_in(
                database, folder, door=DoorSysteem("importeer"), now=utcnow(), toch=toch, voortgang=voortgang
            )
    except ImportLoopt as fout:
        raise NietMogelijk("Er loopt al een import. Wacht tot die klaar is.") from fout
    finally:
        database.close()
    if als_json:
        click.echo(json.dumps(uitkomst.as_json(), ensure_ascii=False, indent=2))
    else:
        _tell(uitkomst)
    sys.exit(0 if uitkomst.status is Leveringstatus.OPGENOMEN else 1)


@contextmanager
def _progress() -> Iterator[Voortgang]:
    console = Console(stderr=True)
    kolommen = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*kolommen, console=console, disable=not console.is_terminal) as balk:
        totalen: dict[str, int] = {}
        taken: dict[str, TaskID] = {}

        def voortgang(wat: str, aantal: int) -> None:
            if wat.startswith("lezen "):
                totalen[wat.removeprefix("lezen ").removesuffix(".csv")] = aantal
            if wat not in taken:
                taken[wat] = balk.add_task(wat, total=totalen.get(wat))
            balk.advance(taken[wat], aantal)

        yield voortgang


def _place_of(melding: Melding) -> str:
    """Where it is, as far as it is on one line or in one column."""
    waar = f"{melding.bestand} regel {melding.regel}" if melding.regel else melding.bestand
    return f"{waar}, {melding.kolom}" if melding.kolom else waar


def _tell(uitkomst: Uitkomst) -> None:
    click.echo(f"De aanlevering is {uitkomst.status.value}.")
    if uitkomst.status is Leveringstatus.OPGENOMEN:
        click.echo(", ".join(f"{uitkomst.aantallen[naam]} {naam}" for naam in AANTALLEN))
    koppen = {
        Meldingsoort.UITVAL: "Uitgevallen",
        Meldingsoort.WAARSCHUWING: "Opgenomen met een waarschuwing",
        Meldingsoort.NIET_BEDIEND: "Niet voor dit portaal",
    }
    for soort, kop in koppen.items():
        meldingen = uitkomst.of(soort)
        if meldingen:
            click.echo(f"\n{kop}: {len(meldingen)}")
        for m in meldingen[:_GETOOND]:
            click.echo(f"  {_place_of(m)}: {m.melding}")
        if len(meldingen) > _GETOOND:
            click.echo(f"  … en nog {len(meldingen) - _GETOOND}. Zie de uitvallijst in het portaal, of --json.")
