"""How each question is asked: its form with choices and earlier answers, and what is kept of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext

from portaal.core.kalender import add_maanden
from portaal.infra.i18n import N_, write_bedrag, write_datum
from portaal.infra.web.formulier import Formulier
from portaal.infra.web.keuzes import choice
from portaal.regeling import journey
from portaal.regeling.forms import (
    MEESTE_MAANDEN,
    AanslagenForm,
    DagForm,
    InkomenForm,
    PlanForm,
    PostForm,
    SituatieForm,
)
from portaal.regeling.rules.schema import first_vervaldatum, list_vervaldata
from portaal.regeling.service.schets import Schets
from portaal.regeling.views.basis import name_aanslag, taal

_AFSCHRIJVEN = N_("Wij schrijven af in %(aantal)s keer, %(bedrag)s per maand")
_DIRECT = N_("In %(aantal)s keer, %(bedrag)s per maand")
_MET_BLIK = N_("In %(aantal)s keer, %(bedrag)s per maand. Een medewerker kijkt mee.")


@dataclass(frozen=True)
class Vraag:
    """One question: makes its form, and reads the answers from it."""

    make: Callable[[Schets], Formulier]
    read: Callable[[Any], dict[str, Any]]


def _inkomen(schets: Schets) -> Formulier:
    return InkomenForm(data={"weinig_inkomen": schets.antwoorden.get("weinig_inkomen")})


def _situatie(schets: Schets) -> Formulier:
    return SituatieForm(data={"omstandigheid": schets.antwoorden.get("omstandigheid")})


def _aanslagen(schets: Schets) -> Formulier:
    gekozen = schets.antwoorden.get("aanslagen") or [aanslag.id for aanslag in schets.keuzes]
    form = AanslagenForm(data={"aanslagen": [str(aanslag_id) for aanslag_id in gekozen]})
    form.aanslagen.choices = [choice(aanslag.id, name_aanslag(aanslag)) for aanslag in schets.keuzes]
    return form


def _plan(schets: Schets) -> Formulier:
    antwoorden = schets.antwoorden
    hoe, aantal, bedrag = (antwoorden.get(naam) for naam in ("hoe", "aantal", "bedrag"))
    form = PlanForm(
        data={
            "hoe": f"{hoe}:{aantal}" if hoe in (journey.IN_DELEN, journey.AFSCHRIJVEN) else hoe,
            "bedrag": write_bedrag(bedrag).removeprefix("€\xa0") if bedrag else "",
            "einde": antwoorden.get("einde"),
            "later": antwoorden.get("later"),
        }
    )
    form.totaal = schets.totaal
    form.hoe.choices = _ways(schets)
    form.einde.choices = [choice(dag.isoformat(), _month(dag)) for dag in _ends(schets)]
    form.later.choices = [choice(dag.isoformat(), write_datum(dag, taal())) for dag in _later_days(schets)]
    return form


def _ways(schets: Schets) -> list[Any]:
    afschrijven = [
        choice(
            f"{journey.AFSCHRIJVEN}:{voorstel.aantal}",
            gettext(_AFSCHRIJVEN, aantal=voorstel.aantal, bedrag=write_bedrag(voorstel.bedrag, taal())),
        )
        for voorstel in schets.afschrijvingen
    ]
    delen = [
        choice(
            f"{journey.IN_DELEN}:{voorstel.aantal}",
            gettext(
                _DIRECT if voorstel.aantal <= schets.grenzen.direct_termijnen else _MET_BLIK,
                aantal=voorstel.aantal,
                bedrag=write_bedrag(voorstel.bedrag, taal()),
            ),
        )
        for voorstel in schets.voorstellen
    ]
    return [
        *afschrijven,
        *delen,
        choice(journey.BEDRAG, gettext("Ik kies zelf een bedrag per maand")),
        choice(journey.EINDE, gettext("Ik kies wanneer alles betaald is")),
        choice(journey.LATER, gettext("Alles in één keer, maar later")),
    ]


def _ends(schets: Schets) -> list[date]:
    regel, dag = schets.beleid.dagen, schets.antwoorden.get("dag", journey.GEWONE_DAG)
    eerste = first_vervaldatum(schets.dossier.vandaag, dag, regel.eerste_na_dagen, schets.niet_voor)
    tot = add_maanden(eerste, schets.grenzen.langste_termijnen)
    return [vervaldatum for vervaldatum in list_vervaldata(eerste, dag, MEESTE_MAANDEN)[1:] if vervaldatum < tot]


def _later_days(schets: Schets) -> list[date]:
    dagen = (add_maanden(schets.dossier.vandaag, nummer) for nummer in range(1, 13))
    vroegst = schets.niet_voor or schets.dossier.vandaag
    binnen = [dag for dag in dagen if vroegst <= dag <= schets.uiterlijk_later]
    eerste = add_maanden(schets.dossier.vandaag, 1)
    return binnen or [eerste if eerste >= vroegst else add_maanden(eerste, 1)]


def _month(dag: date) -> str:
    return write_datum(dag, taal()).partition(" ")[2]


def _dag(schets: Schets) -> Formulier:
    form = DagForm(data={"dag": str(schets.antwoorden.get("dag", journey.GEWONE_DAG))})
    form.dag.choices = [choice(dag, gettext("De %(dag)se", dag=dag)) for dag in schets.beleid.dagen.dagen]
    return form


def _post(schets: Schets) -> Formulier:
    antwoorden, standaard = schets.antwoorden, "ja" if schets.persoon.digitaal else None
    digitaal = {True: "ja", False: "nee"}.get(antwoorden.get("digitaal"), standaard)  # type: ignore[arg-type]
    return PostForm(data={"digitaal": digitaal, "herinner": antwoorden.get("herinner", True)})


VRAGEN: dict[str, Vraag] = {
    journey.INKOMEN: Vraag(_inkomen, lambda form: {"weinig_inkomen": form.weinig_inkomen.data}),
    journey.SITUATIE: Vraag(_situatie, lambda form: {"omstandigheid": form.omstandigheid.data}),
    journey.AANSLAGEN: Vraag(_aanslagen, lambda form: {"aanslagen": [int(a) for a in form.aanslagen.data]}),
    journey.PLAN: Vraag(_plan, lambda form: form.answers()),
    journey.DAG: Vraag(_dag, lambda form: {"dag": int(form.dag.data)}),
    journey.POST: Vraag(
        _post, lambda form: {"digitaal": form.digitaal.data == "ja", "herinner": form.herinner.data}
    ),
}
