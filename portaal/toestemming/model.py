"""Tables of consent and of schuldhulp's desk. Nobody who decides on debts reads them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portaal.infra.alleen_toevoegen import append_only
from portaal.infra.model import Base, Id, enum_column
from portaal.toestemming.rules import Antwoord, Hulpstatus, Spoed


class Kanaal(StrEnum):
    """Where it was said."""

    PORTAAL = "portaal"
    BALIE = "balie"
    TELEFOON = "telefoon"
    LINK = "link"
    VANZELF = "vanzelf"


class Pogingsuitkomst(StrEnum):
    """How a try to reach someone went."""

    BEREIKT = "bereikt"
    NIET_BEREIKT = "niet_bereikt"
    ANDER_MOMENT = "ander_moment"


class Uitkomst(StrEnum):
    """How the contact ended."""

    GESPREK = "gesprek"
    PLAN = "plan"
    VERWEZEN = "verwezen"
    NIET_NODIG = "niet_nodig"
    NIET_BEREIKT = "niet_bereikt"


class Toestemming(Base):
    """A yes, a no, a withdrawal or an end: a new record each time. The exact text stands in it."""

    __tablename__ = "toestemming"
    __table_args__ = (Index("ix_toestemming_inwoner_id_id", "inwoner_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    ref: Mapped[str] = mapped_column(String(40), unique=True)
    inwoner_id: Mapped[int] = mapped_column(ForeignKey("inwoner.id"))
    antwoord: Mapped[Antwoord] = mapped_column(enum_column(Antwoord))
    at: Mapped[datetime]
    verloopt_at: Mapped[datetime | None]
    doel: Mapped[str] = mapped_column(Text)
    ontvanger: Mapped[str] = mapped_column(Text)
    tekst: Mapped[str] = mapped_column(Text)
    tekst_versie: Mapped[str] = mapped_column(String(40))
    tekst_hash: Mapped[str] = mapped_column(String(64))
    gedeeld: Mapped[list[str]]
    taal: Mapped[str] = mapped_column(String(8))
    kanaal: Mapped[Kanaal] = mapped_column(enum_column(Kanaal))
    medewerker_id: Mapped[int | None] = mapped_column(ForeignKey("medewerker.id"))


class Hulpvraag(Base):
    """Someone who asked for contact, as schuldhulp sees it: no amounts, nothing on taxes."""

    __tablename__ = "hulpvraag"
    __table_args__ = (Index("ix_hulpvraag_status_uiterlijk_op", "status", "uiterlijk_op"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inwoner_id: Mapped[int] = mapped_column(ForeignKey("inwoner.id"), index=True)
    toestemming_id: Mapped[int] = mapped_column(ForeignKey("toestemming.id"), unique=True)
    naam: Mapped[str] = mapped_column(String(200))
    telefoon: Mapped[str] = mapped_column(String(40))
    email: Mapped[str] = mapped_column(String(254))
    moment: Mapped[str] = mapped_column(String(40))
    voicemail: Mapped[bool]
    spoed: Mapped[Spoed] = mapped_column(enum_column(Spoed))
    ontvangen_at: Mapped[datetime]
    uiterlijk_op: Mapped[date]
    status: Mapped[Hulpstatus] = mapped_column(enum_column(Hulpstatus))
    medewerker_id: Mapped[int | None] = mapped_column(ForeignKey("medewerker.id"))
    uitkomst: Mapped[Uitkomst | None] = mapped_column(enum_column(Uitkomst))


class Contactpoging(Base):
    """A try to reach someone."""

    __tablename__ = "contactpoging"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hulpvraag_id: Mapped[int] = mapped_column(ForeignKey("hulpvraag.id"), index=True)
    uitkomst: Mapped[Pogingsuitkomst] = mapped_column(enum_column(Pogingsuitkomst))
    medewerker_id: Mapped[int] = mapped_column(ForeignKey("medewerker.id"))
    at: Mapped[datetime]


class Hulpnotitie(Base):
    """A note of schuldhulp, for its own team only."""

    __tablename__ = "hulpnotitie"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hulpvraag_id: Mapped[int] = mapped_column(ForeignKey("hulpvraag.id"), index=True)
    tekst: Mapped[str] = mapped_column(Text)
    medewerker_id: Mapped[int] = mapped_column(ForeignKey("medewerker.id"))
    at: Mapped[datetime]


append_only(Toestemming.__table__)
