"""The clock of an aanslag: what was sent, where it is, what can come next and what stops it.

It promises nothing that the gemeente has not promised. A date or amount of the delivery always wins; what is
worked out here says so, and is the earliest that can be, never a plan.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portaal.aanslag.rules import betaaldata, uiterste_betaaldatum
from portaal.aanslag.stand import Aanslag, Verzendsoort
from portaal.aanslag.uitleg.betaling import late_since
from portaal.core.geld import Centen
from portaal.core.kalender import end_of_wettermijn
from portaal.invordering.beleid import Kostenbeleid, Ladderbeleid, Tredebeleid
from portaal.invordering.klok import Einde, Ladder, Stilreden, Stilstand, Trede, Tredestaat, Zekerheid
from portaal.invordering.kosten import kosten_of, open_belasting
from portaal.invordering.rules import Blokkade, Blokkadereden

__all__ = ["Einde", "Klokbeleid", "Ladder", "Stilreden", "Trede", "Tredestaat", "Zekerheid", "ladder_of"]


@dataclass(frozen=True)
class Klokbeleid:
    """What the clock runs by."""

    ladder: Ladderbeleid
    kosten: Kostenbeleid


def ladder_of(aanslag: Aanslag, blokkades: Sequence[Blokkade], beleid: Klokbeleid, vandaag: date) -> Ladder:
    """The clock of this aanslag as it stands today."""
    profiel = beleid.ladder.profielen[aanslag.soort].treden
    einde = _ending(aanslag)
    stil = None if einde else find_stilstand(aanslag, blokkades, beleid.ladder, vandaag)
    betaal_voor = _last_day(aanslag, beleid.ladder, vandaag)
    geweest = _sent(aanslag, profiel)
    straks = () if einde else tuple(_coming(aanslag, betaal_voor, stil, beleid, vandaag))
    return Ladder((*geweest, *straks), betaal_voor, vandaag > betaal_voor, stil, einde)


def find_stilstand(
    aanslag: Aanslag, blokkades: Iterable[Blokkade], beleid: Ladderbeleid, vandaag: date
) -> Stilstand | None:
    """What makes the clock stand still today: the longest when there are several, an open one before all.

    Uitstel: no collecting while it lasts (IW 25(1)). Kwijtschelding: none while the request is looked at (UR 9).
    A bezwaar does not stop it (IW 9(12)).
    """
    redenen = [Stilstand(_REDEN[b.reden], b.tot) for b in blokkades if b.holds_on(vandaag)]
    if aanslag.uitstel_tot and aanslag.uitstel_tot >= vandaag:
        redenen.append(Stilstand(Stilreden.UITSTEL, aanslag.uitstel_tot))
    if aanslag.kwijtschelding_gevraagd and beleid.stil_bij_kwijtschelding:
        redenen.append(Stilstand(Stilreden.KWIJTSCHELDING, None))
    return max(redenen, key=lambda stil: stil.tot or date.max, default=None)


_REDEN = {reden: Stilreden(reden.value) for reden in Blokkadereden}


def _ending(aanslag: Aanslag) -> Einde | None:
    if aanslag.vernietigd:
        return Einde.VERNIETIGD
    return Einde.BETAALD if aanslag.open == 0 else None


def _last_day(aanslag: Aanslag, beleid: Ladderbeleid, vandaag: date) -> date:
    """The last day to pay: of the due dates, the last letter or an uitstel, whichever is latest.

    Where the gemeente writes about each term that is missed, that term counts and not those that follow (IW 11
    speaks of "de gestelde termijn").
    """
    profiel = beleid.profielen[aanslag.soort].treden
    gemist = late_since(aanslag, vandaag) if beleid.herinnering_per_termijn else None
    dagen = [max(gemist, aanslag.uitstel_tot or gemist) if gemist else uiterste_betaaldatum(aanslag)]
    dagen += [_pay_before(v.dagtekening, _step(profiel, v.soort)) for v in aanslag.verzendingen]
    return max(dagen)


def _step(profiel: Sequence[Tredebeleid], soort: Verzendsoort) -> Tredebeleid | None:
    return next((trede for trede in profiel if trede.soort is soort), None)


def _pay_before(dagtekening: date, trede: Tredebeleid | None) -> date:
    return end_of_wettermijn(dagtekening, trede.betaaldagen, atw=trede.atw) if trede else dagtekening


def _sent(aanslag: Aanslag, profiel: Sequence[Tredebeleid]) -> Iterator[Trede]:
    """What the delivery says was sent, oldest first; the biljet itself always was."""
    verzonden = sorted(
        (v for v in aanslag.verzendingen if v.soort is not Verzendsoort.AANSLAGBILJET),
        key=lambda v: (v.dagtekening, list(Verzendsoort).index(v.soort)),
    )
    staat = Tredestaat.GEWEEST if verzonden else Tredestaat.NU
    yield _sent_trede(Verzendsoort.AANSLAGBILJET, staat, aanslag.dagtekening, Centen(0), max(betaaldata(aanslag)))
    for plek, v in enumerate(verzonden, 1):
        staat = Tredestaat.NU if plek == len(verzonden) else Tredestaat.GEWEEST
        betaal_voor = _pay_before(v.dagtekening, _step(profiel, v.soort))
        yield _sent_trede(v.soort, staat, v.dagtekening, v.kosten, betaal_voor)


def _sent_trede(soort: Verzendsoort, staat: Tredestaat, dag: date, kosten: Centen, betaal_voor: date) -> Trede:
    return Trede(soort, staat, Zekerheid.GEBEURD, dag, kosten, is_berekend=False, betaal_voor=betaal_voor)


def _coming(
    aanslag: Aanslag, betaal_voor: date, stil: Stilstand | None, beleid: Klokbeleid, vandaag: date
) -> Iterator[Trede]:
    """The steps still to come, each from the last day to pay of the one before it."""
    gepland = _planned(aanslag)
    vanaf = max(betaal_voor, stil.tot) if stil and stil.tot else betaal_voor
    for trede in _steps_after(aanslag, beleid.ladder.profielen[aanslag.soort].treden, gepland):
        op = aanslag.volgende_stap_op if trede.soort is gepland else None
        dag = op or vanaf + timedelta(days=max(1, trede.dagen))
        zekerheid = _certainty(dag, stil, vandaag, is_gepland=op is not None)
        dag = max(dag, vandaag)
        yield Trede(
            trede.soort,
            Tredestaat.STRAKS,
            zekerheid,
            dag if zekerheid in (Zekerheid.GEPLAND, Zekerheid.BEREKEND) else None,
            kosten_of(trede.soort, open_belasting(aanslag), beleid.kosten, dag),
            is_berekend=True,
            betaal_voor=None,
        )
        vanaf = _pay_before(dag, trede)


def _planned(aanslag: Aanslag) -> Verzendsoort | None:
    """The next dispatch that the delivery names; a word that is no dispatch names none."""
    return next((soort for soort in Verzendsoort if soort == aanslag.volgende_stap), None)


def _steps_after(
    aanslag: Aanslag, profiel: Sequence[Tredebeleid], gepland: Verzendsoort | None
) -> list[Tredebeleid]:
    """The steps of the profile beyond what was sent; from the planned one on when the delivery names it."""
    rang = {soort: plek for plek, soort in enumerate(Verzendsoort)}
    bereikt = max((rang[v.soort] for v in aanslag.verzendingen), default=0)
    if gepland is None or rang[gepland] <= bereikt:
        return [trede for trede in profiel if rang[trede.soort] > bereikt]
    eerste = _step(profiel, gepland) or _outside_profile(gepland)
    return [eerste, *(trede for trede in profiel if rang[trede.soort] > rang[gepland])]


def _outside_profile(soort: Verzendsoort) -> Tredebeleid:
    """A step that the profile lacks but the delivery plans: the delivery wins."""
    return Tredebeleid(soort=soort, dagen=1, betaaldagen=14, bron="aanlevering")


def _certainty(dag: date, stil: Stilstand | None, vandaag: date, *, is_gepland: bool) -> Zekerheid:
    if stil and (stil.tot is None or dag <= stil.tot):
        return Zekerheid.STIL
    if dag < vandaag:
        return Zekerheid.ELKE_DAG
    return Zekerheid.GEPLAND if is_gepland else Zekerheid.BEREKEND
