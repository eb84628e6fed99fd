"""The base of every form: Flask-WTF with CSRF, and fault messages that say how to mend it."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms.validators import InputRequired, Length, Optional

TE_LANG = _("Dit is te lang. Gebruik hoogstens %(max)d tekens.")


class Formulier(FlaskForm):  # type: ignore[misc]
    """A form of the portal."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Messages come from our own catalogue."""

        locales = ("nl",)

    @property
    def fouten(self) -> list[tuple[str, str]]:
        """Field id and message of everything that is wrong, in the order of the fields."""
        return [(veld.id, str(fout)) for veld in self if veld.errors for fout in veld.errors]


def verplicht(tekst: Any) -> InputRequired:
    """A validator that says with `tekst` what to fill in."""
    return InputRequired(message=tekst)


def hoogstens(aantal: int) -> Length:
    """A validator for the length of a text."""
    return Length(max=aantal, message=TE_LANG)


def niet_verplicht() -> Optional:
    """A validator that lets an empty field be."""
    return Optional()
