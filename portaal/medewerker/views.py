"""Logging in and out as an employee, through the gemeente's own provider."""

from datetime import timedelta

import structlog
from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portaal.core.door import DoorMedewerker
from portaal.core.rollen import OnverenigbareRollen
from portaal.infra import oidc
from portaal.infra.adres import absolute_url
from portaal.infra.i18n import N_
from portaal.infra.web.aanmelding import Aanmelding, log_in, log_out
from portaal.infra.web.algemeen import local_path
from portaal.infra.web.limiet import check_limiet
from portaal.infra.web.verzoek import aanmelding, nu, portaal, sessie
from portaal.logboek.service import record
from portaal.medewerker.service import GeenRol, note_login, read_groepen, roles_of

bp = Blueprint("medewerker", __name__, url_prefix="/werk")
log = structlog.get_logger(__name__)

ONVERENIGBAAR = N_(
    "U hebt de rollen invordering en schuldhulp samen. Dat mag niet: wie over schulden beslist, mag niet weten "
    "wie hulp vroeg. Vraag uw beheerder om één van beide weg te halen."
)


@bp.get("/inloggen")
def inloggen() -> str | Response:
    """The button to the gemeente's own login."""
    if aanmelding().is_medewerker:
        return redirect(url_for("werkplek.start"))
    return render_template(
        "medewerker/inloggen.html", is_verlopen="verlopen" in request.args, is_bewaard="bewaard" in request.args
    )


@bp.post("/inloggen/aanbieder")
def naar_aanbieder() -> Response:
    """Off to the provider."""
    check_limiet(
        sessie(), f"werk-inloggen:{request.remote_addr}", hoogstens=60, per=timedelta(minutes=10), now=nu()
    )
    sessie().commit()
    try:
        return oidc.start_login(oidc.MEDEWERKER, absolute_url(url_for("medewerker.terug")))
    except oidc.InloggenMislukt as fout:
        return _failed(str(fout), _("Inloggen lukte niet. Probeer het nog een keer."))


@bp.get("/inloggen/terug")
def terug() -> Response:
    """Back from the provider: a new session with the roles of this login, or why not."""
    try:
        wie = oidc.finish_login(oidc.MEDEWERKER)
        instellingen = portaal().instellingen
        groepen = wie.claims.get(instellingen.medewerker_oidc_groepen_claim)
        rollen = roles_of(read_groepen(groepen), instellingen.groep_rollen)
    except oidc.InloggenGeannuleerd:
        return _failed("cancelled", _("U bent niet ingelogd. U stopte bij het inloggen."))
    except GeenRol:
        return _failed("no role", _("Uw account heeft hier nog geen rol. Vraag uw beheerder om een rol."))
    except OnverenigbareRollen:
        return _failed("roles", _(ONVERENIGBAAR))
    except oidc.InloggenMislukt as fout:
        return _failed(str(fout), _("Inloggen lukte niet. Probeer het nog een keer."))
    naam = str(wie.claims.get("name") or wie.claims["sub"])
    medewerker_id = note_login(
        sessie(), sub=str(wie.claims["sub"]), naam=naam, email=str(wie.claims.get("email") or ""), now=nu()
    )
    record(sessie(), DoorMedewerker(medewerker_id, rollen), "medewerker:login:gelukt", now=nu())
    sessie().commit()
    doel = local_path(session.get("terug") or url_for("werkplek.start"))
    log_in(Aanmelding(rollen, medewerker_id=medewerker_id, naam=naam), id_token=wie.id_token)
    return redirect(doel)


@bp.post("/uitloggen")
def uitloggen() -> Response:
    """End the session here, then at the provider."""
    id_token = session.get("id_token", "")
    log_out()
    terug = absolute_url(url_for("medewerker.inloggen"))
    return redirect(oidc.logout_url(oidc.MEDEWERKER, terug, id_token=id_token))


def _failed(reden: str, boodschap: str) -> Response:
    log.warning("staff_login_failed", reden=reden)
    flash(boodschap, "let-op")
    return redirect(url_for("medewerker.inloggen"))
