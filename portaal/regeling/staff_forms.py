"""Forms of invordering for deciding on requests."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, TextAreaField, ValidationError
from wtforms.validators import NumberRange

from portaal.infra.web.formulier import Getalveld, hoogstens, niet_verplicht, verplicht
from portaal.infra.web.keuzes import MeerkeuzeVeld, choice
from portaal.regeling.forms import MEESTE_MAANDEN, VersieForm
from portaal.regeling.stand import Betaalwijze


class ToekenForm(VersieForm):
    """Grant; a reason where the policy says otherwise."""

    reden = TextAreaField(_("Waarom wijkt u af van het beleid?"), [hoogstens(500)])


class VoorstelForm(VersieForm):
    """Another plan."""

    aantal = Getalveld(
        _("In hoeveel keer?"),
        [
            verplicht(_("Vul een aantal in.")),
            NumberRange(1, MEESTE_MAANDEN, _("Vul een aantal van 1 tot en met 60 in.")),
        ],
    )
    wijze = RadioField(
        _("Wie maakt het over?"),
        [verplicht(_("Kies hoe er wordt betaald."))],
        choices=[
            choice(Betaalwijze.INCASSO, _("Wij blijven afschrijven")),
            choice(Betaalwijze.OVERMAKEN, _("De inwoner maakt zelf over. Het afschrijven stopt.")),
        ],
    )
    dag = SelectField(_("Dag van de maand"), [verplicht(_("Kies een dag."))])
    toelichting = TextAreaField(_("Wat wilt u erbij zeggen?"), [niet_verplicht(), hoogstens(500)])


class VraagForm(VersieForm):
    """Ask the inwoner for something."""

    vraag = TextAreaField(_("Wat hebt u nodig?"), [verplicht(_("Schrijf wat u nodig hebt.")), hoogstens(1000)])


class AfwijsForm(VersieForm):
    """Refuse, with all grounds and what can be done instead."""

    gronden = MeerkeuzeVeld(_("Alle gronden"), [verplicht(_("Kies alle gronden die gelden."))])
    in_plaats = TextAreaField(
        _("Wat kan wel?"), [verplicht(_("Schrijf wat de inwoner wel kan doen.")), hoogstens(500)]
    )
    toelichting = TextAreaField(_("Wat wilt u erbij zeggen?"), [hoogstens(1000)])


class AfhandelForm(VersieForm):
    """Close after a talk."""

    tekst = TextAreaField(
        _("Wat hebt u afgesproken?"), [verplicht(_("Schrijf wat u hebt afgesproken.")), hoogstens(1000)]
    )


class BeeindigForm(VersieForm):
    """End a plan that is not kept."""

    reden = TextAreaField(_("Waarom stopt de regeling?"), [verplicht(_("Schrijf waarom.")), hoogstens(500)])

    heeft_contact: bool = False

    def validate_reden(self, veld: Any) -> None:
        """Never before a reminder was sent: first a herinnering, then a call."""
        if not self.heeft_contact:
            raise ValidationError(gettext("Stuur eerst een herinnering, en bel dan. Daarna kan het pas."))
