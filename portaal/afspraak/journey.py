"""The path to an appointment: a time, who you are, a last look. Which topic and kind comes with the time."""

from collections.abc import Callable

from portaal.core.journey import Antwoorden, Route, Stap


def _has(*namen: str) -> Callable[[Antwoorden], bool]:
    return lambda antwoorden: all(antwoorden.get(naam) for naam in namen)


def _never(_: Antwoorden) -> bool:
    return False


ROUTE = Route(
    (
        Stap("tijd", _has("onderwerp", "soort", "begin")),
        Stap("gegevens", _has("naam")),
        Stap("check", _never),
    )
)
