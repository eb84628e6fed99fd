"""Tables of the worker: what happened, who has handled it, and what was last done on time."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from portaal.infra.model import Base, Id


class GebeurtenisRij(Base):
    """An announced event; `verwerkt_at` is set when every subscriber has handled it or given up."""

    __tablename__ = "gebeurtenis"
    __table_args__ = (
        Index(
            "ix_gebeurtenis_open",
            "id",
            postgresql_where=text("verwerkt_at IS NULL"),
            sqlite_where=text("verwerkt_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    naam: Mapped[str] = mapped_column(String(80))
    velden: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    verwerkt_at: Mapped[datetime | None]


class Afhandeling(Base):
    """One subscriber's dealing with one event: done, or tried and to be tried again."""

    __tablename__ = "gebeurtenis_afhandeling"

    gebeurtenis_id: Mapped[int] = mapped_column(ForeignKey("gebeurtenis.id"), primary_key=True)
    abonnee: Mapped[str] = mapped_column(String(80), primary_key=True)
    pogingen: Mapped[int] = mapped_column(default=0)
    klaar_at: Mapped[datetime | None]
    volgende_at: Mapped[datetime | None]
    fout: Mapped[str] = mapped_column(String(200), default="")


class Taakuitvoering(Base):
    """When a dated task was last done."""

    __tablename__ = "taakuitvoering"

    taak: Mapped[str] = mapped_column(String(80), primary_key=True)
    laatst_at: Mapped[datetime]
    fout: Mapped[str] = mapped_column(String(200), default="")


class Hartslag(Base):
    """The worker's sign of life."""

    __tablename__ = "hartslag"

    proces: Mapped[str] = mapped_column(String(40), primary_key=True)
    gezien_at: Mapped[datetime]
