"""Gathers the inwoner's pages from the rooms below, in a constant number of queries."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from portaal.aanslag.service import list_aanslagen
from portaal.aanslag.stand import Aanslag, Kanaal
from portaal.aanslag.uitleg.betaling import betaalstand_of
from portaal.aanslag.uitleg.omgang import BETALEN, KWIJTSCHELDING, Betaalbeleid, Kwijtscheldingbeleid
from portaal.aanslag.uitleg.rules import Aanslaguitleg, explain
from portaal.aanslag.uitleg.soorten import BELASTINGSOORTEN, Belastingsoorten
from portaal.aanslag.uitleg.termijn import bezwaar_tot
from portaal.afspraak.service import afspraken_of
from portaal.beleid.service import GeenBeleid, holding
from portaal.bericht.service import count_nieuw
from portaal.core.errors import NietGevonden
from portaal.core.geld import Centen
from portaal.core.tijd import today
from portaal.invordering.beleid import KOSTEN, LADDER, Kostenbeleid, Ladderbeleid
from portaal.invordering.ladder import Klokbeleid, ladder_of
from portaal.invordering.service import active_blokkades, kosten_terug, meldingen_of
from portaal.inwoner.service import get_persoon
from portaal.mijn import rules
from portaal.mijn.stand import Aanslagblad, Aanslagstand, Overzicht
from portaal.regeling.service import RegelingKaart, regelingen_of


def klokbeleid(session: Session, op: date) -> Klokbeleid:
    """What the clock runs by on that day."""
    return Klokbeleid(
        holding(session, LADDER, Ladderbeleid, op),
        holding(session, KOSTEN, Kostenbeleid, op),
    )


def belastingsoorten(session: Session, op: date, vandaag: date) -> Belastingsoorten:
    """The gemeente's words on each tax on that day; for a bill from before the first version those of today."""
    try:
        return holding(session, BELASTINGSOORTEN, Belastingsoorten, op)
    except GeenBeleid:
        return holding(session, BELASTINGSOORTEN, Belastingsoorten, vandaag)


def make_standen(session: Session, aanslagen: Sequence[Aanslag], now: datetime) -> list[Aanslagstand]:
    """Where each of these aanslagen is. Six queries, however many there are."""
    vandaag = today(now)
    klok, soorten = klokbeleid(session, vandaag), belastingsoorten(session, vandaag, vandaag)
    stop_na = holding(session, BETALEN, Betaalbeleid, vandaag).incasso_stop_na
    ids = [aanslag.id for aanslag in aanslagen]
    blokkades, terug = active_blokkades(session, ids, now), kosten_terug(session, ids)
    standen = []
    for aanslag in aanslagen:
        ladder = ladder_of(aanslag, blokkades[aanslag.id], klok, vandaag)
        geld = betaalstand_of(aanslag, vandaag, stop_na=stop_na)
        hoofd = rules.find_hoofdstand(aanslag, ladder, geld)
        biljet = soorten.biljetten[aanslag.soort]
        kosten = terug.get(aanslag.id, Centen(0))
        deurwaarder = rules.find_deurwaarderkosten(ladder, klok.kosten, vandaag)
        standen.append(Aanslagstand(aanslag, biljet, ladder, geld, hoofd, kosten, deurwaarder))
    return standen


def make_overzicht(session: Session, inwoner_id: int, now: datetime) -> Overzicht:
    """The first page of an inwoner. Raises NietGevonden."""
    persoon = get_persoon(session, inwoner_id)
    open_, klaar = rules.order_aanslagen(list_aanslagen(session, inwoner_id))
    standen = make_standen(session, [*open_, *klaar], now)
    te_betalen = standen[: len(open_)]
    loopt = [stand for stand in te_betalen if stand.ladder.stil is None]
    eerst = min(loopt or te_betalen, key=lambda stand: stand.betaal_voor, default=None)
    return Overzicht(
        persoon=persoon,
        open=tuple(te_betalen),
        klaar=tuple(standen[len(open_) :]),
        totaal=_total(stand.aanslag.open for stand in te_betalen),
        kosten=_total(stand.aanslag.kosten for stand in te_betalen),
        rente=_total(stand.aanslag.rente or 0 for stand in te_betalen),
        eerst=eerst,
        is_te_laat=eerst is not None and eerst.betaal_voor < today(now),
        is_stil=bool(te_betalen) and not loopt,
        terug=_total(stand.aanslag.terug for stand in standen),
        regelingen=tuple(regelingen_of(session, inwoner_id, now)),
        afspraken=tuple(afspraken_of(session, inwoner_id, now)),
        nieuwe_berichten=count_nieuw(session, inwoner_id),
        bijgewerkt_at=max((stand.aanslag.bijgewerkt_at for stand in te_betalen or standen), default=None),
        betaalbeleid=holding(session, BETALEN, Betaalbeleid, today(now)),
    )


def make_blad(session: Session, aanslag_id: int, inwoner_id: int, now: datetime) -> Aanslagblad:
    """The page of one aanslag of this inwoner. Raises NietGevonden, also for someone else's."""
    vandaag = today(now)
    alle = list_aanslagen(session, inwoner_id)
    aanslag = next((a for a in alle if a.id == aanslag_id), None)
    if aanslag is None:
        raise NietGevonden
    persoon = get_persoon(session, inwoner_id)
    uitleg = explain(aanslag, alle, belastingsoorten(session, aanslag.dagtekening, vandaag))
    tot = bezwaar_tot(aanslag)
    kwijt_tot = _kwijtschelding_tot(session, aanslag, uitleg, vandaag)
    mogelijkheden = rules.list_mogelijkheden(
        aanslag, persoon.status, is_bezwaar_op_tijd=vandaag <= tot, is_pas_betaald=kwijt_tot is not None
    )
    meldingen = tuple(m for m in meldingen_of(session, inwoner_id) if m.aanslag_id == aanslag_id)
    stand = make_standen(session, [aanslag], now)[0]
    return Aanslagblad(
        stand=stand,
        uitleg=uitleg,
        persoon=persoon,
        mogelijkheden=mogelijkheden,
        knoppen=rules.first_two(mogelijkheden, persoon.status, stand.hoofd),
        bezwaar_tot=tot,
        is_bezwaar_op_tijd=vandaag <= tot,
        kwijtschelding_tot=kwijt_tot,
        heeft_kwijtschelding=rules.has_kwijtschelding(uitleg.regels),
        betaalbeleid=holding(session, BETALEN, Betaalbeleid, vandaag),
        regelingen=_about(regelingen_of(session, inwoner_id, now), aanslag_id),
        meldingen=meldingen,
        heeft_berichtenbox=any(v.kanaal is Kanaal.BERICHTENBOX for v in aanslag.verzendingen),
    )


def _kwijtschelding_tot(session: Session, aanslag: Aanslag, uitleg: Aanslaguitleg, vandaag: date) -> date | None:
    """The last day to ask kwijtschelding of what is paid, while it is not over and some line can have it."""
    beleid = holding(session, KWIJTSCHELDING, Kwijtscheldingbeleid, vandaag)
    tot = rules.kwijtschelding_tot(aanslag, beleid.maanden_na_betaling)
    return tot if tot and tot >= vandaag and rules.has_kwijtschelding(uitleg.regels) else None


def _about(regelingen: Sequence[RegelingKaart], aanslag_id: int) -> tuple[RegelingKaart, ...]:
    return tuple(r for r in regelingen if any(aanslag.id == aanslag_id for aanslag in r.aanslagen))


def _total(bedragen: Iterable[int]) -> Centen:
    return Centen(sum(bedragen))
