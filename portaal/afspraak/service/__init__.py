"""The door to appointments."""

from portaal.afspraak.service.beheer import (
    apply_beleid,
    beleid_on,
    change_part,
    change_whole,
    foresee,
    list_without_place,
)
from portaal.afspraak.service.boeken import (
    afsprakenbeleid,
    alternatives,
    book_afspraak,
    cancel_afspraak,
    free_times,
    move_afspraak,
    release_reservering,
    reserve,
)
from portaal.afspraak.service.lezen import (
    afspraken_of,
    afspraken_on,
    calendar_file,
    find_kenmerk,
    get_afspraak,
    is_afspraak_of,
    is_proof,
)
from portaal.afspraak.service.loket import note_niet_bereikt, note_status
from portaal.afspraak.service.uitval import Uitval, lift_uitval, list_uitval, place_uitval, preview_uitval

__all__ = [
    "Uitval",
    "afspraken_of",
    "afspraken_on",
    "afsprakenbeleid",
    "alternatives",
    "apply_beleid",
    "beleid_on",
    "book_afspraak",
    "calendar_file",
    "cancel_afspraak",
    "change_part",
    "change_whole",
    "find_kenmerk",
    "foresee",
    "free_times",
    "get_afspraak",
    "is_afspraak_of",
    "is_proof",
    "lift_uitval",
    "list_uitval",
    "list_without_place",
    "move_afspraak",
    "note_niet_bereikt",
    "note_status",
    "place_uitval",
    "preview_uitval",
    "release_reservering",
    "reserve",
]
