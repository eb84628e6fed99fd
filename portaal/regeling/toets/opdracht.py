"""`portaal beleid toets`: what the policy of regelingen does, and what another file would alter."""

import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlalchemy.exc import SQLAlchemyError

from portaal.beleid.bestanden import BeleidFout, read_versie, read_versies
from portaal.beleid.service import GeenBeleid, holding
from portaal.config import Instellingen, load_instellingen
from portaal.core.clock import utcnow
from portaal.core.tijd import today
from portaal.infra.database import Database
from portaal.infra.i18n import write_datum
from portaal.infra.kamer import BeleidSoort
from portaal.infra.migratie import is_current
from portaal.regeling.beleid import RegelingBeleid
from portaal.regeling.toets.gevallen import Geval, read_gevallen
from portaal.regeling.toets.uitkomst import Uitkomst, differ, outcome_of, unexpected

_SOORT = BeleidSoort("regeling", RegelingBeleid)
_BREED = 120


@click.group(help="Kijk het beleid na.")
def beleid() -> None:
    """The group of commands on configuration."""


@beleid.command(
    help="Laat zien wat het beleid voor regelingen doet met voorbeelden (toetsgevallen.toml). "
    "Met --bestand: wat er dan anders wordt. Afsluitcode 1: een voorbeeld komt anders uit dan verwacht."
)
@click.option("--bestand", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Een regeling.toml.")
@click.option("--op", type=click.DateTime(["%Y-%m-%d"]), metavar="DATUM", help="De dag, zoals 2026-12-01.")
def toets(bestand: Path | None, op: datetime | None) -> None:
    """Exit status 0: all as expected. 1: a pinned case comes out otherwise, or a file cannot be used."""
    dag = op.date() if op else today(utcnow())
    instellingen = load_instellingen()
    try:
        gevallen = read_gevallen(instellingen.gemeente_map)
        nu, waar = _present(instellingen, dag)
        ander = RegelingBeleid.model_validate(read_versie(_SOORT, bestand).inhoud) if bestand else None
    except (BeleidFout, GeenBeleid) as fout:
        raise click.ClickException(str(fout)) from fout
    uitkomsten = [outcome_of(geval, nu, dag) for geval in gevallen]
    click.echo(f"Het beleid op {write_datum(dag)}, uit {waar}.")
    if ander is None:
        _show(gevallen, uitkomsten)
        sys.exit(_report(gevallen, uitkomsten))
    nieuwe = [outcome_of(geval, ander, dag) for geval in gevallen]
    _show_changes(gevallen, uitkomsten, nieuwe, bestand.name if bestand else "")
    sys.exit(_report(gevallen, nieuwe))


def _present(instellingen: Instellingen, dag: date) -> tuple[RegelingBeleid, str]:
    """What holds on the day: of the database when there is one that is up to date, else of the files."""
    database = Database(instellingen.database_url)
    try:
        if is_current(database):
            with database.reading() as session:
                return holding(session, "regeling", RegelingBeleid, dag), "de database"
    except SQLAlchemyError:
        pass
    finally:
        database.close()
    versies = [v for v in read_versies((_SOORT,), instellingen.gemeente_map) if v.geldig_vanaf <= dag]
    if not versies:
        raise GeenBeleid(f"Op {dag} geldt nog geen beleid voor regelingen.")
    versie = max(versies, key=lambda v: v.geldig_vanaf)
    return RegelingBeleid.model_validate(versie.inhoud), versie.bestand


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_BREED)


def _show(gevallen: Sequence[Geval], uitkomsten: Sequence[Uitkomst]) -> None:
    tabel = Table("Voorbeeld", "Wie beslist", "Termijnen", "Eerste keer", "Reden", "Regel en bron")
    for geval, uit in zip(gevallen, uitkomsten, strict=True):
        eerste = write_datum(uit.eerste) if uit.eerste else ""
        waar = f"{uit.regel} ({uit.bron})" if uit.regel else ""
        _row(tabel, geval.naam, uit.baan, str(uit.termijnen or ""), eerste, uit.reden, waar)
    _console().print(tabel)


def _show_changes(
    gevallen: Sequence[Geval], oud: Sequence[Uitkomst], nieuw: Sequence[Uitkomst], naam: str
) -> None:
    tabel = Table("Voorbeeld", "Wat", "Nu", f"Met {naam}")
    for geval, een, twee in zip(gevallen, oud, nieuw, strict=True):
        for nummer, anders in enumerate(differ(een, twee)):
            _row(tabel, geval.naam if not nummer else "", anders.wat, anders.was, anders.wordt)
    if tabel.row_count:
        _console().print(tabel)
    gelijk = sum(een == twee for een, twee in zip(oud, nieuw, strict=True))
    click.echo(f"{len(gevallen) - gelijk} van de {len(gevallen)} voorbeelden worden anders.")


def _row(tabel: Table, *cellen: str) -> None:
    tabel.add_row(*(Text(cel) for cel in cellen))


def _report(gevallen: Sequence[Geval], uitkomsten: Sequence[Uitkomst]) -> int:
    fout = 0
    for geval, uitkomst in zip(gevallen, uitkomsten, strict=True):
        for anders in unexpected(geval, uitkomst):
            click.echo(f"Niet zoals verwacht: {geval.naam}: {anders.wat} hoort {anders.was}, is {anders.wordt}.")
            fout = 1
    if not fout:
        aantal = sum(geval.verwacht is not None for geval in gevallen)
        click.echo(f"Alle {aantal} verwachtingen komen uit.")
    return fout
