"""Forms of signaal: choices only."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, RadioField

from portaal.infra.web.formulier import Formulier, verplicht
from portaal.signaal.model import Contactkanaal, Doorverwijzing, Signaalsoort

SIGNALEN = {
    Signaalsoort.KAN_NIET_BETALEN: _("Kan nu niet betalen"),
    Signaalsoort.MEER_REKENINGEN: _("Heeft meer rekeningen open"),
    Signaalsoort.BESLAG: _("Er ligt beslag op het inkomen"),
    Signaalsoort.POST_ONGEOPEND: _("Maakt de post niet open"),
    Signaalsoort.SNAPT_HET_NIET: _("Snapt de aanslag niet"),
    Signaalsoort.BIJZONDERE_OMSTANDIGHEDEN: _("Bijzondere omstandigheden"),
}
KANALEN = {
    Contactkanaal.TELEFOON: _("Telefoon"),
    Contactkanaal.BALIE: _("Balie"),
    Contactkanaal.MAIL: _("Mail"),
    Contactkanaal.HUISBEZOEK: _("Huisbezoek"),
}
VERWIJZINGEN = {
    Doorverwijzing.SCHULDHULP: _("Schuldhulp"),
    Doorverwijzing.BUDGETCOACH: _("Budgetcoach"),
    Doorverwijzing.WIJKTEAM: _("Sociaal wijkteam"),
    Doorverwijzing.KWIJTSCHELDING: _("Kwijtschelding"),
    Doorverwijzing.BIJZONDERE_BIJSTAND: _("Bijzondere bijstand"),
    Doorverwijzing.COLLEGA: _("Een collega"),
    Doorverwijzing.LEIDINGGEVENDE: _("Mijn leidinggevende"),
}


class SignaalForm(Formulier):
    """What was noticed, and when someone looks again."""

    soort = RadioField(
        _("Wat merkt u?"),
        choices=[(soort.value, tekst) for soort, tekst in SIGNALEN.items()],
        validators=[verplicht(_("Kies wat u merkt."))],
    )
    opvolgen_op = DateField(
        _("Wanneer kijkt iemand hier weer naar?"), validators=[verplicht(_("Vul een datum in, zoals 01-12-2026."))]
    )


class ContactForm(Formulier):
    """How there was contact."""

    kanaal = RadioField(
        _("Hoe was er contact?"),
        choices=[(kanaal.value, tekst) for kanaal, tekst in KANALEN.items()],
        validators=[verplicht(_("Kies hoe er contact was."))],
    )
    gelukt = RadioField(
        _("Hebt u de inwoner gesproken?"),
        choices=[("ja", _("Ja")), ("nee", _("Nee, niet bereikt"))],
        validators=[verplicht(_("Kies ja of nee."))],
    )


class VerwijsForm(Formulier):
    """Where someone was shown the way to."""

    naar = RadioField(
        _("Waarheen wees u de weg?"),
        choices=[(naar.value, tekst) for naar, tekst in VERWIJZINGEN.items()],
        validators=[verplicht(_("Kies waarheen."))],
    )
