"""The form of closures, and of what holds for every agenda."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import NumberRange

from portaal.afspraak.beleid import Afsprakenbeleid, Sluiting
from portaal.afspraak.staff_forms.basis import GETAL, BeheerFormulier, read_lines
from portaal.infra.web.formulier import Getalveld, verplicht


class AlgemeenFormulier(BeheerFormulier):
    """Closures, and what holds for every agenda."""

    sluitingen = TextAreaField(_("Gesloten dagen"))
    open_feestdagen = TextAreaField(_("Feestdagen waarop alles open is"))
    belnummer = StringField(_("Het nummer dat mensen zien als wij bellen"), [verplicht(_("Vul een nummer in."))])
    belvenster_minuten = Getalveld(_("Wij bellen binnen hoeveel minuten"), [NumberRange(0, 240, GETAL)])
    reservering_minuten = Getalveld(_("Hoeveel minuten houden wij een tijd vast"), [NumberRange(1, 60, GETAL)])
    wijzigen_tot_minuten = Getalveld(
        _("Tot hoeveel minuten ervoor verzet iemand zelf"), [NumberRange(0, 10080, GETAL)]
    )
    herinnering_uren = Getalveld(_("Hoeveel uur ervoor komt de herinnering"), [NumberRange(1, 168, GETAL)])
    hoogstens_open = Getalveld(_("Hoeveel afspraken mag iemand hebben staan"), [NumberRange(1, 50, GETAL)])
    nog_eens_bellen = Getalveld(_("Hoe vaak bellen wij nog eens"), [NumberRange(0, 5, GETAL)])
    niet_bereikt_voorstellen = Getalveld(
        _("Hoeveel nieuwe tijden krijgt iemand die niet opnam"), [NumberRange(1, 5, GETAL)]
    )
    voorstel_dagen = Getalveld(
        _("Hoeveel dagen houden wij die tijden vast, hoogstens"), [NumberRange(1, 28, GETAL)]
    )
    stil_dagen = Getalveld(_("Hoeveel dagen na het gesprek wachten wij nog"), [NumberRange(0, 60, GETAL)])
    bewaar_dagen = Getalveld(_("Na hoeveel dagen wissen wij namen"), [NumberRange(1, 2555, GETAL)])

    _GETALLEN = (
        "belvenster_minuten",
        "reservering_minuten",
        "wijzigen_tot_minuten",
        "herinnering_uren",
        "hoogstens_open",
        "nog_eens_bellen",
        "niet_bereikt_voorstellen",
        "voorstel_dagen",
        "stil_dagen",
        "bewaar_dagen",
    )

    @classmethod
    def read(cls, beleid: Afsprakenbeleid) -> dict[str, Any]:
        """What is filled in to begin with."""
        return {
            **beleid.model_dump(include={"belnummer", *cls._GETALLEN}),
            "open_feestdagen": "\n".join(beleid.open_feestdagen),
            "sluitingen": "\n".join(_write_sluiting(s) for s in beleid.sluitingen),
        }

    def inhoud(self) -> dict[str, Any]:
        """The settings as the configuration has them."""
        return {
            **{naam: self[naam].data for naam in self._GETALLEN},
            "belnummer": self.belnummer.data,
            "open_feestdagen": read_lines(self.open_feestdagen.data),
            "sluitingen": [_read_sluiting(regel) for regel in read_lines(self.sluitingen.data)],
        }


def _write_sluiting(sluiting: Sluiting) -> str:
    waar = sluiting.locatie or "overal"
    return f"{sluiting.van} {sluiting.tot_en_met} {waar} {sluiting.reden}".strip()


def _read_sluiting(regel: str) -> dict[str, Any]:
    van, tot, locatie, reden = [*regel.split(" ", 3), "", "", ""][:4]
    return {
        "van": van,
        "tot_en_met": tot or van,
        "locatie": None if locatie in ("", "overal") else locatie,
        "reden": reden,
    }
