"""`portaal demo`: everything that is needed to see the portal at work, on this machine only."""

import importlib.util
import os
from datetime import datetime, timedelta

import click
from rich.console import Console

from portaal.config import load_instellingen
from portaal.core.clock import utcnow
from portaal.core.tijd import local
from portaal.demo.omgeving import MAP, NietInProductie, Poorten, adres, demo_omgeving, ensure_keys
from portaal.demo.personen import Personen, personen_pad, read_personen
from portaal.demo.processen import KindGestopt, Opdracht, Processen, Stopsein, TeTraag, wait_until_up
from portaal.demo.vertel import tell
from portaal.infra.database import DATABASE_WEG

_PORTAAL = ("-c", "from portaal.cli import main; main()")
_OUD = timedelta(days=14)

OPDRACHTEN = (
    Opdracht("simulator", ("-m", "portaal.demo.simulator")),
    Opdracht("postvak", ("-m", "portaal.demo.postvak")),
    Opdracht("werker", (*_PORTAAL, "werker")),
    Opdracht("webserver", (*_PORTAAL, "serveer")),
)


@click.command(help="Start de demo: webserver, werker, inloggen en postvak, met verzonnen mensen.")
@click.option("--opnieuw", is_flag=True, help="Gooi de voorbeeldgegevens weg en maak ze nieuw, rond vandaag.")
def demo(opnieuw: bool) -> None:
    """Set up, start, tell, and stay until Ctrl-C."""
    console = Console()
    poorten = _prepare()
    personen = _load(console, opnieuw=opnieuw)
    stop = Stopsein()
    processen = Processen(os.environ, MAP / "demo-logs")
    try:
        processen.start(OPDRACHTEN)
        if _came_up(processen, poorten, stop):
            tell(console, poorten, personen)
            stop.wait(processen.check)
    except (KindGestopt, TeTraag) as fout:
        raise click.ClickException(
            f"{fout}\nDaarom stopt de hele demo. Meer staat in {processen.logmap}."
        ) from fout
    finally:
        processen.stop()
    console.print("De demo is gestopt.")


def _prepare() -> Poorten:
    if importlib.util.find_spec("aiosmtpd") is None:
        raise click.ClickException("De demo heeft aiosmtpd nodig. Draai: pip install aiosmtpd")
    poorten = Poorten(_read_port())
    try:
        omgeving = demo_omgeving(os.environ, poorten, {})
    except NietInProductie as fout:
        raise click.ClickException(str(fout)) from fout
    if bezet := poorten.taken():
        nummers = ", ".join(map(str, bezet))
        raise click.ClickException(f"Poort {nummers} is al in gebruik. Kies een andere: PORT=8100 portaal demo")
    os.environ.update(omgeving | ensure_keys())
    load_instellingen.cache_clear()
    return poorten


def _read_port() -> int:
    tekst = os.environ.get("PORT") or "8000"
    if not tekst.isdigit() or not 0 < int(tekst) <= 65532:
        raise click.ClickException(f"PORT moet een getal van 1 tot 65532 zijn, niet {tekst!r}.")
    return int(tekst)


def _load(console: Console, *, opnieuw: bool) -> Personen:
    from portaal.demo.gegevens import VreemdeDatabase, ensure_gegevens

    try:
        gemaakt_at = ensure_gegevens(load_instellingen(), opnieuw=opnieuw, console=console)
    except VreemdeDatabase as fout:
        raise click.ClickException(str(fout)) from fout
    except DATABASE_WEG as fout:
        raise click.ClickException("De database antwoordt niet. Kijk PORTAAL_DATABASE_URL na.") from fout
    _warn_when_old(console, gemaakt_at)
    return read_personen(personen_pad())


def _warn_when_old(console: Console, gemaakt_at: datetime) -> None:
    if utcnow() - gemaakt_at > _OUD:
        console.print(f"De voorbeeldgegevens zijn van {local(gemaakt_at):%d-%m-%Y}.")
        console.print("Nieuwe maakt u met: portaal demo --opnieuw")


def _came_up(processen: Processen, poorten: Poorten, stop: Stopsein) -> bool:
    def check() -> None:
        processen.check()
        if stop.is_gegeven:
            raise KeyboardInterrupt

    adressen = [f"{adres(poorten.web)}/gezond", adres(poorten.postvak), *_issuers()]
    try:
        wait_until_up(adressen, check)
    except KeyboardInterrupt:
        return False
    return True


def _issuers() -> list[str]:
    instellingen = load_instellingen()
    issuers = (instellingen.inwoner_oidc_issuer, instellingen.medewerker_oidc_issuer)
    return [f"{issuer}/.well-known/openid-configuration" for issuer in issuers]
