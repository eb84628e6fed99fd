"""Table of dated configuration."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portaal.infra.model import Base, Id


class Beleidversie(Base):
    """What holds from a date, of one kind of configuration. A version is never changed: a newer one follows."""

    __tablename__ = "beleidversie"
    __table_args__ = (Index("ix_beleidversie_soort_geldig_vanaf", "soort", "geldig_vanaf"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    soort: Mapped[str] = mapped_column(String(40))
    geldig_vanaf: Mapped[date]
    inhoud: Mapped[dict[str, Any]]
    vingerafdruk: Mapped[str] = mapped_column(String(64))
    herkomst: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime]
    vervallen_at: Mapped[datetime | None]
