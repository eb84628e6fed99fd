"""Forms of an inwoner: one question each."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)

from portaal.core.geld import Centen, OngeldigBedrag, parse_getypt_bedrag
from portaal.infra.i18n import write_bedrag
from portaal.infra.web.formulier import Formulier, hoogstens, niet_verplicht, verplicht
from portaal.infra.web.keuzes import MeerkeuzeVeld, choice
from portaal.regeling.journey import AFSCHRIJVEN, BEDRAG, EINDE, IN_DELEN, LATER
from portaal.regeling.stand import Omstandigheid

MEESTE_MAANDEN = 60
KLEINSTE = Centen(100)


class InkomenForm(Formulier):
    """Whether kwijtschelding comes first."""

    weinig_inkomen = RadioField(
        _("Hebt u weinig inkomen?"),
        [verplicht(_("Kies ja, nee of weet ik niet."))],
        choices=[
            choice("ja", _("Ja")),
            choice("nee", _("Nee")),
            choice("weet_niet", _("Weet ik niet")),
        ],
    )


class SituatieForm(Formulier):
    """Whether a person takes it up."""

    omstandigheid = RadioField(
        _("Past een van deze zinnen bij u?"),
        [verplicht(_("Kies wat bij u past."))],
        choices=[
            choice(Omstandigheid.GEEN, _("Nee, niets hiervan")),
            choice(Omstandigheid.BESLAG, _("Er is beslag op mijn inkomen")),
            choice(Omstandigheid.BEWIND, _("Ik heb een bewindvoerder")),
            choice(Omstandigheid.SCHULDREGELING, _("Ik zit in een schuldregeling of de WSNP")),
        ],
    )


class AanslagenForm(Formulier):
    """Which aanslagen go into the plan."""

    aanslagen = MeerkeuzeVeld(_("Voor welke aanslagen vraagt u dit?"), [verplicht(_("Kies één aanslag of meer."))])


class PlanForm(Formulier):
    """How to pay: in a number of terms, an amount a month, until a month, or all at once later."""

    hoe = RadioField(_("Hoe wilt u betalen?"), [verplicht(_("Kies hoe u wilt betalen."))])
    bedrag = StringField(_("Bedrag per maand"), [hoogstens(14)])
    einde = SelectField(_("Klaar in"), validate_choice=False)
    later = SelectField(_("Betalen voor of op"), validate_choice=False)

    totaal: Centen = Centen(0)

    def validate_bedrag(self, veld: StringField) -> None:
        """An amount that can be read, and that does not take for ever."""
        if self.hoe.data != BEDRAG:
            return
        bedrag = read_bedrag(veld.data)
        if bedrag is None:
            raise ValidationError(gettext("Vul een bedrag in, bijvoorbeeld 50 of 37,50."))
        if bedrag < KLEINSTE or -(-self.totaal // bedrag) > MEESTE_MAANDEN:
            minste = -(-self.totaal // MEESTE_MAANDEN)
            raise ValidationError(
                gettext(
                    "Dat duurt te lang. Vul %(bedrag)s of meer in. Of kies: dit kan ik niet betalen.",
                    bedrag=write_bedrag(Centen(max(KLEINSTE, minste))),
                )
            )

    def validate_einde(self, veld: SelectField) -> None:
        """One of the months on offer."""
        self._check_offered(EINDE, veld)

    def validate_later(self, veld: SelectField) -> None:
        """One of the days on offer."""
        self._check_offered(LATER, veld)

    def _check_offered(self, hoe: str, veld: SelectField) -> None:
        aangeboden = {keuze.value for keuze in veld.iter_choices()}  # type: ignore[attr-defined]
        if self.hoe.data == hoe and veld.data not in aangeboden:
            raise ValidationError(gettext("Kies een dag uit de lijst."))

    def answers(self) -> dict[str, Any]:
        """What was chosen, as answers."""
        hoe, _dubbelepunt, aantal = str(self.hoe.data).partition(":")
        if hoe in (IN_DELEN, AFSCHRIJVEN):
            return {"hoe": hoe, "aantal": int(aantal)}
        if hoe == BEDRAG:
            return {"hoe": BEDRAG, "bedrag": read_bedrag(self.bedrag.data)}
        veld = self.einde if hoe == EINDE else self.later
        return {"hoe": hoe, hoe: veld.data}


class DagForm(Formulier):
    """On which day of the month to pay."""

    dag = SelectField(_("Dag van de maand"), [verplicht(_("Kies een dag."))])


class PostForm(Formulier):
    """How the gemeente writes, and whether it tells beforehand."""

    digitaal = RadioField(
        _("Hoe wilt u onze brieven?"),
        [verplicht(_("Kies hoe u onze brieven wilt."))],
        choices=[
            choice("ja", _("In dit portaal. U krijgt een mail als er iets nieuws is.")),
            choice("nee", _("Ook op papier, met de post")),
        ],
    )
    herinner = BooleanField(_("Stuur mij vijf dagen voor elke betaaldag een bericht"))


class ControleForm(Formulier):
    """Send it. `sleutel` makes that sending twice is sending once; `controle` that it is what was read."""

    sleutel = HiddenField(validators=[verplicht(_("Begin opnieuw."))])
    controle = HiddenField(validators=[verplicht(_("Begin opnieuw."))])
    toelichting = TextAreaField(_("Wilt u er iets bij zeggen?"), [hoogstens(500)])


class PauzeForm(Formulier):
    """A pause without a plan."""

    sleutel = HiddenField(validators=[verplicht(_("Begin opnieuw."))])
    dagen = RadioField(_("Hoe lang wilt u rust?"), [verplicht(_("Kies hoe lang."))])
    aanslagen = MeerkeuzeVeld(_("Voor welke aanslagen?"), [verplicht(_("Kies één aanslag of meer."))])


class MoeiteForm(Formulier):
    """The three open questions; the answers lead to help at once and are kept nowhere."""

    waardoor = MeerkeuzeVeld(
        _("Wat maakt het lastig om op tijd te betalen?"),
        [niet_verplicht()],
        choices=[
            choice("inkomen", _("Ik heb minder inkomen dan eerst")),
            choice("kosten", _("Mijn vaste kosten zijn hoog")),
            choice("meer_rekeningen", _("Er komen te veel rekeningen tegelijk")),
            choice("overzicht", _("Ik heb geen overzicht")),
            choice("onverwacht", _("Er gebeurde iets onverwachts")),
            choice("snap_niet", _("Ik snap de aanslag niet")),
        ],
    )
    meer = RadioField(
        _("Zijn er meer rekeningen die lastig zijn?"),
        [niet_verplicht()],
        choices=[choice("ja", _("Ja")), choice("nee", _("Nee"))],
    )
    hulp = RadioField(
        _("Hebt u al hulp gezocht of gehad?"),
        [niet_verplicht()],
        choices=[choice("ja", _("Ja")), choice("nee", _("Nee")), choice("wil", _("Nee, maar dat wil ik wel"))],
    )


def _amount(_form: Formulier, veld: StringField) -> None:
    if veld.data and veld.data.strip() != "0" and read_bedrag(veld.data) is None:
        raise ValidationError(gettext("Vul een bedrag in, bijvoorbeeld 850 of 37,50."))


class RekenForm(Formulier):
    """What comes in and goes out in a month. It is worked out and kept nowhere."""

    inkomen = StringField(
        _("Wat komt er per maand binnen?"),
        [verplicht(_("Vul uw inkomen per maand in.")), hoogstens(14), _amount],
    )
    wonen = StringField(_("Huur of hypotheek, zonder huurtoeslag"), [hoogstens(14), _amount])
    energie = StringField(_("Gas, water en stroom"), [hoogstens(14), _amount])
    zorg = StringField(_("Zorgverzekering, zonder zorgtoeslag"), [hoogstens(14), _amount])
    leven = StringField(_("Eten, kleren en vervoer"), [hoogstens(14), _amount])
    ander = StringField(_("Andere vaste kosten en schulden"), [hoogstens(14), _amount])

    @property
    def bedragen(self) -> tuple[StringField, ...]:
        """The fields that hold an amount."""
        return (self.inkomen, self.wonen, self.energie, self.zorg, self.leven, self.ander)


class AntwoordForm(Formulier):
    """An answer to what the gemeente asked."""

    antwoord = TextAreaField(_("Uw antwoord"), [verplicht(_("Schrijf uw antwoord, of bel ons.")), hoogstens(1000)])


class GeenAkkoordForm(Formulier):
    """Why a proposal does not fit."""

    reden = TextAreaField(_("Wat past er niet?"), [hoogstens(500)])


class Leegformulier(Formulier):
    """A button that changes something."""


class VersieForm(Formulier):
    """A button that changes what was shown, and only that."""

    versie = HiddenField(validators=[verplicht(_("Laad de pagina opnieuw."))])


def read_versie(form: VersieForm) -> int:
    """Which version the page showed; 0, which never is, when that was tampered with."""
    waarde = str(form.versie.data or "")
    return int(waarde) if waarde.isdecimal() else 0


def read_bedrag(tekst: str | None) -> Centen | None:
    """Cents of what was typed, or None when it is no amount above zero."""
    try:
        bedrag = parse_getypt_bedrag(tekst or "")
    except OngeldigBedrag:
        return None
    return bedrag if bedrag > 0 else None
