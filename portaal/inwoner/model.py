"""Tables of persons: identity, what each delivery says of them, and what they chose themselves."""

from datetime import date, datetime
from enum import StrEnum
from functools import cache

from sqlalchemy import ColumnElement, ForeignKey, Index, LargeBinary, String, Text, exists, select, text
from sqlalchemy.orm import InstrumentedAttribute, Mapped, aliased, mapped_column

from portaal.infra.model import Base, Id, enum_column
from portaal.inwoner.rules import Inwonerstatus


class Leveringstatus(StrEnum):
    """How far a delivery came."""

    BEZIG = "bezig"
    OPGENOMEN = "opgenomen"
    GEWEIGERD = "geweigerd"
    AFGEBROKEN = "afgebroken"


class Levering(Base):
    """A delivery of the belastingpakket.

    It lives in this room because personal data are the lowest thing that a delivery brings. What it brought
    counts from the moment that `status` is OPGENOMEN: that one change is the switch.
    """

    __tablename__ = "levering"
    __table_args__ = (
        # One import at a time: the database decides.
        Index(
            "uq_levering_bezig",
            "status",
            unique=True,
            postgresql_where=text("status = 'bezig'"),
            sqlite_where=text("status = 'bezig'"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    ontvangen_at: Mapped[datetime] = mapped_column(index=True)
    klaar_at: Mapped[datetime | None]
    vingerafdruk: Mapped[str] = mapped_column(String(64))
    status: Mapped[Leveringstatus] = mapped_column(enum_column(Leveringstatus))
    toch: Mapped[bool] = mapped_column(default=False)
    inwoners: Mapped[int] = mapped_column(default=0)
    aanslagen: Mapped[int] = mapped_column(default=0)
    aanslagregels: Mapped[int] = mapped_column(default=0)
    betalingen: Mapped[int] = mapped_column(default=0)
    verzendingen: Mapped[int] = mapped_column(default=0)
    uitgevallen: Mapped[int] = mapped_column(default=0)
    niet_bediend: Mapped[int] = mapped_column(default=0)


class Inwoner(Base):
    """Who someone is: a number of ours, and the BSN that nobody can read from the table."""

    __tablename__ = "inwoner"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy reads it from the class

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    bsn_versleuteld: Mapped[bytes] = mapped_column(LargeBinary)
    bsn_index: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime]
    levering_id: Mapped[int | None] = mapped_column(
        ForeignKey("levering.id"), doc="The delivery that first named this person"
    )


class Persoonsgegevens(Base):
    """What one delivery says of one person; empty text is unknown."""

    __tablename__ = "persoonsgegevens"
    __table_args__ = (Index("ix_persoonsgegevens_zoek", "geboortedatum", "zoeknaam"),)

    inwoner_id: Mapped[int] = mapped_column(ForeignKey("inwoner.id"), primary_key=True, autoincrement=False)
    levering_id: Mapped[int] = mapped_column(ForeignKey("levering.id"), primary_key=True, autoincrement=False)
    zoeknaam: Mapped[str] = mapped_column(Text)
    voorletters: Mapped[str] = mapped_column(Text)
    voorvoegsel: Mapped[str] = mapped_column(Text)
    geslachtsnaam: Mapped[str] = mapped_column(Text)
    geboortedatum: Mapped[date | None]
    straat: Mapped[str] = mapped_column(Text)
    huisnummer: Mapped[str] = mapped_column(Text)
    toevoeging: Mapped[str] = mapped_column(Text)
    postcode: Mapped[str] = mapped_column(Text)
    plaats: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    telefoon: Mapped[str] = mapped_column(Text)
    status: Mapped[Inwonerstatus] = mapped_column(enum_column(Inwonerstatus))
    geheimhouding: Mapped[bool]
    correspondentie_naam: Mapped[str] = mapped_column(Text)
    correspondentie_adres: Mapped[str] = mapped_column(Text)


class Bereikbaarheid(Base):
    """How someone wants to be reached, as they said in the portal; no delivery touches it.

    None is no choice made here (the delivery's value then counts), an empty text is "none, please".
    """

    __tablename__ = "bereikbaarheid"

    inwoner_id: Mapped[int] = mapped_column(ForeignKey("inwoner.id"), primary_key=True, autoincrement=False)
    email: Mapped[str | None] = mapped_column(String(254))
    telefoon: Mapped[str | None] = mapped_column(String(40))
    digitaal: Mapped[bool] = mapped_column(default=False)
    taal: Mapped[str] = mapped_column(String(8), default="nl")
    bijgewerkt_at: Mapped[datetime]


@cache
def is_huidig() -> ColumnElement[bool]:
    """Of Persoonsgegevens: brought by the newest delivery taken in that names this person."""
    nieuwer = aliased(Persoonsgegevens)
    later = exists().where(
        nieuwer.inwoner_id == Persoonsgegevens.inwoner_id,
        nieuwer.levering_id > Persoonsgegevens.levering_id,
        is_opgenomen(nieuwer.levering_id),
    )
    return is_opgenomen(Persoonsgegevens.levering_id) & ~later


def is_opgenomen(levering_id: ColumnElement[int] | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether the delivery with this id was taken in.

    Looked up for each row. SQLite would try every delivery that there ever was when given their ids as a list, and
    PostgreSQL begins at the deliveries when it may join them, for it believes that there are few.
    """
    status = select(Levering.status).where(Levering.id == levering_id).scalar_subquery()
    is_dat: ColumnElement[bool] = status == Leveringstatus.OPGENOMEN
    return is_dat
