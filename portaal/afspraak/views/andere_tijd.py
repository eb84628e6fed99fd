"""What the page of times is asked by who moves an appointment, on both sides of the desk."""

from portaal.afspraak.begrip import Tijdwens
from portaal.afspraak.kaart import Afspraak
from portaal.afspraak.tijdenpagina import Vraag
from portaal.afspraak.views.blauwdruk import read_day


def move_question(afspraak: Afspraak, wens: Tijdwens, houder: str = "") -> Vraag:
    """The wish, from the day in the query string on; `houder` is who holds times in this browser."""
    heeft = (afspraak.begin, afspraak.locatie_sleutel)
    return Vraag(wens, read_day("vanaf"), read_day("dag"), houder, afspraak.id, heeft)
