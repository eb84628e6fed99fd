"""What the demo says when it runs: where to look, and whom to log in as."""

from rich.console import Console
from rich.table import Table

from portaal.demo.omgeving import MAP, Poorten, adres
from portaal.demo.personen import Personen


def tell(console: Console, poorten: Poorten, personen: Personen) -> None:
    """Print the addresses and the persons."""
    for tabel in (_inwoners(personen), _medewerkers(personen), _adressen(poorten)):
        console.print(tabel)
    console.print(f"Open {adres(poorten.web)}/")
    console.print("Alleen deze computer kan erbij. Alle mensen zijn verzonnen. Stop met Ctrl-C.")
    console.print(f"Uitvoer van de processen staat in {MAP / 'demo-logs'}.")


def _inwoners(personen: Personen) -> Table:
    tabel = Table("BSN", "Naam", "Situatie", title="Log in als inwoner (DigiD is nagebouwd)")
    for inwoner in personen.inwoners:
        tabel.add_row(inwoner.bsn, inwoner.naam, inwoner.situatie)
    return tabel


def _medewerkers(personen: Personen) -> Table:
    tabel = Table("Naam", "Wat doet deze medewerker", title="Log in als medewerker, op /werk")
    for medewerker in personen.medewerkers:
        tabel.add_row(medewerker.naam, medewerker.uitleg)
    return tabel


def _adressen(poorten: Poorten) -> Table:
    tabel = Table(title="De demo draait", show_header=False)
    for wat, poort, pad in (
        ("Voor inwoners", poorten.web, "/"),
        ("Voor medewerkers", poorten.web, "/werk"),
        ("Postvak met alle mail", poorten.postvak, "/"),
        ("Inloggen (nagebouwd)", poorten.simulator, "/"),
    ):
        tabel.add_row(wat, adres(poort) + pad)
    return tabel
