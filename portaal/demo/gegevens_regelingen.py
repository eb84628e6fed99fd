"""The betalingsregelingen of the demo: asked, granted, kept, late, paid off, refused, waiting, and a pause."""

from datetime import timedelta

from portaal.core.rollen import Rol
from portaal.core.tijd import today
from portaal.demo.gegevens_wereld import VerhaalStokt, Wereld
from portaal.regeling.service import (
    Afwijzing,
    Geval,
    RegelingKaart,
    Regelingsverzoek,
    ask_inwoner,
    grant_verzoek,
    propose_plan,
    refuse_verzoek,
    regelingen_of,
    request_regeling,
)
from portaal.regeling.stand import Verzoeksoort, Wens

# Twelve terms is more than the direct policy allows, so an employee decides.
_LANG = 12
_RUIM_TE_LAAT = 8
_RUST = 28


def tell_granted(wereld: Wereld) -> None:
    """Three plans granted at once, months ago; what was paid on them comes in with later deliveries."""
    wereld.at(dagen_geleden=130)
    for sleutel, aantal in (("loopt", 8), ("te_laat", 8), ("klaar", 3)):
        _request(wereld, sleutel, aantal)
        _pay(wereld, sleutel)
    wereld.work()


def tell_decided(wereld: Wereld) -> None:
    """Requests outside the direct policy, with what invordering decided on them."""
    wereld.at(dagen_geleden=27)
    for sleutel in ("toegekend", "afgewezen"):
        _request(wereld, sleutel, _LANG)
    wereld.at(dagen_geleden=21)
    _grant(wereld, "toegekend")
    _pay(wereld, "toegekend")
    _refuse(wereld, "afgewezen")
    wereld.work()


def tell_waiting(wereld: Wereld, menigte: list[int]) -> None:
    """Requests of the last days: some wait for invordering, two for the inwoner. `menigte`: others who ask."""
    wereld.at(dagen_geleden=6)
    _request(wereld, "voorstel", _LANG)
    wereld.at(dagen_geleden=4)
    _request(wereld, "vraag", _LANG)
    _ask_rest(wereld, "pauze")
    wereld.at(dagen_geleden=3)
    _request(wereld, "wacht", _LANG)
    _propose(wereld, "voorstel")
    for dagen_geleden, inwoner_id in zip((3, 2, 2, 1, 1, 0.3), menigte, strict=False):
        wereld.at(dagen_geleden=dagen_geleden)
        _ask(wereld, inwoner_id, _LANG)
    wereld.at(dagen_geleden=0.2)
    _ask_something(wereld, "vraag")
    wereld.work()


def _request(wereld: Wereld, sleutel: str, aantal: int) -> None:
    _ask(wereld, wereld.inwoner(sleutel), aantal)


def _ask(wereld: Wereld, inwoner_id: int, aantal: int) -> None:
    """Ask to pay all that is open in `aantal` terms."""
    _send(wereld, inwoner_id, Wens(Verzoeksoort.REGELING, aantal=aantal, dag=25))


def _ask_rest(wereld: Wereld, sleutel: str) -> None:
    """Ask for some weeks of rest."""
    tot = today(wereld.now) + timedelta(days=_RUST)
    _send(wereld, wereld.inwoner(sleutel), Wens(Verzoeksoort.PAUZE, tot=tot))


def _send(wereld: Wereld, inwoner_id: int, wens: Wens) -> None:
    ids = tuple(aanslag.id for aanslag in wereld.open_aanslagen(inwoner_id))
    verzoek = Regelingsverzoek(sleutel=f"demo-{inwoner_id}", aanslag_ids=ids, wens=wens, digitaal=True)
    door = wereld.door_of(inwoner_id)
    wereld.do(lambda session: request_regeling(session, door, inwoner_id, verzoek, wereld.now))


def _pay(wereld: Wereld, sleutel: str) -> None:
    """Pay each term that is due, a day early; who is late left out the last one that is well past."""
    vandaag, plan = today(wereld.heden), _kaart(wereld, wereld.inwoner(sleutel)).plan
    if plan is None:
        raise VerhaalStokt(f"{sleutel}: geen plan")
    betaald = [termijn for termijn in plan.termijnen if termijn.vervaldatum <= vandaag]
    if sleutel == "te_laat":
        betaald = [t for t in betaald if t.vervaldatum < vandaag - timedelta(days=_RUIM_TE_LAAT)][:-1]
    biljet = wereld.mensen[sleutel].biljetten[-1]
    for termijn in betaald:
        biljet.pay(termijn.vervaldatum - timedelta(days=1), termijn.bedrag)


def _case(wereld: Wereld, sleutel: str) -> Geval:
    """The request as the employee's page shows it."""
    kaart = _kaart(wereld, wereld.inwoner(sleutel))
    return Geval(kaart.verzoek_id, kaart.versie)


def _kaart(wereld: Wereld, inwoner_id: int) -> RegelingKaart:
    """Their newest request."""
    return wereld.do(lambda session: regelingen_of(session, inwoner_id, wereld.now))[0]


def _grant(wereld: Wereld, sleutel: str) -> None:
    geval, door = _case(wereld, sleutel), wereld.medewerker(Rol.INVORDERING)
    reden = "Past bij wat deze inwoner kan betalen."
    wereld.do(lambda session: grant_verzoek(session, door, geval, wereld.now, reden=reden))


def _refuse(wereld: Wereld, sleutel: str) -> None:
    geval, door = _case(wereld, sleutel), wereld.medewerker(Rol.INVORDERING)
    afwijzing = Afwijzing(
        gronden=("te_lang", "bedrag_te_laag"),
        in_plaats="U kunt wel in tien maanden betalen. Vraag dat in het portaal, dan mag het meteen.",
    )
    wereld.do(lambda session: refuse_verzoek(session, door, geval, afwijzing, wereld.now))


def _propose(wereld: Wereld, sleutel: str) -> None:
    geval, door = _case(wereld, sleutel), wereld.medewerker(Rol.INVORDERING)
    wens = Wens(Verzoeksoort.REGELING, aantal=9, dag=25)
    tekst = "Negen maanden kan wel. Zo bent u klaar voor de nieuwe aanslag."
    wereld.do(lambda session: propose_plan(session, door, geval, wens, wereld.now, toelichting=tekst))


def _ask_something(wereld: Wereld, sleutel: str) -> None:
    geval, door = _case(wereld, sleutel), wereld.medewerker(Rol.INVORDERING)
    vraag = "Op welke dag van de maand krijgt u uw loon of uitkering?"
    wereld.do(lambda session: ask_inwoner(session, door, geval, vraag, wereld.now))
