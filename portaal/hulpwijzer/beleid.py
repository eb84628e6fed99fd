"""What help there is, for whom, and how to reach it: the gemeente's own list, dated."""

from datetime import time

from pydantic import Field, HttpUrl, model_validator

from portaal.beleid.gemeente import Beleid
from portaal.infra.kamer import BeleidSoort

DAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")


class Tweetalig(Beleid):
    """Configuration with texts for people: in Dutch, with English beside them."""

    def in_taal(self, veld: str, taal: str) -> str:
        """A text in a language."""
        tekst: str = getattr(self, veld if taal == "nl" else f"{veld}_en")
        return tekst


class Hulp(Tweetalig):
    """One kind of help. `situaties` are the keys of the situations that it fits."""

    id: str
    naam: str
    naam_en: str
    voor_wie: str
    voor_wie_en: str
    wat: str
    wat_en: str
    hoe: str
    hoe_en: str
    telefoon: str = ""
    website: str = Field("", pattern=r"^(https://.*)?$")
    situaties: tuple[str, ...] = Field(min_length=1)


class Situatie(Tweetalig):
    """Something that may be the matter, in a person's own words.

    `antwoorden` are keys of answers elsewhere in the portal that tell the same, so that its help is shown there.
    """

    sleutel: str
    tekst: str
    tekst_en: str
    antwoorden: tuple[str, ...] = ()


class Noodgeval(Tweetalig):
    """Something that threatens today, and what to do about it at any hour."""

    vraag: str
    vraag_en: str
    doe: str
    doe_en: str
    telefoon: str = ""


class Openingstijd(Beleid):
    """From when until when the phone is answered on a day; local wall time."""

    van: time
    tot: time


class Hulpwijzer(Tweetalig):
    """Help that is needed now, and the whole list."""

    nu_telefoon: str = Field(description="A number that is answered")
    nu_tijden: str
    nu_tijden_en: str
    nu_uren: dict[str, Openingstijd] = Field(min_length=1, description="By day of the week: ma to zo")
    nood: tuple[Noodgeval, ...] = Field(
        min_length=1, description="What to do when something threatens, at any hour"
    )
    snel_weg: HttpUrl = Field(description="A harmless site that the button for leaving quickly leads to")
    situaties: tuple[Situatie, ...]
    hulp: tuple[Hulp, ...]

    @property
    def uren(self) -> dict[int, tuple[time, time]]:
        """When the phone is answered, by day of the week, Monday 0."""
        return {DAGEN.index(dag): (uur.van, uur.tot) for dag, uur in self.nu_uren.items()}

    @model_validator(mode="after")
    def _check(self) -> "Hulpwijzer":
        if onbekend := set(self.nu_uren) - set(DAGEN):
            raise ValueError(f"nu_uren: onbekende dag {', '.join(sorted(onbekend))}")
        bekend = {situatie.sleutel for situatie in self.situaties}
        if onbekend := {s for hulp in self.hulp for s in hulp.situaties} - bekend:
            kies = ", ".join(sorted(bekend))
            raise ValueError(f"onbekende situatie {', '.join(sorted(onbekend))}. Kies uit: {kies}")
        return self


HULP_BELEID = (BeleidSoort("hulpwijzer", Hulpwijzer),)
