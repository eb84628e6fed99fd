"""A preview: the real page, rendered as a visitor gets it, with the change in place of what holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from flask import abort, current_app, flash, request, session, url_for
from flask_babel import gettext

from portaal.beleid.forms import preview_notice
from portaal.beleid.service.lezen import show_as_if
from portaal.beleid.service.versies import read_versie
from portaal.beleid.staff_views.basis import bp, kind, own_voorstel, versies_of
from portaal.core.errors import NietGevonden
from portaal.infra.i18n import TALEN
from portaal.infra.web.verzoek import portaal, sessie


@dataclass(frozen=True)
class Pagina:
    """A page on which people see this configuration; `sessie` is what the visitor did before."""

    endpoint: str
    naam: str
    argumenten: dict[str, str]
    sessie: dict[str, Any] = field(default_factory=dict)


def _taxes(inhoud: dict[str, Any]) -> Iterator[Pagina]:
    yield Pagina("voordeur.uitleg", gettext("Alle belastingen"), {})
    for sleutel, tekst in sorted(inhoud["soorten"].items(), key=lambda paar: paar[1]["naam"]):
        if sleutel != "algemeen":
            yield Pagina("voordeur.uitleg_soort", tekst["naam"], {"soort": sleutel})


def _consent(_inhoud: dict[str, Any]) -> Iterator[Pagina]:
    # Without login the question is behind the code of a letter.
    yield Pagina("toestemming.brief_vraag", gettext("Mag schuldhulp u bellen?"), {}, {"toestemming_brief": True})


def _one(*paren: tuple[str, str]) -> Callable[[dict[str, Any]], Iterator[Pagina]]:
    return lambda _inhoud: (Pagina(endpoint, naam, {}) for endpoint, naam in paren)


# Pages by their endpoint's name: what is switched off, or not there, is left out.
_PAGINAS: dict[str, Callable[[dict[str, Any]], Iterator[Pagina]]] = {
    "belastingsoorten": _taxes,
    "gemeente": _one(("voordeur.start", "Voorpagina"), ("voordeur.echt", "Is deze site echt?")),
    "hulpwijzer": _one(("hulpwijzer.start", "Hulp bij geldzorgen")),
    "begrippen": _one(("voordeur.begrippen", "Woordenlijst")),
    "bezwaar": _one(("voordeur.bezwaar", "Bezwaar maken")),
    "privacy": _one(("voordeur.privacy", "Privacy"), ("voordeur.toegankelijkheid", "Toegankelijkheid")),
    "toestemming": _consent,
    "afspraken": _one(("afspraak.start", "Praat met ons")),
}


def previews_of(soort: str, inhoud: dict[str, Any]) -> list[Pagina]:
    """The pages on which this can be seen."""
    maak = _PAGINAS.get(soort)
    return [p for p in maak(inhoud) if p.endpoint in portaal().toegang] if maak else []


@bp.get("/<soort>/voorbeeld/<int:plek>")
def preview(soort: str, plek: int) -> Any:
    """The page as a visitor would get it; of the change under way, or of `versie`."""
    welke = kind(soort)
    nummer = request.args.get("versie", type=int)
    voorstel = own_voorstel(welke)
    if nummer:
        inhoud = read_versie(versies_of(welke), nummer).inhoud
        terug = url_for("beleid.versie", soort=soort, nummer=nummer)
    elif voorstel:
        inhoud, terug = voorstel.inhoud, url_for("beleid.check", soort=soort)
    else:
        raise NietGevonden
    paginas = previews_of(soort, inhoud)
    if plek >= len(paginas):
        abort(404)
    return _as_visitor(paginas[plek], soort, inhoud, terug)


def _as_visitor(pagina: Pagina, soort: str, inhoud: dict[str, Any], terug: str) -> Any:
    argumenten: dict[str, Any] = {**pagina.argumenten}
    adres = url_for(pagina.endpoint, **argumenten)
    zin = gettext("Dit is een voorbeeld. Inwoners zien dit nog niet.")
    balk = preview_notice(zin, gettext("Terug naar uw wijziging"), terug)
    taal = request.args.get("taal", "nl")
    # A request of its own: no login, its own database session, and nothing of it is kept.
    with current_app.test_request_context(adres, base_url=request.host_url):
        session.update(pagina.sessie, taal=taal if taal in TALEN else "nl")
        show_as_if(sessie(), soort, inhoud)
        flash(balk, "let-op")
        return current_app.view_functions[pagina.endpoint](**pagina.argumenten)
