"""What goes with every change: logboek, event, mail, and the hold while a talk is planned."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from portaal.aanslag.service import list_aanslagen
from portaal.afspraak.begrip import Status
from portaal.afspraak.berichten import Mailsoort, mail_afspraak
from portaal.afspraak.rules.mag import hold_until
from portaal.afspraak.service.lezen import make_kaarten, make_planning
from portaal.afspraak.sms import MOET_AANKOMEN, sms_afspraak, wants_sms
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
    tijden: Sequence[datetime] = (),
) -> None:
    """Note the change, let other rooms know, tell who it is for, and hold or let go of their aanslagen.

    `tijden`: new times that wait for an answer of who could not be reached; until then the hold stays.
    """
    wat = gebeurtenis.NAAM
    record(session, door, wat, now=now, inwoner_id=rij.inwoner_id, object_ref=f"afspraak:{rij.id}")
    announce(session, gebeurtenis, now)
    if soort:
        send_message(session, rij, soort, now, tijden)
    if rij.inwoner_id is not None:
        gesprek = max(tijden, default=rij.begin if rij.status.is_open else None)
        _hold_or_let_go(session, door, rij, rij.inwoner_id, gesprek, now)


def send_message(
    session: Session, rij: AfspraakKolommen, soort: Mailsoort, now: datetime, tijden: Sequence[datetime] = ()
) -> None:
    """Tell them by mail, or by SMS when they chose that or have no mail.

    What must arrive and has no way to go is put on the list of people to phone.
    """
    kaart = make_kaarten(session, [rij], now)[0]
    rij.niet_gemeld_at = None
    if wants_sms(kaart.contact, soort):
        sms_afspraak(session, kaart, soort, now)
    elif kaart.contact.email:
        mail_afspraak(session, kaart, soort, now, tijden=tijden)
    elif soort in MOET_AANKOMEN:
        rij.niet_gemeld_at = now


def _hold_or_let_go(
    session: Session,
    door: Door,
    rij: AfspraakKolommen,
    inwoner_id: int,
    gesprek: datetime | None,
    now: datetime,
) -> None:
    """While a talk about them is planned, nothing more is sent about the open aanslagen of who logged in."""
    bron = f"afspraak:{rij.id}"
    beleid = make_planning(session, now).beleid
    onderwerp = beleid.onderwerpen.get(rij.onderwerp)
    if gesprek is None and rij.status in _LAAT_LOS:
        lift_blokkade(session, door, bron, now)
    if gesprek is None or onderwerp is None or not onderwerp.houdt_stil:
        return
    open_ids = [aanslag.id for aanslag in list_aanslagen(session, inwoner_id) if aanslag.open]
    if open_ids:
        tot = hold_until(beleid, gesprek, rij.created_at)
        place_blokkade(session, door, Blokkadevraag(open_ids, bron, Blokkadereden.GESPREK, tot), now)
