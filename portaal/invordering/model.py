"""Tables of invordering: holds, what inwoners report, costs to take back, and what the belastingpakket learns."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from portaal.aanslag.stand import Verzendsoort
from portaal.core.geld import Centen
from portaal.infra.model import Base, Id, enum_column
from portaal.invordering.rules import Blokkadereden, Meldingsoort, Meldingstatus
from portaal.invordering.uitvoer import VORM, Pakketbestand


class BlokkadeRij(Base):
    """A hold on one aanslag, and whether the belastingpakket knows of it yet."""

    __tablename__ = "blokkade"
    __table_args__ = (
        Index(
            "uq_blokkade_bron_aanslag_id",
            "bron",
            "aanslag_id",
            unique=True,
            postgresql_where=text("opgeheven_at IS NULL"),
            sqlite_where=text("opgeheven_at IS NULL"),
        ),
        Index("ix_blokkade_aanslag_id", "aanslag_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    aanslag_id: Mapped[int] = mapped_column(ForeignKey("aanslag.id"))
    bron: Mapped[str] = mapped_column(String(60))
    reden: Mapped[Blokkadereden] = mapped_column(enum_column(Blokkadereden))
    vanaf_at: Mapped[datetime]
    tot: Mapped[date | None]
    stopt_incasso: Mapped[bool] = mapped_column(default=False)
    opgeheven_at: Mapped[datetime | None]
    in_pakket_at: Mapped[datetime | None] = mapped_column(index=True)
    in_pakket_tot: Mapped[date | None]
    uit_pakket_at: Mapped[datetime | None]


class Melding(Base):
    """What an inwoner reports about an aanslag: invordering looks into it and answers."""

    __tablename__ = "melding"
    __table_args__ = (
        Index(
            "uq_melding_aanslag_id_soort",
            "aanslag_id",
            "soort",
            unique=True,
            postgresql_where=text("status = 'open'"),
            sqlite_where=text("status = 'open'"),
        ),
        Index("ix_melding_status_uiterlijk", "status", "uiterlijk"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    aanslag_id: Mapped[int] = mapped_column(ForeignKey("aanslag.id"), index=True)
    inwoner_id: Mapped[int] = mapped_column(ForeignKey("inwoner.id"), index=True)
    soort: Mapped[Meldingsoort] = mapped_column(enum_column(Meldingsoort))
    status: Mapped[Meldingstatus] = mapped_column(enum_column(Meldingstatus), default=Meldingstatus.OPEN)
    toelichting: Mapped[str] = mapped_column(Text, default="")
    antwoord: Mapped[str] = mapped_column(Text, default="")
    uiterlijk: Mapped[date]
    created_at: Mapped[datetime]
    klaar_at: Mapped[datetime | None]


class Kostenteruggave(Base):
    """Costs that were added while a hold was on: to be taken off in the belastingpakket."""

    __tablename__ = "kostenteruggave"
    __table_args__ = (
        Index(
            "uq_kostenteruggave_aanslag_id_soort_dagtekening",
            "aanslag_id",
            "soort",
            "dagtekening",
            unique=True,
        ),
        CheckConstraint("bedrag > 0", name="bedrag"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    aanslag_id: Mapped[int] = mapped_column(ForeignKey("aanslag.id"))
    soort: Mapped[Verzendsoort] = mapped_column(enum_column(Verzendsoort))
    dagtekening: Mapped[date]
    bedrag: Mapped[Centen]
    created_at: Mapped[datetime]
    klaar_at: Mapped[datetime | None] = mapped_column(index=True)


class Pakketset(Base):
    """A numbered set of changes for the belastingpakket; `som` tells whether it can still be made the same.

    `vorm` is which columns its files have: a set keeps those that it was made with.
    """

    __tablename__ = "pakketset"
    __table_args__ = (
        CheckConstraint("nummer > 0", name="nummer"),
        CheckConstraint("aantal > 0", name="aantal"),
        CheckConstraint("vorm > 0", name="vorm"),
    )

    nummer: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    gemaakt_at: Mapped[datetime]
    aantal: Mapped[int]
    som: Mapped[str] = mapped_column(String(64))
    vorm: Mapped[int] = mapped_column(default=VORM)


class Pakketwijziging(Base):
    """A row of a file as it became by one change; without `set_nummer` it waits for the next set."""

    __tablename__ = "pakketwijziging"
    __table_args__ = (
        Index(
            "ix_pakketwijziging_open",
            "id",
            postgresql_where=text("set_nummer IS NULL"),
            sqlite_where=text("set_nummer IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    aanslag_id: Mapped[int] = mapped_column(ForeignKey("aanslag.id"), index=True)
    bestand: Mapped[Pakketbestand] = mapped_column(enum_column(Pakketbestand))
    waarden: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    set_nummer: Mapped[int | None] = mapped_column(ForeignKey("pakketset.nummer"), index=True)
