"""The privacy and accessibility statements of the gemeente, complete by their models: dated configuration."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from portaal.aanslag.uitleg.vertaald import Vertaald

PRIVACY = "privacy"


class Toegankelijkheidstatus(StrEnum):
    """The status of the accessibility statement (digitoegankelijk.nl)."""

    A = "A"
    B = "B"
    C = "C"


class Verwerking(Vertaald):
    """One purpose for which data of persons are used: AVG 13(1)(c), (e) and 13(2)(a)."""

    doel: str
    doel_en: str
    gegevens: str
    gegevens_en: str
    grondslag: str
    grondslag_en: str
    ontvangers: str
    ontvangers_en: str
    bewaren: str
    bewaren_en: str


class Recht(Vertaald):
    """One right of the person, and what it means here: AVG 13(2)(b) and (c)."""

    naam: str
    naam_en: str
    uitleg: str
    uitleg_en: str
    artikel: str


class Toegankelijkheid(Vertaald):
    """What an accessibility statement must say (Besluit digitale toegankelijkheid overheid)."""

    status: Toegankelijkheidstatus
    status_uitleg: str
    status_uitleg_en: str
    onderzocht_op: date
    gebreken: tuple[str, ...] = ()
    gebreken_en: tuple[str, ...] = ()
    klacht: str
    klacht_en: str


class Privacybeleid(Vertaald):
    """All that AVG 13 asks a controller to tell, and 14 for data that come from elsewhere.

    Controller and FG (13(1)(a), (b)) are in the configuration of the gemeente itself.
    """

    bijgewerkt_op: date
    verwerkingen: tuple[Verwerking, ...] = Field(min_length=1)
    herkomst: str = Field(description="AVG 14(2)(f): where data come from that you did not give")
    herkomst_en: str
    buiten_eu: str = Field(description="AVG 13(1)(f)")
    buiten_eu_en: str
    verplicht: str = Field(description="AVG 13(2)(e)")
    verplicht_en: str
    automatisch: str = Field(description="AVG 13(2)(f)")
    automatisch_en: str
    rechten: tuple[Recht, ...] = Field(min_length=6, description="AVG 15 to 18, 20, 21, and 7(3)")
    hoe: str = Field(description="How to use a right, and that the answer comes in a month (AVG 12(3))")
    hoe_en: str
    klacht: str = Field(description="AVG 13(2)(d)")
    klacht_en: str
    klacht_link: str = Field(pattern=r"^https://")
    toegankelijkheid: Toegankelijkheid
