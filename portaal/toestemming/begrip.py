"""The words of toestemming: what was answered, how, how urgent it is, and what can go wrong."""

from enum import StrEnum

from portaal.core.errors import DomeinFout

# Whose answer it is: an inwoner by our number, someone without login by a key that only their own links hold.
Wie = int | str


class Antwoord(StrEnum):
    """What a record of consent says: each is a new one, none is ever changed."""

    JA = "ja"
    NEE = "nee"
    INGETROKKEN = "ingetrokken"
    VERLOPEN = "verlopen"


class Toestemmingssoort(StrEnum):
    """What is agreed to. BEDRAGEN: that schuldhulp may see what is owed, asked apart from CONTACT."""

    CONTACT = "contact"
    BEDRAGEN = "bedragen"


class Toestemmingskanaal(StrEnum):
    """Along which way an answer came in. AFSPRAAK: by booking a talk about geldzorgen oneself."""

    PORTAAL = "portaal"
    BALIE = "balie"
    TELEFOON = "telefoon"
    LINK = "link"
    BRIEF = "brief"
    AFSPRAAK = "afspraak"
    VANZELF = "vanzelf"


class Spoed(StrEnum):
    """What threatens: a choice, never free text (Wgs 4(2))."""

    GEEN = "geen"
    HUISUITZETTING = "huisuitzetting"
    AFSLUITING = "afsluiting"
    ZORGVERZEKERING = "zorgverzekering"


class Hulpstatus(StrEnum):
    """How far schuldhulp is with someone who asked for contact. GESPROKEN: the first talk has been held."""

    OPEN = "open"
    OPGEPAKT = "opgepakt"
    GESPROKEN = "gesproken"
    AFGEROND = "afgerond"
    GESTOPT = "gestopt"

    @property
    def loopt(self) -> bool:
        """Whether the person still stands on the list."""
        return self in LOPEND


LOPEND = frozenset({Hulpstatus.OPEN, Hulpstatus.OPGEPAKT, Hulpstatus.GESPROKEN})
WACHTEND = frozenset({Hulpstatus.OPEN, Hulpstatus.OPGEPAKT})


class Pogingsuitkomst(StrEnum):
    """How a try to reach someone went. BEREIKT: this was the first talk."""

    BEREIKT = "bereikt"
    NIET_BEREIKT = "niet_bereikt"
    ANDER_MOMENT = "ander_moment"


class Hulpuitkomst(StrEnum):
    """How the contact ended."""

    GESPREK = "gesprek"
    PLAN = "plan"
    VERWEZEN = "verwezen"
    NIET_NODIG = "niet_nodig"
    NIET_BEREIKT = "niet_bereikt"


class Klokstand(StrEnum):
    """How the clock of the Wgs stands. STIL: the first talk has been held, or there is none to hold."""

    LOOPT = "loopt"
    BIJNA = "bijna"
    TE_LAAT = "te_laat"
    STIL = "stil"


class GeenBereik(DomeinFout):
    """Someone who wants to be called needs a phone number or an e-mail address; for a talk by phone a number."""


class NietGevraagd(DomeinFout):
    """This is not asked: the gemeente does not ask it, or what it rests on is not there."""


class ToestemmingGestopt(DomeinFout):
    """The consent was withdrawn or ended: nothing may be kept of what was sent."""


class HulpvraagDicht(DomeinFout):
    """This cannot be done any more: the request for help is elsewhere in its course."""
