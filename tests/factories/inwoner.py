"""Persons for tests."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from portaal.core.nummers import OngeldigNummer, parse_bsn
from portaal.inwoner.model import Levering, Leveringstatus, Persoonsgegevens
from portaal.inwoner.rules import Inwonerstatus, normalise_naam
from portaal.inwoner.service import ensure_inwoner

MOMENT = datetime(2026, 3, 1, 5, 0, tzinfo=UTC)
_nummers = count(900_000_000)


def next_bsn() -> str:
    """A BSN in the 9 range that passes the 11-check, a new one each time."""
    for nummer in _nummers:
        try:
            return parse_bsn(str(nummer))
        except OngeldigNummer:
            continue
    raise AssertionError


def make_levering(session: Session, **kenmerken: Any) -> int:
    """A delivery that was taken in."""
    gegeven = {"ontvangen_at": MOMENT, "klaar_at": MOMENT, "vingerafdruk": "x", "status": Leveringstatus.OPGENOMEN}
    levering = Levering(**(gegeven | kenmerken))
    session.add(levering)
    session.flush()
    return levering.id


def make_inwoner(
    session: Session, *, bsn: str | None = None, levering_id: int | None = None, **kenmerken: Any
) -> int:
    """A person as a delivery brought it; returns the id."""
    inwoner_id = ensure_inwoner(session, bsn or next_bsn(), MOMENT)
    gegeven: dict[str, Any] = {
        "voorletters": "A.",
        "voorvoegsel": "de",
        "geslachtsnaam": "Jong",
        "geboortedatum": date(1980, 5, 17),
        "straat": "Molenpad",
        "huisnummer": "12",
        "toevoeging": "",
        "postcode": "1234 AB",
        "plaats": "Voorbeeldstad",
        "email": "a.dejong@example.org",
        "telefoon": "0612345678",
        "status": Inwonerstatus.GEWOON,
        "geheimhouding": False,
        "correspondentie_naam": "",
        "correspondentie_adres": "",
    } | kenmerken
    gegeven["zoeknaam"] = normalise_naam(gegeven["geslachtsnaam"])
    session.add(
        Persoonsgegevens(inwoner_id=inwoner_id, levering_id=levering_id or make_levering(session), **gegeven)
    )
    session.flush()
    return inwoner_id
