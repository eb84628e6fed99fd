"""Tables of the logboek: rows are only ever added."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portaal.infra.alleen_toevoegen import append_only
from portaal.infra.model import Base, Id


class Logregel(Base):
    """Who did or saw what of whom, why. The person is named by a pseudonym."""

    __tablename__ = "logregel"
    __table_args__ = (Index("ix_logregel_persoon_at", "persoon", "at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    handeling: Mapped[str] = mapped_column(String(80))
    door_soort: Mapped[str] = mapped_column(String(20))
    door_id: Mapped[str] = mapped_column(String(80))
    rollen: Mapped[str] = mapped_column(String(120), default="")
    persoon: Mapped[str | None] = mapped_column(String(64))
    doel: Mapped[str] = mapped_column(String(200), default="")
    object_ref: Mapped[str] = mapped_column(String(80), default="")


class Logsleutel(Base):
    """The key of a person's pseudonym; without it nobody can tell whom the rows are about."""

    __tablename__ = "logsleutel"

    inwoner_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    sleutel: Mapped[str] = mapped_column(String(64))


append_only(Logregel.__table__)
