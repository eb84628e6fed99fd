"""Forms of invordering."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField

from portaal.infra.web.formulier import Formulier, hoogstens, verplicht
from portaal.infra.web.keuzes import choice
from portaal.invordering.rules import Meldingstatus


class MeldingForm(Formulier):
    """What an inwoner reports about an aanslag."""

    toelichting = TextAreaField(_("Wilt u er iets bij zeggen?"), [hoogstens(500)])


class AntwoordForm(Formulier):
    """What an employee found, and says to the inwoner."""

    uitkomst = RadioField(
        _("Klopt de melding?"),
        [verplicht(_("Kies of de melding klopt."))],
        choices=[
            choice(Meldingstatus.KLOPT, _("Ja, wij passen het aan")),
            choice(Meldingstatus.KLOPT_NIET, _("Nee, het bedrag blijft staan")),
        ],
    )
    antwoord = TextAreaField(
        _("Wat schrijft u de inwoner?"),
        [verplicht(_("Schrijf de inwoner wat u hebt gezien.")), hoogstens(1000)],
    )
