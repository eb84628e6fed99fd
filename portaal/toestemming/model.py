"""Tables of consent, of schuldhulp's desk and of its own agenda. Nobody who decides on debts reads them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from portaal.afspraak.tabellen import AfspraakKolommen, AfwezigheidKolommen, AgendaTabellen, CelKolommen
from portaal.infra.alleen_toevoegen import append_only
from portaal.infra.model import Base, Id, enum_column
from portaal.toestemming.begrip import (
    Antwoord,
    Hulpstatus,
    Hulpuitkomst,
    Pogingsuitkomst,
    Spoed,
    Toestemmingskanaal,
    Toestemmingssoort,
    Wie,
)

_LOOPT = text("status IN ('open', 'opgepakt', 'gesproken')")


class Toestemming(Base):
    """A yes, a no, a withdrawal or an end: a new record each time. The exact text stands in it.

    `bezoeker` names who answered without login: by a key, for a record that stays may hold no name.
    `besluit` is the gemeente's decision that a question rests on, where it needs one.
    """

    __tablename__ = "toestemming"
    __table_args__ = (Index("ix_toestemming_inwoner_id_id", "inwoner_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    ref: Mapped[str] = mapped_column(String(40), unique=True)
    inwoner_id: Mapped[int | None] = mapped_column(ForeignKey("inwoner.id"))
    bezoeker: Mapped[str | None] = mapped_column(String(32), index=True)
    soort: Mapped[Toestemmingssoort] = mapped_column(enum_column(Toestemmingssoort))
    antwoord: Mapped[Antwoord] = mapped_column(enum_column(Antwoord))
    at: Mapped[datetime]
    verloopt_at: Mapped[datetime | None]
    doel: Mapped[str] = mapped_column(Text)
    ontvanger: Mapped[str] = mapped_column(Text)
    tekst: Mapped[str] = mapped_column(Text)
    tekst_versie: Mapped[str] = mapped_column(String(40))
    tekst_hash: Mapped[str] = mapped_column(String(64))
    gedeeld: Mapped[list[str]]
    besluit: Mapped[str] = mapped_column(Text, default="")
    taal: Mapped[str] = mapped_column(String(8))
    kanaal: Mapped[Toestemmingskanaal] = mapped_column(enum_column(Toestemmingskanaal))
    medewerker_id: Mapped[int | None] = mapped_column(ForeignKey("medewerker.id"))

    @property
    def wie(self) -> Wie:
        """Whose answer it is."""
        return self.inwoner_id if self.inwoner_id is not None else self.bezoeker or ""


class Hulpvraag(Base):
    """Someone who asked for contact, as schuldhulp sees it: no amounts, nothing on taxes.

    `toestemming_id` is the yes that it rests on. One runs per person: the database says so.
    `niet_gemeld_at`: since when someone must phone, for a message cannot reach them; `gewaarschuwd_at`: when that
    was asked of the desk because their yes ends.
    """

    __tablename__ = "hulpvraag"
    __table_args__ = (
        Index("ix_hulpvraag_status_uiterlijk_op", "status", "uiterlijk_op"),
        Index(
            "uq_hulpvraag_inwoner_id_loopt",
            "inwoner_id",
            unique=True,
            postgresql_where=_LOOPT,
            sqlite_where=_LOOPT,
        ),
        Index(
            "uq_hulpvraag_bezoeker_loopt",
            "bezoeker",
            unique=True,
            postgresql_where=_LOOPT,
            sqlite_where=_LOOPT,
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kenmerk: Mapped[str] = mapped_column(String(12), unique=True)
    inwoner_id: Mapped[int | None] = mapped_column(ForeignKey("inwoner.id"), index=True)
    bezoeker: Mapped[str | None] = mapped_column(String(32))
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
    medewerker_id: Mapped[int | None] = mapped_column(ForeignKey("medewerker.id"), index=True)
    gesproken_at: Mapped[datetime | None]
    uitkomst: Mapped[Hulpuitkomst | None] = mapped_column(enum_column(Hulpuitkomst))
    beeindigd_at: Mapped[datetime | None]
    niet_gemeld_at: Mapped[datetime | None]
    gewaarschuwd_at: Mapped[datetime | None]


class Contactpoging(Base):
    """A try to reach someone."""

    __tablename__ = "contactpoging"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hulpvraag_id: Mapped[int] = mapped_column(ForeignKey("hulpvraag.id"), index=True)
    uitkomst: Mapped[Pogingsuitkomst] = mapped_column(enum_column(Pogingsuitkomst))
    medewerker_id: Mapped[int] = mapped_column(ForeignKey("medewerker.id"))
    at: Mapped[datetime]


class Hulpnotitie(Base):
    """A note of schuldhulp, for its own team only; locked once the contact ended, gone after its term."""

    __tablename__ = "hulpnotitie"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hulpvraag_id: Mapped[int] = mapped_column(ForeignKey("hulpvraag.id"), index=True)
    tekst: Mapped[str] = mapped_column(Text)
    medewerker_id: Mapped[int] = mapped_column(ForeignKey("medewerker.id"))
    at: Mapped[datetime]


class Hulpgesprek(AfspraakKolommen):
    """A talk with schuldhulp. `medewerker_id` holds it; after a withdrawal nobody else sees it.

    `blijft_at`: when the inwoner said that it stays, though their yes was taken back.
    """

    __tablename__ = "hulpgesprek"

    hulpvraag_id: Mapped[int | None] = mapped_column(ForeignKey("hulpvraag.id"), index=True)
    medewerker_id: Mapped[int | None] = mapped_column(ForeignKey("medewerker.id"), index=True)
    blijft_at: Mapped[datetime | None]


class Hulpgesprekcel(CelKolommen):
    """Five minutes of a place at schuldhulp that is taken."""

    __tablename__ = "hulpgesprekcel"

    afspraak_id: Mapped[int | None] = mapped_column(ForeignKey("hulpgesprek.id"), index=True)


class Hulpafwezigheid(AfwezigheidKolommen):
    """A period in which an agenda of schuldhulp takes nobody after all."""

    __tablename__ = "hulpafwezigheid"


TABELLEN = AgendaTabellen("hulpgesprekken", Hulpgesprek, Hulpgesprekcel, Hulpafwezigheid)
append_only(Toestemming.__table__)
