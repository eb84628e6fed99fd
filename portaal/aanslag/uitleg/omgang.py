"""How the gemeente lets people pay, ask for kwijtschelding and object: dated configuration."""

from pydantic import Field

from portaal.aanslag.uitleg.vertaald import Vertaald

BETALEN = "betalen"
KWIJTSCHELDING = "kwijtschelding"
BEZWAAR = "bezwaar"


class Betaalbeleid(Vertaald):
    """Paying: how long it takes to show, what becomes of debits, and where money that is too much goes."""

    verwerking_werkdagen: int = Field(ge=0, le=20, description="How long a payment takes to show")
    incasso_stop_na: int = Field(ge=1, le=12, description="After how many debits taken back in a row they stop")
    incasso_gestopt: str
    incasso_gestopt_en: str
    incasso_mislukt: str
    incasso_mislukt_en: str
    terugbetaling: str
    terugbetaling_en: str
    aan_de_balie: str
    aan_de_balie_en: str
    bron: str


class Stap(Vertaald):
    """One way to do something; `link` leads to a page of the gemeente, empty when there is none."""

    naam: str
    naam_en: str
    uitleg: str
    uitleg_en: str
    link: str = Field("", pattern=r"^(https://.*)?$")


class Antwoord(Vertaald):
    """A possible answer; `telt` when it speaks for kwijtschelding."""

    sleutel: str = Field(pattern=r"^[a-z_]+$")
    antwoord: str
    antwoord_en: str
    telt: bool


class Vraag(Vertaald):
    """One of the three questions."""

    sleutel: str = Field(pattern=r"^[a-z_]+$")
    vraag: str
    vraag_en: str
    hint: str = ""
    hint_en: str = ""
    antwoorden: tuple[Antwoord, ...] = Field(min_length=2)


class Kwijtscheldingbeleid(Vertaald):
    """Kwijtschelding: three questions that never discourage, and how to ask."""

    vragen: tuple[Vraag, ...] = Field(min_length=3, max_length=3)
    aanvragen: tuple[Stap, ...] = Field(min_length=1)
    maanden_na_betaling: int = Field(ge=0, le=24, description="LI 26.1.1")
    beslist_weken: int = Field(ge=1, le=26)
    bron: str


class Bezwaarbeleid(Vertaald):
    """Bezwaar: whom to write to and what to write."""

    adres: tuple[str, ...] = Field(min_length=1)
    wegen: tuple[Stap, ...] = Field(min_length=1)
    schrijf_op: tuple[str, ...] = Field(min_length=1)
    schrijf_op_en: tuple[str, ...] = Field(min_length=1)
    uitstel: str
    uitstel_en: str
    beslistermijn: str
    beslistermijn_en: str
    bron: str
