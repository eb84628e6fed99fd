"""The receipt of a consent as data: after ISO/IEC TS 27560:2023, in terms of the Data Privacy Vocabulary."""

from typing import Any

from portaal.beleid.gemeente import Gemeente
from portaal.toestemming.model import Toestemming
from portaal.toestemming.rules import Antwoord

SCHEMA = "https://w3id.org/dpv/27560"
_EVENT = {
    Antwoord.JA: "dpv:ConsentGiven",
    Antwoord.NEE: "dpv:ConsentRefused",
    Antwoord.INGETROKKEN: "dpv:ConsentWithdrawn",
    Antwoord.VERLOPEN: "dpv:ConsentExpired",
}


def make_receipt(rij: Toestemming, wie: Gemeente, intrekken: str) -> dict[str, Any]:
    """The receipt; instants in UTC (ISO 8601). It names the person by reference only, never by BSN."""
    return {
        "@context": "https://w3id.org/dpv/dpv.jsonld",
        "schema_version": SCHEMA,
        "record_id": rij.ref,
        "language": rij.taal,
        "pii_controller": {"name": wie.naam, "address": ", ".join(wie.bezoekadres), "contact": wie.fg_email},
        "purposes": [
            {
                "purpose": rij.doel,
                "lawful_basis": "dpv:Consent",
                "personal_data": rij.gedeeld,
                "recipients": [rij.ontvanger],
            }
        ],
        "notice": {"text": rij.tekst, "version": rij.tekst_versie, "sha256": rij.tekst_hash},
        "events": [
            {
                "event_type": _EVENT[rij.antwoord],
                "event_time": rij.at.isoformat(),
                "validity_until": rij.verloopt_at.isoformat() if rij.verloopt_at else None,
                "channel": rij.kanaal.value,
            }
        ],
        "withdrawal": {"method": intrekken},
    }
