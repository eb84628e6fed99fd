"""The door to dated configuration: what holds, and letting something else hold from a day on."""

from portaal.beleid.rules.ingang import next_begin
from portaal.beleid.service.lezen import (
    GeenBeleid,
    gemeente,
    holding,
    holding_between,
    holding_versie,
    show_as_if,
    versie_id,
)
from portaal.beleid.service.schrijven import add_versie, last_nummer
from portaal.beleid.service.versies import (
    Keuze,
    Versiekaart,
    VersieLiep,
    confirm,
    list_holding,
    list_versies,
    read_versie,
    withdraw,
)
from portaal.beleid.service.zaaien import seed

__all__ = [
    "GeenBeleid",
    "Keuze",
    "VersieLiep",
    "Versiekaart",
    "add_versie",
    "confirm",
    "gemeente",
    "holding",
    "holding_between",
    "holding_versie",
    "last_nummer",
    "list_holding",
    "list_versies",
    "next_begin",
    "read_versie",
    "seed",
    "show_as_if",
    "versie_id",
    "withdraw",
]
