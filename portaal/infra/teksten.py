"""Texts outside a request: mails and letters, from the same templates and catalogues as the pages."""

from functools import cache
from typing import Any

from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from portaal.infra.i18n import STANDAARD, make_filters
from portaal.infra.paden import TEMPLATES, TRANSLATIONS


@cache
def load_catalogue(taal: str) -> NullTranslations:
    """The messages of a language; Dutch needs none, for the message ids are Dutch."""
    return Translations.load(str(TRANSLATIONS), [taal])


@cache
def _environment(taal: str) -> Environment:
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html", "xml"]),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(make_filters(lambda: taal))
    catalogue = load_catalogue(taal)
    env.install_gettext_callables(  # type: ignore[attr-defined]
        catalogue.gettext, catalogue.ngettext, newstyle=True
    )
    return env


def render(template: str, *, taal: str = STANDAARD, **context: Any) -> str:
    """The text of a template under `templates/`, in a language. A missing value raises UndefinedError."""
    return _environment(taal).get_template(template).render(taal=taal, **context)


def translate(tekst: str, taal: str = STANDAARD, **waarden: Any) -> str:
    """A message in a language, with its values filled in."""
    vertaald = load_catalogue(taal).gettext(tekst)
    return vertaald % waarden if waarden else vertaald
