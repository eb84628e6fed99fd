"""What is wrong with configuration, in Dutch, and how to mend it: the same words for a file and for a form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

Pad = tuple[str | int, ...]

_ZINNEN: Mapping[str, str] = {
    "missing": "Dit ontbreekt. Vul het in.",
    "extra_forbidden": "Deze sleutel kennen wij niet. Kijk of er een typefout in staat, of haal hem weg.",
    "string_type": "Dit moet tekst zijn, tussen aanhalingstekens.",
    "int_type": "Dit moet een heel getal zijn, zoals 14.",
    "int_parsing": "Dit moet een heel getal zijn, zoals 14.",
    "int_from_float": "Dit moet een heel getal zijn, zoals 14.",
    "bool_type": "Kies ja (true) of nee (false).",
    "bool_parsing": "Kies ja (true) of nee (false).",
    "date_type": "Dit moet een datum zijn, zoals 2026-12-01.",
    "date_parsing": "Dit moet een datum zijn, zoals 2026-12-01.",
    "date_from_datetime_parsing": "Dit moet een datum zijn, zoals 2026-12-01.",
    "time_type": "Dit moet een tijd zijn, zoals 08:30.",
    "time_parsing": "Dit moet een tijd zijn, zoals 08:30.",
    "url_parsing": "Dit moet een webadres zijn. Begin met https://",
    "url_scheme": "Dit moet een webadres zijn. Begin met https://",
    "url_type": "Dit moet een webadres zijn. Begin met https://",
    "tuple_type": "Dit moet een lijst zijn, zoals [1, 2].",
    "dict_type": "Hier horen sleutels met een waarde.",
    "model_type": "Hier horen sleutels met een waarde.",
    "greater_than_equal": "Dit getal is te laag. Het laagste is {ge}.",
    "greater_than": "Dit getal is te laag. Het moet hoger zijn dan {gt}.",
    "less_than_equal": "Dit getal is te hoog. Het hoogste is {le}.",
    "less_than": "Dit getal is te hoog. Het moet lager zijn dan {lt}.",
    "multiple_of": "Kies een veelvoud van {multiple_of}.",
    "string_too_short": "Deze tekst is te kort. Gebruik ten minste {min_length} tekens.",
    "string_too_long": "Deze tekst is te lang. Gebruik hoogstens {max_length} tekens.",
    "too_short": "Er staat te weinig in deze lijst. Zet er ten minste {min_length} in.",
    "too_long": "Er staat te veel in deze lijst. Zet er hoogstens {max_length} in.",
    "enum": "Kies een van deze: {expected}.",
}
_PATRONEN: Mapping[str, str] = {
    "^https://": "Dit moet een webadres zijn. Begin met https://",
    "^(https://.*)?$": "Dit moet een webadres zijn. Begin met https://, of laat het leeg.",
    "^[a-z_]+$": "Gebruik hier alleen kleine letters en _.",
    r"^\+?[\d]+$": "Gebruik alleen cijfers, met eventueel een + ervoor.",
    r"^(€ [\d.]+,\d\d|[\d,]+%)$": "Schrijf een bedrag zoals € 92,40, of een percentage zoals 0,0968%.",
}
_OVERIG = "Dit kunnen wij niet lezen. Kijk het na."


@dataclass(frozen=True)
class Gebrek:
    """Something that cannot be: where, and what to do about it."""

    pad: Pad
    zin: str


def list_gebreken(fout: ValidationError) -> list[Gebrek]:
    """Everything that the model refuses, in the order in which it found it."""
    return [Gebrek(_plain(f["loc"]), _sentence(f)) for f in fout.errors(include_url=False)]


def _plain(loc: Sequence[str | int]) -> Pad:
    # A key of a dict that is itself refused ends on "[key]".
    return tuple(deel for deel in loc if deel != "[key]")


def _sentence(fout: Any) -> str:
    soort, context = fout["type"], fout.get("ctx", {})
    if soort == "value_error":
        zin = str(context.get("error", "")) or _OVERIG
        return zin[0].upper() + zin[1:] + ("" if zin.endswith((".", "?")) else ".")
    if soort == "string_pattern_mismatch":
        return _PATRONEN.get(context.get("pattern", ""), _OVERIG)
    if soort == "enum":
        context = {"expected": str(context.get("expected", "")).replace("'", "").replace(" or ", " of ")}
    return _ZINNEN.get(soort, _OVERIG).format_map(_Gegeven(context))


class _Gegeven(dict[str, Any]):
    def __missing__(self, _sleutel: str) -> str:
        return "?"
