"""The gemeente's words on each kind of tax, as dated configuration: Dutch, with English beside it."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from portaal.aanslag.stand import Aanslagsoort
from portaal.aanslag.uitleg.vertaald import Vertaald
from portaal.beleid.gemeente import Beleid

ALGEMEEN = "algemeen"
BELASTINGSOORTEN = "belastingsoorten"


class Weg(StrEnum):
    """Where a remedy leads to."""

    BEZWAAR = "bezwaar"
    BELLEN = "bellen"
    BETAALD = "al_betaald"
    NIET_VAN_MIJ = "niet_van_mij"
    KWIJTSCHELDING = "kwijtschelding"


class Hoedanigheid(StrEnum):
    """As what one pays: it makes the sentence on top of the biljet."""

    EIGENAAR = "eigenaar"
    BEWONER = "bewoner"
    ANDERS = "anders"


class Reden(Vertaald):
    """Why you pay, when the description of the line holds one of these words."""

    herken: tuple[str, ...] = Field(min_length=1)
    reden: str
    reden_en: str
    reden_toen: str = Field("", description="The same of who lived there for a part of the year; empty: as it is")
    reden_toen_en: str = ""


class Huishouden(Vertaald):
    """A kind of household, known by a word in the description of the line."""

    herken: tuple[str, ...] = Field(min_length=1)
    nu: str = Field(description="What it is now, as a sentence: U woont nu met meer mensen")
    nu_en: str


class Herstel(Vertaald):
    """What to do when exactly this line is wrong."""

    vraag: str
    vraag_en: str
    doe: str
    doe_en: str
    weg: Weg

    def says_to_phone(self, taal: str) -> bool:
        """Whether the text says so itself, so that only the number has to follow."""
        return ("call us" if taal == "en" else "bel ons") in self.tekst("doe", taal).lower()


class Tarief(Vertaald):
    """What the gemeente asks in a year, for the public page."""

    jaar: int
    wat: str
    wat_en: str
    bedrag: str = Field(description="As people read it: € 92,40 or 0,0968%", pattern=r"^(€ [\d.]+,\d\d|[\d,]+%)$")


class Soorttekst(Vertaald):
    """What one belastingsoort is, why one pays it, who decides, and what to do when it is wrong."""

    naam: str
    naam_en: str
    waarvoor: str = Field(description="What the tax is for, in one or two sentences")
    waarvoor_en: str
    reden: str = Field(description="Why you pay, in about five words")
    reden_en: str
    reden_toen: str = Field("", description="The same of who lived there for a part of the year; empty: as it is")
    reden_toen_en: str = ""
    redenen: tuple[Reden, ...] = ()
    rol: Hoedanigheid = Hoedanigheid.ANDERS
    grondslag: str = Field("", description="What the number is that is multiplied, when the unit does not say it")
    grondslag_en: str = ""
    toelichting: str = Field("", description="What one may want to know of the sum")
    toelichting_en: str = ""
    huishoudens: tuple[Huishouden, ...] = ()
    vergelijk: bool = Field(True, description="Whether last year beside it says anything")
    kwijtschelding: bool = Field(False, description="Whether kwijtschelding can be given for it")
    klopt_niet: tuple[Herstel, ...] = Field(min_length=1)
    wie: str = Field(description="Who decides on it")
    wie_en: str
    artikel: str = Field(description="Source in the law")
    verordening: str = Field(description="Name of the bylaw")
    verordening_link: str = Field(description="Address of the bylaw", pattern=r"^https://")
    tarieven: tuple[Tarief, ...] = ()


class Eenheid(Vertaald):
    """What is counted, and what one of it costs."""

    aantal: str
    aantal_en: str
    tarief: str
    tarief_en: str


class Biljettekst(Vertaald):
    """What a kind of aanslag is."""

    naam: str
    naam_en: str
    uitleg: str
    uitleg_en: str


class Belastingsoorten(Beleid):
    """All kinds of tax of the gemeente, with a general text for what is not named."""

    biljetten: dict[Aanslagsoort, Biljettekst]
    eenheden: dict[str, Eenheid]
    soorten: dict[str, Soorttekst]

    @model_validator(mode="after")
    def check_complete(self) -> Self:
        """There is a text for what is not named, and for each kind of aanslag."""
        if ALGEMEEN not in self.soorten or ALGEMEEN not in self.eenheden:
            raise ValueError(f"soorten.{ALGEMEEN} of eenheden.{ALGEMEEN} ontbreekt")
        if ontbreekt := [soort.value for soort in Aanslagsoort if soort not in self.biljetten]:
            raise ValueError(f"er is geen tekst voor: {', '.join(ontbreekt)}")
        return self

    def of(self, belastingsoort: str) -> Soorttekst:
        """The text for a belastingsoort; the general one when it has none of its own."""
        return self.soorten.get(belastingsoort) or self.soorten[ALGEMEEN]

    def is_bekend(self, belastingsoort: str) -> bool:
        """Whether the belastingsoort has a text of its own."""
        return belastingsoort in self.soorten and belastingsoort != ALGEMEEN

    def eenheid(self, naam: str) -> Eenheid:
        """The words for a unit; general ones when it is not named."""
        return self.eenheden.get(naam) or self.eenheden[ALGEMEEN]
