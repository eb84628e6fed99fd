"""The questions of a request: which come, in which order, and what the answers ask for. The path is not stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portaal.core.geld import Centen
from portaal.core.journey import Antwoorden, Route, Stap
from portaal.regeling.rules.schema import first_vervaldatum, terms_until
from portaal.regeling.stand import Betaalwijze, Omstandigheid, Verzoeksoort, Wens

INKOMEN = "inkomen"
SITUATIE = "situatie"
AANSLAGEN = "aanslagen"
PLAN = "plan"
DAG = "dag"
POST = "post"
CONTROLE = "controle"

# What the inwoner chose to send along from the sums or the open questions; no question of its own.
MEE = "mee"

# Known from elsewhere, and put beside the answers to compute the path.
MENS = "_mens"
KEUZES = "_keuzes"
KAN_AFSCHRIJVEN = "_kan_afschrijven"

IN_DELEN = "delen"
BEDRAG = "bedrag"
EINDE = "einde"
LATER = "later"
AFSCHRIJVEN = "afschrijven"

GEWONE_DAG = 26


def asks_for_person(antwoorden: Antwoorden) -> bool:
    """Whether a person takes it up: then there is no plan to choose."""
    gezegd = antwoorden.get("omstandigheid", Omstandigheid.GEEN)
    return bool(antwoorden.get(MENS)) or gezegd != Omstandigheid.GEEN


def _has(naam: str) -> Any:
    return lambda antwoorden: naam in antwoorden


def _chosen(antwoorden: Antwoorden) -> bool:
    return bool(antwoorden.get("aanslagen"))


def _several(antwoorden: Antwoorden) -> bool:
    return len(antwoorden.get(KEUZES, ())) > 1


def _plan(antwoorden: Antwoorden) -> bool:
    return not asks_for_person(antwoorden)


def _how(antwoorden: Antwoorden) -> bool:
    """Chosen how to pay; what was chosen before debits ended is asked anew."""
    kan = antwoorden.get(KAN_AFSCHRIJVEN, True)
    return "hoe" in antwoorden and (bool(kan) or antwoorden["hoe"] != AFSCHRIJVEN)


def _own_day(antwoorden: Antwoorden) -> bool:
    return _plan(antwoorden) and antwoorden.get("hoe") not in (LATER, AFSCHRIJVEN)


ROUTE = Route(
    (
        Stap(INKOMEN, _has("weinig_inkomen")),
        Stap(SITUATIE, _has("omstandigheid"), lambda antwoorden: not antwoorden.get(MENS)),
        Stap(AANSLAGEN, _chosen, _several),
        Stap(PLAN, _how, _plan),
        Stap(DAG, _has("dag"), _own_day),
        Stap(POST, _has("digitaal")),
        Stap(CONTROLE, lambda _: False),
    )
)


@dataclass(frozen=True)
class Kalender:
    """From which day a plan counts, how soon its first term can be, and on which day is debited."""

    vandaag: date
    na_dagen: int
    incassodag: int = GEWONE_DAG
    niet_voor: date | None = None


def chosen_ids(antwoorden: Antwoorden) -> tuple[int, ...]:
    """The aanslagen that the request is about: the only one there is, or those chosen and still there."""
    keuzes = tuple(antwoorden.get(KEUZES, ()))
    if len(keuzes) == 1:
        return keuzes
    gekozen = set(antwoorden.get("aanslagen", ()))
    return tuple(aanslag_id for aanslag_id in keuzes if aanslag_id in gekozen)


def read_wens(antwoorden: Mapping[str, Any], kalender: Kalender) -> Wens | None:
    """What the answers ask for; None while the question how to pay is open."""
    if asks_for_person(antwoorden):
        return Wens(Verzoeksoort.GESPREK)
    hoe, dag = antwoorden.get("hoe"), antwoorden.get("dag", GEWONE_DAG)
    if hoe == IN_DELEN:
        return Wens(Verzoeksoort.REGELING, aantal=antwoorden["aantal"], dag=dag)
    if hoe == AFSCHRIJVEN:
        return Wens(
            Verzoeksoort.REGELING, antwoorden["aantal"], dag=kalender.incassodag, wijze=Betaalwijze.INCASSO
        )
    if hoe == BEDRAG:
        return Wens(Verzoeksoort.REGELING, maandbedrag=Centen(antwoorden["bedrag"]), dag=dag)
    if hoe == EINDE:
        eerste = first_vervaldatum(kalender.vandaag, dag, kalender.na_dagen, kalender.niet_voor)
        aantal = terms_until(eerste, date.fromisoformat(antwoorden["einde"]))
        return Wens(Verzoeksoort.REGELING, aantal=aantal, dag=dag)
    if hoe == LATER:
        return Wens(Verzoeksoort.UITSTEL, tot=date.fromisoformat(antwoorden["later"]))
    return None
