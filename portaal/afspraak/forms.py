"""Forms of the booking pages: shape only. All fault messages say how to mend it."""

from datetime import UTC, datetime
from typing import Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import NumberRange, StopValidation

from portaal.afspraak.begrip import Soort
from portaal.afspraak.boeking import Contact
from portaal.afspraak.rules.verzending import Verzendplan
from portaal.afspraak.sms import is_mobiel
from portaal.bericht.service import has_sms
from portaal.infra.web.formulier import Datumveld, Formulier, Getalveld, hoogstens, verplicht
from portaal.infra.web.keuzes import make_choices

NAAM_NODIG = _("Vul uw naam in.")
TELEFOON_NODIG = _("Vul uw telefoonnummer in. Dan kunnen wij u bellen.")
TELEFOON_FOUT = _("Dit telefoonnummer klopt niet. Schrijf het zo: 06 12345678.")
EMAIL_FOUT = _("Dit e-mailadres klopt niet. Schrijf het zo: naam@voorbeeld.nl.")
IETS_NODIG = _("Vul uw telefoonnummer of uw e-mailadres in. Dan kunnen wij u iets laten weten.")
MOBIEL_NODIG = _("Voor een sms is een mobiel nummer nodig, zoals 06 12345678.")
CONTROLE_NODIG = _("Vul de laatste vier cijfers van uw telefoonnummer in, of uw e-mailadres.")
CODE_FOUT = _("Deze code kennen wij niet, of hij is verlopen. Kijk hem na, of bel ons.")
CONTROLE_FOUT = _("Dit klopt niet met de afspraak. Kijk het na, of bel ons.")

TOLK_TALEN = {
    "ar": _("Arabisch"),
    "tr": _("Turks"),
    "pl": _("Pools"),
    "uk": _("Oekraïens"),
    "ti": _("Tigrinya"),
    "so": _("Somalisch"),
    "fa": _("Farsi of Dari"),
    "fr": _("Frans"),
    "es": _("Spaans"),
    "en": _("Engels"),
    "ngt": _("Nederlandse Gebarentaal"),
}
TOLK_NAMEN = {"": _("Nee, dat is niet nodig"), **TOLK_TALEN}


def parse_telefoon(waarde: str) -> str:
    """The number as +31612345678, or empty. Raises ValueError for what is no phone number."""
    if not waarde.strip():
        return ""
    try:
        nummer = phonenumbers.parse(waarde, "NL")
    except phonenumbers.NumberParseException as fout:
        raise ValueError(waarde) from fout
    if not phonenumbers.is_possible_number(nummer):
        raise ValueError(waarde)
    return phonenumbers.format_number(nummer, phonenumbers.PhoneNumberFormat.E164)


def parse_email(waarde: str) -> str:
    """The address, normalised, or empty. Raises ValueError for what is no address."""
    if not waarde.strip():
        return ""
    try:
        return validate_email(waarde.strip(), check_deliverability=False).normalized
    except EmailNotValidError as fout:
        raise ValueError(waarde) from fout


def check_telefoon(_form: Formulier, veld: Any) -> None:
    """Stops at a number that cannot be called."""
    try:
        parse_telefoon(veld.data or "")
    except ValueError as fout:
        raise StopValidation(str(TELEFOON_FOUT)) from fout


def check_email(_form: Formulier, veld: Any) -> None:
    """Stops at what is no address."""
    try:
        parse_email(veld.data or "")
    except ValueError as fout:
        raise StopValidation(str(EMAIL_FOUT)) from fout


def contact_of(form: Formulier) -> dict[str, Any]:
    """What a form with name and ways to be reached says, normalised."""
    ruw = {veld.name: veld.data for veld in form if veld.name in Contact.__dataclass_fields__}
    bereik = {"telefoon": parse_telefoon(ruw["telefoon"] or ""), "email": parse_email(ruw["email"] or "")}
    return {**ruw, **bereik, "naam": (ruw["naam"] or "").strip(), "taal": str(get_locale() or "nl")}


class GegevensFormulier(Formulier):
    """Who comes or is called, how to reach them, and what they need."""

    naam = StringField(
        _("Uw naam"),
        validators=[verplicht(NAAM_NODIG), hoogstens(120)],
        render_kw={"autocomplete": "name"},
    )
    telefoon = StringField(
        _("Uw telefoonnummer"),
        validators=[hoogstens(30), check_telefoon],
        render_kw={"autocomplete": "tel", "inputmode": "tel", "type": "tel"},
    )
    email = StringField(
        _("Uw e-mailadres"),
        validators=[hoogstens(254), check_email],
        render_kw={"autocomplete": "email", "inputmode": "email", "type": "email"},
    )
    sms = BooleanField(_("Stuur mij een sms als herinnering. Dat kan op een mobiel nummer."))
    voicemail = BooleanField(_("U mag de voicemail inspreken als ik niet opneem."))
    momenten = StringField(_("Wanneer kunnen wij u het beste nog eens bellen?"), validators=[hoogstens(200)])
    tolk = SelectField(_("Hebt u een tolk nodig?"), choices=make_choices(TOLK_NAMEN.items()), default="")
    rolstoel = BooleanField(_("Ik kom met een rolstoel of een scootmobiel."))
    begeleiding = BooleanField(_("Ik neem iemand mee."))

    def __init__(self, soort: Soort, *args: Any, **kwargs: Any) -> None:
        """Only what matters for this kind of talk is asked."""
        super().__init__(*args, **kwargs)
        weg = {
            Soort.BELLEN: ("rolstoel", "begeleiding"),
            Soort.BEZOEK: ("voicemail", "momenten"),
            Soort.VIDEO: ("voicemail", "momenten", "rolstoel"),
        }[soort]
        self.soort = soort
        for naam in (*weg, *(() if has_sms() else ("sms",))):
            del self[naam]

    def validate(self, extra_validators: Any = None) -> bool:
        """Also: a call needs a number, and everyone some way to be reached."""
        goed = bool(super().validate(extra_validators))
        if self.telefoon.errors or self.email.errors:
            return goed
        if self.soort is Soort.BELLEN and not self.telefoon.data:
            self.telefoon.errors = [str(TELEFOON_NODIG)]
            return False
        if not self.telefoon.data and not self.email.data:
            self.telefoon.errors = [str(IETS_NODIG)]
            return False
        if self.sms and self.sms.data and not is_mobiel(parse_telefoon(self.telefoon.data or "")):
            self.telefoon.errors = [str(MOBIEL_NODIG)]
            return False
        return goed

    def answers(self) -> dict[str, Any]:
        """What was filled in, as it is kept until it is sent."""
        return contact_of(self)


class LoketFormulier(Formulier):
    """What an employee fills in for who stands at the desk or calls; a name and a time are enough."""

    naam = StringField(
        _("Naam"), validators=[verplicht(_("Vul de naam in.")), hoogstens(120)], render_kw={"autofocus": True}
    )
    telefoon = StringField(_("Telefoonnummer"), validators=[hoogstens(30), check_telefoon])
    email = StringField(_("E-mailadres"), validators=[hoogstens(254), check_email])
    sms = BooleanField(_("Wil een sms als herinnering"))
    tijdvak = RadioField(_("Tijd"), choices=[], validators=[verplicht(_("Kies een tijd."))], validate_choice=False)
    rolstoel = BooleanField(_("Komt met een rolstoel of een scootmobiel"))
    tolk = SelectField(_("Tolk"), choices=make_choices(TOLK_NAMEN.items()), default="")
    sleutel = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """SMS is asked about only where it can be sent."""
        super().__init__(*args, **kwargs)
        if not has_sms():
            del self.sms

    def validate(self, extra_validators: Any = None) -> bool:
        """Also: the time is one that a page of ours offered."""
        if not super().validate(extra_validators):
            return False
        if self.sms and self.sms.data and not is_mobiel(parse_telefoon(self.telefoon.data or "")):
            self.telefoon.errors = [str(MOBIEL_NODIG)]
            return False
        try:
            read_moment(str(self.tijdvak.data).partition("|")[0])
        except ValueError:
            self.tijdvak.errors = [str(_("Kies een tijd."))]
            return False
        return True

    def answers(self) -> dict[str, Any]:
        """What was filled in, normalised."""
        return contact_of(self)


class ControleFormulier(Formulier):
    """Something that only who made the appointment knows."""

    controle = StringField(
        _("Laatste vier cijfers van uw telefoonnummer, of uw e-mailadres"),
        validators=[verplicht(CONTROLE_NODIG), hoogstens(254)],
    )


class CodeFormulier(Formulier):
    """A code from a letter."""

    code = StringField(
        _("De code op uw brief"),
        validators=[verplicht(_("Vul de code in. Hij heeft 8 tekens.")), hoogstens(20)],
        render_kw={"autocomplete": "off", "autocapitalize": "characters"},
    )


class CodesFormulier(Formulier):
    """How many codes, about what, until when."""

    onderwerp = SelectField(_("Onderwerp"))
    aantal = Getalveld(_("Hoeveel brieven"), [NumberRange(1, 5000, _("Kies een getal van 1 tot 5000."))])
    geldig_tot = Datumveld(_("Geldig tot en met"), [verplicht(_("Vul een dag in."))])


class VerzendFormulier(Formulier):
    """Letters that will go out."""

    soort = HiddenField()
    datum = Datumveld(_("Op welke dag gaan ze de deur uit?"), [verplicht(_("Vul een dag in."))])
    aantal = Getalveld(_("Hoeveel brieven"), [NumberRange(1, 10_000_000, _("Vul een aantal in."))])
    promille = Getalveld(
        _("Hoeveel van de duizend mensen bellen of komen?"),
        [NumberRange(0, 1000, _("Kies een getal van 0 tot 1000."))],
    )
    vragen = StringField(_("Wat zullen zij vragen?"), [hoogstens(300)])

    def plan(self) -> Verzendplan:
        """The dispatch as the rules take it. Raises ValueError when it was not validated."""
        if self.datum.data is None or self.aantal.data is None:
            raise ValueError("not validated")
        return Verzendplan(str(self.soort.data), self.datum.data, self.aantal.data, self.promille.data or 0)


class LeegFormulier(Formulier):
    """A button that changes something: the CSRF token and nothing else."""


def write_moment(begin: datetime) -> str:
    """The instant as a form carries it: 2026-12-01T13:20Z."""
    return begin.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def read_moment(tekst: str) -> datetime:
    """The instant that a form carries. Raises ValueError for anything else."""
    return datetime.strptime(tekst, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
