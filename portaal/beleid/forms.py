"""Forms for beheer: one that follows from the model of the configuration, and those around it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from markupsafe import Markup
from wtforms import BooleanField, Field, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from portaal.beleid.rules.invullen import DAGEN, Inhoud, read, shown, with_value
from portaal.beleid.rules.velden import Veld
from portaal.beleid.woorden import hint, label
from portaal.infra.web.formulier import Datumveld, Formulier, hoogstens, niet_verplicht, verplicht
from portaal.infra.web.keuzes import MeerkeuzeVeld, choice

LANG = 70
WEEKDAGEN = {
    "ma": "Maandag",
    "di": "Dinsdag",
    "wo": "Woensdag",
    "do": "Donderdag",
    "vr": "Vrijdag",
    "za": "Zaterdag",
    "zo": "Zondag",
}
_LANGE_TEKST = ("uitleg", "waarvoor", "doe", "wat", "hoe", "voor_wie", "toelichting", "tekst", "waar")


class Deelformulier(Formulier):
    """The fields of one part; a subclass is made for each."""

    velden: Sequence[Veld] = ()

    def fill_in(self, deel: Inhoud) -> Inhoud:
        """The part with what was typed in place of what was there."""
        for veld in self.velden:
            oud: Any = deel
            for stap in veld.pad:
                oud = oud.get(stap) if isinstance(oud, dict) else None
            deel = with_value(deel, veld.pad, read(veld, self._typed(veld), oud))
        return deel

    @property
    def fouten(self) -> list[tuple[str, str]]:
        """Field id and message of everything that is wrong, with the name of the field: there are many."""
        return [(veld.id, f"{veld.label.text}: {fout}") for veld in self if veld.errors for fout in veld.errors]

    def _typed(self, veld: Veld) -> Any:
        if veld.soort == "uren":
            return {dag: self[f"{veld.naam}__{dag}"].data for dag in DAGEN}
        return self[veld.naam].data if veld.naam in self else None

    def note(self, per_veld: Mapping[str, list[str]]) -> None:
        """Put what is wrong at its field."""
        for naam, zinnen in per_veld.items():
            doel = naam if naam in self else f"{naam}__ma"
            self[doel].errors = [*self[doel].errors, *zinnen]


def make_form(
    soort: str, pad: tuple[str, ...], velden: Sequence[Veld], deel: Inhoud, schakelaars: Sequence[str] = ()
) -> Deelformulier:
    """The form of a part with what is in it now; a POST fills it with what was typed instead."""
    klas: dict[str, Any] = {"velden": tuple(velden)}
    data: dict[str, Any] = {}
    for veld in velden:
        if veld.soort == "anders":
            continue
        waarde = shown(veld, deel)
        if veld.soort == "uren":
            for dag in DAGEN:
                klas[f"{veld.naam}__{dag}"] = StringField(WEEKDAGEN[dag])
                data[f"{veld.naam}__{dag}"] = waarde.get(dag, "")
        else:
            klas[veld.naam] = _field(soort, pad, veld, waarde, schakelaars)
            data[veld.naam] = waarde
    formulier: Deelformulier = type("Deel", (Deelformulier,), klas)(data=data)
    return formulier


def _field(soort: str, pad: tuple[str, ...], veld: Veld, waarde: Any, schakelaars: Sequence[str]) -> Field:
    naam = label(soort, *pad, *veld.pad)
    regels = [] if veld.verplicht or veld.soort in ("janee", "keuze") else [niet_verplicht()]
    extra: dict[str, Any] = {"validators": regels, "description": hint(soort, *pad, *veld.pad)}
    match veld.soort:
        case "janee":
            return BooleanField(naam, **extra)
        case "keuze":
            return SelectField(naam, choices=_choices(veld.keuzes), validate_choice=False, **extra)
        case "keuzes":
            return MeerkeuzeVeld(naam, choices=_choices(veld.keuzes), validate_choice=False, **extra)
        case "schakelaars":
            namen = sorted({*schakelaars, *waarde})
            return MeerkeuzeVeld(naam, choices=_choices(namen), validate_choice=False, **extra)
        case "regels":
            return TextAreaField(naam, render_kw={"rows": max(3, waarde.count("\n") + 2)}, **extra)
    stam = veld.pad[-1].removesuffix("_en")
    is_adres = stam.endswith(("link", "website", "snel_weg"))
    lang = veld.soort == "tekst" and not is_adres and (len(waarde) > LANG or stam in _LANGE_TEKST)
    taal = {"lang": "en"} if veld.pad[-1].endswith("_en") else {}
    if lang:
        return TextAreaField(naam, render_kw={"rows": 3, **taal}, **extra)
    return StringField(naam, render_kw=taal, **extra)


def _choices(waarden: Sequence[str]) -> list[SelectChoice]:
    return [choice(waarde, waarde.replace("_", " ").capitalize()) for waarde in waarden]


class Sleutelformulier(Formulier):
    """The key of a new part."""

    sleutel = StringField(
        _("Korte sleutel"),
        [verplicht(_("Vul een korte sleutel in, zonder spaties.")), hoogstens(60)],
        description=_("Alleen voor het portaal, bijvoorbeeld hondenbelasting."),
    )


class Tekstformulier(Formulier):
    """The whole of a kind as TOML."""

    tekst = TextAreaField(
        _("De hele tekst (TOML)"),
        [verplicht(_("De tekst is leeg. Zet er iets in, of ga terug."))],
        render_kw={"rows": 28, "spellcheck": "false", "wrap": "off"},
    )


class Ingangformulier(Formulier):
    """From when it holds, and why."""

    geldig_vanaf = Datumveld(_("Vanaf welke dag geldt dit?"), [verplicht(_("Kies een dag."))])
    reden = StringField(_("Waarom wijzigt u dit?"), [niet_verplicht(), hoogstens(500)])
    akkoord = BooleanField(_("Ja, ik weet dat deze versie al is gebruikt. Ik wil hem toch vervangen."))

    def check_ingang(self, vandaag: date, *, vervangt: bool) -> bool:
        """Whether it may hold from that day: in the past with a reason, over a used version only knowingly."""
        dag = self.geldig_vanaf.data
        if dag is not None and dag < vandaag and not (self.reden.data or "").strip():
            self.reden.errors = [str(_("Deze dag is voorbij. Schrijf op waarom het toen al moest gelden."))]
        if vervangt and not self.akkoord.data:
            self.akkoord.errors = [str(_("Zet een vinkje, of kies een latere dag."))]
        return not self.errors


def preview_notice(tekst: str, terug: str, adres: str) -> Markup:
    """The line on top of a preview, with the way back."""
    return Markup('<strong>{}</strong> <a href="{}">{}</a>').format(tekst, adres, terug)
