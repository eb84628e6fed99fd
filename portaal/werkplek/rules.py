"""Pure decisions of the desk: how a search is read, and what a role sees and may do."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portaal.core.door import Vaststelling
from portaal.core.errors import DomeinFout
from portaal.core.nummers import OngeldigNummer, parse_bsn
from portaal.core.rollen import LOKET, Rol

AANSLAGNUMMER_LENGTE = 12


class Zoekgebrek(StrEnum):
    """What keeps a search from being one."""

    LEEG = "leeg"
    GEEN_NUMMER = "geen_nummer"
    GEEN_BSN = "geen_bsn"
    ZONDER_GEBOORTEDATUM = "zonder_geboortedatum"
    ZONDER_NAAM = "zonder_naam"


class OngeldigeZoekvraag(DomeinFout):
    """The search cannot be done; `gebrek` says what to mend."""

    def __init__(self, gebrek: Zoekgebrek) -> None:
        """Remember what to mend."""
        super().__init__(gebrek)
        self.gebrek = gebrek


@dataclass(frozen=True)
class ZoekOpAanslag:
    """Whose aanslag is this?"""

    aanslagnummer: str


@dataclass(frozen=True)
class ZoekOpBsn:
    """Whose BSN is this?"""

    bsn: str


@dataclass(frozen=True)
class ZoekOpNaam:
    """Who has this name and this birth date? Never one without the other: that would be leafing through people."""

    naam: str
    geboortedatum: date


Zoekopdracht = ZoekOpAanslag | ZoekOpBsn | ZoekOpNaam


def read_zoekopdracht(nummer: str, naam: str, geboortedatum: date | None) -> Zoekopdracht:
    """What an employee searches by; a number goes before a name. Raises OngeldigeZoekvraag."""
    cijfers = "".join(teken for teken in nummer if teken not in " .-")
    if cijfers:
        return _read_nummer(cijfers)
    if not naam.strip() and geboortedatum is None:
        raise OngeldigeZoekvraag(Zoekgebrek.LEEG)
    if not naam.strip():
        raise OngeldigeZoekvraag(Zoekgebrek.ZONDER_NAAM)
    if geboortedatum is None:
        raise OngeldigeZoekvraag(Zoekgebrek.ZONDER_GEBOORTEDATUM)
    return ZoekOpNaam(naam.strip(), geboortedatum)


def _read_nummer(cijfers: str) -> Zoekopdracht:
    if not (cijfers.isascii() and cijfers.isdigit()):
        raise OngeldigeZoekvraag(Zoekgebrek.GEEN_NUMMER)
    if len(cijfers) == AANSLAGNUMMER_LENGTE:
        return ZoekOpAanslag(cijfers)
    if len(cijfers) not in (8, 9):
        raise OngeldigeZoekvraag(Zoekgebrek.GEEN_NUMMER)
    try:
        return ZoekOpBsn(parse_bsn(cijfers))
    except OngeldigNummer as fout:
        raise OngeldigeZoekvraag(Zoekgebrek.GEEN_BSN) from fout


def vaststellingen_for(rollen: frozenset[Rol]) -> tuple[Vaststelling, ...]:
    """The ways in which an employee with these roles can make sure who it is.

    On the phone nobody shows an identity document. Empty for who acts for nobody.
    """
    if Rol.BALIE in rollen:
        return (Vaststelling.IDENTITEITSBEWIJS, Vaststelling.CONTROLEVRAGEN, Vaststelling.GEMACHTIGDE)
    if rollen & LOKET:
        return (Vaststelling.CONTROLEVRAGEN, Vaststelling.GEMACHTIGDE)
    return ()


def purpose_of(rollen: frozenset[Rol]) -> str:
    """Why an employee with these roles looks at a person, for the logboek that this person may read."""
    if rollen & LOKET:
        return "een vraag van de inwoner beantwoorden"
    return "aanslagen innen en verzoeken beoordelen"


def sees_afspraken(rollen: frozenset[Rol]) -> bool:
    """Whether appointments are part of the work: of who books and receives, not of who collects."""
    return bool(rollen & LOKET)


def sees_blokkades(rollen: frozenset[Rol]) -> bool:
    """Whether holds with their reason are part of the work; the desk sees only that the aanslag stands still."""
    return Rol.INVORDERING in rollen
