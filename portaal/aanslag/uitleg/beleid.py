"""The gemeente's words on each kind of tax: dated configuration, Dutch with English beside it."""

from pydantic import Field

from portaal.beleid.gemeente import Beleid
from portaal.infra.kamer import BeleidSoort

ALGEMEEN = "algemeen"


class Soorttekst(Beleid):
    """What one belastingsoort is, why one pays it, and what to do when it is wrong."""

    naam: str
    naam_en: str
    reden: str = Field(description="Why you pay, in about five words")
    reden_en: str
    waarvoor: str = Field(description="What the tax is for, in one or two sentences")
    waarvoor_en: str
    grondslag: str = Field(description="What the number is that is multiplied")
    grondslag_en: str
    klopt_niet: str = Field(description="What to do when exactly this line is wrong")
    klopt_niet_en: str
    wie: str = Field(description="Who decides on it")
    wie_en: str
    artikel: str = Field(description="Source in the law")
    verordening: str = Field(description="Address of the bylaw")

    def in_taal(self, veld: str, taal: str) -> str:
        """A text in a language."""
        tekst: str = getattr(self, veld if taal == "nl" else f"{veld}_en")
        return tekst


class Belastingsoorten(Beleid):
    """All kinds of tax of the gemeente, with a general text for what is not named."""

    soorten: dict[str, Soorttekst]

    def of(self, belastingsoort: str) -> Soorttekst:
        """The text for a belastingsoort; the general one when it has none of its own."""
        return self.soorten.get(belastingsoort) or self.soorten[ALGEMEEN]


UITLEG_BELEID = (BeleidSoort("belastingsoorten", Belastingsoorten),)
