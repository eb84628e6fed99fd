"""What a policy decides on a case, by the very rules that decide on real ones, and where two policies differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date

from portaal.infra.i18n import write_datum
from portaal.regeling.beleid import RegelingBeleid
from portaal.regeling.rules.oordeel import Afgewezen, Oordeel, Toegekend, assess
from portaal.regeling.service.redenen import write_reden
from portaal.regeling.stand import Plan
from portaal.regeling.toets.gevallen import Geval

METEEN, MEDEWERKER, NIETS = "meteen", "medewerker", "niets"
_KOPPEN = {"baan": "wie beslist", "termijnen": "termijnen", "eerste": "eerste keer", "reden": "reden"}


@dataclass(frozen=True)
class Uitkomst:
    """Which lane, how many terms, the first date, and why: the first reason, with its rule and source."""

    baan: str
    termijnen: int
    eerste: date | None
    reden: str
    regel: str
    bron: str


@dataclass(frozen=True)
class Anders:
    """One thing in which two outcomes differ, in words."""

    wat: str
    was: str
    wordt: str


def outcome_of(geval: Geval, beleid: RegelingBeleid, vandaag: date) -> Uitkomst:
    """What the policy decides on this case, asked on `vandaag`."""
    oordeel = assess(geval.wens(vandaag), geval.make_aanslagen(vandaag), geval.situatie(vandaag), beleid, vandaag)
    plan: Plan | None = None if isinstance(oordeel, Afgewezen) else oordeel.plan
    reden = oordeel.redenen[0] if oordeel.redenen else None
    return Uitkomst(
        baan=_lane(oordeel),
        termijnen=plan.aantal if plan else 0,
        eerste=plan.eerste.vervaldatum if plan else None,
        reden=write_reden(reden).replace("\xa0", " ") if reden else "",
        regel=reden.regel if reden else "",
        bron=reden.bron if reden else "",
    )


def _lane(oordeel: Oordeel) -> str:
    if isinstance(oordeel, Afgewezen):
        return NIETS
    return METEEN if isinstance(oordeel, Toegekend) else MEDEWERKER


def unexpected(geval: Geval, uitkomst: Uitkomst) -> list[Anders]:
    """Where the outcome is not what the case expects: expected beside found."""
    verwacht = geval.verwacht
    if verwacht is None:
        return []
    paren = [("wie beslist", verwacht.baan, uitkomst.baan)]
    if verwacht.termijnen is not None:
        paren.append(("termijnen", str(verwacht.termijnen), str(uitkomst.termijnen)))
    if verwacht.regel:
        paren.append(("regel", verwacht.regel, uitkomst.regel))
    return [Anders(wat, was, is_nu) for wat, was, is_nu in paren if was != is_nu]


def differ(oud: Uitkomst, nieuw: Uitkomst) -> list[Anders]:
    """Where two outcomes of one case differ."""
    paren = ((veld.name, _say(getattr(oud, veld.name)), _say(getattr(nieuw, veld.name))) for veld in fields(oud))
    return [Anders(_KOPPEN[naam], was, wordt) for naam, was, wordt in paren if naam in _KOPPEN and was != wordt]


def tell_effects(
    gevallen: Sequence[Geval], oud: RegelingBeleid, nieuw: RegelingBeleid, vandaag: date
) -> Iterator[str]:
    """What a change would alter for the cases, a sentence for each; one that says so when nothing does."""
    geraakt = 0
    for geval in gevallen:
        verschillen = differ(outcome_of(geval, oud, vandaag), outcome_of(geval, nieuw, vandaag))
        if verschillen:
            geraakt += 1
            yield f"{geval.naam}: " + "; ".join(f"{a.wat} was {a.was}, wordt {a.wordt}" for a in verschillen) + "."
    if not geraakt:
        yield f"Voor de {len(gevallen)} voorbeelden verandert er niets."


def _say(waarde: object) -> str:
    if isinstance(waarde, date):
        return write_datum(waarde)
    return str(waarde).removesuffix(".") if waarde not in ("", None, 0) else "geen"
