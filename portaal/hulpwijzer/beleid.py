"""What help there is, for whom, and how to reach it: the gemeente's own list, dated."""

from pydantic import Field

from portaal.beleid.gemeente import Beleid
from portaal.infra.kamer import BeleidSoort


class Hulp(Beleid):
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
    website: str = ""
    situaties: tuple[str, ...]

    def in_taal(self, veld: str, taal: str) -> str:
        """A text in a language."""
        tekst: str = getattr(self, veld if taal == "nl" else f"{veld}_en")
        return tekst


class Situatie(Beleid):
    """Something that may be the matter, in a person's own words."""

    sleutel: str
    tekst: str
    tekst_en: str


class Hulpwijzer(Beleid):
    """Help that is needed now, and the whole list."""

    nu_telefoon: str = Field(description="A number that is answered")
    nu_tijden: str
    nu_tijden_en: str
    buiten_tijden: str = Field(description="What to do outside hours when eviction or being cut off threatens")
    buiten_tijden_en: str
    situaties: tuple[Situatie, ...]
    hulp: tuple[Hulp, ...]

    def fitting(self, situatie: str) -> tuple[Hulp, ...]:
        """The help that fits a situation; everything when none is named."""
        return tuple(hulp for hulp in self.hulp if not situatie or situatie in hulp.situaties)


HULP_BELEID = (BeleidSoort("hulpwijzer", Hulpwijzer),)
