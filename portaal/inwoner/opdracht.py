"""`portaal hersleutel`: bring all BSNs under the newest key."""

import sys

import click

from portaal.config import load_instellingen
from portaal.infra.crypto import kluis
from portaal.infra.database import Database
from portaal.infra.migratie import is_current
from portaal.inwoner.sleutels import count_outdated, rotate


@click.command(
    help="Zet alle BSN's onder de nieuwste sleutel, en hun index onder de indexsleutel van nu. "
    "Zet de nieuwe sleutel vooraan in PORTAAL_BSN_SLEUTELS, start alles opnieuw, en draai dit. "
    "Daarna mag de oude sleutel weg."
)
def hersleutel() -> None:
    """Exit status 0: the older keys may go. 1: some BSNs open with no key."""
    database = Database(load_instellingen().database_url)
    try:
        if not is_current(database):
            raise click.ClickException("De database is niet bij. Draai eerst: portaal migreer")
        uitkomst = rotate(database, kluis())
        with database.reading() as session:
            oud = count_outdated(session, kluis())
    finally:
        database.close()
    click.echo(f"{uitkomst.vernieuwd} BSN's staan nu onder de nieuwste sleutel.")
    if uitkomst.dicht:
        nummers = ", ".join(map(str, uitkomst.dicht[:20]))
        click.echo(
            f"{len(uitkomst.dicht)} BSN's gaan met geen sleutel open (inwoner {nummers}). "
            "Bewaar de oude sleutels.",
            err=True,
        )
    elif oud:
        click.echo(f"{oud} BSN's kwamen er net bij onder een oude sleutel. Draai dit nog een keer.", err=True)
    else:
        click.echo("De oude sleutels mogen weg.")
    sys.exit(1 if uitkomst.dicht or oud else 0)
