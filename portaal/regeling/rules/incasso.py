"""Debits and own transfers: what can be spread by incasso, on which days, and never both in one month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from portaal.aanslag.stand import Aanslag
from portaal.core.geld import Centen
from portaal.core.kalender import add_maanden
from portaal.regeling.beleid import Incassoregel, RegelingBeleid
from portaal.regeling.rules.schema import make_plan, total_of
from portaal.regeling.stand import Betaalwijze, Plan, Post, Wens

# Without a rule on incasso nobody said how fast a debit can be held back: then a month is taken.
_STOP_ONBEKEND = 31
# A shorter spread to choose from, before the longest.
_KORT = (6,)


class Incassokeus(StrEnum):
    """Whether spreading by incasso is on offer for a choice of aanslagen, and if not, why."""

    KAN = "kan"
    GEEN = "geen"  # nothing is debited now; with a machtiging it can be
    GEMENGD = "gemengd"  # some are debited, others are not
    GESTOPT = "gestopt"  # the bank took debits back, or the inwoner chose to pay by own transfer
    NIET_LANGER = "niet_langer"  # the debits are spread as far as they can be
    NIET_HIER = "niet_hier"  # the policy has none for these


@dataclass(frozen=True)
class Incassostaat:
    """What is known of the debits on some aanslagen.

    `loopt` are those that are debited now, `gestopt` those whose debits ended. `dagen` are the days of this
    month and later on which a debit was booked, or will be unless it is held back.
    """

    loopt: frozenset[int] = frozenset()
    gestopt: frozenset[int] = frozenset()
    dagen: tuple[date, ...] = ()

    def certain_until(self, tot: date) -> list[date]:
        """The debits that come whatever is decided: those up to and including `tot`."""
        return [dag for dag in self.dagen if dag <= tot]


def may_debit(aanslagen: Sequence[Aanslag], staat: Incassostaat, regel: Incassoregel | None) -> bool:
    """Whether a plan for these aanslagen can go by incasso: all of them are debited, and of a kind that may."""
    if regel is None:
        return False
    return bool(aanslagen) and all(a.id in staat.loopt and a.soort in regel.soorten for a in aanslagen)


def find_keus(
    aanslagen: Sequence[Aanslag], posten: Sequence[Post], staat: Incassostaat, regel: Incassoregel | None
) -> Incassokeus:
    """Whether spreading by incasso is on offer. A plan goes one way: for a mixed choice that is own transfer."""
    if regel is None or any(a.soort not in regel.soorten for a in aanslagen):
        return Incassokeus.NIET_HIER
    ids = {aanslag.id for aanslag in aanslagen}
    if ids & staat.loopt and ids - staat.loopt:
        return Incassokeus.GEMENGD
    if ids & staat.gestopt:
        return Incassokeus.GESTOPT
    if not ids or not ids & staat.loopt:
        return Incassokeus.GEEN
    if total_of(posten) > regel.hoogste_bedrag:
        return Incassokeus.NIET_HIER
    return Incassokeus.KAN if spreads(posten, staat, regel) else Incassokeus.NIET_LANGER


def spreads(posten: Sequence[Post], staat: Incassostaat, regel: Incassoregel) -> tuple[int, ...]:
    """In how many debits it can be spread: more than are planned now, and none below the smallest term."""
    totaal = total_of(posten)
    langste = min(regel.meeste_termijnen, totaal // max(1, regel.kleinste_termijn))
    nu = len({(dag.year, dag.month) for dag in staat.dagen})
    return tuple(aantal for aantal in sorted({*_KORT, langste}) if nu < aantal <= langste)


def plan_under(
    posten: Sequence[Post],
    wens: Wens,
    beleid: RegelingBeleid,
    staat: Incassostaat,
    vandaag: date,
    *,
    wacht_dagen: int = 0,
    niet_voor: date | None = None,
) -> Plan:
    """The schedule under a policy. Raises LeegPlan.

    Its first term is in a month in which nothing is debited any more: a debit that can no longer be held back,
    or that was booked this month, has its month to itself. `wacht_dagen` is how long the plan may wait for a yes,
    `niet_voor` a day before which nothing is due in any case.
    """
    regel = beleid.incasso
    na_afschrijven = first_free_day(staat, beleid, vandaag + timedelta(days=wacht_dagen))
    niet_voor = max((dag for dag in (niet_voor, na_afschrijven) if dag), default=None)
    if wens.wijze is Betaalwijze.INCASSO and regel is not None:
        op_incassodag = replace(wens, dag=regel.dag)
        return make_plan(posten, op_incassodag, vandaag, regel.eerste_na_dagen, niet_voor=niet_voor)
    return make_plan(posten, wens, vandaag, beleid.dagen.eerste_na_dagen, niet_voor=niet_voor)


def first_free_day(staat: Incassostaat, beleid: RegelingBeleid, besluit: date) -> date | None:
    """From which day something else can be due when debits are stopped by a decision on `besluit`."""
    return after_debits(staat.certain_until(besluit + timedelta(days=stop_days_of(beleid))))


def after_debits(dagen: Iterable[date]) -> date | None:
    """The first day of the month after the last of these debits; None when there is none."""
    laatste = max(dagen, default=None)
    return add_maanden(laatste.replace(day=1), 1) if laatste else None


def days_to_come(
    gepland: Iterable[date], geboekt: Iterable[date], vandaag: date, gestopt_op: date | None, stop_dagen: int
) -> tuple[date, ...]:
    """The debits of this month and later of one aanslag, booked or planned.

    After a stop on `gestopt_op` only those that could not be held back any more still come.
    """
    begin = vandaag.replace(day=1)
    tot = gestopt_op + timedelta(days=stop_dagen) if gestopt_op else date.max
    komt = {dag for dag in gepland if begin <= dag <= tot} | {dag for dag in geboekt if dag >= begin}
    return tuple(sorted(komt))


def stop_days_of(beleid: RegelingBeleid) -> int:
    """How many days it takes to hold a debit back."""
    return beleid.incasso.stop_dagen if beleid.incasso else _STOP_ONBEKEND


def smallest_debit(beleid: RegelingBeleid) -> Centen:
    """The smallest term of a plan by incasso."""
    return Centen(beleid.incasso.kleinste_termijn) if beleid.incasso else Centen(0)
