"""Help in the demo: who said yes or no to schuldhulp, who took it back, what staff noted, what was reported."""

from datetime import timedelta

from portaal.core.rollen import Rol
from portaal.core.tijd import today
from portaal.demo.gegevens_wereld import Wereld
from portaal.invordering.rules import Meldingsoort
from portaal.invordering.service import meld
from portaal.signaal.begrip import Contactkanaal, Contactonderwerp, Initiatief, Signaalsoort
from portaal.signaal.service import Contactvraag, note_contact, note_signaal
from portaal.toestemming.begrip import Spoed
from portaal.toestemming.service import Contactwens, give, refuse, withdraw


def tell_consent(wereld: Wereld) -> None:
    """Two said yes, of whom one took it back; one said no."""
    wereld.at(dagen_geleden=18)
    _say_yes(wereld, "ingetrokken", Spoed.GEEN)
    wereld.at(dagen_geleden=9)
    _say_yes(wereld, "ja", Spoed.AFSLUITING)
    wereld.do(lambda session: refuse(session, wereld.door_inwoner("loopt"), wereld.inwoner("loopt"), wereld.now))
    wereld.at(dagen_geleden=4)
    door, inwoner_id = wereld.door_inwoner("ingetrokken"), wereld.inwoner("ingetrokken")
    wereld.do(lambda session: withdraw(session, door, inwoner_id, wereld.now))
    wereld.work()


def _say_yes(wereld: Wereld, sleutel: str, spoed: Spoed) -> None:
    mens = wereld.mensen[sleutel]
    wens = Contactwens(f"+31{mens.telefoon[1:]}", mens.email, "ochtend", voicemail=False, spoed=spoed)
    door, inwoner_id = wereld.door_inwoner(sleutel), wereld.inwoner(sleutel)
    wereld.do(lambda session: give(session, door, inwoner_id, wens, wereld.now))


def tell_signals(wereld: Wereld) -> None:
    """What balie and kcc noted: a signal that is due today, one for later, and contact."""
    wereld.at(dagen_geleden=5)
    _note(wereld, Rol.BALIE, "signaal", Signaalsoort.MEER_REKENINGEN, over=5)
    _note(wereld, Rol.KCC, "te_laat", Signaalsoort.KAN_NIET_BETALEN, over=12)
    balie, inwoner_id = wereld.medewerker(Rol.BALIE), wereld.inwoner("signaal")
    vraag = Contactvraag(Contactkanaal.BALIE, Contactonderwerp.BETALEN, Initiatief.INWONER, gelukt=True)
    wereld.do(lambda session: note_contact(session, balie, inwoner_id, vraag, wereld.now))


def tell_meldingen(wereld: Wereld) -> None:
    """Someone says that they have paid already; invordering still has to look."""
    wereld.at(dagen_geleden=2)
    door, inwoner_id = wereld.door_inwoner("gemeld"), wereld.inwoner("gemeld")
    aanslag = wereld.open_aanslagen(inwoner_id)[0]
    tekst = "Ik betaalde vorige week met de app van mijn bank."
    soort = Meldingsoort.AL_BETAALD
    wereld.do(lambda session: meld(session, door, aanslag.id, soort, wereld.now, toelichting=tekst))
    wereld.work()


def _note(wereld: Wereld, rol: Rol, sleutel: str, soort: Signaalsoort, *, over: int) -> None:
    door, inwoner_id = wereld.medewerker(rol), wereld.inwoner(sleutel)
    opvolgen_op = today(wereld.now) + timedelta(days=over)
    wereld.do(lambda session: note_signaal(session, door, inwoner_id, soort, opvolgen_op, wereld.now))
