"""The web application, put together from its rooms."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from babel.support import NullTranslations
from flask import Flask, g, request, session, url_for
from flask_babel import Babel, get_locale, gettext
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from portaal.beleid.bestanden import gemeente_uit_bestand
from portaal.beleid.service import gemeente
from portaal.config import Instellingen, load_instellingen
from portaal.core.clock import utcnow
from portaal.core.rollen import MEDEWERKERS, Rol
from portaal.core.tijd import today
from portaal.infra.database import Database
from portaal.infra.i18n import STANDAARD, TALEN, make_filters
from portaal.infra.kamer import MenuItem
from portaal.infra.paden import STATIC, TEMPLATES, TRANSLATIONS
from portaal.infra.teksten import load_catalogue
from portaal.infra.web import algemeen, onderbroken, thema
from portaal.infra.web.adressen import bound_numbers
from portaal.infra.web.beveiliging import secure_headers
from portaal.infra.web.een_adres import lead_to_one_address
from portaal.infra.web.fouten import show_errors
from portaal.infra.web.poort import capability_of, guard, join_toegang
from portaal.infra.web.sessies import DatabaseSessies
from portaal.infra.web.tabel import name_cells
from portaal.infra.web.verzoek import Portaal, aanmelding, close_sessie, namens, nu, portaal, sessie
from portaal.kamers import load_kamers


class OngeldigeInstellingen(RuntimeError):
    """The portal cannot start with these settings; the message says what to mend."""


def create_app(
    instellingen: Instellingen | None = None,
    *,
    database: Database | None = None,
    clock: Callable[[], datetime] = utcnow,
) -> Flask:
    """The application. Raises OngeldigeInstellingen with what to mend."""
    instellingen = instellingen or load_instellingen()
    if gebreken := instellingen.problems():
        raise OngeldigeInstellingen(" ".join(gebreken))
    app = Flask("portaal", static_folder=str(STATIC), template_folder=str(TEMPLATES))
    _configure(app, instellingen)
    bound_numbers(app)
    kamers = load_kamers()
    deel = Portaal(instellingen, database or Database(instellingen.database_url), kamers, clock)
    app.extensions["portaal"] = deel
    serve_from(app, deel.database, clock)
    deel.toegang = join_toegang(kamers, {**algemeen.TOEGANG, **thema.TOEGANG, **onderbroken.TOEGANG})
    lead_to_one_address(app, instellingen)
    guard(app, is_aan=lambda schakelaar: _gemeente().is_aan(schakelaar))
    CSRFProtect(app)
    onderbroken.resume_forms(app)
    _speak(app)
    secure_headers(app, instellingen)
    show_errors(app, lambda: gemeente_uit_bestand(instellingen.gemeente_map))
    app.teardown_request(lambda _: close_sessie())
    for blauwdruk in (algemeen.gezond_bp, algemeen.taal_bp, thema.bp, onderbroken.bp):
        app.register_blueprint(blauwdruk)
    for kamer in kamers:
        for blauwdruk in kamer.blueprints:
            app.register_blueprint(blauwdruk)
    return app


def serve_from(app: Flask, database: Database, clock: Callable[[], datetime]) -> None:
    """Let the application answer from this database and by this clock."""
    deel: Portaal = app.extensions["portaal"]
    deel.database, deel.clock = database, clock
    app.session_interface = DatabaseSessies(
        database,
        idle=timedelta(minutes=deel.instellingen.sessie_minuten),
        langst=timedelta(hours=deel.instellingen.sessie_uren),
        veilig=deel.instellingen.is_https,
        clock=clock,
        before_save=close_sessie,
    )


def _configure(app: Flask, instellingen: Instellingen) -> None:
    app.config.update(
        SECRET_KEY=instellingen.geheime_sleutel.get_secret_value(),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_I18N_ENABLED=False,
        MAX_CONTENT_LENGTH=instellingen.upload_max_mb * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        BABEL_DEFAULT_LOCALE=STANDAARD,
        BABEL_DEFAULT_TIMEZONE="Europe/Amsterdam",
        BABEL_TRANSLATION_DIRECTORIES=str(TRANSLATIONS),
        PREFERRED_URL_SCHEME="https" if instellingen.is_https else "http",
    )
    if instellingen.proxies:
        aantal = instellingen.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=aantal, x_proto=aantal, x_host=aantal)  # type: ignore[method-assign]


def _speak(app: Flask) -> None:
    Babel(app, locale_selector=lambda: session.get("taal", STANDAARD))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    # The catalogue is looked up once per request: a page has hundreds of texts.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda tekst: _catalogue().gettext(tekst),
        lambda een, meer, aantal: _catalogue().ngettext(een, meer, aantal),
        newstyle=True,
    )
    app.jinja_env.filters.update(make_filters(_taal), met_koppen=name_cells)
    app.jinja_env.globals.update(kan=kan, mag=mag, pagina_adres=pagina_adres)
    app.context_processor(_context)


def _taal() -> str:
    if "taal" not in g:
        g.taal = str(get_locale() or STANDAARD)
    return str(g.taal)


def _catalogue() -> NullTranslations:
    if "catalogue" not in g:
        g.catalogue = load_catalogue(_taal())
    catalogue: NullTranslations = g.catalogue
    return catalogue


def _gemeente() -> Any:
    if "gemeente" not in g:
        g.gemeente = gemeente(sessie(), today(nu()))
    return g.gemeente


def kan(endpoint: str) -> bool:
    """Whether a page exists and its capability is switched on: only then may anything lead to it."""
    schakelaar = capability_of(endpoint, portaal().kamers)
    return endpoint in portaal().toegang and (schakelaar is None or bool(_gemeente().is_aan(schakelaar)))


def mag(endpoint: str) -> bool:
    """Whether a page may lead whoever is logged in there: it is on, and for one of their roles."""
    return kan(endpoint) and portaal().toegang[endpoint].allows(aanmelding().rollen)


def pagina_adres(naam: str, nummer: int) -> str:
    """The address of this page with another page number in it; the other filters stay."""
    argumenten: dict[str, Any] = {**request.args, **(request.view_args or {}), naam: nummer}
    return url_for(request.endpoint or "", **argumenten)


def _context() -> dict[str, Any]:
    wie = aanmelding()
    return {
        "gemeente": _gemeente(),
        "aanmelding": wie,
        "namens": namens(),
        "menu": _menu(),
        "taal": _taal(),
        "talen": TALEN,
        "nu": nu(),
        "vandaag": today(nu()),
        "is_demo": portaal().instellingen.is_demo,
        "sessie_minuten": portaal().instellingen.sessie_minuten,
    }


def _menu() -> list[tuple[str, str, bool]]:
    wie = aanmelding()
    items = [item for kamer in portaal().kamers for item in kamer.menu if _sees(item, wie.rollen)]
    return [
        (url_for(item.endpoint), gettext(item.tekst), request.endpoint == item.endpoint)
        for item in sorted(items, key=lambda item: item.volgorde)
        if kan(item.endpoint)
    ]


def _sees(item: MenuItem, rollen: frozenset[Rol]) -> bool:
    """Employees see the menu of their work; what everyone sees is for inwoners and visitors."""
    return bool(item.rollen & ((rollen & MEDEWERKERS) or rollen))
