"""The receipt of a consent as data: after ISO/IEC TS 27560:2023, in terms of the W3C Data Privacy Vocabulary.

The shape follows the guide of the DPV community group for consent receipts; `static/schemas` publishes it. Terms
are those of DPV 2.3 (`VOCABULAIRE`, a release that does not change): their names carry no version, so the receipt
says which release it speaks. DPV has no term for a hash, so that is schema.org's; the guide's `eu-gdpr:GDPR` is in
no release, `legal-eu:law-GDPR` is.
"""

from typing import Any

from portaal.beleid.gemeente import Gemeente
from portaal.toestemming.begrip import Antwoord
from portaal.toestemming.model import Toestemming

PROFIEL = "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr"
VOCABULAIRE = "https://w3id.org/dpv/2.3"
CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "legal-eu": "https://w3id.org/dpv/legal/eu#",
    "loc": "https://w3id.org/dpv/loc#",
    "dct": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
STATUS = {
    Antwoord.JA: "dpv:ConsentGiven",
    Antwoord.NEE: "dpv:ConsentRefused",
    Antwoord.INGETROKKEN: "dpv:ConsentWithdrawn",
    Antwoord.VERLOPEN: "dpv:ConsentExpired",
}


def make_receipt(rij: Toestemming, wie: Gemeente, *, naam: str, intrekken: str) -> dict[str, Any]:
    """The receipt; instants in UTC (ISO 8601). It names the person by name, never by BSN."""
    return {
        "@context": CONTEXT,
        "@type": "dpv:ConsentReceipt",
        "@id": f"urn:portaal:toestemming:{rij.ref}",
        "dct:conformsTo": PROFIEL,
        "dct:references": VOCABULAIRE,
        "dct:created": rij.at.isoformat(),
        "dct:publisher": wie.naam,
        "dct:identifier": rij.ref,
        "dct:language": rij.taal,
        "dpv:hasRecordOfActivity": _record(rij, wie, naam, intrekken),
    }


def _record(rij: Toestemming, wie: Gemeente, naam: str, intrekken: str) -> dict[str, Any]:
    return {
        "@type": "dpv:ConsentRecord",
        "dpv:hasDataSubject": {"@type": "dpv:DataSubject", "schema:name": naam},
        "dpv:hasDataController": _controller(wie),
        "dpv:hasJurisdiction": "loc:NL",
        "dpv:hasApplicableLaw": "legal-eu:law-GDPR",
        "dpv:hasNotice": {
            "@type": "dpv:ConsentNotice",
            "dct:hasVersion": rij.tekst_versie,
            "rdf:value": rij.tekst,
            "schema:sha256": rij.tekst_hash,
            "dct:language": rij.taal,
        },
        "dpv:hasProcess": _process(rij),
        "dpv:hasConsentStatus": _status(rij),
        "dpv:hasConsentControl": {
            "@type": "dpv:WithdrawConsent",
            "dpv:isExercisedAt": intrekken,
            "schema:telephone": wie.telefoon,
        },
        "dpv:hasRight": "eu-gdpr:A7-3",
    }


def _process(rij: Toestemming) -> dict[str, Any]:
    proces: dict[str, Any] = {
        "@type": "dpv:Process",
        "dpv:hasPurpose": {"@type": "dpv:Purpose", "dct:title": rij.doel},
        "dpv:hasLegalBasis": "eu-gdpr:A6-1-a",
        "dpv:hasPersonalData": [{"@type": "dpv:PersonalData", "dct:title": deel} for deel in rij.gedeeld],
        "dpv:hasRecipient": [{"@type": "dpv:Recipient", "schema:name": rij.ontvanger}],
    }
    if rij.besluit:
        proces["dct:source"] = rij.besluit
    return proces


def _controller(wie: Gemeente) -> dict[str, Any]:
    return {
        "@type": "dpv:DataController",
        "schema:name": wie.naam,
        "schema:address": ", ".join(wie.bezoekadres),
        "schema:email": wie.fg_email,
    }


def _status(rij: Toestemming) -> dict[str, Any]:
    status = {
        "@type": STATUS[rij.antwoord],
        "dpv:isIndicatedBy": "dpv:DataSubject",
        "dpv:isIndicatedAtTime": rij.at.isoformat(),
        "dpv:hasIndicationMethod": rij.kanaal.value,
    }
    if rij.verloopt_at is not None:
        status["dct:valid"] = rij.verloopt_at.isoformat()
    return status
