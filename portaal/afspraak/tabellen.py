"""Tables of an agenda, to be made once per wall: schuldhulp keeps tables of its own with the same columns.

The promise that no place is given twice is the primary key of the cells: a talk takes one row for every five
minutes of its place, held for a while or booked. Two talks that overlap would need the same row.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column
from sqlalchemy.sql.base import SchemaEventTarget

from portaal.afspraak.begrip import Partij, Soort, Status
from portaal.infra.model import Base, Id, enum_column


class AfspraakKolommen(Base):
    """An appointment. What it is about stays here: it goes into no mail, calendar file or log."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kenmerk: Mapped[str] = mapped_column(String(12), unique=True)
    verzoek_sleutel: Mapped[str] = mapped_column(String(64), unique=True)
    volgnummer: Mapped[int] = mapped_column(default=0)
    inwoner_id: Mapped[int | None] = mapped_column(ForeignKey("inwoner.id"), index=True)

    onderwerp: Mapped[str] = mapped_column(String(40))
    soort: Mapped[Soort] = mapped_column(enum_column(Soort))
    agenda: Mapped[str] = mapped_column(String(40))
    plek: Mapped[int]
    locatie: Mapped[str | None] = mapped_column(String(40))
    begin: Mapped[datetime]
    einde: Mapped[datetime]
    status: Mapped[Status] = mapped_column(enum_column(Status), default=Status.GEPLAND)

    naam: Mapped[str] = mapped_column(String(120))
    telefoon: Mapped[str] = mapped_column(String(20), default="", index=True)
    email: Mapped[str] = mapped_column(String(254), default="", index=True)
    taal: Mapped[str] = mapped_column(String(5), default="nl")
    voicemail: Mapped[bool] = mapped_column(default=False)
    tolk: Mapped[str] = mapped_column(String(40), default="")
    rolstoel: Mapped[bool] = mapped_column(default=False)
    begeleiding: Mapped[bool] = mapped_column(default=False)
    momenten: Mapped[str] = mapped_column(String(200), default="")
    sms: Mapped[bool] = mapped_column(default=False)
    codewoord: Mapped[str] = mapped_column(String(40), default="")

    door_soort: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]
    gewijzigd_at: Mapped[datetime]
    verzet_door: Mapped[Partij | None] = mapped_column(enum_column(Partij, "verzet_door"))
    geannuleerd_door: Mapped[Partij | None] = mapped_column(enum_column(Partij, "geannuleerd_door"))
    belpogingen: Mapped[int] = mapped_column(default=0)
    herinnerd_at: Mapped[datetime | None]
    niet_gemeld_at: Mapped[datetime | None]
    vergeten_at: Mapped[datetime | None]

    @declared_attr.directive
    def __table_args__(cls) -> tuple[SchemaEventTarget, ...]:  # noqa: N805 - SQLAlchemy passes the class
        naam = cls.__tablename__
        return (
            Index(f"ix_{naam}_agenda_begin", "agenda", "begin"),
            Index(f"ix_{naam}_begin", "begin"),
        )


class CelKolommen(Base):
    """Five minutes of one place, taken: held by a browser session until `verloopt_at`, or booked.

    `cel` counts five minutes since 1970, see rules/cellen.py. `houder` is the hash of what the session keeps.
    The appointment's id refers to the appointments of the same wall.
    """

    __abstract__ = True

    agenda: Mapped[str] = mapped_column(String(48), primary_key=True)
    cel: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    plek: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    houder: Mapped[str | None] = mapped_column(String(64), index=True)
    verloopt_at: Mapped[datetime | None] = mapped_column(index=True)
    afspraak_id: Mapped[int | None]


class AfwezigheidKolommen(Base):
    """A period in which an agenda takes nobody after all, or one of its places does not.

    `bron`: who said so, a person or a calendar file.
    """

    __abstract__ = True

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    agenda: Mapped[str] = mapped_column(String(40), index=True)
    plek: Mapped[int | None]
    begin: Mapped[datetime]
    einde: Mapped[datetime] = mapped_column(index=True)
    bron: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]


@dataclass(frozen=True)
class AgendaTabellen:
    """The tables of one wall, and which configuration says when its agendas are open."""

    beleidsoort: str
    afspraak: type[AfspraakKolommen]
    cel: type[CelKolommen]
    afwezigheid: type[AfwezigheidKolommen]
