"""Agendas for tests."""

from typing import Any

from portaal.afspraak.beleid import Afsprakenbeleid

WOORDEN = tuple(f"woord{nummer}" for nummer in range(20))
WERKWEEK = dict.fromkeys(("ma", "di", "wo", "do", "vr"), ("9.00-12.00",))


def make_agenda(**anders: Any) -> dict[str, Any]:
    """A desk with one place, open on working mornings from 9 to 12."""
    return {
        "naam": "Balie",
        "locatie": "stadhuis",
        "soorten": ("bezoek",),
        "onderwerpen": ("aanslag",),
        "raster_minuten": 30,
        "week": WERKWEEK,
        **anders,
    }


def make_beleid(agenda: dict[str, Any] | None = None, **anders: Any) -> Afsprakenbeleid:
    """A gemeente with one location, one topic (half an hour) and one agenda."""
    inhoud: dict[str, Any] = {
        "belnummer": "0123 456789",
        "codewoorden": WOORDEN,
        "locaties": {
            "stadhuis": {"naam": "Stadhuis", "adres": ("Plein 1",), "route": "Bus 1", "toegankelijk": "Ja"}
        },
        "onderwerpen": {
            "aanslag": {"naam": "Uitleg", "minuten": {"bezoek": 30, "bellen": 20}, "horizon_dagen": 400}
        },
        "agendas": {"balie": make_agenda(**(agenda or {}))},
    }
    return Afsprakenbeleid.model_validate({**inhoud, **anders})
