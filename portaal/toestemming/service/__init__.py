"""The door to consent: giving, refusing and withdrawing it, and where someone stands."""

from portaal.toestemming.begrip import GeenBereik
from portaal.toestemming.service.geven import (
    Contactwens,
    give,
    give_bedragen,
    new_bezoeker,
    refuse,
    withdraw,
)
from portaal.toestemming.service.lezen import (
    Stand,
    beleid_of,
    get_receipt,
    history_of,
    is_receipt_of,
    last_day_of,
    name_of,
    question_of,
    toestemming_of,
)
from portaal.toestemming.service.links import read_link, withdraw_link

__all__ = [
    "Contactwens",
    "GeenBereik",
    "Stand",
    "beleid_of",
    "get_receipt",
    "give",
    "give_bedragen",
    "history_of",
    "is_receipt_of",
    "last_day_of",
    "name_of",
    "new_bezoeker",
    "question_of",
    "read_link",
    "refuse",
    "toestemming_of",
    "withdraw",
    "withdraw_link",
]
