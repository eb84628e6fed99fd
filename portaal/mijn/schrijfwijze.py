"""How numbers of a biljet are written, for pages and for paper."""

from collections.abc import Callable
from decimal import Decimal

from babel.numbers import format_decimal


def group(nummer: str, per: int = 4) -> str:
    """A long number in groups, as it stands on paper: 2026 0000 0002."""
    return " ".join(nummer[i : i + per] for i in range(0, len(nummer), per))


def make_precies(taal: str) -> Callable[[Decimal], str]:
    """Writes a number with all its decimals, as the biljet has them: 0,0968."""

    def precies(getal: Decimal) -> str:
        exponent = getal.as_tuple().exponent
        decimalen = max(0, -exponent) if isinstance(exponent, int) else 0
        return format_decimal(getal, format=f"#,##0.{'0' * decimalen}" if decimalen else "#,##0", locale=taal)

    return precies
