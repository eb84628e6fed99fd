"""The door to invordering: holds, what inwoners report, and costs to take back."""

from portaal.invordering.service.blokkades import (
    Blokkadevraag,
    active_blokkades,
    lift_blokkade,
    lift_blokkades,
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
    open_melding,
)
from portaal.invordering.service.pakket import (
    Pakketlijst,
    Pakketregel,
    count_werk,
    list_pakketwerk,
    mark_in_pakket,
)
from portaal.invordering.service.pakketsets import (
    SetOnvolledig,
    Setregel,
    all_blokkade_rows,
    count_wachtend,
    fill_aanslagnummers,
    last_set,
    list_sets,
    make_set,
    read_set,
)
from portaal.invordering.service.teruggave import (
    Teruggave,
    find_crossed,
    kosten_terug,
    list_teruggaven,
    mark_teruggegeven,
)
from portaal.invordering.service.wijzigingen import Wijziging, append_wijzigingen

__all__ = [
    "Blokkadevraag",
    "Meldingskaart",
    "Pakketlijst",
    "Pakketregel",
    "SetOnvolledig",
    "Setregel",
    "Teruggave",
    "Wijziging",
    "active_blokkades",
    "all_blokkade_rows",
    "answer_melding",
    "append_wijzigingen",
    "count_wachtend",
    "count_werk",
    "fill_aanslagnummers",
    "find_crossed",
    "get_melding",
    "kosten_terug",
    "last_set",
    "lift_blokkade",
    "lift_blokkades",
    "limit_blokkade",
    "list_meldingen",
    "list_pakketwerk",
    "list_sets",
    "list_teruggaven",
    "make_set",
    "mark_in_pakket",
    "mark_teruggegeven",
    "meld",
    "meldingen_of",
    "open_melding",
    "place_blokkade",
    "read_set",
]
