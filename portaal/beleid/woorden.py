"""What the keys of configuration are called for beheer. In Dutch only, as the keys themselves are."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_BESTAND = Path(__file__).with_name("woorden.toml")
_EN = "_en"


@dataclass(frozen=True)
class Onderwerp:
    """A kind of configuration as beheer knows it."""

    naam: str
    uitleg: str


@cache
def _woorden() -> dict[str, Any]:
    return tomllib.loads(_BESTAND.read_text(encoding="utf-8"))


def subject(soort: str) -> Onderwerp:
    """The name of a kind, and what it is about."""
    gevonden = _woorden()["onderwerpen"].get(soort)
    return Onderwerp(**gevonden) if gevonden else Onderwerp(_plain(soort), "")


def label(soort: str, *pad: str) -> str:
    """The name of the key at a path: of that very place, else of the key alone."""
    naam = pad[-1]
    if naam.endswith(_EN) and len(naam) > len(_EN):
        return f"{label(soort, *pad[:-1], naam.removesuffix(_EN))}, in het Engels"
    return _find("velden", soort, pad) or _plain(naam)


def hint(soort: str, *pad: str) -> str:
    """What helps to fill it in; empty when nothing does."""
    return _find("hints", soort, pad)


def _find(tabel: str, soort: str, pad: tuple[str, ...]) -> str:
    woorden, naam = _woorden()[tabel], pad[-1]
    boven = pad[-2] if len(pad) > 1 else ""
    eerst = [f"{boven}.{naam}"] if boven else []
    # "soort.key" names a key on top of its kind; a key deeper down has its own or the plain name.
    plaats = [f"{soort}.{naam}"] if len(pad) == 1 or tabel == "hints" else []
    gevonden: str = next((woorden[sleutel] for sleutel in (*eerst, *plaats, naam) if sleutel in woorden), "")
    return gevonden


def _plain(naam: str) -> str:
    tekst = naam.replace("_", " ").replace("-", " ")
    return tekst[:1].upper() + tekst[1:]
