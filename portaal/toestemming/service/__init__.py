"""The door to consent: giving, refusing and withdrawing it, and where someone stands."""

from portaal.toestemming.begrip import GeenBereik
from portaal.toestemming.service.geven import Contactwens, give, refuse, withdraw
from portaal.toestemming.service.lezen import (
    Stand,
    beleid_of,
    get_receipt,
    history_of,
    is_receipt_of,
    last_day_of,
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
    "history_of",
    "is_receipt_of",
    "last_day_of",
    "read_link",
    "refuse",
    "toestemming_of",
    "withdraw",
    "withdraw_link",
]
