"""Where templates, static files and translations are: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

_PAKKET = Path(__file__).resolve().parent.parent


def _find(naam: str) -> Path:
    naast = _PAKKET.parent / naam
    return naast if (_PAKKET.parent / "pyproject.toml").exists() and naast.exists() else _PAKKET / naam


TEMPLATES = _find("templates")
STATIC = _find("static")
TRANSLATIONS = _find("translations")
MIGRATIONS = _PAKKET / "migrations"
