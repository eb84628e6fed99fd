"""From content to what stands in a form, and back. What cannot be read stays as typed: the model says why."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from portaal.beleid.rules.fouten import Gebrek, Pad
from portaal.beleid.rules.velden import Veld
from portaal.core.geld import Centen, OngeldigBedrag, parse_getypt_bedrag, write_bedrag

DAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")
_UREN = re.compile(r"^\s*(\d{1,2})[.:](\d{2})\s*(?:-|–|tot)\s*(\d{1,2})[.:](\d{2})\s*$")
Inhoud = dict[str, Any]


def value_at(inhoud: Any, pad: Pad) -> Any:
    """What lies at a path. Raises KeyError when nothing does."""
    for stap in pad:
        try:
            inhoud = inhoud[int(stap)] if isinstance(inhoud, list) else inhoud[stap]
        except (IndexError, ValueError, TypeError) as fout:
            raise KeyError(stap) from fout
    return inhoud


def with_value(inhoud: Any, pad: Pad, waarde: Any) -> Any:
    """A copy of the content with something else at a path."""
    if not pad:
        return waarde
    stap, rest = pad[0], pad[1:]
    if isinstance(inhoud, list):
        nummer = int(stap)
        return [*inhoud[:nummer], with_value(inhoud[nummer], rest, waarde), *inhoud[nummer + 1 :]]
    return {**inhoud, stap: with_value(inhoud.get(stap, {}), rest, waarde)}


def shown(veld: Veld, deel: Mapping[str, Any]) -> Any:
    """What stands in the field for a part: a text, a list of texts, or whether it is ticked."""
    waarde: Any = deel
    for stap in veld.pad:
        waarde = waarde.get(stap) if isinstance(waarde, Mapping) else None
    match veld.soort:
        case "janee":
            return bool(waarde)
        case "keuzes":
            return [str(lid) for lid in waarde or ()]
        case "schakelaars":
            return [naam for naam, aan in (waarde or {}).items() if aan]
        case "regels":
            return "\n".join(map(str, waarde or ()))
        case "uren":
            return {dag: f"{u['van'][:5]} - {u['tot'][:5]}".replace(":", ".") for dag, u in (waarde or {}).items()}
        case "bedrag":
            return write_bedrag(Centen(waarde)) if isinstance(waarde, int) else ""
        case "tijd":
            return str(waarde or "")[:5]
    return "" if waarde is None else str(waarde)


def read(veld: Veld, getypt: Any, oud: Any = None) -> Any:
    """The value of what was typed; a text that is no number stays a text, for the model to refuse."""
    match veld.soort:
        case "janee":
            return bool(getypt)
        case "keuzes":
            return [lid for lid in veld.keuzes if lid in getypt]
        case "schakelaars":
            return {naam: naam in getypt for naam in {**(oud or {}), **dict.fromkeys(getypt)}}
        case "regels":
            return [regel.strip() for regel in str(getypt or "").splitlines() if regel.strip()]
        case "uren":
            return {dag: _hours(getypt[dag]) for dag in DAGEN if str(getypt.get(dag) or "").strip()}
        case "bedrag":
            return _amount(str(getypt or ""))
        case "anders":
            return oud
    tekst = " ".join(str(getypt or "").split())
    return None if veld.soort in ("getal", "datum", "tijd") and not tekst and not veld.verplicht else tekst


def _amount(tekst: str) -> Any:
    try:
        return parse_getypt_bedrag(tekst)
    except OngeldigBedrag:
        return tekst


def _hours(tekst: str) -> Any:
    gevonden = _UREN.match(tekst)
    if gevonden is None:
        return {"van": tekst, "tot": tekst}
    u, m, u2, m2 = gevonden.groups()
    return {"van": f"{int(u):02d}:{m}", "tot": f"{int(u2):02d}:{m2}"}


def moved(items: Sequence[Any], nummer: int, stap: int) -> list[Any]:
    """The list with one item a place up (-1) or down (1); the same when there is no such place."""
    nieuw = list(items)
    naar = nummer + stap
    if 0 <= nummer < len(nieuw) and 0 <= naar < len(nieuw):
        nieuw.insert(naar, nieuw.pop(nummer))
    return nieuw


def sort_out(
    gebreken: Sequence[Gebrek], deel: Pad, velden: Sequence[Veld]
) -> tuple[dict[str, list[str]], list[Gebrek]]:
    """By field what is wrong with it, and what is wrong elsewhere."""
    per_veld: dict[str, list[str]] = {}
    elders: list[Gebrek] = []
    for gebrek in gebreken:
        veld = _field_of(gebrek.pad, deel, velden)
        if veld is None:
            elders.append(gebrek)
        elif gebrek.zin not in per_veld.setdefault(veld.naam, []):
            per_veld[veld.naam].append(gebrek.zin)
    return per_veld, elders


def _field_of(pad: Pad, deel: Pad, velden: Sequence[Veld]) -> Veld | None:
    gevraagd = tuple(map(str, pad))
    begin = tuple(map(str, deel))
    if gevraagd[: len(begin)] != begin:
        return None
    rest = gevraagd[len(begin) :]
    passend = [veld for veld in velden if rest[: len(veld.pad)] == veld.pad]
    return max(passend, key=lambda veld: len(veld.pad), default=None)
