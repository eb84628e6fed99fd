"""What the pages of beheer share: the kind in the address, its versions, and the change under way."""

import re
from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portaal.beleid.rules.fouten import Pad
from portaal.beleid.rules.velden import Verzameling, amounts_in, find_part
from portaal.beleid.rules.verschil import list_verschillen, name_of
from portaal.beleid.service.versies import Versiekaart, list_versies
from portaal.beleid.voorstel import Voorstel, load_voorstel, save_voorstel
from portaal.beleid.woorden import label
from portaal.core.errors import NietGevonden
from portaal.core.geld import Centen
from portaal.core.tijd import today
from portaal.infra.i18n import write_bedrag
from portaal.infra.kamer import BeleidSoort
from portaal.infra.web.verzoek import eigenaar, nu, portaal, sessie

bp = Blueprint("beleid", __name__, url_prefix="/werk/beheer/instellingen")
Antwoord = str | Response | tuple[str, int]

_SLEUTEL = re.compile(r"^[a-z][a-z0-9_]*$")

# These have pages of their own, which also say what a change does to what was booked.
ELDERS = {"afspraken": "afspraak.manage"}


def kinds() -> tuple[BeleidSoort, ...]:
    """Every kind of configuration, of all rooms."""
    return tuple(soort for kamer in portaal().kamers for soort in kamer.beleid)


def kind(naam: str) -> BeleidSoort:
    """The kind in the address. Raises NietGevonden."""
    for soort in kinds():
        if soort.naam == naam:
            return soort
    raise NietGevonden


def versies_of(soort: BeleidSoort) -> list[Versiekaart]:
    """All versions of a kind, as they stand today."""
    return list_versies(sessie(), soort.naam, today(nu()))


def current(versies: list[Versiekaart]) -> Versiekaart:
    """The version that holds today. Raises NietGevonden when none does."""
    for versie in versies:
        if versie.stand == "geldt":
            return versie
    raise NietGevonden


def own_voorstel(soort: BeleidSoort) -> Voorstel | None:
    """The change that this employee is making."""
    return load_voorstel(sessie(), eigenaar(), soort.naam, nu())


def keep(voorstel: Voorstel, session: Session | None = None) -> None:
    """Keep the change."""
    db = session or sessie()
    save_voorstel(db, eigenaar(), voorstel, nu())
    db.commit()


def read_pad(tekst: str) -> Pad:
    """A path in an address: hulp.2 or soorten.hondenbelasting.tarieven."""
    return tuple(int(deel) if deel.isdigit() else deel for deel in tekst.split("~") if deel)


def write_pad(pad: Pad) -> str:
    """The path for an address."""
    return "~".join(map(str, pad))


@dataclass(frozen=True)
class Kruimel:
    """A step on the way to a part."""

    naam: str
    pad: str


def model_at(soort: BeleidSoort, pad: Pad) -> Any:
    """The model or the collection at a path. Raises NietGevonden."""
    try:
        return find_part(soort.model, pad)
    except KeyError as fout:
        raise NietGevonden from fout


def trail(soort: BeleidSoort, inhoud: Any, pad: Pad) -> list[Kruimel]:
    """The parts around a part, in words."""
    kruimels = []
    hier: Any = inhoud
    for diepte, stap in enumerate(pad):
        hier = hier[int(stap)] if isinstance(hier, list) else hier.get(stap)
        if isinstance(model_at(soort, pad[: diepte + 1]), Verzameling):
            kruimels.append(Kruimel(label(soort.naam, *map(str, pad[: diepte + 1])), write_pad(pad[: diepte + 1])))
        else:
            naam = name_of(hier, diepte) if isinstance(hier, dict) and hier.get("naam") else ""
            naam = naam or (name_of(hier, int(stap)) if isinstance(stap, int) else str(stap))
            kruimels.append(Kruimel(naam, write_pad(pad[: diepte + 1])))
    return kruimels


@dataclass(frozen=True)
class Zin:
    """One difference, for people."""

    waar: str
    wat: str
    oud: str
    nieuw: str


def differences(soort: BeleidSoort, oud: dict[str, Any], nieuw: dict[str, Any]) -> list[Zin]:
    """What differs, in words."""
    geld = amounts_in(soort.model)

    def say(waarde: Any, sleutel: str) -> str:
        return write_bedrag(Centen(waarde)) if sleutel in geld and isinstance(waarde, int) else _say(waarde)

    return [
        Zin(" › ".join(_names(soort.naam, v.pad)), v.wat, say(v.oud, v.pad[-1]), say(v.nieuw, v.pad[-1]))
        for v in list_verschillen(oud, nieuw)
    ]


def _names(soort: str, pad: tuple[str, ...]) -> list[str]:
    # A key has a name; the name of an item is a name already.
    return [label(soort, *pad[: nr + 1]) if _SLEUTEL.match(stap) else stap for nr, stap in enumerate(pad)]


def _say(waarde: Any) -> str:
    if isinstance(waarde, bool):
        return str(gettext("ja") if waarde else gettext("nee"))
    if isinstance(waarde, list):
        return ", ".join(_say(deel) for deel in waarde)
    if isinstance(waarde, dict):
        naam = name_of(waarde, -1)
        return naam if naam != "0" else ", ".join(f"{sleutel} {_say(deel)}" for sleutel, deel in waarde.items())
    return "" if waarde is None else str(waarde)
