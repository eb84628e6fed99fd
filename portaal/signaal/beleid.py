"""How long signals are kept and followed, and where staff refer to. Dated configuration."""

from pydantic import Field

from portaal.beleid.gemeente import Beleid

SOORT = "signaal"


class Verwijsoptie(Beleid):
    """Where an inwoner can be shown the way to (domein S14)."""

    naam: str
    uitleg: str = Field(description="What they do there, in B1 Dutch, to read out")
    telefoon: str = ""
    eigen_pagina: str = Field(
        "",
        description=(
            "Endpoint where the inwoner chooses for themself. Then nothing is recorded here: "
            "who decides on a plan cannot know who said yes to help."
        ),
    )


class Signaalbeleid(Beleid):
    """All that the gemeente arranges about signals."""

    opvolgen_werkdagen: int = Field(5, ge=0, le=60, description="The follow-up day that is filled in")
    verwijzing_werkdagen: int = Field(20, ge=0, le=120, description="When to ask how a referral went")
    hoogstens_dagen: int = Field(180, ge=1, le=730, description="Later than this nothing is put off to")
    bewaar_dagen: int = Field(
        365, ge=1, le=3650, description="Days after which what is finished is removed; gemeentelijk beleid"
    )
    verwijzingen: dict[str, Verwijsoptie]
