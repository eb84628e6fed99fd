"""The gemeente's policy on paying in parts: dated, validated, each rule with its source."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from portaal.aanslag.stand import Aanslagsoort
from portaal.beleid.gemeente import Beleid
from portaal.core.geld import Centen, parse_bedrag
from portaal.core.rollen import Rol


def _euros(waarde: Any) -> Any:
    # A file writes euros as text, "5000,00"; a stored version has whole cents.
    return parse_bedrag(waarde) if isinstance(waarde, str) else waarde


Euros = Annotated[Centen, BeforeValidator(_euros), Field(ge=0)]
Aantal = Annotated[int, Field(ge=1)]


class Baan(StrEnum):
    """How a request is decided: at once, or by an employee."""

    DIRECT = "direct"
    BEOORDELING = "beoordeling"


class Bronregel(Beleid):
    """A rule with where it comes from: an article, or the gemeente's own policy."""

    bron: str = Field(min_length=3)


class Directregel(Bronregel):
    """What is granted at once."""

    hoogste_bedrag: Euros
    meeste_termijnen: Aantal
    kleinste_termijn: Euros


class Beoordelingsregel(Bronregel):
    """What an employee can grant; more than `meeste_termijnen` only with a reason, and never past the longest."""

    meeste_termijnen: Aantal
    langste_termijnen: Aantal
    kleinste_termijn: Euros

    @model_validator(mode="after")
    def _in_order(self) -> "Beoordelingsregel":
        if self.langste_termijnen < self.meeste_termijnen:
            raise ValueError("langste_termijnen is lager dan meeste_termijnen")
        return self


class Uitstelregel(Bronregel):
    """Kort uitstel: all at once, later, without questions."""

    meeste_maanden: Aantal
    hoogste_bedrag: Euros


class Stapregel(Bronregel):
    """What still goes at once after a dispatch that costs money. Asking is always possible."""

    na_aanmaning: Baan
    na_dwangbevel: Baan


class Profiel(Beleid):
    """How one or more kinds of biljet are dealt with."""

    naam: str
    soorten: tuple[Aanslagsoort, ...] = Field(min_length=1)
    baan: Baan
    direct: Directregel
    beoordeling: Beoordelingsregel
    uitstel: Uitstelregel
    stap: Stapregel


class Dagenregel(Bronregel):
    """On which days of the month can be paid, and how soon the first time is."""

    dagen: tuple[Annotated[int, Field(ge=1, le=31)], ...] = Field(min_length=1)
    eerste_na_dagen: int = Field(ge=0, le=60)


class Incassoregel(Bronregel):
    """Spreading by automatic incasso: for which biljetten, over how many debits, and on which day.

    `dag` is the day of the month on which the belastingpakket debits; `stop_dagen` is what it needs to hold a
    debit back. `machtigen` says where an inwoner can give a machtiging.
    """

    soorten: tuple[Aanslagsoort, ...] = Field(min_length=1)
    hoogste_bedrag: Euros
    meeste_termijnen: Aantal
    kleinste_termijn: Euros
    dag: Annotated[int, Field(ge=1, le=31)]
    eerste_na_dagen: int = Field(ge=0, le=60)
    stop_dagen: int = Field(ge=0, le=31)
    machtigen: str = ""


class Pauzeregel(Bronregel):
    """A pause without a plan: for how long, and how often it is given without a look."""

    dagen: tuple[Aantal, ...] = Field(min_length=1)
    eens_per_maanden: Aantal


class Beslisregel(Bronregel):
    """Within how many days the gemeente answers, and what it gives others to answer."""

    streef_dagen: Aantal
    aanvulling_dagen: Aantal
    voorstel_dagen: Aantal
    na_einde_dagen: Aantal


class Volgregel(Bronregel):
    """How late is late, and what follows."""

    respijt_dagen: int = Field(ge=0)
    inhaal_dagen: Aantal
    vooraf_dagen: Aantal


class Eerderregel(Bronregel):
    """How many plans may have ended unpaid in the months before, for the direct lane."""

    meeste_beeindigd: int = Field(ge=0)
    maanden: Aantal


class Capaciteitsregel(Bronregel):
    """Which share of what someone can miss goes into a plan."""

    percentage: int = Field(ge=1, le=100)


class Afwijkregel(Bronregel):
    """Who may decide otherwise than the policy, always with a reason."""

    rollen: tuple[Rol, ...] = Field(min_length=1)


class Kwijtscheldingsregel(Bronregel):
    """Which kinds of biljet kwijtschelding can be asked for, and where."""

    soorten: tuple[Aanslagsoort, ...]
    adres: str
    maanden_na_betaling: int = Field(ge=0)


class Weigeringsgrond(Bronregel):
    """A ground on which a request can be refused, as the letter states it."""

    code: str = Field(pattern=r"^[a-z_]+$")
    tekst: str
    tekst_en: str


class Rechtsmiddel(Bronregel):
    """What someone can do against a refusal: its name, how long, and where."""

    naam: str
    naam_en: str
    dagen: Aantal
    waar: str
    waar_en: str


class RegelingBeleid(Beleid):
    """Everything that decides on paying in parts, from a date on."""

    profielen: tuple[Profiel, ...]
    dagen: Dagenregel
    incasso: Incassoregel | None = None
    pauze: Pauzeregel
    beslissing: Beslisregel
    volgen: Volgregel
    eerder: Eerderregel
    mens: Bronregel
    verouderd: Bronregel
    lopend: Bronregel
    capaciteit: Capaciteitsregel
    afwijken: Afwijkregel
    kwijtschelding: Kwijtscheldingsregel
    weigeringsgronden: tuple[Weigeringsgrond, ...] = Field(min_length=1)
    rechtsmiddel: Rechtsmiddel

    @model_validator(mode="after")
    def _each_soort_once(self) -> "RegelingBeleid":
        genoemd = [soort for profiel in self.profielen for soort in profiel.soorten]
        dubbel = {soort.value for soort in genoemd if genoemd.count(soort) > 1}
        mist = {soort.value for soort in Aanslagsoort} - {soort.value for soort in genoemd}
        if dubbel or mist:
            raise ValueError(f"elke soort hoort in één profiel (dubbel: {sorted(dubbel)}, mist: {sorted(mist)})")
        return self

    def profiel_of(self, soort: Aanslagsoort) -> Profiel:
        """The profile that this kind of biljet has."""
        return next(profiel for profiel in self.profielen if soort in profiel.soorten)

    def grond(self, code: str) -> Weigeringsgrond:
        """A ground of refusal by its code. Raises KeyError."""
        for grond in self.weigeringsgronden:
            if grond.code == code:
                return grond
        raise KeyError(code)
