"""Values for tests of the explanation: the example gemeente's texts, and lines without a database."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from portaal.aanslag.levering.som import is_sluitend
from portaal.aanslag.stand import Aanslag, Aanslagsoort, Boeking, Regel
from portaal.aanslag.uitleg.begrippen import Begrippen
from portaal.aanslag.uitleg.soorten import Belastingsoorten
from portaal.beleid.bestanden import VOORBEELD
from portaal.core.geld import Centen


def read_toml(naam: str) -> dict[str, Any]:
    """The content of a configuration file of the example gemeente."""
    inhoud = tomllib.loads((VOORBEELD / f"{naam}.toml").read_text(encoding="utf-8"))
    del inhoud["geldig_vanaf"]
    return inhoud


BELEID = Belastingsoorten.model_validate(read_toml("belastingsoorten"))
BEGRIPPEN = Begrippen.model_validate(read_toml("begrippen"))

OZB = Regel(
    regel=1,
    belastingsoort="ozb_eigenaar_woning",
    omschrijving="Onroerendezaakbelasting eigenaar woning",
    object="Molenpad 12",
    grondslag="345000",
    eenheid="euro WOZ-waarde",
    tarief="0,0968%",
    van=date(2026, 1, 1),
    tot_en_met=date(2026, 12, 31),
    bedrag=Centen(33396),
    klopt=True,
)


def make_regel(soort: str, grondslag: str, eenheid: str, tarief: str, bedrag: int, **kenmerken: Any) -> Regel:
    """A line as a delivery brings it."""
    klopt = is_sluitend(grondslag, eenheid, tarief, Centen(bedrag))
    gegeven = {
        "belastingsoort": soort,
        "omschrijving": soort,
        "grondslag": grondslag,
        "eenheid": eenheid,
        "tarief": tarief,
        "bedrag": Centen(bedrag),
        "klopt": klopt,
    }
    return replace(OZB, **(gegeven | kenmerken))


def make_biljet(*regels: Regel, jaar: int = 2026, **kenmerken: Any) -> Aanslag:
    """A biljet with these lines."""
    gegeven: dict[str, Any] = {
        "id": 1,
        "inwoner_id": 1,
        "aanslagnummer": f"{jaar}00000002",
        "soort": Aanslagsoort.GECOMBINEERD,
        "belastingjaar": jaar,
        "dagtekening": date(jaar, 2, 28),
        "betalingskenmerk": "7444442600000002",
        "totaalbedrag": Centen(sum(regel.bedrag for regel in regels)),
        "kosten": Centen(0),
        "rente": None,
        "betaald": Centen(0),
        "automatische_incasso": False,
        "aantal_termijnen": 1,
        "vervaldata": (),
        "vernietigd": False,
        "uitstel_tot": None,
        "kwijtschelding_gevraagd": False,
        "bezwaar": False,
        "volgende_stap": "",
        "volgende_stap_op": None,
        "bijgewerkt_at": datetime(jaar, 3, 1, 5, 0, tzinfo=UTC),
        "oud_sinds": None,
        "regels": regels,
        "betalingen": (),
        "verzendingen": (),
    } | kenmerken
    betalingen: tuple[Boeking, ...] = gegeven["betalingen"]
    gegeven["betaald"] = Centen(sum(b.bedrag for b in betalingen))
    return Aanslag(**gegeven)
