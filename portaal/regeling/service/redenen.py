"""Reasons: stored with a request as the rule gave them, and written out for who reads them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from portaal.core.geld import Centen
from portaal.infra.i18n import STANDAARD, write_bedrag, write_datum
from portaal.infra.teksten import translate
from portaal.regeling.stand import Reden

_GELD = frozenset({"bedrag", "grens"})


def to_json(redenen: Iterable[Reden]) -> list[dict[str, Any]]:
    """The reasons for storage."""
    return [
        {
            "regel": reden.regel,
            "bron": reden.bron,
            "tekst": reden.tekst,
            "waarden": {naam: _plain(waarde) for naam, waarde in reden.waarden},
            "houdt_tegen": reden.houdt_tegen,
        }
        for reden in redenen
    ]


def read_redenen(rijen: Iterable[dict[str, Any]]) -> tuple[Reden, ...]:
    """The reasons again, from storage."""
    return tuple(
        Reden(
            rij["regel"],
            rij["bron"],
            rij["tekst"],
            tuple((naam, _typed(naam, waarde)) for naam, waarde in rij["waarden"].items()),
            houdt_tegen=rij["houdt_tegen"],
        )
        for rij in rijen
    )


def write_reden(reden: Reden, taal: str = STANDAARD) -> str:
    """The sentence that an inwoner reads, in a language."""
    waarden = {naam: _written(naam, waarde, taal) for naam, waarde in reden.waarden}
    return translate(reden.tekst, taal, **waarden)


def _plain(waarde: Any) -> Any:
    return waarde.isoformat() if isinstance(waarde, date) else waarde


def _typed(naam: str, waarde: Any) -> Any:
    return date.fromisoformat(waarde) if naam == "datum" else waarde


def _written(naam: str, waarde: Any, taal: str) -> str:
    if naam in _GELD:
        return write_bedrag(Centen(waarde), taal)
    return write_datum(waarde, taal) if isinstance(waarde, date) else str(waarde)
