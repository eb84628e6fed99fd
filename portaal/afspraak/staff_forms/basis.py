"""What the forms of beheer share."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from pydantic import BaseModel, ValidationError
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import ValidationError as WTFormsFout

from portaal.afspraak.beleid import WEEK, Locatie, Onderwerp, Tijdblok, Weekdag
from portaal.afspraak.rules.volgorde import comes_after
from portaal.infra.web.formulier import Datumveld, Formulier, verplicht

GETAL = _("Vul een getal in van %(min)s tot %(max)s.")
NAAM_NODIG = _("Vul een naam in.")


def read_lines(tekst: str | None) -> list[str]:
    """One thing per line, empty lines left out."""
    return [regel.strip() for regel in (tekst or "").splitlines() if regel.strip()]


def read_blocks(tekst: str | None) -> list[str]:
    """Several things on one line, separated by commas."""
    return [deel.strip() for deel in (tekst or "").replace(";", ",").split(",") if deel.strip()]


def default_of(model: type[BaseModel], veld: str) -> Any:
    """What a field of the configuration is when nobody fills it in: with that a new part begins."""
    return model.model_fields[veld].default


class BeheerFormulier(Formulier):
    """A part of the configuration, from a day on."""

    geldig_vanaf = Datumveld(_("Vanaf welke dag geldt dit?"), [verplicht(_("Vul een dag in."))])
    # The newest version when this page was made: who sends it later is told what a colleague did meanwhile.
    basis = HiddenField()

    def validate_geldig_vanaf(self, veld: Datumveld) -> None:
        """Raises ValidationError for a day that is over: what was told to people cannot be undone."""
        if veld.data and self.vandaag and veld.data < self.vandaag:
            raise WTFormsFout(str(_("Kies vandaag of een dag die nog komt.")))

    vandaag: date | None = None

    def note(self, fout: ValidationError) -> None:
        """Put each fault of the configuration at its field, or at the first one."""
        for melding in fout.errors():
            namen = [str(deel) for deel in melding["loc"]]
            veld = next((self[naam] for naam in reversed(namen) if naam in self), self.geldig_vanaf)
            veld.errors = [*veld.errors, melding["msg"].removeprefix("Value error, ")]


class GevolgFormulier(Formulier):
    """Yes or no to what a change does, seen on top of the version with this number."""

    nummer = HiddenField()


class PlekFormulier(BeheerFormulier):
    """A part that people choose from a list, which stands somewhere in it."""

    na = SelectField(_("Waar staat dit in de lijst?"))

    def fill_places(self, delen: Mapping[str, Locatie | Onderwerp], sleutel: str) -> None:
        """Let it be chosen after which other part this one stands; where it stands now to begin with."""
        anderen = [(ander, deel.naam) for ander, deel in delen.items() if ander != sleutel]
        self.na.choices = [("", _("Bovenaan")), *((ander, _("Na %(naam)s", naam=naam)) for ander, naam in anderen)]
        if not self.is_submitted():
            self.na.data = comes_after(delen, sleutel)


class WeekFormulier(BeheerFormulier):
    """Hours per day of the week."""

    ma = StringField(_("Maandag"))
    di = StringField(_("Dinsdag"))
    wo = StringField(_("Woensdag"))
    do = StringField(_("Donderdag"))
    vr = StringField(_("Vrijdag"))
    za = StringField(_("Zaterdag"))
    zo = StringField(_("Zondag"))

    @staticmethod
    def read_week(week: Mapping[Weekdag, Sequence[Tijdblok]]) -> dict[str, Any]:
        """What is filled in to begin with."""
        return {dag.value: ", ".join(map(str, week.get(dag, ()))) for dag in WEEK}

    def week(self) -> dict[str, list[str]]:
        """The days that have hours, as the configuration has them."""
        per_dag = {dag.value: read_blocks(self[dag.value].data) for dag in WEEK}
        return {dag: blokken for dag, blokken in per_dag.items() if blokken}
