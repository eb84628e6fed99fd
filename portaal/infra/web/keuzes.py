"""Choices of a field, in one way everywhere: as radio buttons, a list, or boxes to tick."""

from collections.abc import Iterable
from typing import Any

from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.widgets import CheckboxInput, ListWidget


def choice(waarde: Any, tekst: Any) -> SelectChoice:
    """One choice of a field."""
    return SelectChoice(str(waarde), tekst)


def make_choices(paren: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    """Values and texts as the choices of a field."""
    return [choice(waarde, tekst) for waarde, tekst in paren]


class MeerkeuzeVeld(SelectMultipleField):
    """Several choices, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()
