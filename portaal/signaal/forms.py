"""Forms of signaal: choices and dates only, no free text."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from portaal.core.rollen import Rol
from portaal.infra.web.formulier import GEEN_DATUM, Datumveld, Formulier, verplicht
from portaal.infra.web.keuzes import make_choices
from portaal.signaal import teksten
from portaal.signaal.begrip import Contactkanaal, OpvolgdatumTeVer, OpvolgdatumVoorbij
from portaal.signaal.beleid import Signaalbeleid

DATUM_FOUT: dict[type[Exception], Any] = {
    OpvolgdatumVoorbij: _("Deze dag is voorbij. Kies vandaag of later."),
    OpvolgdatumTeVer: _("Deze dag is te ver weg. Kies een dag die eerder is."),
}


def choices(namen: Mapping[Any, str]) -> list[SelectChoice]:
    """The choices of a field, with what they are called in the language of the moment."""
    return make_choices((waarde, _(naam)) for waarde, naam in namen.items())


class Opvolgform(Formulier):
    """A form with a day on which someone looks."""

    opvolgen_op = Datumveld(_("Opvolgen op"), validators=[verplicht(GEEN_DATUM)])

    @property
    def dag(self) -> date:
        """The day that was filled in, once the form has been validated."""
        if self.opvolgen_op.data is None:
            raise ValueError("no day")
        return self.opvolgen_op.data


class SignaalForm(Opvolgform):
    """What was noticed, for whom, and when someone looks again."""

    soort = RadioField(
        _("Wat merkt u?"), choices=choices(teksten.SIGNAAL), validators=[verplicht(_("Kies wat u merkt."))]
    )
    team = RadioField(
        _("Wie volgt dit op?"), choices=choices(teksten.TEAM), validators=[verplicht(_("Kies wie dit opvolgt."))]
    )


class ContactForm(Formulier):
    """How there was contact, or a try. The button says whether the inwoner was reached."""

    kanaal = SelectField(_("Hoe"), choices=choices(teksten.KANAAL))
    onderwerp = SelectField(_("Waarover"), choices=choices(teksten.ONDERWERP))
    initiatief = SelectField(_("Wie zocht contact"), choices=choices(teksten.INITIATIEF))
    gelukt = RadioField(
        _("Hebt u de inwoner gesproken?"),
        choices=make_choices([("ja", _("Ja")), ("nee", _("Nee, niet bereikt"))]),
        validators=[verplicht(_("Kies ja of nee."))],
    )

    @staticmethod
    def usual_kanaal(rollen: frozenset[Rol]) -> Contactkanaal:
        """How an employee with these roles mostly has contact."""
        return Contactkanaal.BALIE if Rol.BALIE in rollen else Contactkanaal.TELEFOON


class VerwijsForm(Formulier):
    """Where someone is shown the way to, with their agreement."""

    naar = RadioField(_("Waarheen wijst u de weg?"), validators=[verplicht(_("Kies waarheen."))])
    akkoord = BooleanField(
        _("De inwoner wil dit"), validators=[verplicht(_("Wijs alleen de weg als de inwoner dat wil."))]
    )

    def __init__(self, beleid: Signaalbeleid, **kwargs: Any) -> None:
        """Offer what the gemeente refers to from here."""
        super().__init__(**kwargs)
        opties = {sleutel: optie for sleutel, optie in beleid.verwijzingen.items() if not optie.eigen_pagina}
        self.naar.choices = make_choices((sleutel, optie.naam) for sleutel, optie in opties.items())
        self.uitleg = {
            sleutel: " ".join(deel for deel in (optie.uitleg, optie.telefoon) if deel)
            for sleutel, optie in opties.items()
        }


class SignaalKlaarForm(Formulier):
    """How following the signal up ended."""

    uitkomst = RadioField(
        _("Hoe is het afgelopen?"),
        choices=choices(teksten.UITKOMST),
        validators=[verplicht(_("Kies hoe het is afgelopen."))],
    )


class VerwijzingKlaarForm(Formulier):
    """How the referral went."""

    uitkomst = RadioField(
        _("Hoe ging de verwijzing?"),
        choices=choices(teksten.VERWIJSUITKOMST),
        validators=[verplicht(_("Kies hoe de verwijzing ging."))],
    )


class LaterForm(Opvolgform):
    """Another day to look."""
