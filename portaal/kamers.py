"""All rooms of the portal, from which app, worker and command line are put together."""

import importlib

from portaal.infra import opruimen
from portaal.infra.kamer import Abonnement, BeleidSoort, Kamer, Taak
from portaal.infra.werk.werker import Ronde

NAMEN = (
    "beleid",
    "bericht",
    "medewerker",
    "inwoner",
    "hulpwijzer",
    "aanslag",
    "invordering",
    "afspraak",
    "signaal",
    "regeling",
    "werkplek",
    "toestemming",
    "mijn",
    "voordeur",
)


def load_kamers() -> tuple[Kamer, ...]:
    """Every room, from the lowest up."""
    return tuple(importlib.import_module(f"portaal.{naam}.kamer").KAMER for naam in NAMEN)


def beleid_soorten(kamers: tuple[Kamer, ...]) -> tuple[BeleidSoort, ...]:
    """Every kind of dated configuration."""
    return tuple(soort for kamer in kamers for soort in kamer.beleid)


def abonnementen(kamers: tuple[Kamer, ...]) -> tuple[Abonnement, ...]:
    """Who wants to hear of which event."""
    return tuple(abonnement for kamer in kamers for abonnement in kamer.abonnementen)


def rondes(kamers: tuple[Kamer, ...]) -> tuple[Ronde, ...]:
    """What the worker does in each round."""
    return tuple(ronde for kamer in kamers for ronde in kamer.rondes)


def taken(kamers: tuple[Kamer, ...]) -> tuple[Taak, ...]:
    """What is done on time."""
    return (*opruimen.TAKEN, *(taak for kamer in kamers for taak in kamer.taken))
