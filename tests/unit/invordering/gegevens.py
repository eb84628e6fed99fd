"""Values for tests of the clock: the example gemeente's configuration, and an aanslag without a database."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from portaal.aanslag.stand import Aanslag, Aanslagsoort, Kanaal, Verzending, Verzendsoort
from portaal.aanslag.voorbeeld import make_voorbeeld
from portaal.beleid.bestanden import VOORBEELD
from portaal.core.geld import Centen
from portaal.invordering.beleid import Kostenbeleid, Ladderbeleid
from portaal.invordering.ladder import Klokbeleid


def _read(naam: str) -> dict[str, Any]:
    inhoud = tomllib.loads((VOORBEELD / f"{naam}.toml").read_text(encoding="utf-8"))
    del inhoud["geldig_vanaf"]
    return inhoud


BELEID = Klokbeleid(Ladderbeleid.model_validate(_read("ladder")), Kostenbeleid.model_validate(_read("kosten")))

AANSLAG = replace(
    make_voorbeeld(Aanslagsoort.GECOMBINEERD, date(2026, 2, 28), Centen(97536), date(2026, 4, 11)),
    id=1,
    inwoner_id=1,
    aanslagnummer="202600000002",
    betalingskenmerk="7444442600000002",
    bijgewerkt_at=datetime(2026, 3, 1, 5, 0, tzinfo=UTC),
    verzendingen=(Verzending(Verzendsoort.AANSLAGBILJET, date(2026, 2, 28), Kanaal.POST, Centen(0)),),
)


def make_stand(*verzonden: tuple[Verzendsoort, date, int], **kenmerken: Any) -> Aanslag:
    """The aanslag of the tests, with more that was sent and other values."""
    verzendingen = AANSLAG.verzendingen + tuple(
        Verzending(soort, dag, Kanaal.POST, Centen(kosten)) for soort, dag, kosten in verzonden
    )
    return replace(AANSLAG, verzendingen=verzendingen, **kenmerken)
