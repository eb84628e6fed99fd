"""What help there is: for everyone, without login."""

from flask import Blueprint, render_template, request

from portaal.beleid.service import holding
from portaal.core.tijd import today
from portaal.hulpwijzer.beleid import Hulpwijzer
from portaal.infra.web.verzoek import nu, sessie

bp = Blueprint("hulpwijzer", __name__)


@bp.get("/hulp")
def start() -> str:
    """Help now, and the list; `situatie` narrows it."""
    wijzer = holding(sessie(), "hulpwijzer", Hulpwijzer, today(nu()))
    bekend = {situatie.sleutel for situatie in wijzer.situaties}
    gekozen = request.args.get("situatie", "")
    gekozen = gekozen if gekozen in bekend else ""
    return render_template("hulpwijzer/start.html", wijzer=wijzer, gekozen=gekozen, hulp=wijzer.fitting(gekozen))
