"""Table of employees, as they log in."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from portaal.infra.model import Base, Id

NAAM_LANGST = 200
EMAIL_LANGST = 254


class Medewerker(Base):
    """An employee; roles come with each login and are not kept here."""

    __tablename__ = "medewerker"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    sub: Mapped[str] = mapped_column(String(255), unique=True)
    naam: Mapped[str] = mapped_column(String(NAAM_LANGST))
    email: Mapped[str] = mapped_column(String(EMAIL_LANGST), default="")
    laatst_at: Mapped[datetime]
