"""The words of signaal: what staff notice and how it ended. From lists only: no health, no free story."""

from enum import StrEnum

from portaal.core.errors import DomeinFout
from portaal.core.rollen import LOKET, Rol


class Signaalsoort(StrEnum):
    """What was noticed (domein S12, S13). Illness has no kind of its own: that is BIJZONDERE_OMSTANDIGHEDEN."""

    KAN_NIET_BETALEN = "kan_niet_betalen"
    MEER_REKENINGEN = "meer_rekeningen"
    BESLAG = "beslag"
    POST_ONGEOPEND = "post_ongeopend"
    SNAPT_HET_NIET = "snapt_het_niet"
    MINDER_INKOMEN = "minder_inkomen"
    BIJZONDERE_OMSTANDIGHEDEN = "bijzondere_omstandigheden"


class Signaaluitkomst(StrEnum):
    """How following a signal up ended."""

    GEHOLPEN = "geholpen"
    REGELING = "regeling"
    VERWEZEN = "verwezen"
    GEEN_HULP_NODIG = "geen_hulp_nodig"
    NIET_BEREIKT = "niet_bereikt"


class Contactkanaal(StrEnum):
    """How there was contact."""

    TELEFOON = "telefoon"
    BALIE = "balie"
    MAIL = "mail"
    BRIEF = "brief"
    HUISBEZOEK = "huisbezoek"


class Contactonderwerp(StrEnum):
    """What it was about, fit for the inwoner to read."""

    UITLEG = "uitleg"
    BETALEN = "betalen"
    REGELING = "regeling"
    KOSTEN = "kosten"
    HULP = "hulp"


class Initiatief(StrEnum):
    """Who sought contact."""

    INWONER = "inwoner"
    GEMEENTE = "gemeente"


class Verwijsuitkomst(StrEnum):
    """What became of a referral."""

    HULP_GESTART = "hulp_gestart"
    AL_HULP = "al_hulp"
    GEEN_CONTACT = "geen_contact"
    TOCH_NIET = "toch_niet"


class Team(StrEnum):
    """Who follows something up."""

    LOKET = "loket"
    INVORDERING = "invordering"

    @classmethod
    def of(cls, rollen: frozenset[Rol]) -> "Team":
        """The team of an employee with these roles; who has both works at the desk."""
        return cls.LOKET if rollen & LOKET else cls.INVORDERING


class OpvolgdatumVoorbij(DomeinFout):
    """Something must be looked at again on a day that is still to come."""


class OpvolgdatumTeVer(DomeinFout):
    """Something must be looked at again sooner than this."""


class SignaalStaatAl(DomeinFout):
    """The same signal is open already: it is one signal."""


class VerwijzingStaatAl(DomeinFout):
    """The same referral is open already: it is one referral."""


class OnbekendeVerwijzing(DomeinFout):
    """The gemeente does not refer there, or not from here."""
