"""The table of conversations that are passed on: no reason, no sender, and gone once someone has it."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portaal.infra.model import Base, Id


class Overdracht(Base):
    """An inwoner whose conversation goes on at the balie or the KCC. Once per person: the database says so."""

    __tablename__ = "overdracht"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inwoner_id: Mapped[int] = mapped_column(ForeignKey("inwoner.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(index=True)
