"""The forms of a location, of walking in there, and of a topic."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional

from portaal.afspraak.begrip import Soort, Wie
from portaal.afspraak.beleid import Inloop, Locatie, Onderwerp
from portaal.afspraak.staff_forms.basis import (
    GETAL,
    NAAM_NODIG,
    PlekFormulier,
    WeekFormulier,
    default_of,
    read_lines,
)
from portaal.infra.web.formulier import Getalveld, hoogstens, verplicht
from portaal.infra.web.keuzes import make_choices

WIENAMEN = {
    Wie.IEDEREEN: _("Iedereen"),
    Wie.MEDEWERKERS: _("Alleen medewerkers"),
    Wie.UITNODIGING: _("Wie een code op een brief heeft"),
}


class LocatieFormulier(PlekFormulier):
    """A place where people can come."""

    naam = StringField(_("Naam"), [verplicht(NAAM_NODIG), hoogstens(80)])
    adres = TextAreaField(_("Adres"), [verplicht(_("Vul het adres in."))])
    route = StringField(_("Hoe kom je er?"), [verplicht(_("Vul in hoe iemand hier komt.")), hoogstens(300)])
    route_en = StringField(_("Hoe kom je er, in het Engels"), [hoogstens(300)])
    toegankelijk = StringField(
        _("Hoe toegankelijk is het?"), [verplicht(_("Vul in hoe toegankelijk het is.")), hoogstens(300)]
    )
    toegankelijk_en = StringField(_("Hoe toegankelijk is het, in het Engels"), [hoogstens(300)])

    @staticmethod
    def read(locatie: Locatie) -> dict[str, Any]:
        """What is filled in to begin with."""
        return {**locatie.model_dump(), "adres": "\n".join(locatie.adres)}

    def inhoud(self) -> dict[str, Any]:
        """The location as the configuration has it."""
        velden = ("naam", "route", "route_en", "toegankelijk", "toegankelijk_en")
        return {**{naam: self[naam].data or "" for naam in velden}, "adres": read_lines(self.adres.data)}


class InloopFormulier(WeekFormulier):
    """When people can walk in at a location without an appointment."""

    minuten = Getalveld(
        _("Hoeveel minuten duurt een gesprek, tot de dag zelf het leert"),
        [NumberRange(1, 120, GETAL)],
        default=default_of(Inloop, "minuten"),
    )

    @staticmethod
    def read(inloop: Inloop) -> dict[str, Any]:
        """What is filled in to begin with."""
        return {**WeekFormulier.read_week(inloop.week), "minuten": inloop.minuten}

    def inhoud(self) -> dict[str, Any] | None:
        """The hours as the configuration has them; without any, nobody walks in here."""
        week = self.week()
        return {"week": week, "minuten": self.minuten.data} if week else None


class OnderwerpFormulier(PlekFormulier):
    """What people can talk about."""

    naam = StringField(_("Naam"), [verplicht(NAAM_NODIG), hoogstens(80)])
    naam_en = StringField(_("Naam in het Engels"), [hoogstens(80)])
    uitleg = StringField(_("Uitleg"), [hoogstens(300)])
    uitleg_en = StringField(_("Uitleg in het Engels"), [hoogstens(300)])
    bellen = Getalveld(_("Minuten voor bellen"), [Optional(), NumberRange(5, 480, GETAL)])
    bezoek = Getalveld(_("Minuten voor een bezoek"), [Optional(), NumberRange(5, 480, GETAL)])
    video = Getalveld(_("Minuten met beeld"), [Optional(), NumberRange(5, 480, GETAL)])
    wie = SelectField(_("Wie mag dit kiezen?"), choices=make_choices(WIENAMEN.items()))
    aanloop_minuten = Getalveld(
        _("Hoeveel minuten van tevoren, minstens"),
        [NumberRange(0, 20160, GETAL)],
        default=default_of(Onderwerp, "aanloop_minuten"),
    )
    horizon_dagen = Getalveld(
        _("Hoeveel dagen vooruit, hoogstens"),
        [NumberRange(1, 400, GETAL)],
        default=default_of(Onderwerp, "horizon_dagen"),
    )
    voorbereiding = StringField(_("Wat doet iemand van tevoren?"), [hoogstens(300)])
    voorbereiding_en = StringField(_("Wat doet iemand van tevoren, in het Engels"), [hoogstens(300)])
    houdt_stil = BooleanField(_("Wie inlogt en dit kiest, krijgt intussen geen brieven"))

    @staticmethod
    def read(onderwerp: Onderwerp) -> dict[str, Any]:
        """What is filled in to begin with."""
        minuten = {soort.value: onderwerp.minuten.get(soort) for soort in Soort}
        return {**onderwerp.model_dump(exclude={"minuten"}), **minuten}

    def inhoud(self) -> dict[str, Any]:
        """The topic as the configuration has it."""
        teksten = ("naam", "naam_en", "uitleg", "uitleg_en", "voorbereiding", "voorbereiding_en")
        return {
            **{naam: self[naam].data or "" for naam in teksten},
            "minuten": {soort.value: self[soort.value].data for soort in Soort if self[soort.value].data},
            "wie": self.wie.data,
            "aanloop_minuten": self.aanloop_minuten.data,
            "horizon_dagen": self.horizon_dagen.data,
            "houdt_stil": self.houdt_stil.data,
        }
