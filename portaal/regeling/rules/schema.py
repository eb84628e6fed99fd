"""The schedule of a plan: which cent on which day, and to which aanslag."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from portaal.aanslag.stand import Aanslag
from portaal.core.geld import Centen, split_evenly
from portaal.core.kalender import add_maanden, is_werkdag, next_werkdag
from portaal.regeling.stand import Betaalwijze, Deel, Plan, Post, Termijn, Verzoeksoort, Wens


class LeegPlan(ValueError):
    """There is nothing to spread, or no way to spread it was given."""


def open_posten(aanslagen: Iterable[Aanslag], kosten_terug: Mapping[int, Centen]) -> tuple[Post, ...]:
    """What goes into a plan, the oldest aanslag first: open, less costs that the gemeente takes back."""
    oudste_eerst = sorted(aanslagen, key=lambda a: (a.dagtekening, a.aanslagnummer))
    posten = (Post(a.id, Centen(a.open - kosten_terug.get(a.id, 0))) for a in oudste_eerst)
    return tuple(post for post in posten if post.bedrag > 0)


def total_of(posten: Iterable[Post]) -> Centen:
    """The sum of what is open."""
    return Centen(sum(post.bedrag for post in posten))


def day_in_month(jaar: int, maand: int, dag: int) -> date:
    """The chosen day of a month, or its last day where that one does not exist (29 to 31)."""
    return date(jaar, maand, min(dag, monthrange(jaar, maand)[1]))


def first_vervaldatum(vandaag: date, dag: int, na_dagen: int, niet_voor: date | None = None) -> date:
    """The first chosen day of a month that is at least `na_dagen` away, and not before `niet_voor`."""
    vroegst = max(vandaag + timedelta(days=na_dagen), niet_voor or vandaag)
    deze = day_in_month(vroegst.year, vroegst.month, dag)
    if deze >= vroegst:
        return deze
    volgende = add_maanden(vroegst.replace(day=1), 1)
    return day_in_month(volgende.year, volgende.month, dag)


def list_vervaldata(eerste: date, dag: int, aantal: int) -> list[date]:
    """`aantal` due dates, a month apart, each on the chosen day.

    A weekend does not move them: a plan has no statutory term (domein §11); being late counts from the next
    working day instead.
    """
    begin = eerste.replace(day=1)
    maanden = (add_maanden(begin, nummer) for nummer in range(aantal))
    return [day_in_month(maand.year, maand.month, dag) for maand in maanden]


def debit_day(dag: date) -> date:
    """The day on which a bank debits: the next working day, or the one before where that is in another month."""
    erna = next_werkdag(dag)
    if erna.month == dag.month:
        return erna
    while not is_werkdag(dag):
        dag -= timedelta(days=1)
    return dag


def term_amounts(totaal: Centen, wens: Wens) -> list[Centen]:
    """The amounts of the terms; they add up to `totaal`.

    A number of terms gives equal parts, the first ones a cent larger; an amount a month gives that amount
    each time and what is left at the end. Raises LeegPlan.
    """
    if totaal <= 0:
        raise LeegPlan(totaal)
    if wens.maandbedrag:
        vol, rest = divmod(totaal, wens.maandbedrag)
        return [wens.maandbedrag] * vol + ([Centen(rest)] if rest else [])
    if wens.aantal and wens.aantal > 0:
        return split_evenly(totaal, min(wens.aantal, totaal))
    raise LeegPlan(wens)


def divide(bedragen: Sequence[Centen], posten: Sequence[Post]) -> list[tuple[Deel, ...]]:
    """Per term which aanslag gets what: the first post is paid off first, so that a term has few transfers."""
    over = [[post.aanslag_id, post.bedrag] for post in posten]
    uit: list[tuple[Deel, ...]] = []
    for bedrag in bedragen:
        delen: list[Deel] = []
        nog: int = bedrag
        while nog > 0:
            deel = min(nog, over[0][1])
            delen.append(Deel(over[0][0], Centen(deel)))
            nog -= deel
            over[0][1] -= deel
            if not over[0][1]:
                over.pop(0)
        uit.append(tuple(delen))
    return uit


def make_plan(
    posten: Sequence[Post], wens: Wens, vandaag: date, na_dagen: int, *, niet_voor: date | None = None
) -> Plan:
    """The whole schedule for what is open. Raises LeegPlan when nothing is, or no way to spread was given.

    Nothing is due before `niet_voor`; what goes by incasso falls on days on which a bank debits.
    """
    totaal = total_of(posten)
    if wens.soort is Verzoeksoort.UITSTEL and wens.tot:
        bedragen, data = [totaal], [_uitstel_day(wens.tot, niet_voor)]
        if totaal <= 0:
            raise LeegPlan(totaal)
    else:
        bedragen = term_amounts(totaal, wens)
        eerste = first_vervaldatum(vandaag, wens.dag, na_dagen, niet_voor)
        data = list_vervaldata(eerste, wens.dag, len(bedragen))
    if wens.wijze is Betaalwijze.INCASSO:
        data = [debit_day(dag) for dag in data]
    delen = divide(bedragen, posten)
    rijen = zip(data, bedragen, delen, strict=True)
    return Plan(tuple(Termijn(nr, dag, bedrag, deel) for nr, (dag, bedrag, deel) in enumerate(rijen, 1)))


def _uitstel_day(tot: date, niet_voor: date | None) -> date:
    return first_vervaldatum(tot, tot.day, 0, niet_voor) if niet_voor and tot < niet_voor else tot


def smallest_but_last(plan: Plan) -> Centen:
    """The smallest term that is not the last; the only one of a plan with one term."""
    bedragen = [termijn.bedrag for termijn in plan.termijnen[:-1]] or [plan.laatste.bedrag]
    return min(bedragen)


def most_terms(totaal: Centen, meeste: int, kleinste: Centen) -> int:
    """How many equal terms fit: none below the smallest one, at least one."""
    if not kleinste:
        return meeste
    return max(1, min(meeste, totaal // kleinste))


def terms_until(eerste: date, einde: date) -> int:
    """How many monthly terms there are from the first up to an end date, at least one."""
    return max(1, (einde.year - eerste.year) * 12 + einde.month - eerste.month + 1)
