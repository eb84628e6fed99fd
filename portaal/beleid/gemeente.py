"""Who the gemeente is: name, how to reach it, and which capabilities it has switched on."""

from pydantic import BaseModel, ConfigDict, Field


class Beleid(BaseModel):
    """The base of every kind of configuration: an unknown key is a fault, for it is a typing error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Gemeente(Beleid):
    """The gemeente as people meet it. Texts in Dutch, with English beside them."""

    naam: str = Field(description="As it is signed: Gemeente Voorbeeldstad")
    plaats: str
    telefoon: str
    telefoon_link: str = Field(description="The same number for a tel: link, international", pattern=r"^\+?[\d]+$")
    openingstijden_tekst: str
    openingstijden_tekst_en: str
    email: str
    website: str
    postadres: tuple[str, ...]
    bezoekadres: tuple[str, ...]
    iban: str
    tenaamstelling: str
    fg_naam: str = Field(description="Functionaris gegevensbescherming")
    fg_email: str
    niet_voor: str = Field(description="Whom this portal does not serve, and what they do instead")
    niet_voor_en: str
    schakelaars: dict[str, bool] = Field(default_factory=dict)

    def is_aan(self, schakelaar: str) -> bool:
        """Whether a capability is on; one that is not named is."""
        return self.schakelaars.get(schakelaar, True)

    def openingstijden(self, taal: str) -> str:
        """When the phone is answered, in a language."""
        return self.openingstijden_tekst if taal == "nl" else self.openingstijden_tekst_en
