"""What differs between two versions, item by item, so that it can be said in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Wat = Literal["gewijzigd", "erbij", "weg", "volgorde"]
# By what an item of a list is known, the first of these that it has.
_NAMEN = ("naam", "vraag", "woord", "tekst", "wat", "doel", "antwoord", "reden", "vanaf", "soort", "nu")
_KENMERKEN = ("id", "sleutel", "code", "woord", "vanaf", "soort", "naam", "vraag", "doel", "wat")


@dataclass(frozen=True)
class Verschil:
    """One thing that differs: where (keys and names of items), what happened, and the values before and after."""

    pad: tuple[str, ...]
    wat: Wat
    oud: Any = None
    nieuw: Any = None


def list_verschillen(oud: Mapping[str, Any], nieuw: Mapping[str, Any]) -> list[Verschil]:
    """Everything that differs, in the order of the new version; what is gone comes after it."""
    return list(_dicts(oud, nieuw, ()))


def name_of(item: Any, nummer: int) -> str:
    """By what people know an item of a list."""
    if isinstance(item, Mapping):
        for kenmerk in _NAMEN:
            if item.get(kenmerk):
                return f"{item[kenmerk]} ({item['jaar']})" if "jaar" in item else str(item[kenmerk])
    return str(nummer + 1)


def _dicts(oud: Mapping[str, Any], nieuw: Mapping[str, Any], pad: tuple[str, ...]) -> Iterator[Verschil]:
    for sleutel in [*nieuw, *(s for s in oud if s not in nieuw)]:
        yield from _values(oud.get(sleutel), nieuw.get(sleutel), (*pad, sleutel))
    if pad and _are_parts(oud) and _are_parts(nieuw):
        yield from _order(oud, nieuw, pad, _part_names(oud), _part_names(nieuw))


def _values(oud: Any, nieuw: Any, pad: tuple[str, ...]) -> Iterator[Verschil]:
    if isinstance(oud, Mapping) and isinstance(nieuw, Mapping):
        yield from _dicts(oud, nieuw, pad)
    elif _are_items(oud) and _are_items(nieuw) and (oud or nieuw):
        yield from _lists(oud, nieuw, pad)
    elif oud == nieuw:
        return
    elif oud is None or nieuw is None:
        yield Verschil(pad, "erbij" if oud is None else "weg", oud, nieuw)
    else:
        yield Verschil(pad, "gewijzigd", oud, nieuw)


def _are_items(waarde: Any) -> bool:
    return isinstance(waarde, list) and all(isinstance(deel, Mapping) for deel in waarde)


def _lists(oud: list[Any], nieuw: list[Any], pad: tuple[str, ...]) -> Iterator[Verschil]:
    was, wordt = _keyed(oud), _keyed(nieuw)
    for sleutel, (nummer, item) in wordt.items():
        naam = (*pad, name_of(item, nummer))
        if sleutel in was:
            yield from _dicts(was[sleutel][1], item, naam)
        else:
            yield Verschil(naam, "erbij", None, item)
    for sleutel, (nummer, item) in was.items():
        if sleutel not in wordt:
            yield Verschil((*pad, name_of(item, nummer)), "weg", item, None)
    yield from _order(was, wordt, pad, _names(oud), _names(nieuw))


def _order(
    was: Mapping[Any, Any], wordt: Mapping[Any, Any], pad: tuple[str, ...], oud: list[str], nieuw: list[str]
) -> Iterator[Verschil]:
    """Whether what is in both changed places; what is new or gone is told elsewhere."""
    if [s for s in was if s in wordt] != [s for s in wordt if s in was]:
        yield Verschil(pad, "volgorde", oud, nieuw)


def _names(items: Sequence[Any]) -> list[str]:
    return [name_of(item, nummer) for nummer, item in enumerate(items)]


def _are_parts(waarde: Mapping[str, Any]) -> bool:
    """Whether these are parts by key, such as topics: values of a model have an order of their own."""
    return all(isinstance(deel, Mapping) for deel in waarde.values())


def _part_names(delen: Mapping[str, Any]) -> list[str]:
    return [str(deel.get("naam") or sleutel) for sleutel, deel in delen.items()]


def _keyed(items: Sequence[Any]) -> dict[tuple[str, ...], tuple[int, Any]]:
    uit: dict[tuple[str, ...], tuple[int, Any]] = {}
    for nummer, item in enumerate(items):
        kenmerk = next((str(item[k]) for k in _KENMERKEN if item.get(k)), str(nummer))
        sleutel = (kenmerk, str(item.get("jaar", "")))
        uit[sleutel if sleutel not in uit else (*sleutel, str(nummer))] = (nummer, item)
    return uit
