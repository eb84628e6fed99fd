"""A preview: the real page, rendered as a visitor gets it, with the change in place of what holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flask import abort, current_app, flash, redirect, request, session, url_for
from flask_babel import get_locale, gettext
from markupsafe import Markup

from portaal.beleid.forms import preview_notice
from portaal.beleid.service.lezen import show_as_if
from portaal.beleid.service.versies import Versiekaart, read_versie
from portaal.beleid.staff_views.basis import bp, kind, own_voorstel, versies_of
from portaal.core.errors import NietGevonden
from portaal.infra.i18n import TALEN
from portaal.infra.kamer import Voorbeeld
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


def previews_of(soort: str, inhoud: dict[str, Any]) -> list[Pagina | Voorbeeld]:
    """The pages on which this can be seen, and the examples that the rooms make of it."""
    maak = _PAGINAS.get(soort)
    paginas = [p for p in maak(inhoud) if p.endpoint in portaal().toegang] if maak else []
    makers = [(kamer.voorbeelden or {}).get(soort) for kamer in portaal().kamers]
    return [*paginas, *(voorbeeld for maker in makers if maker for voorbeeld in maker(inhoud))]


@bp.route("/<soort>/voorbeeld/<int:plek>", methods=["GET", "POST"])
def preview(soort: str, plek: int) -> Any:
    """The page as a visitor would get it; of the change under way, or of `versie`. A form on it sends nothing."""
    welke = kind(soort)
    nummer = request.args.get("versie", type=int)
    voorstel = own_voorstel(welke)
    if nummer:
        versie = read_versie(versies_of(welke), nummer)
        inhoud, balk = versie.inhoud, _of_versie(versie, url_for("beleid.versie", soort=soort, nummer=nummer))
    elif voorstel:
        inhoud, balk = voorstel.inhoud, _of_change(url_for("beleid.check", soort=soort))
    else:
        raise NietGevonden
    paginas = previews_of(soort, inhoud)
    if plek >= len(paginas):
        abort(404)
    if request.method == "POST":
        flash(gettext("In een voorbeeld verstuurt u niets."), "info")
        return redirect(balk.terug)
    return _as_visitor(paginas[plek], soort, inhoud, balk.tekst)


class Balk(NamedTuple):
    """What stands on top of a preview, and where it leads back to."""

    tekst: Markup
    terug: str


def _of_change(terug: str) -> Balk:
    zin = gettext("Dit is een voorbeeld. Inwoners zien dit nog niet.")
    return Balk(preview_notice(zin, gettext("Terug naar uw wijziging"), terug), terug)


def _of_versie(versie: Versiekaart, terug: str) -> Balk:
    zinnen = {
        "geldt": gettext("Dit is een voorbeeld van wat nu geldt."),
        "komt": gettext("Dit is een voorbeeld. Inwoners zien dit nog niet."),
        "wacht": gettext("Dit is een voorbeeld. Inwoners zien dit nog niet."),
    }
    zin = zinnen.get(versie.stand, gettext("Dit is een voorbeeld. Het geldt nu niet."))
    naam = gettext("Terug naar versie %(nummer)s", nummer=versie.nummer)
    return Balk(preview_notice(zin, naam, terug), terug)


def _as_visitor(pagina: Pagina | Voorbeeld, soort: str, inhoud: dict[str, Any], balk: Markup) -> Any:
    taal = request.args.get("taal", str(get_locale() or "nl"))
    csrf = session.get("csrf_token")
    # A request of its own: no login, its own language and database session, and nothing of it is kept.
    adres, basis = _address(pagina), request.host_url
    with current_app.app_context(), current_app.test_request_context(adres, base_url=basis):
        session.update(taal=taal if taal in TALEN else "nl", csrf_token=csrf)
        show_as_if(sessie(), soort, inhoud)
        flash(balk, "let-op")
        if isinstance(pagina, Voorbeeld):
            return pagina.toon()
        session.update(pagina.sessie)
        return current_app.view_functions[pagina.endpoint](**pagina.argumenten)


def _address(pagina: Pagina | Voorbeeld) -> str:
    # An example has no address of its own: it stays on this one, also when one takes the other language.
    if isinstance(pagina, Voorbeeld):
        return request.full_path.rstrip("?")
    argumenten: dict[str, Any] = {**pagina.argumenten}
    return url_for(pagina.endpoint, **argumenten)
