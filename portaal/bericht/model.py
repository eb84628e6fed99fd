"""Tables of messages: what is to be mailed, and what stands under 'Mijn berichten'."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from portaal.infra.model import Base, Id, enum_column


class Mailstatus(StrEnum):
    """How far a mail is."""

    WACHT = "wacht"
    VERZONDEN = "verzonden"
    MISLUKT = "mislukt"


class UitgaandeMail(Base):
    """A mail in the outbox; `sleutel` makes that the same one is never queued twice."""

    __tablename__ = "uitgaande_mail"
    __table_args__ = (
        Index(
            "ix_uitgaande_mail_wacht",
            "volgende_at",
            postgresql_where=text("status = 'wacht'"),
            sqlite_where=text("status = 'wacht'"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    sleutel: Mapped[str] = mapped_column(String(120), unique=True)
    message_id: Mapped[str] = mapped_column(String(200))
    aan: Mapped[str] = mapped_column(String(254))
    onderwerp: Mapped[str] = mapped_column(String(200))
    tekst: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text, default="")
    bijlagen: Mapped[list[Any]]
    status: Mapped[Mailstatus] = mapped_column(enum_column(Mailstatus), default=Mailstatus.WACHT)
    pogingen: Mapped[int] = mapped_column(default=0)
    volgende_at: Mapped[datetime]
    created_at: Mapped[datetime]
    verzonden_at: Mapped[datetime | None]
    fout: Mapped[str] = mapped_column(String(200), default="")


class Smsstatus(StrEnum):
    """How far an SMS is. AANGENOMEN: the provider has it, and does not know yet whether it arrived."""

    WACHT = "wacht"
    AANGENOMEN = "aangenomen"
    BEZORGD = "bezorgd"
    MISLUKT = "mislukt"


class UitgaandeSms(Base):
    """An SMS in the outbox; `sleutel` makes that the same one is never queued twice, here nor at the provider.

    `volgende_at`: when it is sent, or when we ask whether it arrived; None when nothing is left to do.
    """

    __tablename__ = "uitgaande_sms"
    __table_args__ = (
        Index(
            "ix_uitgaande_sms_volgende_at",
            "volgende_at",
            postgresql_where=text("volgende_at IS NOT NULL"),
            sqlite_where=text("volgende_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    sleutel: Mapped[str] = mapped_column(String(120), unique=True)
    aan: Mapped[str] = mapped_column(String(20))
    tekst: Mapped[str] = mapped_column(Text)
    status: Mapped[Smsstatus] = mapped_column(enum_column(Smsstatus), default=Smsstatus.WACHT)
    aanbieder_id: Mapped[str] = mapped_column(String(64), default="")
    pogingen: Mapped[int] = mapped_column(default=0)
    volgende_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    aangenomen_at: Mapped[datetime | None]
    fout: Mapped[str] = mapped_column(String(200), default="")


class Bericht(Base):
    """A message to an inwoner, read in the portal; `brief_html` is its letter, made into a PDF when asked for."""

    __tablename__ = "bericht"
    __table_args__ = (Index("ix_bericht_inwoner_id_created_at", "inwoner_id", "created_at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inwoner_id: Mapped[int] = mapped_column(ForeignKey("inwoner.id"))
    soort: Mapped[str] = mapped_column(String(40))
    titel: Mapped[str] = mapped_column(String(200))
    alineas: Mapped[list[str]]
    brief_html: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    gelezen_at: Mapped[datetime | None]
