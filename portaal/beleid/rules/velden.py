"""The form that fits a kind of configuration, read from its model: which fields, and which lists of parts."""

import types
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic.networks import AnyUrl

from portaal.beleid.rules.fouten import Pad
from portaal.core.geld import Centen

Veldsoort = Literal[
    "tekst",
    "getal",
    "bedrag",
    "janee",
    "keuze",
    "keuzes",
    "regels",
    "datum",
    "tijd",
    "uren",
    "schakelaars",
    "anders",
]


@dataclass(frozen=True)
class Veld:
    """Something to fill in; `pad` is where its value lies in the part."""

    pad: tuple[str, ...]
    soort: Veldsoort
    verplicht: bool
    keuzes: tuple[str, ...] = ()

    @property
    def naam(self) -> str:
        """Its name in a form."""
        return "__".join(self.pad)


@dataclass(frozen=True)
class Verzameling:
    """Parts of one kind, each with a page of its own: in a list (with an order) or by a key."""

    naam: str
    model: type[BaseModel]
    is_lijst: bool
    sleutels: tuple[str, ...] = ()

    @property
    def is_plat(self) -> bool:
        """Whether a new part can be filled in at once, without parts of its own that it cannot do without."""
        return not any(v.naam in verplicht_of(self.model) for v in collections_of(self.model))

    def has_room(self, delen: Collection[Any]) -> bool:
        """Whether a part can come to those that there are: not when each key of a fixed set has one."""
        return not self.sleutels or any(sleutel not in delen for sleutel in self.sleutels)


def fields_of(model: type[BaseModel], boven: tuple[str, ...] = ()) -> list[Veld]:
    """What there is to fill in; a part that comes once is filled in with what it is part of."""
    velden: list[Veld] = []
    for naam, info in model.model_fields.items():
        deel = _model_in(info.annotation)
        if deel is not None:
            velden += fields_of(deel, (*boven, naam))
        elif _collection(naam, info) is None:
            velden.append(_field((*boven, naam), info))
    return velden


def collections_of(model: type[BaseModel]) -> list[Verzameling]:
    """The lists of parts, each of which has a page of its own."""
    gevonden = (_collection(naam, info) for naam, info in model.model_fields.items())
    return [verzameling for verzameling in gevonden if verzameling is not None]


def amounts_in(model: type[BaseModel]) -> set[str]:
    """Names of the keys, anywhere in it, that hold whole cents."""
    eigen = {veld.pad[-1] for veld in fields_of(model) if veld.soort == "bedrag"}
    return eigen.union(*(amounts_in(verzameling.model) for verzameling in collections_of(model)))


def verplicht_of(model: type[BaseModel]) -> set[str]:
    """Names of the keys that must be there."""
    return {naam for naam, info in model.model_fields.items() if info.is_required()}


def find_part(model: type[BaseModel], pad: Pad) -> type[BaseModel] | Verzameling:
    """The model of the part at a path such as ('hulp', 2), or the collection at ('hulp',). Raises KeyError."""
    hier: type[BaseModel] | Verzameling = model
    for stap in pad:
        if isinstance(hier, Verzameling):
            hier = hier.model
        else:
            hier = {v.naam: v for v in collections_of(hier)}[str(stap)]
    return hier


def _model_in(annotatie: Any) -> type[BaseModel] | None:
    return annotatie if isinstance(annotatie, type) and issubclass(annotatie, BaseModel) else None


def _collection(naam: str, info: FieldInfo) -> Verzameling | None:
    oorsprong, delen = get_origin(info.annotation), get_args(info.annotation)
    if oorsprong is tuple and (model := _model_in(delen[0])):
        return Verzameling(naam, model, is_lijst=True)
    if oorsprong is dict and (model := _model_in(delen[1])) and not _is_hours(model):
        return Verzameling(naam, model, is_lijst=False, sleutels=_members(delen[0]))
    return None


def _is_hours(model: type[BaseModel]) -> bool:
    return {naam: info.annotation for naam, info in model.model_fields.items()} == {"van": time, "tot": time}


def _members(soort: Any) -> tuple[str, ...]:
    return tuple(str(lid.value) for lid in soort) if isinstance(soort, type) and issubclass(soort, Enum) else ()


def _field(pad: tuple[str, ...], info: FieldInfo) -> Veld:
    annotatie, optioneel = info.annotation, not info.is_required()
    if get_origin(annotatie) in (Union, types.UnionType):
        annotatie = next(deel for deel in get_args(annotatie) if deel is not type(None))
    soort, keuzes = _kind(annotatie)
    return Veld(pad, soort, not optioneel, keuzes)


def _kind(annotatie: Any) -> tuple[Veldsoort, tuple[str, ...]]:
    if annotatie is Centen:
        return "bedrag", ()
    if isinstance(annotatie, type) and issubclass(annotatie, Enum):
        return "keuze", _members(annotatie)
    oorsprong, delen = get_origin(annotatie), get_args(annotatie)
    if oorsprong is tuple:
        kern = get_args(delen[0])[0] if get_origin(delen[0]) is not None or get_args(delen[0]) else delen[0]
        if leden := _members(kern):
            return "keuzes", leden
        return ("regels", ()) if kern in (str, int, date) else ("anders", ())
    if oorsprong is dict:
        return _kind_of_dict(delen)
    soorten: Mapping[Any, Veldsoort] = {str: "tekst", int: "getal", bool: "janee", date: "datum", time: "tijd"}
    if isinstance(annotatie, type) and issubclass(annotatie, AnyUrl):
        return "tekst", ()
    return soorten.get(annotatie, "anders"), ()


def _kind_of_dict(delen: tuple[Any, ...]) -> tuple[Veldsoort, tuple[str, ...]]:
    if delen == (str, bool):
        return "schakelaars", ()
    model = _model_in(delen[1])
    return ("uren", ()) if model and _is_hours(model) else ("anders", ())
