"""Logging in and out as an inwoner, the way gemeenten reach DigiD."""

from datetime import timedelta

import structlog
from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portaal.core.door import DoorInwoner
from portaal.core.rollen import Rol
from portaal.infra import oidc
from portaal.infra.adres import absolute_url
from portaal.infra.web.aanmelding import Aanmelding, log_in, log_out
from portaal.infra.web.algemeen import local_path
from portaal.infra.web.limiet import check_limiet
from portaal.infra.web.verzoek import aanmelding, nu, portaal, sessie
from portaal.inwoner.login import GeenBsn, NiveauTeLaag, read_bsn
from portaal.inwoner.service import ensure_inwoner, get_persoon
from portaal.logboek.service import record

bp = Blueprint("inwoner", __name__)
log = structlog.get_logger(__name__)


@bp.get("/inloggen")
def inloggen() -> str | Response:
    """What logging in is, with the button to DigiD."""
    if aanmelding().inwoner_id is not None:
        return redirect(url_for("mijn.overzicht"))
    return render_template(
        "inwoner/inloggen.html", is_verlopen="verlopen" in request.args, is_bewaard="bewaard" in request.args
    )


@bp.post("/inloggen/digid")
def naar_digid() -> Response:
    """Off to the provider."""
    check_limiet(sessie(), f"inloggen:{request.remote_addr}", hoogstens=60, per=timedelta(minutes=10), now=nu())
    sessie().commit()
    try:
        return oidc.start_login(oidc.INWONER, absolute_url(url_for("inwoner.terug")))
    except oidc.InloggenMislukt as fout:
        return _failed(str(fout))


@bp.get("/inloggen/terug")
def terug() -> Response:
    """Back from the provider: a new session, or a plain word on why not."""
    try:
        wie = oidc.finish_login(oidc.INWONER)
        bsn = _bsn(wie)
    except oidc.InloggenGeannuleerd:
        flash(_("U bent niet ingelogd. U stopte bij DigiD. Er is niets gebeurd."), "info")
        return redirect(url_for("voordeur.start"))
    except (NiveauTeLaag, GeenBsn, oidc.InloggenMislukt) as fout:
        return _failed(type(fout).__name__)
    inwoner_id = ensure_inwoner(sessie(), bsn, nu())
    naam = get_persoon(sessie(), inwoner_id).naam
    record(sessie(), DoorInwoner(inwoner_id), "inwoner:login:gelukt", inwoner_id=inwoner_id, now=nu())
    sessie().commit()
    doel = local_path(session.get("terug") or url_for("mijn.overzicht"))
    log_in(Aanmelding(frozenset({Rol.INWONER}), inwoner_id=inwoner_id, naam=naam))
    return redirect(doel)


@bp.post("/uitloggen")
def uitloggen() -> Response:
    """End the session here, then at the provider."""
    log_out()
    return redirect(oidc.logout_url(oidc.INWONER, absolute_url(url_for("inwoner.uitgelogd"))))


@bp.get("/uitgelogd")
def uitgelogd() -> str:
    """That one is logged out."""
    return render_template("inwoner/uitgelogd.html")


@bp.post("/verleng")
def verleng() -> Response:
    """Stay logged in, and go on where one was."""
    session.modified = True
    return redirect(local_path(request.form.get("terug", "/")))


def _bsn(wie: oidc.Identiteit) -> str:
    instellingen = portaal().instellingen
    return read_bsn(
        wie.claims,
        bsn_claim=instellingen.inwoner_oidc_bsn_claim,
        niveau_claim=instellingen.inwoner_oidc_niveau_claim,
        niveaus=instellingen.inwoner_oidc_niveaus,
    )


def _failed(reden: str) -> Response:
    log.warning("login_failed", reden=reden)
    boodschap = _("Inloggen lukte niet. Probeer het nog een keer. Lukt het weer niet? Bel ons.")
    if reden == "NiveauTeLaag":
        boodschap = _("Log in met de DigiD-app of met sms. Alleen een wachtwoord is niet veilig genoeg.")
    flash(boodschap, "let-op")
    return redirect(url_for("inwoner.inloggen"))
