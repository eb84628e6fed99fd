"""What the forms of beheer share."""

from datetime import date

from flask_babel import lazy_gettext as _
from pydantic import ValidationError
from wtforms.validators import ValidationError as WTFormsFout

from portaal.infra.web.formulier import Datumveld, Formulier, verplicht

GETAL = _("Vul een getal in van %(min)s tot %(max)s.")
NAAM_NODIG = _("Vul een naam in.")


def read_lines(tekst: str | None) -> list[str]:
    """One thing per line, empty lines left out."""
    return [regel.strip() for regel in (tekst or "").splitlines() if regel.strip()]


def read_blocks(tekst: str | None) -> list[str]:
    """Several things on one line, separated by commas."""
    return [deel.strip() for deel in (tekst or "").replace(";", ",").split(",") if deel.strip()]


class BeheerFormulier(Formulier):
    """A part of the configuration, from a day on."""

    geldig_vanaf = Datumveld(_("Vanaf welke dag geldt dit?"), [verplicht(_("Vul een dag in."))])

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
