"""Tables of betalingsregelingen: requests, plans, their terms, and which part goes to which aanslag."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portaal.core.geld import Centen
from portaal.infra.model import Base, Id, enum_column
from portaal.regeling.beleid import Baan
from portaal.regeling.stand import Betaalwijze, Omstandigheid, Verzoeksoort
from portaal.regeling.toestanden import Regelingstatus, Verzoekstatus

_LOOPT: dict[str, Any] = {"postgresql_where": text("loopt"), "sqlite_where": text("loopt")}
# Only a plan goes by incasso: kort uitstel, a pause and a talk have no debits of their own.
_ALLEEN_REGELING = "wijze = 'overmaken' OR soort = 'regeling'"


class Verzoek(Base):
    """A request. `sleutel` comes with the form: the same form sent twice makes one row."""

    __tablename__ = "verzoek"
    __table_args__ = (
        Index("ix_verzoek_inwoner_id", "inwoner_id", "id"),
        Index("ix_verzoek_status_uiterlijk", "status", "uiterlijk"),
        CheckConstraint("aantal IS NULL OR aantal > 0", name="aantal"),
        CheckConstraint("maandbedrag IS NULL OR maandbedrag > 0", name="maandbedrag"),
        CheckConstraint(_ALLEEN_REGELING, name="wijze_bij_soort"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    sleutel: Mapped[str] = mapped_column(String(64), unique=True)
    inwoner_id: Mapped[int] = mapped_column(ForeignKey("inwoner.id"))
    soort: Mapped[Verzoeksoort] = mapped_column(enum_column(Verzoeksoort))
    status: Mapped[Verzoekstatus] = mapped_column(enum_column(Verzoekstatus))
    versie: Mapped[int] = mapped_column(default=1)
    baan: Mapped[Baan] = mapped_column(enum_column(Baan))
    beleidversie_id: Mapped[int] = mapped_column(ForeignKey("beleidversie.id"))

    aantal: Mapped[int | None]
    maandbedrag: Mapped[Centen | None]
    dag: Mapped[int]
    tot: Mapped[date | None]
    wijze: Mapped[Betaalwijze] = mapped_column(enum_column(Betaalwijze), default=Betaalwijze.OVERMAKEN)
    plan: Mapped[list[Any]]
    omstandigheid: Mapped[Omstandigheid] = mapped_column(enum_column(Omstandigheid))
    toelichting: Mapped[str] = mapped_column(Text, default="")
    digitaal: Mapped[bool]
    herinner: Mapped[bool]
    redenen: Mapped[list[Any]]

    ingediend_at: Mapped[datetime]
    uiterlijk: Mapped[date]
    contact_at: Mapped[datetime | None]
    vraag: Mapped[str] = mapped_column(Text, default="")
    antwoord: Mapped[str] = mapped_column(Text, default="")
    voorstel: Mapped[list[Any]]
    voorstel_dag: Mapped[int | None]
    voorstel_incasso: Mapped[bool] = mapped_column(default=False)
    bericht: Mapped[str] = mapped_column(Text, default="")
    gronden: Mapped[list[str]]
    afwijkreden: Mapped[str] = mapped_column(Text, default="")
    besloten_at: Mapped[datetime | None]
    medewerker_id: Mapped[int | None]

    aanslagen: Mapped[list["VerzoekAanslag"]] = relationship(
        order_by="VerzoekAanslag.aanslag_id", lazy="selectin", cascade="all, delete-orphan"
    )

    @property
    def kenmerk(self) -> str:
        """The reference that the inwoner gets; it says nothing of the person."""
        return f"R{self.ingediend_at.year}-{self.id:06d}"


class VerzoekAanslag(Base):
    """An aanslag in a request; of each aanslag one request is under way at most."""

    __tablename__ = "verzoek_aanslag"
    __table_args__ = (Index("uq_verzoek_aanslag_aanslag_id", "aanslag_id", unique=True, **_LOOPT),)

    verzoek_id: Mapped[int] = mapped_column(ForeignKey("verzoek.id"), primary_key=True)
    aanslag_id: Mapped[int] = mapped_column(ForeignKey("aanslag.id"), primary_key=True)
    loopt: Mapped[bool] = mapped_column(default=True)


class Regeling(Base):
    """A plan (or kort uitstel, or a pause) that was granted, under the policy of that day."""

    __tablename__ = "regeling"
    __table_args__ = (
        Index("ix_regeling_inwoner_id", "inwoner_id"),
        Index("ix_regeling_status_soort", "status", "soort"),
        CheckConstraint(_ALLEEN_REGELING, name="wijze_bij_soort"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    verzoek_id: Mapped[int] = mapped_column(ForeignKey("verzoek.id"), unique=True)
    inwoner_id: Mapped[int] = mapped_column(ForeignKey("inwoner.id"))
    soort: Mapped[Verzoeksoort] = mapped_column(enum_column(Verzoeksoort))
    status: Mapped[Regelingstatus] = mapped_column(enum_column(Regelingstatus))
    wijze: Mapped[Betaalwijze] = mapped_column(enum_column(Betaalwijze), default=Betaalwijze.OVERMAKEN)
    beleidversie_id: Mapped[int] = mapped_column(ForeignKey("beleidversie.id"))
    begonnen_at: Mapped[datetime]
    tot: Mapped[date | None]
    herinner: Mapped[bool]
    geeindigd_at: Mapped[datetime | None]
    eindreden: Mapped[str] = mapped_column(Text, default="")

    # What following the payments found last; the payments themselves are not copied.
    # It is looked at again after news of its aanslagen, and from `weer_kijken_op` on, when time alone changes it.
    gezien_op: Mapped[date]
    gevolgde_levering: Mapped[int] = mapped_column(BigInteger, default=0)
    weer_kijken_op: Mapped[date | None]
    ontvangen: Mapped[Centen] = mapped_column(default=Centen(0))
    achterstand: Mapped[Centen] = mapped_column(default=Centen(0))
    moet_overboeken: Mapped[bool] = mapped_column(default=False)
    herinnerd_op: Mapped[date | None]
    bellen_sinds: Mapped[date | None] = mapped_column(index=True)
    vooraf_termijn: Mapped[int] = mapped_column(default=0)
    aangeboden: Mapped[list[Any]] = mapped_column(default=list)

    verzoek: Mapped[Verzoek] = relationship()
    aanslagen: Mapped[list["RegelingAanslag"]] = relationship(
        order_by="RegelingAanslag.volgorde", lazy="selectin", cascade="all, delete-orphan"
    )
    termijnen: Mapped[list["Regelingstermijn"]] = relationship(
        order_by="Regelingstermijn.nummer", lazy="selectin", cascade="all, delete-orphan"
    )

    @property
    def stopt_incasso(self) -> bool:
        """Whether debits stop for it, on one of its aanslagen at least."""
        return any(rij.stopt_incasso for rij in self.aanslagen)


class RegelingAanslag(Base):
    """An aanslag in a plan: its part of it, and what was already booked at the grant."""

    __tablename__ = "regeling_aanslag"
    __table_args__ = (
        Index("uq_regeling_aanslag_aanslag_id", "aanslag_id", unique=True, **_LOOPT),
        Index("ix_regeling_aanslag_aanslag_id", "aanslag_id"),
        CheckConstraint("bedrag >= 0", name="bedrag"),
    )

    regeling_id: Mapped[int] = mapped_column(ForeignKey("regeling.id"), primary_key=True)
    aanslag_id: Mapped[int] = mapped_column(ForeignKey("aanslag.id"), primary_key=True)
    volgorde: Mapped[int]
    bedrag: Mapped[Centen]
    geld_bij_begin: Mapped[Centen]
    kwijting_bij_begin: Mapped[Centen]
    stopt_incasso: Mapped[bool]
    loopt: Mapped[bool] = mapped_column(default=True)


class Regelingstermijn(Base):
    """One due part of a plan. `delen`: which aanslag gets what, in the order of paying."""

    __tablename__ = "regelingstermijn"
    __table_args__ = (
        Index("ix_regelingstermijn_vervaldatum", "vervaldatum"),
        CheckConstraint("bedrag > 0", name="bedrag"),
    )

    regeling_id: Mapped[int] = mapped_column(ForeignKey("regeling.id"), primary_key=True)
    nummer: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    vervaldatum: Mapped[date]
    bedrag: Mapped[Centen]
    delen: Mapped[list[Any]]


class Papierbrief(Base):
    """A letter that also goes by post: whoever did not choose digital gets it on paper (Awb 2:8)."""

    __tablename__ = "papierbrief"

    bericht_id: Mapped[int] = mapped_column(ForeignKey("bericht.id"), primary_key=True, autoincrement=False)
    created_at: Mapped[datetime]
    geprint_at: Mapped[datetime | None] = mapped_column(index=True)
