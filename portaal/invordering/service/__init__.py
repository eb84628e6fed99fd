"""The door to invordering: holds, what inwoners report, and costs to take back."""

from portaal.invordering.service.blokkades import (
    Blokkadevraag,
    active_blokkades,
    lift_blokkade,
    limit_blokkade,
    place_blokkade,
)
from portaal.invordering.service.meldingen import (
    Meldingskaart,
    answer_melding,
    get_melding,
    list_meldingen,
    meld,
    meldingen_of,
)
from portaal.invordering.service.pakket import (
    Pakketlijst,
    Pakketregel,
    count_werk,
    list_pakketwerk,
    mark_in_pakket,
)
from portaal.invordering.service.teruggave import (
    Teruggave,
    find_crossed,
    kosten_terug,
    list_teruggaven,
    mark_teruggegeven,
)

__all__ = [
    "Blokkadevraag",
    "Meldingskaart",
    "Pakketlijst",
    "Pakketregel",
    "Teruggave",
    "active_blokkades",
    "answer_melding",
    "count_werk",
    "find_crossed",
    "get_melding",
    "kosten_terug",
    "lift_blokkade",
    "limit_blokkade",
    "list_meldingen",
    "list_pakketwerk",
    "list_teruggaven",
    "mark_in_pakket",
    "mark_teruggegeven",
    "meld",
    "meldingen_of",
    "place_blokkade",
]
