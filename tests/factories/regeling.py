"""Aanslagen, policy and plans for tests of betalingsregelingen."""

from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from typing import Any

from portaal.aanslag.stand import Aanslag, Aanslagsoort, Kanaal, Verzending, Verzendsoort
from portaal.beleid.bestanden import VOORBEELD, read_versie
from portaal.core.geld import Centen
from portaal.infra.kamer import BeleidSoort
from portaal.regeling.beleid import RegelingBeleid
from portaal.regeling.stand import Verzoeksoort, Wens

_ids = count(1)


@cache
def example_beleid() -> RegelingBeleid:
    """The policy of the example gemeente."""
    versie = read_versie(BeleidSoort("regeling", RegelingBeleid), VOORBEELD / "regeling.toml")
    return RegelingBeleid.model_validate(versie.inhoud)


def an_aanslag(open_: int = 48673, **anders: Any) -> Aanslag:
    """One open aanslag of 2026, due on 11 April."""
    nummer = next(_ids)
    gegeven: dict[str, Any] = {
        "id": nummer,
        "inwoner_id": 1,
        "aanslagnummer": f"2026{nummer:08d}",
        "soort": Aanslagsoort.GECOMBINEERD,
        "belastingjaar": 2026,
        "dagtekening": date(2026, 2, 28),
        "betalingskenmerk": "5000056789012345",
        "totaalbedrag": Centen(open_),
        "kosten": Centen(0),
        "rente": None,
        "betaald": Centen(0),
        "automatische_incasso": False,
        "aantal_termijnen": 1,
        "vervaldata": (date(2026, 4, 11),),
        "vernietigd": False,
        "uitstel_tot": None,
        "kwijtschelding_gevraagd": False,
        "bezwaar": False,
        "volgende_stap": "",
        "volgende_stap_op": None,
        "bijgewerkt_at": datetime(2026, 3, 1, 5, tzinfo=UTC),
        "oud_sinds": None,
        "regels": (),
        "betalingen": (),
        "verzendingen": (sent(Verzendsoort.AANSLAGBILJET, date(2026, 2, 28)),),
    }
    return Aanslag(**(gegeven | anders))


def sent(soort: Verzendsoort, op: date, kosten: int = 0) -> Verzending:
    """Something that was sent by post."""
    return Verzending(soort, op, Kanaal.POST, Centen(kosten))


def in_termijnen(aantal: int, dag: int = 26) -> Wens:
    """To pay in a number of terms."""
    return Wens(Verzoeksoort.REGELING, aantal=aantal, dag=dag)


def per_maand(bedrag: int, dag: int = 26) -> Wens:
    """To pay an amount a month."""
    return Wens(Verzoeksoort.REGELING, maandbedrag=Centen(bedrag), dag=dag)


def later(tot: date) -> Wens:
    """To pay all at once, on a later day."""
    return Wens(Verzoeksoort.UITSTEL, tot=tot)


def rust(tot: date) -> Wens:
    """A pause without a plan."""
    return Wens(Verzoeksoort.PAUZE, tot=tot)
