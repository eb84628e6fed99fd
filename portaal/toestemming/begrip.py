"""The words of toestemming: what was answered, how, how urgent it is, and what can go wrong."""

from enum import StrEnum

from portaal.core.errors import DomeinFout


class Toestemmingsdoel(StrEnum):
    """What a consent is for. One purpose, one question (AVG 4(11), 6(1)(a))."""

    CONTACT = "contact"


class Toestemmingsoort(StrEnum):
    """What a record of consent says. Each is a row of its own: nothing is ever changed."""

    JA = "ja"
    NEE = "nee"
    INGETROKKEN = "ingetrokken"
    VERLOPEN = "verlopen"


class Toestemmingsweg(StrEnum):
    """Along which way the answer came in."""

    PORTAAL = "portaal"
    BALIE = "balie"
    TELEFOON = "telefoon"
    LINK = "link"
    VANZELF = "vanzelf"


class Dreiging(StrEnum):
    """What threatens: asked as a choice, never as free text (Wgs 4(2))."""

    GEEN = "geen"
    ONTRUIMING = "ontruiming"
    AFSLUITING = "afsluiting"
    ZORGVERZEKERING = "zorgverzekering"

    @property
    def is_bedreigend(self) -> bool:
        """Whether the short term of the law applies."""
        return self is not Dreiging.GEEN


class Contactmoment(StrEnum):
    """When someone likes to be reached."""

    ALTIJD = "altijd"
    OCHTEND = "ochtend"
    MIDDAG = "middag"
    AVOND = "avond"


class Hulpvraagstatus(StrEnum):
    """How far schuldhulp is with someone who asked for contact."""

    NIEUW = "nieuw"
    OPGEPAKT = "opgepakt"
    GESPROKEN = "gesproken"
    AFGEROND = "afgerond"
    GESTOPT = "gestopt"

    @property
    def is_open(self) -> bool:
        """Whether the person still stands on the list."""
        return self in (Hulpvraagstatus.NIEUW, Hulpvraagstatus.OPGEPAKT, Hulpvraagstatus.GESPROKEN)


class Contactuitkomst(StrEnum):
    """What came of an attempt to reach someone. BEREIKT: this was the first talk."""

    BEREIKT = "bereikt"
    NIET_BEREIKT = "niet_bereikt"
    ANDER_MOMENT = "ander_moment"


class Hulpuitkomst(StrEnum):
    """With what a request for help was closed."""

    HULP_GESTART = "hulp_gestart"
    DOORVERWEZEN = "doorverwezen"
    GEEN_HULP_NODIG = "geen_hulp_nodig"
    NIET_BEREIKT = "niet_bereikt"


class Klokstand(StrEnum):
    """How the clock of the Wgs stands. STIL: the first talk has been held, or there is none to hold."""

    LOOPT = "loopt"
    BIJNA = "bijna"
    TE_LAAT = "te_laat"
    STIL = "stil"


class ToestemmingGestopt(DomeinFout):
    """The inwoner withdrew the consent, or it ended: nothing may be kept of what was sent."""


class HulpvraagDicht(DomeinFout):
    """This cannot be done any more: the request for help is closed or elsewhere in its course."""


class AlGegeven(DomeinFout):
    """The inwoner said yes already and schuldhulp is at it."""
