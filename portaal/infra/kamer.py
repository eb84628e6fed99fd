"""What a room hands over so that app, worker and command line can be put together without knowing it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import Blueprint
from pydantic import BaseModel
from sqlalchemy.orm import Session

from portaal.core.events import Gebeurtenis
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.infra.web.aanmelding import Aanmelding

ObjectRegel = Callable[[Session, Aanmelding, Mapping[str, Any]], bool]


@dataclass(frozen=True)
class Toegang:
    """A row of the access table: who may use a route, on which object, and to what purpose."""

    rollen: frozenset[Rol]
    doel: str
    objectregel: ObjectRegel | None = None
    schrijft: bool = False

    @property
    def is_openbaar(self) -> bool:
        """Whether it is for everyone, logged in or not."""
        return Rol.IEDEREEN in self.rollen

    def allows(self, rollen: frozenset[Rol]) -> bool:
        """Whether one of these roles may use the route."""
        return self.is_openbaar or bool(self.rollen & rollen)


@dataclass(frozen=True)
class Abonnement:
    """Who wants to hear of an event; `naam` stays the same for ever, it is how 'once' is kept."""

    naam: str
    gebeurtenis: type[Gebeurtenis]
    handler: Callable[[Session, Any, datetime], None]


@dataclass(frozen=True)
class Taak:
    """Work that comes back every `elke`; harmless when it is done twice."""

    naam: str
    elke: timedelta
    voer_uit: Callable[[Session, datetime], None]


@dataclass(frozen=True)
class BeleidSoort:
    """A kind of dated configuration and the model that a version must satisfy.

    `gebruik` counts what keeps a version (by its id) after another holds; `gevolgen` says in sentences what new
    content decides otherwise than the old, for beheer to read before it holds.
    """

    naam: str
    model: type[BaseModel]
    gebruik: Callable[[Session, int], int] | None = None
    gevolgen: Callable[[Any, Any, date], Sequence[str]] | None = None


@dataclass(frozen=True)
class Voorbeeld:
    """A page as an inwoner would get it, for beheer to see before new configuration holds.

    `toon` makes the page, in a request that is nobody's and whose session reads the new content as what holds.
    """

    naam: str
    toon: Callable[[], str]


@dataclass(frozen=True)
class MenuItem:
    """A link in the main menu of whoever has one of `rollen`; `tekst` is a message id."""

    endpoint: str
    tekst: str
    rollen: frozenset[Rol]
    volgorde: int = 50


@dataclass(frozen=True)
class Teller:
    """How much there is to do behind a page, for the home of whoever has one of `rollen`.

    `tekst` is a message id for a number above zero.
    """

    endpoint: str
    tekst: str
    rollen: frozenset[Rol]
    tel: Callable[[Session, datetime], int]


@dataclass(frozen=True)
class Kamer:
    """A room: its pages, who may see them, what it listens to, does on time and lets the gemeente configure.

    `rondes` are done by the worker in each of its rounds; each returns how much it did. `voorbeelden` makes, per
    kind of configuration, the examples of what its content leads to.
    """

    naam: str
    blueprints: tuple[Blueprint, ...] = ()
    toegang: Mapping[str, Toegang] | None = None
    abonnementen: tuple[Abonnement, ...] = ()
    taken: tuple[Taak, ...] = ()
    rondes: tuple[Callable[[Database, datetime], int], ...] = ()
    beleid: tuple[BeleidSoort, ...] = ()
    menu: tuple[MenuItem, ...] = ()
    tellers: tuple[Teller, ...] = ()
    schakelaar: str | None = None
    voorbeelden: Mapping[str, Callable[[Any], Sequence[Voorbeeld]]] | None = None
