"""Pure decisions about persons: how a name is written, searched and addressed."""

import unicodedata
from enum import StrEnum
from functools import lru_cache


class Inwonerstatus(StrEnum):
    """What the belastingpakket knows of someone's position."""

    GEWOON = ""
    OVERLEDEN = "overleden"
    BEWIND = "bewind"
    WSNP = "wsnp"
    SCHULDREGELING = "schuldregeling"

    @property
    def vraagt_mens(self) -> bool:
        """Whether a person takes it up: no plan online and no direct lane (delivery format, column status)."""
        return self is not Inwonerstatus.GEWOON


# Longest first, so that "van den" goes before "van".
_VOORVOEGSELS = tuple(
    sorted(
        (
            *("aan de", "aan den", "aan het", "aan 't", "bij de", "bij den", "da", "dal", "de", "de la", "de las"),
            *("del", "den", "der", "des", "di", "do", "dos", "du", "el", "el-", "al", "al-", "het", "in de"),
            *("in den", "in het", "in 't", "la", "las", "le", "les", "los", "onder de", "op de", "op den"),
            *("op het", "op 't", "op ten", "over de", "'s", "'t", "te", "ten", "ter", "tot", "uit de", "uit den"),
            *("uit het", "uit 't", "van", "van de", "van den", "van der", "van het", "van 't", "vanden", "vander"),
            *("ver", "von", "von der", "voor de", "voor den", "voor 't", "zu", "zum", "zur"),
        ),
        key=lambda voorvoegsel: -len(voorvoegsel),
    )
)
_GEEN_ONTBINDING = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ĳ": "ij"}
)
_APOSTROFS = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})


@lru_cache(maxsize=8192)
def normalise_naam(geslachtsnaam: str) -> str:
    """The name as it is searched: small letters a to z and others without accents, nothing between them."""
    klein = geslachtsnaam.lower().translate(_GEEN_ONTBINDING)
    ontbonden = unicodedata.normalize("NFKD", klein)
    return "".join(teken for teken in ontbonden if teken.isalnum())


def normalise_zoekterm(naam: str) -> str:
    """What an employee typed, as it is searched: without initials and without a voorvoegsel in front."""
    woorden = naam.translate(_APOSTROFS).lower().split()
    while len(woorden) > 1 and "." in woorden[0]:
        woorden.pop(0)
    tekst = " ".join(woorden)
    voor = next((v for v in _VOORVOEGSELS if tekst.startswith(v + " ")), "")
    return normalise_naam(tekst[len(voor) :])


def write_naam(voorletters: str, voorvoegsel: str, geslachtsnaam: str) -> str:
    """`Y. van den Berg`; what is unknown is left out."""
    return " ".join(deel for deel in (voorletters, voorvoegsel, geslachtsnaam) if deel)


def write_adres(straat: str, huisnummer: str, toevoeging: str, postcode: str, plaats: str) -> tuple[str, ...]:
    """The lines of an address; what is unknown is left out."""
    eerste = " ".join(deel for deel in (straat, huisnummer, toevoeging) if deel)
    tweede = "  ".join(deel for deel in (postcode, plaats) if deel)
    return tuple(regel for regel in (eerste, tweede) if regel)
