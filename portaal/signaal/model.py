"""Tables of what staff notice: signals, contact moments and referrals."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from portaal.infra.model import Base, Id, enum_column
from portaal.signaal.begrip import (
    Contactkanaal,
    Contactonderwerp,
    Initiatief,
    Signaalsoort,
    Signaaluitkomst,
    Team,
    Verwijsuitkomst,
)

_OPEN = text("gedaan_at IS NULL")


class Signaal(Base):
    """Something noticed about a person, with the day on which `team` looks at it again."""

    __tablename__ = "signaal"
    __table_args__ = (
        # The same thing noticed twice is one signal while it is open.
        Index(
            "uq_signaal_inwoner_id_soort",
            "inwoner_id",
            "soort",
            unique=True,
            postgresql_where=_OPEN,
            sqlite_where=_OPEN,
        ),
        Index("ix_signaal_team_gedaan_at_opvolgen_op", "team", "gedaan_at", "opvolgen_op"),
        Index("ix_signaal_gedaan_at", "gedaan_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inwoner_id: Mapped[int] = mapped_column(ForeignKey("inwoner.id"), index=True)
    soort: Mapped[Signaalsoort] = mapped_column(enum_column(Signaalsoort))
    team: Mapped[Team] = mapped_column(enum_column(Team))
    opvolgen_op: Mapped[date]
    medewerker_id: Mapped[int] = mapped_column(ForeignKey("medewerker.id"))
    created_at: Mapped[datetime]
    uitkomst: Mapped[Signaaluitkomst | None] = mapped_column(enum_column(Signaaluitkomst))
    gedaan_at: Mapped[datetime | None]


class Contactmoment(Base):
    """That there was contact, or a try; its whole content may be shown to the inwoner."""

    __tablename__ = "contactmoment"
    __table_args__ = (Index("ix_contactmoment_inwoner_id_created_at", "inwoner_id", "created_at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inwoner_id: Mapped[int] = mapped_column(ForeignKey("inwoner.id"))
    kanaal: Mapped[Contactkanaal] = mapped_column(enum_column(Contactkanaal))
    onderwerp: Mapped[Contactonderwerp] = mapped_column(enum_column(Contactonderwerp))
    initiatief: Mapped[Initiatief] = mapped_column(enum_column(Initiatief))
    gelukt: Mapped[bool]
    medewerker_id: Mapped[int] = mapped_column(ForeignKey("medewerker.id"))
    created_at: Mapped[datetime] = mapped_column(index=True)


class Verwijzing(Base):
    """Where someone was shown the way to, and what became of it; `naam` as the gemeente called it then."""

    __tablename__ = "verwijzing"
    __table_args__ = (
        # The way shown twice to the same help is one referral while it is not known how it went.
        Index(
            "uq_verwijzing_inwoner_id_naar",
            "inwoner_id",
            "naar",
            unique=True,
            postgresql_where=_OPEN,
            sqlite_where=_OPEN,
        ),
        Index("ix_verwijzing_team_gedaan_at_opvolgen_op", "team", "gedaan_at", "opvolgen_op"),
        Index("ix_verwijzing_gedaan_at", "gedaan_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inwoner_id: Mapped[int] = mapped_column(ForeignKey("inwoner.id"), index=True)
    naar: Mapped[str] = mapped_column(String(40))
    naam: Mapped[str] = mapped_column(String(80))
    team: Mapped[Team] = mapped_column(enum_column(Team))
    opvolgen_op: Mapped[date]
    medewerker_id: Mapped[int] = mapped_column(ForeignKey("medewerker.id"))
    created_at: Mapped[datetime]
    uitkomst: Mapped[Verwijsuitkomst | None] = mapped_column(enum_column(Verwijsuitkomst))
    gedaan_at: Mapped[datetime | None]
