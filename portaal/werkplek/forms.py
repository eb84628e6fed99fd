"""Forms of werkplek."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, RadioField, StringField

from portaal.core.door import Vaststelling
from portaal.infra.web.formulier import Formulier, hoogstens, niet_verplicht, verplicht


class ZoekForm(Formulier):
    """Find an inwoner: by aanslagnummer, by BSN, or by name and birth date."""

    nummer = StringField(_("Aanslagnummer of BSN"), validators=[niet_verplicht(), hoogstens(20)])
    naam = StringField(_("Achternaam"), validators=[niet_verplicht(), hoogstens(100)])
    geboortedatum = DateField(_("Geboortedatum"), validators=[niet_verplicht()])

    def validate(self, extra_validators: object = None) -> bool:
        """One of both ways must be filled in."""
        goed = super().validate(extra_validators)
        if goed and not self.nummer.data and not (self.naam.data and self.geboortedatum.data):
            self.nummer.errors = [_("Vul een nummer in. Of vul een achternaam én een geboortedatum in.")]
            return False
        return bool(goed)


class NamensForm(Formulier):
    """How the employee made sure who the visitor or caller is."""

    vaststelling = RadioField(
        _("Hoe weet u wie dit is?"),
        choices=[
            (Vaststelling.IDENTITEITSBEWIJS.value, _("Ik heb een identiteitsbewijs gezien")),
            (Vaststelling.CONTROLEVRAGEN.value, _("De controlevragen zijn goed beantwoord")),
            (Vaststelling.GEMACHTIGDE.value, _("Dit is een gemachtigde of bewindvoerder, met bewijs")),
        ],
        validators=[verplicht(_("Kies hoe u weet wie dit is."))],
    )
