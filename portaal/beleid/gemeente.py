"""Who the gemeente is: name, how to reach it, and which capabilities it has switched on."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from stdnum import iban as iban_nummer


class Beleid(BaseModel):
    """The base of every kind of configuration: an unknown key is a fault, for it is a typing error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*")
    @classmethod
    def check_filled(cls, waarde: Any, info: ValidationInfo) -> Any:
        """A text that must be there is not empty: people would read a hole."""
        veld = cls.model_fields[info.field_name or ""]
        if isinstance(waarde, str) and veld.is_required() and not waarde.strip():
            raise ValueError("dit mag niet leeg zijn. Vul het in.")
        return waarde


class Gemeente(Beleid):
    """The gemeente as people meet it. Texts in Dutch, with English beside them."""

    naam: str = Field(description="As it is signed: Gemeente Voorbeeldstad")
    plaats: str
    telefoon: str
    telefoon_link: str = Field(description="The same number for a tel: link, international", pattern=r"^\+?[\d]+$")
    openingstijden_tekst: str
    openingstijden_tekst_en: str
    email: str
    website: str = Field(pattern=r"^https://")
    postadres: tuple[str, ...]
    bezoekadres: tuple[str, ...]
    iban: str
    tenaamstelling: str
    fg_naam: str = Field(description="Functionaris gegevensbescherming")
    fg_email: str
    niet_voor: str = Field(description="Whom this portal does not serve, and what they do instead")
    niet_voor_en: str
    schakelaars: dict[str, bool] = Field(default_factory=dict)

    @field_validator("iban")
    @classmethod
    def check_iban(cls, waarde: str) -> str:
        """The account to pay to exists: its check digits are right."""
        if not iban_nummer.is_valid(waarde):
            raise ValueError("dit is geen goed rekeningnummer (IBAN). Kijk elk teken na.")
        return waarde

    def is_aan(self, schakelaar: str) -> bool:
        """Whether a capability is on; one that is not named is."""
        return self.schakelaars.get(schakelaar, True)

    def openingstijden(self, taal: str) -> str:
        """When the phone is answered, in a language."""
        return self.openingstijden_tekst if taal == "nl" else self.openingstijden_tekst_en
