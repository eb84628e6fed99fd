"""Pure decisions of the inwoner's pages: what stands first, and what one can do."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from portaal.aanslag.stand import Aanslag, Boekingsoort, Verzendsoort
from portaal.aanslag.uitleg.betaling import Betaalstand, Incassostand
from portaal.aanslag.uitleg.omgang import Kwijtscheldingbeleid
from portaal.aanslag.uitleg.rules import Uitlegregel
from portaal.core.kalender import add_maanden
from portaal.invordering.beleid import Kostenbeleid, Kostenjaar
from portaal.invordering.kosten import kostenjaar_on
from portaal.invordering.ladder import Einde, Ladder
from portaal.inwoner.rules import Inwonerstatus


class Hoofdstand(StrEnum):
    """The one thing that a page says first of an aanslag; each has its own few sentences."""

    VERNIETIGD = "vernietigd"
    TERUG = "terug"
    KWIJT = "kwijt"
    BETAALD = "betaald"
    STIL = "stil"
    INCASSO = "incasso"
    DWANGBEVEL = "dwangbevel"
    CONCEPTDWANGBEVEL = "conceptdwangbevel"
    AANMANING = "aanmaning"
    HERINNERING = "herinnering"
    TE_LAAT = "te_laat"
    ACHTER = "achter"
    TERMIJNEN = "termijnen"
    OP_TIJD = "op_tijd"


class Mogelijkheid(StrEnum):
    """Something that one can do about an aanslag. None of these ever blocks another."""

    BETALEN = "betalen"
    REGELING = "regeling"
    KWIJTSCHELDING = "kwijtschelding"
    BEZWAAR = "bezwaar"
    AL_BETAALD = "al_betaald"
    NIET_VAN_MIJ = "niet_van_mij"
    PRATEN = "praten"
    HULP = "hulp"


def find_hoofdstand(aanslag: Aanslag, ladder: Ladder, geld: Betaalstand) -> Hoofdstand:
    """What stands first. The end comes before a hold, a hold before debits, a letter before a date."""
    if ladder.einde is not None:
        return _ended(aanslag, ladder)
    if ladder.stil is not None:
        return Hoofdstand.STIL
    if ladder.laatste.soort is not Verzendsoort.AANSLAGBILJET:
        return Hoofdstand(ladder.laatste.soort.value)
    if geld.te_laat > 0 and geld.komend:
        return Hoofdstand.ACHTER
    if ladder.is_voorbij:
        return Hoofdstand.TE_LAAT
    # After one debit that was taken back, and paid since, the others go on.
    if geld.incasso in (Incassostand.LOOPT, Incassostand.MISLUKT):
        return Hoofdstand.INCASSO
    return Hoofdstand.TERMIJNEN if len(geld.komend) > 1 else Hoofdstand.OP_TIJD


def _ended(aanslag: Aanslag, ladder: Ladder) -> Hoofdstand:
    if ladder.einde is Einde.VERNIETIGD:
        return Hoofdstand.VERNIETIGD
    if aanslag.terug > 0:
        return Hoofdstand.TERUG
    is_kwijt = any(b.soort is Boekingsoort.KWIJTSCHELDING and b.bedrag > 0 for b in aanslag.betalingen)
    return Hoofdstand.KWIJT if is_kwijt else Hoofdstand.BETAALD


def find_deurwaarderkosten(ladder: Ladder, kosten: Kostenbeleid, vandaag: date) -> Kostenjaar | None:
    """What a deurwaarder can add now: only after a dwangbevel that is not done with (Kostenwet 3(2) and 4(1)).

    None before that, and when no amounts are known for the day.
    """
    if ladder.einde is not None or ladder.laatste.soort is not Verzendsoort.DWANGBEVEL:
        return None
    return kostenjaar_on(kosten, vandaag)


def kwijtschelding_tot(aanslag: Aanslag, maanden: int) -> date | None:
    """Until when kwijtschelding can still be asked of what is paid: so many months after paying (LI 26.1.1).

    None when something is still open (then there is no last day), or when nobody paid.
    """
    betaald = [b.datum for b in aanslag.betalingen if b.soort in _BETAALD and b.bedrag > 0]
    if aanslag.open > 0 or aanslag.vernietigd or not betaald:
        return None
    return add_maanden(max(betaald), maanden)


_BETAALD = frozenset({Boekingsoort.BETALING, Boekingsoort.INCASSO})


def list_mogelijkheden(
    aanslag: Aanslag, status: Inwonerstatus, *, is_bezwaar_op_tijd: bool, is_pas_betaald: bool = False
) -> tuple[Mogelijkheid, ...]:
    """What one can do, the likeliest first. A plan online is for whoever no person has to help first."""
    if aanslag.vernietigd:
        return (Mogelijkheid.PRATEN,)
    wegen: list[Mogelijkheid] = []
    if aanslag.open > 0:
        wegen.append(Mogelijkheid.BETALEN)
        if not status.vraagt_mens:
            wegen.append(Mogelijkheid.REGELING)
    if aanslag.open > 0 or is_pas_betaald:
        wegen.append(Mogelijkheid.KWIJTSCHELDING)
    if is_bezwaar_op_tijd or aanslag.open > 0:
        wegen.append(Mogelijkheid.BEZWAAR)
    if aanslag.open > 0:
        wegen += [Mogelijkheid.AL_BETAALD, Mogelijkheid.NIET_VAN_MIJ]
    return (*wegen, Mogelijkheid.PRATEN, Mogelijkheid.HULP)


# Nothing has to be done: then no button asks for it.
RUSTIG = frozenset({Hoofdstand.STIL, Hoofdstand.INCASSO})
# Who pays something may pay the wrong one: these are told to talk before they pay.
_EERST_PRATEN = frozenset({Inwonerstatus.WSNP, Inwonerstatus.SCHULDREGELING})


def first_two(
    mogelijkheden: Sequence[Mogelijkheid], status: Inwonerstatus, hoofd: Hoofdstand
) -> tuple[Mogelijkheid, ...]:
    """The two buttons of the first screen: paying and its gentler way; talking first where a person helps."""
    return tuple(weg for weg in _likeliest(status, hoofd) if weg in mogelijkheden)[:2]


def _likeliest(status: Inwonerstatus, hoofd: Hoofdstand) -> tuple[Mogelijkheid, ...]:
    if status in _EERST_PRATEN:
        return (Mogelijkheid.PRATEN, Mogelijkheid.HULP)
    if status.vraagt_mens:
        return (Mogelijkheid.PRATEN, Mogelijkheid.BETALEN)
    if hoofd is Hoofdstand.INCASSO:
        return (Mogelijkheid.REGELING, Mogelijkheid.PRATEN)
    if hoofd is Hoofdstand.STIL:
        return (Mogelijkheid.BETALEN, Mogelijkheid.PRATEN)
    return (Mogelijkheid.BETALEN, Mogelijkheid.REGELING, Mogelijkheid.PRATEN)


def has_kwijtschelding(regels: Sequence[Uitlegregel]) -> bool:
    """Whether kwijtschelding can be given for any line."""
    return any(uitleg.tekst.kwijtschelding for uitleg in regels)


def order_aanslagen(aanslagen: Sequence[Aanslag]) -> tuple[list[Aanslag], list[Aanslag]]:
    """Those that are open, the oldest first as debts are paid (LI 25.5.3), and those that are done."""
    open_ = [a for a in aanslagen if a.open > 0]
    klaar = [a for a in aanslagen if a.open == 0]
    return sorted(open_, key=lambda a: (a.dagtekening, a.id)), klaar


def speaks_for_kwijtschelding(beleid: Kwijtscheldingbeleid, antwoorden: Mapping[str, str]) -> bool:
    """Whether every answer speaks for it. If not, the page still says: ask all the same."""
    gegeven = [(vraag, antwoorden.get(vraag.sleutel)) for vraag in beleid.vragen]
    return all(any(a.telt and a.sleutel == keus for a in vraag.antwoorden) for vraag, keus in gegeven)
