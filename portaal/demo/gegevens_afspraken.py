"""The talks of the demo: to come, over, moved and called off, by people with and without login."""

from datetime import timedelta
from itertools import count

from portaal.afspraak.begrip import Soort, Tijdkeuze, Tijdvak, Tijdwens
from portaal.afspraak.boeking import Afspraakverzoek, Contact
from portaal.afspraak.rules.verzending import Verzendplan
from portaal.afspraak.service import book_afspraak, cancel_afspraak, free_times, move_afspraak, plan_verzending
from portaal.core.door import Door, DoorBezoeker
from portaal.core.kalender import add_werkdagen
from portaal.core.rollen import Rol
from portaal.core.tijd import today
from portaal.demo.gegevens_wereld import VerhaalStokt, Wereld

_wensen = count(1)
_BEZOEKERS = (
    ("Fatma Kaya", "aanslag", Soort.BEZOEK),
    ("Ko de Ruiter", "regeling", Soort.BELLEN),
    ("Ewa Nowak", "kwijtschelding", Soort.BEZOEK),
    ("Anneke Pot", "anders", Soort.BELLEN),
    ("Idris Warsame", "aanslag", Soort.BELLEN),
    ("Mien Tuinstra", "regeling", Soort.BEZOEK),
)


def tell_past(wereld: Wereld) -> None:
    """Talks of last week, booked before it; one was called off by the inwoner."""
    wereld.at(dagen_geleden=12)
    _book(wereld, wereld.door_inwoner("bezoek"), "bezoek", "regeling", Soort.BEZOEK)
    af = _book(wereld, wereld.door_inwoner("bellen"), "bellen", "aanslag", Soort.BELLEN)
    wereld.do(lambda session: cancel_afspraak(session, wereld.door_inwoner("bellen"), af, wereld.now))
    wereld.work()


def tell_coming(wereld: Wereld) -> None:
    """Talks of the coming days: by inwoners, by balie on behalf, and by visitors without login."""
    wereld.at(dagen_geleden=0.5)
    _book(wereld, wereld.door_inwoner("bellen"), "bellen", "regeling", Soort.BELLEN)
    _book(wereld, wereld.medewerker(Rol.BALIE, namens=True), "bezoek", "kwijtschelding", Soort.BEZOEK)
    verzet = _book(wereld, wereld.door_inwoner("stapel"), "stapel", "aanslag", Soort.BEZOEK)
    wens = Tijdwens("aanslag", Soort.BEZOEK)
    later = _free(wereld, wens, dagen=4)
    wereld.do(
        lambda session: move_afspraak(
            session, wereld.door_inwoner("stapel"), verzet, Tijdkeuze(wens, later.begin), wereld.now
        )
    )
    for nummer, (naam, onderwerp, soort) in enumerate(_BEZOEKERS):
        email = f"{naam.lower().replace(' ', '.')}@example.org"
        _place(wereld, DoorBezoeker(), onderwerp, soort, Contact(naam, f"+3161234560{nummer}", email))
    _plan_letters(wereld)


def _plan_letters(wereld: Wereld) -> None:
    """Aanmaningen go out soon: more people will call than there are places."""
    plan = Verzendplan("aanmaning", add_werkdagen(today(wereld.heden), 2), aantal=2400, promille=150)
    door, vragen = wereld.medewerker(Rol.INVORDERING), "Waarom komen er kosten bij? Ik kan dit niet betalen."
    wereld.do(lambda session: plan_verzending(session, door, plan, vragen, wereld.now))


def _book(wereld: Wereld, door: Door, sleutel: str, onderwerp: str, soort: Soort) -> int:
    mens = wereld.mensen[sleutel]
    contact = Contact(mens.naam, f"+31{mens.telefoon[1:]}", mens.email)
    return _place(wereld, door, onderwerp, soort, contact, wereld.inwoner(sleutel))


def _place(
    wereld: Wereld,
    door: Door,
    onderwerp: str,
    soort: Soort,
    contact: Contact,
    inwoner_id: int | None = None,
) -> int:
    tijdvak = _free(wereld, Tijdwens(onderwerp, soort))
    verzoek = Afspraakverzoek(
        onderwerp=onderwerp,
        soort=soort,
        begin=tijdvak.begin,
        contact=contact,
        sleutel=f"demo-{next(_wensen)}",
        locatie=tijdvak.locatie,
        inwoner_id=inwoner_id,
    )
    return wereld.do(lambda session: book_afspraak(session, door, verzoek, wereld.now)).id


def _free(wereld: Wereld, wens: Tijdwens, *, dagen: int = 1) -> Tijdvak:
    """The first free time from `dagen` days after this moment's today."""
    vanaf = today(wereld.now) + timedelta(days=dagen)
    with wereld.database.reading() as session:
        aanbod = free_times(session, wens, wereld.now, vanaf=vanaf, dagen=1)
    if not aanbod.dagen:
        raise VerhaalStokt("geen vrije tijd")
    return aanbod.dagen[0].tijden[0]
