"""Tables of the agendas about tax."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portaal.afspraak.tabellen import AfspraakKolommen, AfwezigheidKolommen, AgendaTabellen, CelKolommen


class AfspraakRij(AfspraakKolommen):
    """An appointment with the balie, by phone or by video."""

    __tablename__ = "afspraak"


class Tijdvakcel(CelKolommen):
    """Five minutes of a place that is taken: the primary key says that nobody else has it."""

    __tablename__ = "tijdvakcel"

    afspraak_id: Mapped[int | None] = mapped_column(ForeignKey("afspraak.id"), index=True)


class Afwezigheid(AfwezigheidKolommen):
    """A period in which an agenda takes nobody after all."""

    __tablename__ = "afwezigheid"


TABELLEN = AgendaTabellen("afspraken", AfspraakRij, Tijdvakcel, Afwezigheid)
