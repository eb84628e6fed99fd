"""Holidays and legal terms: Algemene termijnenwet (ATW) arts. 1 to 4."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

# "Voor de toepassing van deze wet worden met de in het eerste lid genoemde dagen gelijkgesteld": ATW 3(3),
# appointed by royal decree.
GELIJKGESTELD = frozenset(
    {
        date(2023, 4, 28),
        date(2023, 5, 19),
        date(2024, 5, 10),
        date(2024, 12, 27),
        date(2025, 5, 30),
        date(2026, 1, 2),
        date(2026, 5, 15),
        date(2027, 5, 7),
        date(2028, 4, 28),
        date(2028, 5, 26),
    }
)


def easter(jaar: int) -> date:
    """Easter Sunday (Gauss, Gregorian calendar)."""
    eeuw, rest = divmod(jaar, 100)
    maan = (19 * (jaar % 19) + eeuw - eeuw // 4 - (eeuw - (eeuw + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (eeuw % 4) + 2 * (rest // 4) - maan - rest % 4) % 7
    schuif = (jaar % 19 + 11 * maan + 22 * week) // 451
    maand, dag = divmod(maan + week - 7 * schuif + 114, 31)
    return date(jaar, maand, dag + 1)


@cache
def feestdagen(jaar: int) -> frozenset[date]:
    """The days of ATW 3(1) and (2), Goede Vrijdag and every 5 May included, with the equated days."""
    pasen = easter(jaar)
    koningsdag = date(jaar, 4, 27)
    if koningsdag.weekday() == 6:
        koningsdag -= timedelta(days=1)
    vast = {date(jaar, 1, 1), koningsdag, date(jaar, 5, 5), date(jaar, 12, 25), date(jaar, 12, 26)}
    los = {pasen + timedelta(days=n) for n in (-2, 1, 39, 50)}
    return frozenset(vast | los | {dag for dag in GELIJKGESTELD if dag.year == jaar})


def is_werkdag(dag: date) -> bool:
    """Whether the day is no Saturday, Sunday, holiday or equated day (ATW 1 and 3)."""
    return dag.weekday() < 5 and dag not in feestdagen(dag.year)


def next_werkdag(dag: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_werkdag(dag):
        dag += timedelta(days=1)
    return dag


def add_werkdagen(dag: date, aantal: int) -> date:
    """The working day that comes `aantal` working days after `dag`."""
    for _ in range(aantal):
        dag = next_werkdag(dag + timedelta(days=1))
    return dag


def end_of_wettermijn(begin: date, dagen: int, *, atw: bool) -> date:
    """The last day of a term of `dagen` days after `begin`.

    With `atw` the end moves to a working day (ATW 1) and a term of three days or more holds two working
    days (ATW 2); a term longer than 90 days does not move (ATW 4b). Without `atw` nothing moves, as for
    the payment term of an aanslag (IW 9(10)).
    """
    einde = begin + timedelta(days=dagen)
    if not atw or dagen > 90:
        return einde
    if dagen >= 3:
        while sum(is_werkdag(dag) for dag in _days(begin, einde)) < 2:
            einde += timedelta(days=1)
    return next_werkdag(einde)


def _days(na: date, tot_en_met: date) -> Iterator[date]:
    dag = na + timedelta(days=1)
    while dag <= tot_en_met:
        yield dag
        dag += timedelta(days=1)


def add_maanden(dag: date, maanden: int) -> date:
    """The same day `maanden` months on; the last day of the month where that day does not exist."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    for probeer in range(dag.day, 27, -1):
        try:
            return date(jaar, maand + 1, probeer)
        except ValueError:
            continue
    return date(jaar, maand + 1, dag.day)
