"""The door to the desk: finding a person, and a person's page by role."""

from portaal.werkplek.service.dossier import Aanslagrij, Dossier, open_dossier
from portaal.werkplek.service.namens import begin_namens, end_namens
from portaal.werkplek.service.zoeken import find_een, find_op_naam

__all__ = [
    "Aanslagrij",
    "Dossier",
    "begin_namens",
    "end_namens",
    "find_een",
    "find_op_naam",
    "open_dossier",
]
