"""Forms of the inwoner's pages."""

from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, RadioField, StringField
from wtforms.validators import ValidationError

from portaal.aanslag.uitleg.omgang import Kwijtscheldingbeleid
from portaal.core.geld import Centen, OngeldigBedrag, parse_getypt_bedrag
from portaal.infra.web.adressen import MEESTE_CIJFERS
from portaal.infra.web.formulier import Formulier, hoogstens, verplicht
from portaal.infra.web.keuzes import choice, make_choices

DEEL, ALLES, ANDERS = "deel", "alles", "anders"


class BedragForm(Formulier):
    """How much one pays now: the part that falls due, all of it, or an amount of one's own."""

    keuze = RadioField(_("Hoeveel betaalt u nu?"), [verplicht(_("Kies hoeveel u nu betaalt."))])
    bedrag = StringField(_("Uw eigen bedrag"), [hoogstens(20)])

    open = Centen(0)

    def offer(self, choices: list[tuple[str, str]], open_: Centen) -> None:
        """The choices there are, and what is open at most."""
        self.keuze.choices = make_choices(choices)
        self.open = open_

    def validate_bedrag(self, field: Field) -> None:
        """An own amount is an amount above zero, and not more than what is open."""
        if self.keuze.data != ANDERS:
            return
        try:
            bedrag = parse_getypt_bedrag(field.data or "")
        except OngeldigBedrag as fout:
            raise ValidationError(_("Vul een bedrag in, zoals 25 of 25,50.")) from fout
        if bedrag <= 0:
            raise ValidationError(_("Vul een bedrag in dat meer is dan nul."))
        if bedrag > self.open:
            raise ValidationError(_("Dit is meer dan u moet betalen. Vul een lager bedrag in."))

    def chosen(self, deel: Centen) -> Centen:
        """The amount that was chosen, once the form is valid."""
        eigen = {DEEL: deel, ALLES: self.open}
        keuze = str(self.keuze.data)
        return eigen[keuze] if keuze in eigen else parse_getypt_bedrag(self.bedrag.data or "")


def make_kwijtscheldingform(beleid: Kwijtscheldingbeleid, taal: str) -> Formulier:
    """The three questions of the gemeente as a form."""
    velden = {
        vraag.sleutel: RadioField(
            vraag.tekst("vraag", taal),
            [verplicht(_("Kies een antwoord bij: %(vraag)s", vraag=vraag.tekst("vraag", taal)))],
            choices=[choice(a.sleutel, a.tekst("antwoord", taal)) for a in vraag.antwoorden],
        )
        for vraag in beleid.vragen
    }
    soort = type("KwijtscheldingForm", (Formulier,), velden)
    form: Formulier = soort()
    return form


class OordeelForm(Formulier):
    """Was this clear: yes or no, and one sentence."""

    pagina = HiddenField(validators=[verplicht(_("Deze pagina kennen wij niet.")), hoogstens(60)])
    aanslag_id = HiddenField(validators=[hoogstens(20)])
    duidelijk = RadioField(
        _("Was dit duidelijk?"),
        [verplicht(_("Kies ja of nee."))],
        choices=[choice("ja", _("Ja")), choice("nee", _("Nee"))],
    )
    zin = StringField(_("Wilt u er iets bij zeggen?"), [hoogstens(300)])

    @property
    def over_aanslag(self) -> int | None:
        """The aanslag that the page is about, if any."""
        tekst = self.aanslag_id.data or ""
        # No more digits than a database holds: a longer number is of nobody.
        return int(tekst[:MEESTE_CIJFERS]) if tekst.isascii() and tekst.isdigit() else None
