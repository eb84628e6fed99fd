"""Table of dated configuration."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portaal.infra.model import Base, Id


class Beleidversie(Base):
    """What holds from a date, of one kind of configuration. A version is never changed: a newer one follows.

    `nummer` counts per kind and is never given twice. `wacht` is a version from a file that beheer has not taken
    over: it does not hold. `herkomst` is a file's name or `medewerker:<id>`.
    """

    __tablename__ = "beleidversie"
    __table_args__ = (
        Index("ix_beleidversie_soort_geldig_vanaf", "soort", "geldig_vanaf"),
        UniqueConstraint("soort", "nummer", name="uq_beleidversie_soort_nummer"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    soort: Mapped[str] = mapped_column(String(40))
    nummer: Mapped[int]
    geldig_vanaf: Mapped[date]
    inhoud: Mapped[dict[str, Any]]
    vingerafdruk: Mapped[str] = mapped_column(String(64))
    herkomst: Mapped[str] = mapped_column(String(120))
    door_naam: Mapped[str] = mapped_column(String(120), default="")
    reden: Mapped[str] = mapped_column(String(500), default="")
    wacht: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    vervallen_at: Mapped[datetime | None]
