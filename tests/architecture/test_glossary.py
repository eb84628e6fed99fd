"""The README tells the words and the settings of the portal; both are held to the code, in both directions."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from pydantic import SecretStr
from pydantic.fields import FieldInfo

import portaal
from portaal.config import Instellingen
from portaal.core.errors import DomeinFout
from portaal.core.events import Gebeurtenis
from portaal.infra.model import Base

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
# Technique, not domain: these rooms hold no word that a municipal colleague uses.
TECHNIEK = ("portaal.infra", "portaal.demo", "portaal.migrations", "portaal.cli", "portaal.wsgi", "portaal.app")


def section(kop: str) -> str:
    """The text under a heading of the README."""
    gevonden = re.search(rf"^## {re.escape(kop)}$(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert gevonden, f"README has no heading {kop!r}"
    return gevonden[1]


def table_rows(kop: str) -> list[list[str]]:
    """The cells of the table under a heading, without its head."""
    regels = [regel for regel in section(kop).splitlines() if regel.startswith("|")]
    return [[cel.strip() for cel in regel.strip("|").split("|")] for regel in regels[2:]]


def domain_modules() -> Iterator[str]:
    """Every module of the rooms and of core."""
    for module in pkgutil.walk_packages(portaal.__path__, "portaal."):
        if not module.name.startswith(TECHNIEK):
            yield module.name


def is_domain(klas: type) -> bool:
    """Tables, enumerations, events and domain errors: what the domain is told in."""
    is_alleen_basis = "__abstract__" in vars(klas)
    return issubclass(klas, Base | Enum | Gebeurtenis | DomeinFout) and not is_alleen_basis


def domain_classes() -> set[str]:
    """The names of all domain classes."""
    gevonden = set()
    for naam in domain_modules():
        module = importlib.import_module(naam)
        for klas_naam, klas in inspect.getmembers(module, inspect.isclass):
            if klas.__module__ == naam and not klas_naam.startswith("_") and is_domain(klas):
                gevonden.add(klas_naam)
    return gevonden


def glossary_classes() -> list[str]:
    """The class names in the last column of the glossary."""
    return [klas for rij in table_rows("Glossary") for klas in re.findall(r"`(\w+)`", rij[-1])]


def test_every_domain_class_stands_in_the_glossary() -> None:
    assert domain_classes() - set(glossary_classes()) == set()


def test_the_glossary_names_no_class_that_is_gone_and_none_twice() -> None:
    namen = glossary_classes()
    assert set(namen) - domain_classes() == set()
    assert [naam for naam in namen if namen.count(naam) > 1] == []


def test_every_setting_stands_in_the_readme_with_its_default() -> None:
    verwacht = {variable(naam, veld): written_default(veld) for naam, veld in Instellingen.model_fields.items()}
    gelezen = {rij[0].strip("`"): rij[1].strip("`") for rij in table_rows("Configuration")}
    assert gelezen == verwacht


def variable(naam: str, veld: FieldInfo) -> str:
    """The environment variable of a setting."""
    return str(veld.validation_alias or f"PORTAAL_{naam.upper()}")


def written_default(veld: FieldInfo) -> str:
    """A default as one writes it in the environment; nothing for what has none."""
    waarde = veld.default
    if isinstance(waarde, SecretStr):
        waarde = waarde.get_secret_value()
    if isinstance(waarde, bool):
        return str(waarde).lower()
    return "" if waarde is None else str(waarde)
