"""Tables of what staff notice: signals, contact moments and referrals. From lists only: no health, no story."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portaal.infra.model import Base, Id, enum_column


class Signaalsoort(StrEnum):
    """What was noticed."""

    KAN_NIET_BETALEN = "kan_niet_betalen"
    MEER_REKENINGEN = "meer_rekeningen"
    BESLAG = "beslag"
    POST_ONGEOPEND = "post_ongeopend"
    SNAPT_HET_NIET = "snapt_het_niet"
    BIJZONDERE_OMSTANDIGHEDEN = "bijzondere_omstandigheden"


class Contactkanaal(StrEnum):
    """How there was contact."""

    TELEFOON = "telefoon"
    BALIE = "balie"
    MAIL = "mail"
    HUISBEZOEK = "huisbezoek"


class Doorverwijzing(StrEnum):
    """Where someone was shown the way to."""

    SCHULDHULP = "schuldhulp"
    BUDGETCOACH = "budgetcoach"
    WIJKTEAM = "wijkteam"
    KWIJTSCHELDING = "kwijtschelding"
    BIJZONDERE_BIJSTAND = "bijzondere_bijstand"
    COLLEGA = "collega"
    LEIDINGGEVENDE = "leidinggevende"


class Signaal(Base):
    """Something noticed about a person, with the day on which someone looks at it again."""

    __tablename__ = "signaal"
    __table_args__ = (Index("ix_signaal_gedaan_at_opvolgen_op", "gedaan_at", "opvolgen_op"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inwoner_id: Mapped[int] = mapped_column(ForeignKey("inwoner.id"), index=True)
    soort: Mapped[Signaalsoort] = mapped_column(enum_column(Signaalsoort))
    opvolgen_op: Mapped[date]
    medewerker_id: Mapped[int] = mapped_column(ForeignKey("medewerker.id"))
    created_at: Mapped[datetime]
    gedaan_at: Mapped[datetime | None]


class Contactmoment(Base):
    """That there was contact, or a try; its whole content may be shown to the inwoner."""

    __tablename__ = "contactmoment"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inwoner_id: Mapped[int] = mapped_column(ForeignKey("inwoner.id"), index=True)
    kanaal: Mapped[Contactkanaal] = mapped_column(enum_column(Contactkanaal))
    gelukt: Mapped[bool]
    medewerker_id: Mapped[int] = mapped_column(ForeignKey("medewerker.id"))
    created_at: Mapped[datetime]


class Verwijzing(Base):
    """Where someone was shown the way to."""

    __tablename__ = "verwijzing"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inwoner_id: Mapped[int] = mapped_column(ForeignKey("inwoner.id"), index=True)
    naar: Mapped[Doorverwijzing] = mapped_column(enum_column(Doorverwijzing))
    medewerker_id: Mapped[int] = mapped_column(ForeignKey("medewerker.id"))
    created_at: Mapped[datetime]
