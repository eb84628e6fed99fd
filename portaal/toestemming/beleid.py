"""The text that is agreed to, who receives what, and for how long: dated configuration."""

import hashlib

from pydantic import Field

from portaal.beleid.gemeente import Beleid
from portaal.infra.kamer import BeleidSoort


class Toestemmingsbeleid(Beleid):
    """What is asked. Changing the text means asking again: its hash is part of each record."""

    versie: str
    doel: str
    doel_en: str
    ontvanger: str = Field(description="Who receives it, by name: a samenwerkingsverband is another controller")
    ontvanger_adres: str
    tekst: str = Field(description="The exact sentence that is agreed to")
    tekst_en: str
    gedeeld: tuple[str, ...]
    gedeeld_en: tuple[str, ...]
    geldig_dagen: int = Field(ge=1, le=730)
    waarschuw_dagen: int = Field(ge=1, le=60, description="How many days before its end a message follows")
    rust_na_nee_dagen: int = Field(ge=1, le=730, description="How long we do not ask again after a no")
    bewaar_dagen: int = Field(365, ge=1, description="How long after the contact schuldhulp's notes are kept")
    bron: str

    def text(self, taal: str) -> str:
        """The sentence in a language."""
        return self.tekst if taal == "nl" else self.tekst_en

    def shared(self, taal: str) -> tuple[str, ...]:
        """What is shared, in a language."""
        return self.gedeeld if taal == "nl" else self.gedeeld_en

    def text_hash(self, taal: str) -> str:
        """The hash of text, shared data and recipient: the same only for the very same question."""
        return hashlib.sha256(
            "\n".join([self.text(taal), *self.shared(taal), self.ontvanger]).encode()
        ).hexdigest()


TOESTEMMING_BELEID = (BeleidSoort("toestemming", Toestemmingsbeleid),)
