"""Table of what readers say of a page: was this clear, and which line was not."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portaal.infra.model import Base, Id, enum_column


class Oordeelsoort(StrEnum):
    """What a reader said."""

    DUIDELIJK = "duidelijk"
    ONDUIDELIJK = "onduidelijk"
    SNAP_NIET = "snap_niet"


class Paginaoordeel(Base):
    """One reader's word on a page, or the line that they did not understand.

    `bezwaar_at`: when staff passed the text on to heffing, because it was meant as a bezwaar. `created_at` is then
    the day of receipt (Awb 6:14).
    """

    __tablename__ = "paginaoordeel"
    __table_args__ = (Index("ix_paginaoordeel_soort_created_at", "soort", "created_at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    pagina: Mapped[str] = mapped_column(String(60), index=True)
    soort: Mapped[Oordeelsoort] = mapped_column(enum_column(Oordeelsoort))
    zin: Mapped[str] = mapped_column(Text, default="")
    inwoner_id: Mapped[int] = mapped_column(ForeignKey("inwoner.id"), index=True)
    aanslag_id: Mapped[int | None] = mapped_column(ForeignKey("aanslag.id"))
    regel: Mapped[int | None]
    created_at: Mapped[datetime]
    bezwaar_at: Mapped[datetime | None]
