"""The example of who moved shows both addresses: months that make a year, at the amounts of the biljet."""

from datetime import date

from portaal.aanslag.levering.som import is_sluitend
from portaal.core.geld import parse_bedrag
from portaal.demo.generator.regels import is_by_month, moved, period_of


def test_who_moved_pays_by_month_at_both_addresses() -> None:
    regels = moved(0.1, 2026, "Merelhof 8", "Dorpsstraat 16")
    per_maand = [regel for regel in regels if is_by_month(regel)]
    assert {regel[2] for regel in per_maand} == {"Merelhof 8", "Dorpsstraat 16"}
    for soort in ("rioolheffing_gebruiker", "afvalstoffenheffing"):
        assert sum(int(regel[3]) for regel in per_maand if regel[0] == soort) == 12
    assert all(is_sluitend(*regel[3:6], parse_bedrag(regel[6])) for regel in regels)


def test_the_periods_of_a_move_touch_and_fill_the_year() -> None:
    perioden = {
        regel[2]: period_of(regel, 2026) for regel in moved(0.1, 2026, "oud", "nieuw") if is_by_month(regel)
    }
    assert perioden == {"oud": ["2026-01-01", "2026-07-31"], "nieuw": ["2026-08-01", "2026-12-31"]}
    heel = ["hondenbelasting", "Hond", "oud", "1", "honden", "72,00", "72,00"]
    assert period_of(heel, 2026) == [str(date(2026, 1, 1)), str(date(2026, 12, 31))]
