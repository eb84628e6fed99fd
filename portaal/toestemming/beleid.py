"""The texts that are agreed to, who receives what, and for how long: dated configuration."""

import hashlib
from datetime import date

from pydantic import Field

from portaal.beleid.gemeente import Beleid
from portaal.infra.kamer import BeleidSoort


class Vraagtekst(Beleid):
    """A question as it is put. Changing it means asking again: its hash is part of each record."""

    versie: str
    doel: str
    doel_en: str
    ontvanger: str = Field(description="Who receives it, by name: a samenwerkingsverband is another controller")
    ontvanger_adres: str
    tekst: str = Field(description="The exact sentence that is agreed to")
    tekst_en: str
    gedeeld: tuple[str, ...]
    gedeeld_en: tuple[str, ...]

    def text(self, taal: str) -> str:
        """The sentence in a language."""
        return self.tekst if taal == "nl" else self.tekst_en

    def purpose(self, taal: str) -> str:
        """What it is for, in a language."""
        return self.doel if taal == "nl" else self.doel_en

    def shared(self, taal: str) -> tuple[str, ...]:
        """What is shared, in a language."""
        return self.gedeeld if taal == "nl" else self.gedeeld_en

    def text_hash(self, taal: str) -> str:
        """The hash of text, shared data and recipient: the same only for the very same question."""
        return hashlib.sha256(
            "\n".join([self.text(taal), *self.shared(taal), self.ontvanger]).encode()
        ).hexdigest()


class Bedragenkeuze(Vraagtekst):
    """The second question, whether schuldhulp may see what is owed: only with the gemeente's decision for it.

    A decision is needed because of the tax secrecy (IW 67(3) with Gemw 231(3)); consent alone does not settle it.
    """

    besluit: str = Field(min_length=10, description="The decision, so that anyone can find it")
    besluit_op: date


class Toestemmingsbeleid(Vraagtekst):
    """What is asked, and how long answers hold. Without `bedragen` the second question does not exist."""

    geldig_dagen: int = Field(ge=1, le=730)
    waarschuw_dagen: int = Field(ge=1, le=60, description="How many days before its end a message follows")
    rust_na_nee_dagen: int = Field(ge=1, le=730, description="How long we do not ask again after a no")
    bewaar_dagen: int = Field(365, ge=1, description="How long after the contact schuldhulp's notes are kept")
    bron: str
    bedragen: Bedragenkeuze | None = None


TOESTEMMING_BELEID = (BeleidSoort("toestemming", Toestemmingsbeleid),)
