"""Tables of the agendas about tax, and of what leads to a talk: letters, waiting, walking in, dispatches."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portaal.afspraak.begrip import Inloopstatus
from portaal.afspraak.tabellen import AfspraakKolommen, AfwezigheidKolommen, AgendaTabellen, CelKolommen
from portaal.infra.model import Base, Id, enum_column


class AfspraakRij(AfspraakKolommen):
    """An appointment with the balie, by phone or by video."""

    __tablename__ = "afspraak"


class Tijdvakcel(CelKolommen):
    """Five minutes of a place that is taken: the primary key says that nobody else has it."""

    __tablename__ = "tijdvakcel"

    afspraak_id: Mapped[int | None] = mapped_column(ForeignKey("afspraak.id"), index=True)


class Afwezigheid(AfwezigheidKolommen):
    """A period in which an agenda takes nobody after all."""

    __tablename__ = "afwezigheid"


TABELLEN = AgendaTabellen("afspraken", AfspraakRij, Tijdvakcel, Afwezigheid)


class Briefcode(Base):
    """A code on a letter that opens booking with the topic set. It names no person and no tax."""

    __tablename__ = "briefcode"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    onderwerp: Mapped[str] = mapped_column(String(40))
    geldig_tot: Mapped[date] = mapped_column(index=True)
    created_at: Mapped[datetime]
    gebruikt: Mapped[int] = mapped_column(default=0)


class Wachtende(Base):
    """Someone who would like an earlier time than they have."""

    __tablename__ = "wachtende"

    afspraak_id: Mapped[int] = mapped_column(ForeignKey("afspraak.id"), primary_key=True, autoincrement=False)
    created_at: Mapped[datetime]
    berichten: Mapped[int] = mapped_column(default=0)
    gemeld_begin: Mapped[datetime | None]
    gemeld_at: Mapped[datetime | None]


class Tijdvoorstel(Base):
    """A new time for someone whom we could not reach: held for them alone until `verloopt_at`."""

    __tablename__ = "tijdvoorstel"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    afspraak_id: Mapped[int] = mapped_column(ForeignKey("afspraak.id"), index=True)
    begin: Mapped[datetime]
    verloopt_at: Mapped[datetime] = mapped_column(index=True)


class Inloopnummer(Base):
    """A number in the queue of an inloopspreekuur; the same number is never given twice on a day."""

    __tablename__ = "inloopnummer"
    __table_args__ = (Index("uq_inloopnummer_locatie_dag_nummer", "locatie", "dag", "nummer", unique=True),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    locatie: Mapped[str] = mapped_column(String(40))
    dag: Mapped[date]
    nummer: Mapped[int]
    onderwerp: Mapped[str] = mapped_column(String(40))
    status: Mapped[Inloopstatus] = mapped_column(enum_column(Inloopstatus), default=Inloopstatus.WACHT)
    loket: Mapped[str] = mapped_column(String(20), default="")
    created_at: Mapped[datetime]
    geroepen_at: Mapped[datetime | None]
    klaar_at: Mapped[datetime | None]


class Agendafeed(Base):
    """An address at which an employee's own calendar follows an agenda; found by the hash of its secret."""

    __tablename__ = "agendafeed"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    agenda: Mapped[str] = mapped_column(String(40), index=True)
    medewerker_id: Mapped[int] = mapped_column(Id)
    created_at: Mapped[datetime]


class Agendabron(Base):
    """An employee's own calendar, from which we read when they are busy. `goed_at`: when it last could be read."""

    __tablename__ = "agendabron"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    agenda: Mapped[str] = mapped_column(String(40), index=True)
    plek: Mapped[int | None]
    adres: Mapped[str] = mapped_column(String(500), default="")
    goed_at: Mapped[datetime | None]
    geprobeerd_at: Mapped[datetime | None]
    fout: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime]


class GeplandeVerzending(Base):
    """Letters that will go out, and how many people we expect to call or come because of them."""

    __tablename__ = "geplande_verzending"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    soort: Mapped[str] = mapped_column(String(40))
    datum: Mapped[date] = mapped_column(index=True)
    aantal: Mapped[int]
    promille: Mapped[int]
    vragen: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime]
    gemeld_at: Mapped[datetime | None]
    ingetrokken_at: Mapped[datetime | None]
