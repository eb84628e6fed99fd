"""Forms of toestemming. Nothing is ticked beforehand."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Email

from portaal.infra.web.formulier import Formulier, hoogstens, niet_verplicht, verplicht
from portaal.toestemming.model import Pogingsuitkomst, Uitkomst
from portaal.toestemming.rules import Spoed

SPOED = {
    Spoed.GEEN: _("Nee, er is geen haast"),
    Spoed.HUISUITZETTING: _("Ik kan mijn huis kwijtraken"),
    Spoed.AFSLUITING: _("Stroom, gas of water gaat eraf"),
    Spoed.ZORGVERZEKERING: _("Mijn zorgverzekering stopt of is gestopt"),
}
MOMENTEN = {
    "ochtend": _("In de ochtend"),
    "middag": _("In de middag"),
    "avond": _("In de avond"),
    "altijd": _("Maakt niet uit"),
}
POGINGEN = {
    Pogingsuitkomst.BEREIKT: _("Gesproken"),
    Pogingsuitkomst.NIET_BEREIKT: _("Niet bereikt"),
    Pogingsuitkomst.ANDER_MOMENT: _("Wil een ander moment"),
}
UITKOMSTEN = {
    Uitkomst.GESPREK: _("Eerste gesprek gehad"),
    Uitkomst.PLAN: _("Er komt een plan"),
    Uitkomst.VERWEZEN: _("Verwezen naar andere hulp"),
    Uitkomst.NIET_NODIG: _("Geen hulp nodig"),
    Uitkomst.NIET_BEREIKT: _("Na meer pogingen niet bereikt"),
}


class ContactwensForm(Formulier):
    """How and when schuldhulp may call."""

    telefoon = StringField(_("Telefoonnummer"), validators=[niet_verplicht(), hoogstens(40)])
    email = StringField(
        _("Of uw e-mailadres"),
        validators=[niet_verplicht(), hoogstens(254), Email(message=_("Dit e-mailadres klopt niet."))],
    )
    moment = RadioField(
        _("Wanneer mag schuldhulp u bellen?"),
        choices=list(MOMENTEN.items()),
        validators=[verplicht(_("Kies wanneer u gebeld wilt worden."))],
    )
    voicemail = RadioField(
        _("Mag schuldhulp een voicemail inspreken?"),
        choices=[("ja", _("Ja")), ("nee", _("Nee"))],
        validators=[verplicht(_("Kies ja of nee."))],
    )
    spoed = RadioField(
        _("Dreigt er iets?"),
        choices=[(spoed.value, tekst) for spoed, tekst in SPOED.items()],
        validators=[verplicht(_("Kies wat er dreigt, of kies: nee."))],
    )


class PogingForm(Formulier):
    """How a try went."""

    uitkomst = RadioField(
        _("Hoe ging het?"),
        choices=[(uitkomst.value, tekst) for uitkomst, tekst in POGINGEN.items()],
        validators=[verplicht(_("Kies hoe het ging."))],
    )


class NotitieForm(Formulier):
    """A note for the team."""

    tekst = TextAreaField(
        _("Notitie, alleen voor schuldhulp"), validators=[verplicht(_("Schrijf een notitie.")), hoogstens(2000)]
    )


class AfsluitForm(Formulier):
    """How the contact ended."""

    uitkomst = RadioField(
        _("Hoe is het afgelopen?"),
        choices=[(uitkomst.value, tekst) for uitkomst, tekst in UITKOMSTEN.items()],
        validators=[verplicht(_("Kies hoe het is afgelopen."))],
    )
