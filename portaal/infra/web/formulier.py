"""The base of every form: Flask-WTF with CSRF, and fault messages that say how to mend it."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, IntegerField, SubmitField
from wtforms.validators import InputRequired, Length, Optional

# Sent along when a form that was interrupted is put back: it is to be shown first, not acted upon.
HERVAT = "_hervat"
TE_LANG = _("Dit is te lang. Gebruik hoogstens %(max)d tekens.")
GEEN_DATUM = _("Vul een datum in, zoals 01-12-2026.")


class Formulier(FlaskForm):  # type: ignore[misc]
    """A form of the portal."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Messages come from our own catalogue."""

        locales = ("nl",)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it may be acted upon. What was interrupted by the end of a login is shown again first."""
        return super().validate(extra_validators) and not (HERVAT in request.form and self._asks())

    def _asks(self) -> bool:
        return any(not isinstance(veld, HiddenField | SubmitField) for veld in self)

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


class Datumveld(DateField):
    """A day, as a browser sends it or as one types it: 2026-12-01, 1-12-2026 or 01122026."""

    def __init__(self, label: Any, validators: Any = None, **kwargs: Any) -> None:
        """Read all the ways in which a day is written here."""
        super().__init__(label, validators, format=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d%m%Y"], **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day; an empty field is no day. Raises ValueError that says how to write one."""
        if not "".join(valuelist).strip():
            return
        try:
            super().process_formdata(valuelist)
        except ValueError as fout:
            raise ValueError(GEEN_DATUM) from fout


class Getalveld(IntegerField):
    """A whole number. What cannot be read counts as nothing: its range says, once, which number to fill in."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number, or None; what was typed stays in the field."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None
