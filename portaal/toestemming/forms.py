"""Forms of toestemming. Nothing is ticked beforehand."""

from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from portaal.afspraak.forms import check_email, check_telefoon, parse_email, parse_telefoon
from portaal.infra.i18n import write_telefoon
from portaal.infra.web.formulier import Formulier, hoogstens, verplicht
from portaal.infra.web.keuzes import make_choices
from portaal.toestemming.begrip import Hulpuitkomst, Pogingsuitkomst, Spoed
from portaal.toestemming.model import Hulpvraag
from portaal.toestemming.service import Contactwens
from portaal.toestemming.teksten import GEEN_BEREIK

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
    Pogingsuitkomst.BEREIKT: _("Bereikt, dit was het eerste gesprek"),
    Pogingsuitkomst.NIET_BEREIKT: _("Niet bereikt"),
    Pogingsuitkomst.ANDER_MOMENT: _("Wil een ander moment"),
}
UITKOMSTEN = {
    Hulpuitkomst.GESPREK: _("Eerste gesprek gehad"),
    Hulpuitkomst.PLAN: _("Er komt een plan"),
    Hulpuitkomst.VERWEZEN: _("Verwezen naar andere hulp"),
    Hulpuitkomst.NIET_NODIG: _("Geen hulp nodig"),
    Hulpuitkomst.NIET_BEREIKT: _("Na meer pogingen niet bereikt"),
}


def known_wens(vraag: Hulpvraag, taal: str) -> dict[str, str]:
    """What someone told before, to start a form with: their own answers, never ours."""
    return {
        "naam": vraag.naam,
        "telefoon": write_telefoon(vraag.telefoon, taal),
        "email": vraag.email,
        "moment": vraag.moment,
        "voicemail": "ja" if vraag.voicemail else "nee",
        "spoed": vraag.spoed.value,
    }


class EenVanBeide(Optional):
    """May be empty when its neighbour is not, so that the label may not say that it is not needed."""

    def __init__(self) -> None:
        """Like Optional, without its mark on the label."""
        super().__init__()
        self.field_flags = {}


class BereikForm(Formulier):
    """A phone number, an e-mail address, or both."""

    telefoon = StringField(
        _("Telefoonnummer"),
        description=_("Eén is genoeg."),
        validators=[EenVanBeide(), hoogstens(40), check_telefoon],
    )
    email = StringField(_("Of uw e-mailadres"), validators=[EenVanBeide(), hoogstens(254), check_email])

    def validate(self, extra_validators: Any = None) -> bool:
        """Also: at least one of the two."""
        is_goed = super().validate(extra_validators)
        if (self.telefoon.data or "").strip() or (self.email.data or "").strip():
            return is_goed
        self.telefoon.errors = [str(GEEN_BEREIK)]
        return False


class ContactwensForm(BereikForm):
    """How and when schuldhulp may call."""

    moment = RadioField(
        _("Wanneer mag schuldhulp u bellen?"),
        choices=make_choices(MOMENTEN.items()),
        validators=[verplicht(_("Kies wanneer u gebeld wilt worden."))],
    )
    voicemail = RadioField(
        _("Mag schuldhulp een voicemail inspreken?"),
        choices=make_choices([("ja", _("Ja")), ("nee", _("Nee"))]),
        validators=[verplicht(_("Kies ja of nee."))],
    )
    spoed = RadioField(
        _("Dreigt er iets?"),
        choices=make_choices(SPOED.items()),
        validators=[verplicht(_("Kies wat er dreigt, of kies: nee."))],
    )

    def wens(self) -> Contactwens:
        """What was filled in; the phone number as +31612345678."""
        return Contactwens(
            telefoon=parse_telefoon(self.telefoon.data or ""),
            email=parse_email(self.email.data or ""),
            moment=self.moment.data,
            voicemail=self.voicemail.data == "ja",
            spoed=Spoed(self.spoed.data),
        )


class NaamwensForm(ContactwensForm):
    """The same for who did not log in: we do not know a name yet."""

    naam = StringField(_("Uw naam"), validators=[verplicht(_("Vul uw naam in.")), hoogstens(120)])

    @property
    def fouten(self) -> list[tuple[str, str]]:
        """What is wrong, in the order in which the page has the fields."""
        plek = {"tijdvak": 0, "naam": 1}
        return sorted(super().fouten, key=lambda fout: plek.get(fout[0], len(plek)))

    def wens(self) -> Contactwens:
        """What was filled in, with the name."""
        return replace(super().wens(), naam=(self.naam.data or "").strip())


class BezoekForm(NaamwensForm):
    """A talk for who did not log in: a name, how to be reached, and a time."""

    tijdvak = SelectField(
        _("Wanneer wilt u het gesprek?"), validate_choice=False, validators=[verplicht(_("Kies een tijd."))]
    )


class SamenForm(ContactwensForm):
    """Consent and a first talk in one go, with the inwoner present."""

    tijdvak = SelectField(_("Wanneer is het eerste gesprek?"), validate_choice=False)


class TelefoonForm(BereikForm):
    """Who calls to take a yes back: by what they gave when they said it."""

    def contact(self) -> tuple[str, str]:
        """The number as +31612345678, and the address."""
        return parse_telefoon(self.telefoon.data or ""), parse_email(self.email.data or "")


class LeegFormulier(Formulier):
    """A button that changes something: the CSRF token and nothing else."""


class PogingForm(Formulier):
    """How a try went."""

    uitkomst = RadioField(
        _("Hoe ging het?"),
        choices=make_choices(POGINGEN.items()),
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
        choices=make_choices(UITKOMSTEN.items()),
        validators=[verplicht(_("Kies hoe het is afgelopen."))],
    )
