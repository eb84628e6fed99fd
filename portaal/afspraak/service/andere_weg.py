"""A message that did not arrive: another way is tried, and in the end someone phones."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portaal.afspraak.begrip import Status
from portaal.afspraak.berichten import BALIE, EERDER, Mailsoort, mail_afspraak
from portaal.afspraak.kaart import Afspraak
from portaal.afspraak.model import AfspraakRij
from portaal.afspraak.service.lezen import make_kaarten
from portaal.afspraak.service.niet_bereikt import list_voorstellen
from portaal.afspraak.service.wachtlijst import tell_otherwise
from portaal.afspraak.sms import sms_afspraak
from portaal.bericht.service import was_queued
from portaal.core.door import DoorMedewerker
from portaal.core.events.bericht import BerichtMislukt
from portaal.infra.database import locked
from portaal.logboek.service import record


def try_other_way(session: Session, gebeurtenis: BerichtMislukt, now: datetime) -> None:
    """What failed by SMS goes by mail and the other way round; what has been tried goes to the list to phone.

    News that later news overtook is left.
    """
    waarvoor, _, rest = gebeurtenis.sleutel.partition(":")
    kenmerk, _, rest = rest.partition(":")
    volgnummer, _, soort = rest.partition(":")
    if waarvoor != BALIE.waarvoor or not (volgnummer == EERDER or soort in set(Mailsoort)):
        return
    rij = session.scalar(locked(select(AfspraakRij).filter_by(kenmerk=kenmerk)))
    if rij is not None and volgnummer == EERDER:
        if not tell_otherwise(session, rij, soort, gebeurtenis.kanaal, now):
            rij.niet_gemeld_at = now
        return
    if rij is None or _is_overtaken(session, rij, volgnummer):
        return
    kaart = make_kaarten(session, [rij], now)[0]
    if gebeurtenis.kanaal == "sms":
        tijden = list_voorstellen(session, rij.id, now)
        is_gelukt = mail_afspraak(session, kaart, Mailsoort(soort), now, tijden=tijden)
    else:
        is_gelukt = sms_afspraak(session, kaart, Mailsoort(soort), now)
    if not is_gelukt:
        rij.niet_gemeld_at = now


def _is_overtaken(session: Session, rij: AfspraakRij, volgnummer: str) -> bool:
    """Whether they were told of a later change. A talk that a colleague took over counts up and tells nothing."""
    later = range(int(volgnummer) + 1 if volgnummer.isdigit() else 0, rij.volgnummer + 1)
    return was_queued(
        session, [f"{BALIE.waarvoor}:{rij.kenmerk}:{n}:{soort}" for n in later for soort in Mailsoort]
    )


def list_ongemeld(session: Session, now: datetime) -> list[Afspraak]:
    """Whom we could not tell what changed: someone must phone them, the longest waiting first."""
    vraag = select(AfspraakRij).where(
        AfspraakRij.niet_gemeld_at.is_not(None),
        AfspraakRij.vergeten_at.is_(None),
        AfspraakRij.status.in_((Status.GEPLAND, Status.NIET_BEREIKT, Status.GEANNULEERD)),
    )
    return make_kaarten(session, list(session.scalars(vraag.order_by(AfspraakRij.niet_gemeld_at))), now)


def note_gemeld(session: Session, door: DoorMedewerker, afspraak_id: int, now: datetime) -> None:
    """Someone phoned them."""
    session.execute(update(AfspraakRij).where(AfspraakRij.id == afspraak_id).values(niet_gemeld_at=None))
    record(session, door, "afspraak:afspraak:gemeld", now=now, object_ref=f"afspraak:{afspraak_id}")
