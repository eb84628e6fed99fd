"""Events: what a lower room tells, so that a higher one can act. Each room has its own module here."""

import dataclasses
from dataclasses import dataclass
from typing import Any, ClassVar

_SOORTEN: dict[str, type["Gebeurtenis"]] = {}


@dataclass(frozen=True)
class Gebeurtenis:
    """Something that happened. Fields are whole numbers, texts and truth values: never a BSN or an amount."""

    NAAM: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        """Know the event by its name `room:subject:action`. Raises ValueError when the name is taken."""
        if not cls.NAAM or cls.NAAM in _SOORTEN:
            raise ValueError(f"event name missing or taken: {cls.NAAM!r}")
        _SOORTEN[cls.NAAM] = cls

    def fields(self) -> dict[str, Any]:
        """The fields, for storage as JSON."""
        return dataclasses.asdict(self)


def read_gebeurtenis(naam: str, fields: dict[str, Any]) -> Gebeurtenis:
    """The event again, from storage. Raises KeyError for a name that no room announces."""
    return _SOORTEN[naam](**fields)
