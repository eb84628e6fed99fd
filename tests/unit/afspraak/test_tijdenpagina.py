"""Which times are shown to begin with."""

from datetime import UTC, datetime, timedelta

from portaal.afspraak.begrip import Soort, Tijdvak
from portaal.afspraak.tijdenpagina import spread

BEGIN = datetime(2026, 3, 16, 8, tzinfo=UTC)


def make(aantal: int, locatie: str | None = None) -> list[Tijdvak]:
    return [
        Tijdvak(BEGIN + timedelta(minutes=10 * n), BEGIN + timedelta(minutes=10 * n + 30), Soort.BEZOEK, locatie)
        for n in range(aantal)
    ]


def test_few_are_all_shown() -> None:
    assert spread(make(4), 4) == make(4)


def test_of_many_the_first_the_last_and_some_between() -> None:
    alle = make(19)
    assert spread(alle, 4) == [alle[0], alle[6], alle[12], alle[18]]


def test_each_place_has_its_share_in_order_of_time() -> None:
    gekozen = spread(sorted([*make(10, "a"), *make(10, "b")], key=lambda t: (t.begin, t.locatie or "")), 4)
    assert [t.locatie for t in gekozen] == ["a", "b", "a", "b"]
