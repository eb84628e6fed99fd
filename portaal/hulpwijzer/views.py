"""What help there is: for everyone, without login. Employees look here too, in a conversation."""

from collections.abc import Iterable

from flask import Blueprint, render_template, request

from portaal.hulpwijzer.beleid import Hulp, Hulpwijzer, Situatie
from portaal.hulpwijzer.service import Telefoon, help_for, help_for_answers, hulpwijzer, phone_now
from portaal.infra.web.verzoek import aanmelding, inwoner_id_or_none, nu, sessie

bp = Blueprint("hulpwijzer", __name__)


@bp.app_template_global("snel_weg_naar")
def leave_to() -> str:
    """Where the button for leaving quickly leads."""
    return str(hulpwijzer(sessie(), nu()).snel_weg)


@bp.app_template_global("hulp_bij")
def help_with(antwoorden: Iterable[str]) -> list[Hulp]:
    """The help that fits answers, for any page that has them."""
    return help_for_answers(sessie(), antwoorden, nu())


@bp.app_template_global("hulp_nu")
def help_now() -> tuple[Hulpwijzer, Telefoon]:
    """The number for who needs help now and what to do when something threatens, for the first page."""
    wijzer = hulpwijzer(sessie(), nu())
    return wijzer, phone_now(wijzer, nu())


@bp.app_template_global("hulp_situaties")
def situations() -> tuple[Situatie, ...]:
    """What may be the matter, for who looks with someone."""
    return hulpwijzer(sessie(), nu()).situaties


@bp.get("/hulp")
def start() -> str:
    """Help now, and the list; `situatie` narrows it, and may be given more than once."""
    wijzer = hulpwijzer(sessie(), nu())
    bekend = {situatie.sleutel for situatie in wijzer.situaties}
    gekozen = [sleutel for sleutel in request.args.getlist("situatie") if sleutel in bekend]
    return render_template(
        "hulpwijzer/start.html",
        wijzer=wijzer,
        telefoon=phone_now(wijzer, nu()),
        is_namens=aanmelding().is_medewerker and inwoner_id_or_none() is not None,
        gekozen=gekozen,
        hulp=help_for(sessie(), gekozen, nu()),
    )
