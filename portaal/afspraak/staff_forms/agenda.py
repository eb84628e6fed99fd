"""The form of an agenda."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional

from portaal.afspraak.begrip import Soort
from portaal.afspraak.beleid import Afsprakenbeleid, Agenda
from portaal.afspraak.staff_forms.basis import (
    GETAL,
    NAAM_NODIG,
    WeekFormulier,
    default_of,
    read_blocks,
    read_lines,
)
from portaal.infra.web.formulier import Getalveld, hoogstens, verplicht
from portaal.infra.web.keuzes import MeerkeuzeVeld, make_choices

SOORTNAMEN = {Soort.BELLEN: _("Bellen"), Soort.BEZOEK: _("Bezoek"), Soort.VIDEO: _("Met beeld")}


class AgendaFormulier(WeekFormulier):
    """Desks or people with the same hours."""

    naam = StringField(_("Naam"), [verplicht(NAAM_NODIG), hoogstens(80)])
    locatie = SelectField(_("Waar"), validators=[Optional()])
    soorten = MeerkeuzeVeld(
        _("Hoe"), [verplicht(_("Kies er een of meer."))], choices=make_choices(SOORTNAMEN.items())
    )
    onderwerpen = MeerkeuzeVeld(_("Waarover"), [verplicht(_("Kies er een of meer."))])
    plekken = Getalveld(
        _("Hoeveel mensen tegelijk"), [NumberRange(1, 50, GETAL)], default=default_of(Agenda, "plekken")
    )
    hoogstens_per_uur = Getalveld(_("Hoeveel mensen per uur, hoogstens"), [Optional(), NumberRange(1, 200, GETAL)])
    raster_minuten = Getalveld(
        _("Om de hoeveel minuten begint er iets"),
        [NumberRange(5, 480, GETAL)],
        default=default_of(Agenda, "raster_minuten"),
    )
    pauzes = StringField(_("Pauzes"))
    open_feestdagen = TextAreaField(_("Feestdagen waarop deze agenda open is"))
    uitzonderingen = TextAreaField(_("Andere tijden op een dag"))

    def fill_choices(self, beleid: Afsprakenbeleid) -> None:
        """The locations and topics that there are."""
        locaties = [(sleutel, locatie.naam) for sleutel, locatie in beleid.locaties.items()]
        self.locatie.choices = make_choices([("", _("Geen plaats")), *locaties])
        self.onderwerpen.choices = make_choices(
            (sleutel, onderwerp.naam)
            for sleutel, onderwerp in beleid.onderwerpen.items()
            if not onderwerp.eigen_agenda
        )

    @staticmethod
    def read(agenda: Agenda) -> dict[str, Any]:
        """What is filled in to begin with."""
        return {
            **agenda.model_dump(include={"naam", "plekken", "hoogstens_per_uur", "raster_minuten"}),
            **WeekFormulier.read_week(agenda.week),
            "locatie": agenda.locatie or "",
            "soorten": [soort.value for soort in agenda.soorten],
            "onderwerpen": list(agenda.onderwerpen),
            "pauzes": ", ".join(map(str, agenda.pauzes)),
            "open_feestdagen": "\n".join(map(str, agenda.open_feestdagen)),
            "uitzonderingen": "\n".join(
                f"{u.dag} {', '.join(map(str, u.tijden)) or 'dicht'}" for u in agenda.uitzonderingen
            ),
        }

    def inhoud(self) -> dict[str, Any]:
        """The agenda as the configuration has it."""
        return {
            "naam": self.naam.data,
            "locatie": self.locatie.data or None,
            "soorten": self.soorten.data,
            "onderwerpen": self.onderwerpen.data,
            "plekken": self.plekken.data,
            "hoogstens_per_uur": self.hoogstens_per_uur.data,
            "raster_minuten": self.raster_minuten.data,
            "week": self.week(),
            "pauzes": read_blocks(self.pauzes.data),
            "open_feestdagen": read_lines(self.open_feestdagen.data),
            "uitzonderingen": [_exception(regel) for regel in read_lines(self.uitzonderingen.data)],
        }


def _exception(regel: str) -> dict[str, Any]:
    dag, _spatie, tijden = regel.partition(" ")
    return {"dag": dag, "tijden": [] if tijden.strip() in ("", "dicht") else read_blocks(tijden)}
