"""What is open and by when, in one place."""

from portaal.infra.web.verzoek import inwoner_id, nu, sessie
from portaal.mijn.service import make_overzicht
from portaal.mijn.views.blauwdruk import bp, show


@bp.get("")
def overzicht() -> str:
    """The inwoner's first page."""
    return show("mijn/overzicht.html", blad=make_overzicht(sessie(), inwoner_id(), nu()))
