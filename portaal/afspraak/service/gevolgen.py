"""What goes with every change: logboek, event, mail, and the hold while a talk is planned."""

from datetime import datetime

from sqlalchemy.orm import Session

from portaal.aanslag.service import list_aanslagen
from portaal.afspraak.begrip import Status
from portaal.afspraak.berichten import Mailsoort, mail_afspraak
from portaal.afspraak.rules.mag import hold_until
from portaal.afspraak.service.lezen import make_kaarten, make_planning
from portaal.afspraak.tabellen import AfspraakKolommen
from portaal.core.door import Door
from portaal.core.events import Gebeurtenis
from portaal.infra.werk.gebeurtenissen import announce
from portaal.invordering.rules import Blokkadereden
from portaal.invordering.service import Blokkadevraag, lift_blokkade, place_blokkade
from portaal.logboek.service import record

# After a talk the hold runs on for the days that policy gives; without one there is nothing to wait for.
_LAAT_LOS = (Status.GEANNULEERD, Status.GEMIST, Status.NIET_BEREIKT)


def tell(
    session: Session,
    door: Door,
    rij: AfspraakKolommen,
    soort: Mailsoort | None,
    gebeurtenis: Gebeurtenis,
    *,
    now: datetime,
) -> None:
    """Note the change, let other rooms know, mail who it is for, and hold or let go of their aanslagen."""
    wat = gebeurtenis.NAAM
    record(session, door, wat, now=now, inwoner_id=rij.inwoner_id, object_ref=f"afspraak:{rij.id}")
    announce(session, gebeurtenis, now)
    if soort:
        mail_afspraak(session, make_kaarten(session, [rij], now)[0], soort, now)
    if rij.inwoner_id is not None:
        _hold_or_let_go(session, door, rij, rij.inwoner_id, now)


def _hold_or_let_go(session: Session, door: Door, rij: AfspraakKolommen, inwoner_id: int, now: datetime) -> None:
    """While a talk about them is planned, nothing more is sent about the open aanslagen of who logged in."""
    bron = f"afspraak:{rij.id}"
    beleid = make_planning(session, now).beleid
    onderwerp = beleid.onderwerpen.get(rij.onderwerp)
    if rij.status in _LAAT_LOS:
        lift_blokkade(session, door, bron, now)
    if not rij.status.is_open or onderwerp is None or not onderwerp.houdt_stil:
        return
    open_ids = [aanslag.id for aanslag in list_aanslagen(session, inwoner_id) if aanslag.open]
    if open_ids:
        tot = hold_until(beleid, rij.begin, rij.created_at)
        place_blokkade(session, door, Blokkadevraag(open_ids, bron, Blokkadereden.GESPREK, tot), now)
