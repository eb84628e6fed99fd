"""The `portaal` command. Being for users, it speaks Dutch."""

import signal
import sys

import click
import structlog
from flask import Flask
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from portaal.aanslag.levering.opdracht import importeer
from portaal.beleid.bestanden import BeleidFout
from portaal.beleid.service import seed
from portaal.bericht.verzending import send_due
from portaal.config import Instellingen, load_instellingen
from portaal.core.clock import utcnow
from portaal.demo.opdracht import demo
from portaal.infra.database import Database
from portaal.infra.migratie import is_current, upgrade
from portaal.infra.rollen_pg import prepare as prepare_rollen
from portaal.infra.werk.werker import Werker
from portaal.inwoner.opdracht import hersleutel
from portaal.kamers import abonnementen, beleid_soorten, load_kamers, rondes, taken
from portaal.regeling.opdracht import exporteer
from portaal.regeling.toets.opdracht import beleid


@click.group(help="Portaal: één voordeur voor wie een gemeentelijke aanslag niet begrijpt of niet kan betalen.")
def main() -> None:
    """The group of all commands."""
    structlog.configure(
        processors=[*_log_steps()],
        wrapper_class=structlog.make_filtering_bound_logger(_read_instellingen().logniveau),
    )


def _read_instellingen() -> Instellingen:
    """The settings, or a sentence that says which variable to mend; never what was in it: it may be a secret."""
    try:
        return load_instellingen()
    except ValidationError as fout:
        namen = {".".join(map(str, deel["loc"])).upper() for deel in fout.errors(include_input=False)}
        variabelen = ", ".join(sorted(naam if naam == "PORT" else f"PORTAAL_{naam}" for naam in namen))
        raise click.ClickException(
            f"Deze instelling klopt niet: {variabelen}. In de README staat wat er kan."
        ) from None


def _log_steps() -> list[structlog.typing.Processor]:
    return [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(),
    ]


@main.command(help="Breng de database bij, en neem het beleid uit de bestanden over.")
def migreer() -> None:
    """Migrate, then seed the dated configuration."""
    instellingen = load_instellingen()
    migrate(instellingen)
    click.echo("De database is bij.")


def migrate(instellingen: Instellingen) -> None:
    """Bring the database up to date with tables and configuration. Leaves with a sentence when it cannot."""
    upgrade(instellingen.database_url)
    database = Database(instellingen.database_url)
    try:
        soorten = beleid_soorten(load_kamers())
        database.run(lambda session: seed(session, soorten, instellingen.gemeente_map, utcnow()))
        if not prepare_rollen(database.engine):
            click.echo(
                "Let op: de databaserollen zijn niet gemaakt. De gebruiker heeft CREATEROLE nodig.", err=True
            )
    except BeleidFout as fout:
        raise click.ClickException(str(fout)) from fout
    finally:
        database.close()


def require_current(database: Database) -> None:
    """Leave with a sentence when the database is not up to date or does not answer."""
    try:
        bij = is_current(database)
    except SQLAlchemyError as fout:
        raise click.ClickException("De database antwoordt niet. Kijk PORTAAL_DATABASE_URL na.") from fout
    if not bij:
        raise click.ClickException("De database is niet bij. Draai eerst: portaal migreer")


@main.command(help="Start de webserver.")
def serveer() -> None:
    """Serve until stopped."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    instellingen = load_instellingen()
    if gebreken := instellingen.problems():
        raise click.ClickException(" ".join(gebreken))
    require_current(Database(instellingen.database_url))
    Granian(
        "portaal.wsgi:app",
        interface=Interfaces.WSGI,
        address=instellingen.host,
        port=instellingen.port,
        workers=instellingen.webprocessen,
        blocking_threads=1,
        # One that dies is started again; when it dies at once again, all stops, and whoever watches over us hears.
        respawn_failed_workers=True,
        # What is being answered may be finished; longer than this nobody waits for a process that should stop.
        workers_kill_timeout=20,
        log_level=LogLevels.warning,
    ).serve(target_loader=_load_app, wrap_loader=False)


def _load_app() -> Flask:
    """The application, in the process that is to serve it."""
    # Until the server listens to signals here, one to stop ends this process. The handlers that came along from
    # its parent would only make a note of it there, and the parent would wait for this process without end.
    for sein in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sein, signal.SIG_DFL)
    from portaal.wsgi import app

    return app


@main.command(help="Start de werker: berichten, gebeurtenissen en taken op tijd.")
def werker() -> None:
    """Work until stopped."""
    instellingen = load_instellingen()
    database = Database(instellingen.database_url)
    require_current(database)
    make_werker(database, instellingen).run()
    sys.exit(0)


def make_werker(database: Database, instellingen: Instellingen) -> Werker:
    """The worker with what every room brings along."""
    kamers = load_kamers()
    return Werker(
        database,
        abonnementen=abonnementen(kamers),
        taken=taken(kamers),
        rondes=[lambda db, now: send_due(db, instellingen, now), *rondes(kamers)],
        clock=utcnow,
    )


main.add_command(importeer)
main.add_command(beleid)
main.add_command(hersleutel)
main.add_command(exporteer)
main.add_command(demo)
