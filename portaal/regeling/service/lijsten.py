"""What invordering sees: requests by due date, plans that ask for a call, and how plans end."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from portaal.core.geld import Centen
from portaal.core.tijd import today
from portaal.infra.i18n import N_
from portaal.infra.paging import Pagina, paginate
from portaal.regeling.model import Papierbrief, Regeling, Regelingstermijn, Verzoek
from portaal.regeling.service.kaarten import SOORT_TEKST, STATUS_TEKST
from portaal.regeling.stand import Verzoeksoort
from portaal.regeling.toestanden import (
    OPEN_VERZOEK,
    VRAAGT_INWONER,
    Regelingstatus,
    Verzoekstatus,
    is_unanswered,
)


class Verzoekfilter(StrEnum):
    """Which requests to list."""

    BESLISSEN = "beslissen"
    BIJ_INWONER = "bij_inwoner"
    TE_LAAT = "te_laat"
    KLAAR = "klaar"


class Regelingfilter(StrEnum):
    """Which plans to list."""

    BELLEN = "bellen"
    OVERBOEKEN = "overboeken"
    LOPEND = "lopend"
    AFGEROND = "afgerond"
    GESTOPT = "gestopt"


FILTER_TEKST: dict[StrEnum, str] = {
    Verzoekfilter.BESLISSEN: N_("Te beslissen"),
    Verzoekfilter.BIJ_INWONER: N_("Wacht op inwoner"),
    Verzoekfilter.TE_LAAT: N_("Te laat"),
    Verzoekfilter.KLAAR: N_("Besloten"),
    Regelingfilter.BELLEN: N_("Bellen"),
    Regelingfilter.OVERBOEKEN: N_("Overboeken"),
    Regelingfilter.LOPEND: N_("Lopend"),
    Regelingfilter.AFGEROND: N_("Afgerond"),
    Regelingfilter.GESTOPT: N_("Gestopt"),
}


@dataclass(frozen=True)
class Verzoekregel:
    """A request in the list; texts are message ids."""

    verzoek_id: int
    kenmerk: str
    soort: str
    status: str
    aantal_aanslagen: int
    ingediend_at: datetime
    uiterlijk: date
    is_te_laat: bool
    is_onbeantwoord: bool


@dataclass(frozen=True)
class Regelingregel:
    """A plan in the list; texts are message ids."""

    verzoek_id: int
    regeling_id: int
    kenmerk: str
    soort: str
    status: str
    totaal: Centen
    ontvangen: Centen
    achterstand: Centen
    bellen_sinds: date | None
    begonnen_at: datetime
    geeindigd_at: datetime | None


def list_verzoeken(session: Session, filter_: Verzoekfilter, nummer: int, now: datetime) -> Pagina[Verzoekregel]:
    """Requests by due date, so that late ones are on top; decided ones newest first."""
    vandaag = today(now)
    vraag = select(Verzoek).where(_verzoeken(filter_, vandaag))
    if filter_ is Verzoekfilter.KLAAR:
        vraag = vraag.order_by(Verzoek.besloten_at.desc(), Verzoek.id.desc())
    else:
        vraag = vraag.order_by(Verzoek.uiterlijk, Verzoek.id)
    return paginate(session, vraag, nummer).map(lambda rij: _verzoekregel(rij, vandaag))


def list_regelingen(session: Session, filter_: Regelingfilter, nummer: int) -> Pagina[Regelingregel]:
    """Plans: those to call about longest waiting first, others newest first."""
    totaal = (
        select(func.coalesce(func.sum(Regelingstermijn.bedrag), 0))
        .where(Regelingstermijn.regeling_id == Regeling.id)
        .scalar_subquery()
    )
    volgorde = (Regeling.bellen_sinds, Regeling.id) if filter_ is Regelingfilter.BELLEN else (Regeling.id.desc(),)
    vraag = (
        select(Regeling, Verzoek, totaal)
        .join(Verzoek, Verzoek.id == Regeling.verzoek_id)
        .where(_regelingen(filter_))
        .order_by(*volgorde)
    )
    return paginate(session, vraag, nummer).map(lambda rij: _regelingregel(rij[0], rij[1], Centen(int(rij[2]))))


def count_lijsten(session: Session, now: datetime) -> dict[str, int]:
    """How much lies on each list that asks for something."""
    vandaag = today(now)
    verzoeken = {
        filter_.value: select(func.count(Verzoek.id)).where(_verzoeken(filter_, vandaag))
        for filter_ in (Verzoekfilter.BESLISSEN, Verzoekfilter.BIJ_INWONER, Verzoekfilter.TE_LAAT)
    }
    regelingen = {
        filter_.value: select(func.count(Regeling.id)).where(_regelingen(filter_))
        for filter_ in (Regelingfilter.BELLEN, Regelingfilter.OVERBOEKEN, Regelingfilter.LOPEND)
    }
    post = {
        "post": select(func.count(Papierbrief.bericht_id)).where(Papierbrief.geprint_at.is_(None)),
    }
    return {naam: session.scalar(vraag) or 0 for naam, vraag in {**verzoeken, **regelingen, **post}.items()}


def _verzoeken(filter_: Verzoekfilter, vandaag: date) -> ColumnElement[bool]:
    wacht = Verzoek.status.in_(VRAAGT_INWONER)
    onbeantwoord = wacht & (Verzoek.uiterlijk < vandaag)
    return {
        Verzoekfilter.BESLISSEN: (Verzoek.status == Verzoekstatus.IN_BEHANDELING) | onbeantwoord,
        Verzoekfilter.BIJ_INWONER: wacht & (Verzoek.uiterlijk >= vandaag),
        Verzoekfilter.TE_LAAT: Verzoek.status.in_(OPEN_VERZOEK) & (Verzoek.uiterlijk < vandaag),
        Verzoekfilter.KLAAR: Verzoek.status.not_in(OPEN_VERZOEK),
    }[filter_]


def _regelingen(filter_: Regelingfilter) -> ColumnElement[bool]:
    loopt = Regeling.status == Regelingstatus.LOPEND
    gestopt = (Regelingstatus.GESTOPT, Regelingstatus.BEEINDIGD)
    return {
        Regelingfilter.BELLEN: loopt & Regeling.bellen_sinds.is_not(None),
        Regelingfilter.OVERBOEKEN: loopt & Regeling.moet_overboeken.is_(True),
        Regelingfilter.LOPEND: loopt,
        Regelingfilter.AFGEROND: Regeling.status == Regelingstatus.AFGEROND,
        Regelingfilter.GESTOPT: Regeling.status.in_(gestopt),
    }[filter_]


def _verzoekregel(rij: Verzoek, vandaag: date) -> Verzoekregel:
    return Verzoekregel(
        verzoek_id=rij.id,
        kenmerk=rij.kenmerk,
        soort=SOORT_TEKST[Verzoeksoort(rij.soort)],
        status=STATUS_TEKST[rij.status],
        aantal_aanslagen=len(rij.aanslagen),
        ingediend_at=rij.ingediend_at,
        uiterlijk=rij.uiterlijk,
        is_te_laat=rij.status in OPEN_VERZOEK and rij.uiterlijk < vandaag,
        is_onbeantwoord=is_unanswered(rij.status, rij.uiterlijk, vandaag),
    )


def _regelingregel(regeling: Regeling, verzoek: Verzoek, totaal: Centen) -> Regelingregel:
    return Regelingregel(
        verzoek_id=verzoek.id,
        regeling_id=regeling.id,
        kenmerk=verzoek.kenmerk,
        soort=SOORT_TEKST[regeling.soort],
        status=STATUS_TEKST[regeling.status],
        totaal=totaal,
        ontvangen=regeling.ontvangen,
        achterstand=regeling.achterstand,
        bellen_sinds=regeling.bellen_sinds,
        begonnen_at=regeling.begonnen_at,
        geeindigd_at=regeling.geeindigd_at,
    )
