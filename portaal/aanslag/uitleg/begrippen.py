"""The glossary: every term of art with one sentence, from one list, marked where it stands in a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from pydantic import Field, model_validator

from portaal.aanslag.uitleg.vertaald import Vertaald
from portaal.beleid.gemeente import Beleid

BEGRIPPEN = "begrippen"


class Begrip(Vertaald):
    """A term of art and what it means; `vormen` are other forms under which it stands in texts."""

    woord: str
    woord_en: str
    uitleg: str
    uitleg_en: str
    vormen: tuple[str, ...] = ()
    vormen_en: tuple[str, ...] = ()

    def schrijfwijzen(self, taal: str) -> tuple[str, ...]:
        """All forms in which the term stands in texts in a language."""
        return (self.woord_en, *self.vormen_en) if taal == "en" else (self.woord, *self.vormen)


class Begrippen(Beleid):
    """The glossary of the gemeente."""

    begrippen: tuple[Begrip, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def check_unique(self) -> Self:
        """No form belongs to two terms, for then a text could not be marked."""
        for taal in ("nl", "en"):
            vormen = [vorm.casefold() for begrip in self.begrippen for vorm in begrip.schrijfwijzen(taal)]
            if dubbel := sorted({vorm for vorm in vormen if vormen.count(vorm) > 1}):
                raise ValueError(f"deze woorden staan er twee keer in: {', '.join(dubbel)}")
        return self


@dataclass(frozen=True)
class Tekstdeel:
    """A piece of a text; `uitleg` is empty for plain words."""

    tekst: str
    uitleg: str = ""


class Woorden:
    """Marks terms in the texts of one page: each term the first time that it comes."""

    def __init__(self, begrippen: Begrippen, taal: str) -> None:
        self._taal = taal
        self._per_vorm = {v.casefold(): b for b in begrippen.begrippen for v in b.schrijfwijzen(taal)}
        self._gezien: set[str] = set()

    def delen(self, tekst: str) -> list[Tekstdeel]:
        """The text in pieces, the terms that were not explained before on this page with their meaning."""
        return list(self._split(tekst))

    def _split(self, tekst: str) -> Iterator[Tekstdeel]:
        vanaf = 0
        for gevonden in _pattern(tuple(self._per_vorm)).finditer(tekst):
            begrip = self._per_vorm[gevonden[0].casefold()]
            if begrip.woord in self._gezien:
                continue
            self._gezien.add(begrip.woord)
            if gevonden.start() > vanaf:
                yield Tekstdeel(tekst[vanaf : gevonden.start()])
            yield Tekstdeel(gevonden[0], begrip.tekst("uitleg", self._taal))
            vanaf = gevonden.end()
        if vanaf < len(tekst):
            yield Tekstdeel(tekst[vanaf:])


@lru_cache(maxsize=8)
def _pattern(vormen: Sequence[str]) -> re.Pattern[str]:
    """Whole words only, the longest form first."""
    langste_eerst = sorted(vormen, key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, langste_eerst))})(?!\w)", re.IGNORECASE)
