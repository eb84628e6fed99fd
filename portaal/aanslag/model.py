"""Tables of aanslagen: their identity, and what each delivery says of them."""

from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, String, Text, exists
from sqlalchemy.orm import Mapped, aliased, mapped_column

from portaal.aanslag.stand import Aanslagsoort, Boekingsoort, Kanaal, Verzendsoort
from portaal.core.geld import Centen
from portaal.infra.model import Base, Id, enum_column
from portaal.inwoner.model import is_opgenomen

UITVAL = "uitval"


class AanslagRij(Base):
    """One aanslagbiljet: a number of ours that stays the same whatever deliveries bring."""

    __tablename__ = "aanslag"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy reads it from the class

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    aanslagnummer: Mapped[str] = mapped_column(String(12), unique=True)
    inwoner_id: Mapped[int] = mapped_column(ForeignKey("inwoner.id"), index=True)


class AanslagstandRij(Base):
    """What one delivery says of one aanslag; `open` and `betaald` are worked out when it comes in."""

    __tablename__ = "aanslagstand"
    __table_args__ = (Index("uq_aanslagstand_aanslag_id_levering_id", "aanslag_id", "levering_id", unique=True),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    aanslag_id: Mapped[int] = mapped_column(ForeignKey("aanslag.id"))
    levering_id: Mapped[int] = mapped_column(ForeignKey("levering.id"))
    soort: Mapped[Aanslagsoort] = mapped_column(enum_column(Aanslagsoort))
    belastingjaar: Mapped[int]
    dagtekening: Mapped[date]
    betalingskenmerk: Mapped[str] = mapped_column(String(16))
    totaalbedrag: Mapped[Centen]
    automatische_incasso: Mapped[bool]
    aantal_termijnen: Mapped[int]
    vervaldata: Mapped[list[Any]]
    vernietigd: Mapped[bool]
    kosten: Mapped[Centen]
    rente: Mapped[Centen | None]
    betaald: Mapped[Centen]
    uitstel_tot: Mapped[date | None]
    kwijtschelding_gevraagd: Mapped[bool]
    bezwaar: Mapped[bool]
    volgende_stap: Mapped[str] = mapped_column(String(40))
    volgende_stap_op: Mapped[date | None]
    bijgewerkt_at: Mapped[datetime]


class AanslagregelRij(Base):
    """One line of a biljet. `klopt`: grondslag × tarief gives its bedrag."""

    __tablename__ = "aanslagregel"
    __table_args__ = (Index("ix_aanslagregel_stand_id", "stand_id", "regel"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    stand_id: Mapped[int] = mapped_column(ForeignKey("aanslagstand.id"))
    regel: Mapped[int]
    belastingsoort: Mapped[str] = mapped_column(Text)
    omschrijving: Mapped[str] = mapped_column(Text)
    object: Mapped[str] = mapped_column(Text)
    grondslag: Mapped[str] = mapped_column(Text)
    eenheid: Mapped[str] = mapped_column(Text)
    tarief: Mapped[str] = mapped_column(Text)
    van: Mapped[date | None]
    tot_en_met: Mapped[date | None]
    bedrag: Mapped[Centen]
    klopt: Mapped[bool]


class BetalingRij(Base):
    """Money or relief booked on a biljet; a storno is negative."""

    __tablename__ = "betaling"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    stand_id: Mapped[int] = mapped_column(ForeignKey("aanslagstand.id"), index=True)
    datum: Mapped[date]
    soort: Mapped[Boekingsoort] = mapped_column(enum_column(Boekingsoort))
    bedrag: Mapped[Centen]


class VerzendingRij(Base):
    """Something that was sent about a biljet, and what it cost."""

    __tablename__ = "verzending"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    stand_id: Mapped[int] = mapped_column(ForeignKey("aanslagstand.id"), index=True)
    soort: Mapped[Verzendsoort] = mapped_column(enum_column(Verzendsoort))
    dagtekening: Mapped[date]
    kanaal: Mapped[Kanaal] = mapped_column(enum_column(Kanaal))
    kosten: Mapped[Centen]


class Leveringmelding(Base):
    """Something about a row of a delivery: it fell out, is taken in with a warning, or is not served here."""

    __tablename__ = "leveringmelding"
    __table_args__ = (
        Index("ix_leveringmelding_levering_id_soort", "levering_id", "soort", "id"),
        Index("ix_leveringmelding_aanslagnummer", "aanslagnummer"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    levering_id: Mapped[int] = mapped_column(ForeignKey("levering.id"))
    soort: Mapped[str] = mapped_column(String(20))
    bestand: Mapped[str] = mapped_column(String(40))
    regel: Mapped[int]
    kolom: Mapped[str] = mapped_column(String(40))
    melding: Mapped[str] = mapped_column(Text)
    aanslagnummer: Mapped[str] = mapped_column(String(40), default="")


@cache
def is_uitgevallen() -> ColumnElement[bool]:
    """Of AanslagRij: it fell out of a delivery taken in, and no later one names it: what we know of it is old."""
    weer = (
        AanslagstandRij.aanslag_id == AanslagRij.id,
        AanslagstandRij.levering_id >= Leveringmelding.levering_id,
        is_opgenomen(AanslagstandRij.levering_id),
    )
    # Said out loud, for two levels down SQLAlchemy would look through all aanslagen instead of at this one.
    terug = exists().where(*weer).correlate(AanslagRij, Leveringmelding)
    return exists().where(
        Leveringmelding.aanslagnummer == AanslagRij.aanslagnummer,
        Leveringmelding.soort == UITVAL,
        is_opgenomen(Leveringmelding.levering_id),
        ~terug,
    )


@cache
def is_huidige_stand() -> ColumnElement[bool]:
    """Of AanslagstandRij: brought by the newest delivery taken in that names this aanslag."""
    nieuwer = aliased(AanslagstandRij)
    later = exists().where(
        nieuwer.aanslag_id == AanslagstandRij.aanslag_id,
        nieuwer.levering_id > AanslagstandRij.levering_id,
        is_opgenomen(nieuwer.levering_id),
    )
    return is_opgenomen(AanslagstandRij.levering_id) & ~later
