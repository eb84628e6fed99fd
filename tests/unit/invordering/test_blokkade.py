"""A hold holds from its first to its last day, and costs that cross it are found."""

from datetime import UTC, date, datetime

import pytest

from portaal.aanslag.stand import Verzendsoort
from portaal.invordering.rules import Blokkade, Blokkadereden, crossed_kosten
from tests.factories.regeling import sent

BEGIN = datetime(2026, 3, 16, 14, 0, tzinfo=UTC)


def hold(tot: date | None = None, opgeheven_at: datetime | None = None) -> Blokkade:
    return Blokkade(1, 1, "verzoek:1", Blokkadereden.VERZOEK, BEGIN, tot, opgeheven_at)


@pytest.mark.parametrize(
    ("blokkade", "dag", "geldt"),
    [
        (hold(), date(2026, 3, 15), False),
        (hold(), date(2026, 3, 16), True),
        (hold(), date(2027, 1, 1), True),
        (hold(tot=date(2026, 3, 30)), date(2026, 3, 30), True),
        (hold(tot=date(2026, 3, 30)), date(2026, 3, 31), False),
        (hold(opgeheven_at=datetime(2026, 3, 20, 9, tzinfo=UTC)), date(2026, 3, 20), True),
        (hold(opgeheven_at=datetime(2026, 3, 20, 9, tzinfo=UTC)), date(2026, 3, 21), False),
    ],
)
def test_a_hold_has_a_first_and_a_last_day(blokkade: Blokkade, dag: date, geldt: bool) -> None:
    assert blokkade.holds_on(dag) is geldt


def test_a_letter_of_the_day_of_asking_crossed_and_an_earlier_one_did_not() -> None:
    eerder = sent(Verzendsoort.AANMANING, date(2026, 3, 15), 2200)
    zelfde_dag = sent(Verzendsoort.AANMANING, date(2026, 3, 16), 2200)
    gratis = sent(Verzendsoort.HERINNERING, date(2026, 3, 17))
    assert crossed_kosten([eerder, zelfde_dag, gratis], [hold()]) == [zelfde_dag]
    assert crossed_kosten([zelfde_dag], []) == []
