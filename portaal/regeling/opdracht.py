"""`portaal exporteer`: what the belastingpakket has to learn, as files in the dialect of its own delivery."""

from pathlib import Path

import click

from portaal.config import load_instellingen
from portaal.core.clock import utcnow
from portaal.core.errors import NietGevonden
from portaal.infra.database import Database
from portaal.infra.migratie import is_current
from portaal.invordering.service import SetOnvolledig, last_set, make_set, read_set
from portaal.invordering.uitvoer import Pakket, write_map
from portaal.regeling.service.terugmelding import read_volledig


@click.command(help="Schrijf regelingen, termijnen, blokkades en incassostops voor het belastingpakket in MAP.")
@click.argument("folder", metavar="MAP", type=click.Path(file_okay=False, path_type=Path))
@click.option("--set", "nummer", type=click.IntRange(min=1), help="Maak een eerdere set opnieuw, precies gelijk.")
@click.option("--volledig", is_flag=True, help="Schrijf de hele stand in plaats van een set wijzigingen.")
def exporteer(folder: Path, *, nummer: int | None, volledig: bool) -> None:
    """Exit status 0: written, or nothing to write. 1: it cannot. 2: wrong use."""
    if nummer and volledig:
        raise click.UsageError("Kies --set of --volledig, niet allebei.")
    database = Database(load_instellingen().database_url)
    try:
        if not is_current(database):
            raise click.ClickException("De database is niet bij. Draai eerst: portaal migreer")
        pakket = _pick(database, nummer, volledig=volledig)
        if pakket is None:
            click.echo(f"Er zijn geen wijzigingen sinds set {database.run(last_set)}.")
        else:
            _save(pakket, folder)
    finally:
        database.close()


def _pick(database: Database, nummer: int | None, *, volledig: bool) -> Pakket | None:
    try:
        if volledig:
            with database.reading() as session:
                return read_volledig(session, utcnow())
        if nummer:
            with database.reading() as session:
                return read_set(session, nummer)
        return database.run(lambda session: make_set(session, utcnow()))
    except NietGevonden as fout:
        raise click.ClickException(f"Er is geen set {nummer}.") from fout
    except SetOnvolledig as fout:
        raise click.ClickException(
            f"Set {nummer} kan niet meer precies gelijk worden gemaakt: van een deel is de bewaartermijn voorbij."
        ) from fout


def _save(pakket: Pakket, folder: Path) -> None:
    try:
        doel = write_map(pakket, folder)
    except OSError as fout:
        opnieuw = f" Draai later: portaal exporteer MAP --set {pakket.kop.nummer}" if pakket.kop.nummer else ""
        raise click.ClickException(f"Schrijven lukt niet: {fout.strerror}.{opnieuw}") from fout
    click.echo(f"Geschreven in {doel}")
