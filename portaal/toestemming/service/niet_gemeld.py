"""A message of schuldhulp that does not arrive: the team phones instead. No letter: others open those."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from portaal.afspraak.begrip import Status
from portaal.core.door import DoorMedewerker
from portaal.core.errors import NietGevonden
from portaal.core.events.bericht import BerichtMislukt
from portaal.infra.database import get_locked, locked
from portaal.logboek.service import record
from portaal.toestemming.begrip import LOPEND
from portaal.toestemming.model import Hulpgesprek, Hulpvraag, Toestemming
from portaal.toestemming.service.berichten import WAARVOOR
from portaal.toestemming.service.desk import visible
from portaal.toestemming.service.gesprek import AFZENDER

# What the message was about: a talk, or the yes itself.
GESPREK, JA = "gesprek", "ja"


@dataclass(frozen=True)
class Nabellen:
    """Someone to phone. `begin`, `is_afgezegd`: of the talk. `tot`: when the yes ends. `nummer`: of either."""

    soort: str
    nummer: int
    naam: str
    telefoon: str
    sinds: datetime
    begin: datetime | None = None
    is_afgezegd: bool = False
    tot: datetime | None = None


def phone_instead(session: Session, gebeurtenis: BerichtMislukt, now: datetime) -> None:
    """Put them on the list to phone, unless later news overtook the message or the contact has ended."""
    waarvoor, _, rest = gebeurtenis.sleutel.partition(":")
    naam, _, rest = rest.partition(":")
    if waarvoor == AFZENDER.waarvoor:
        gesprek = session.scalar(locked(select(Hulpgesprek).filter_by(kenmerk=naam)))
        if gesprek is not None and str(gesprek.volgnummer) == rest.partition(":")[0]:
            gesprek.niet_gemeld_at = now
    elif waarvoor == WAARVOOR:
        ja = select(Toestemming.id).filter_by(ref=naam)
        loopt = (Hulpvraag.toestemming_id.in_(ja), Hulpvraag.status.in_(LOPEND))
        session.execute(update(Hulpvraag).where(*loopt).values(niet_gemeld_at=now))


def list_ongemeld(session: Session, medewerker_id: int, now: datetime) -> Sequence[Nabellen]:
    """Whom the team must phone, the longest waiting first; of an ended yes only who holds the talk sees it."""
    gesprekken = session.scalars(
        select(Hulpgesprek).where(_seen_by(session, medewerker_id, now), Hulpgesprek.niet_gemeld_at.is_not(None))
    )
    regels = [
        Nabellen(
            GESPREK,
            rij.id,
            rij.naam,
            rij.telefoon,
            rij.niet_gemeld_at or now,
            begin=rij.begin,
            is_afgezegd=rij.status is Status.GEANNULEERD,
        )
        for rij in gesprekken
    ]
    vragen = (
        visible(session, now).where(Hulpvraag.niet_gemeld_at.is_not(None)).add_columns(Toestemming.verloopt_at)
    )
    for vraag, tot in session.execute(vragen):
        regels.append(Nabellen(JA, vraag.id, vraag.naam, vraag.telefoon, vraag.niet_gemeld_at or now, tot=tot))
    return sorted(regels, key=lambda regel: regel.sinds)


def note_gebeld(session: Session, door: DoorMedewerker, soort: str, nummer: int, now: datetime) -> None:
    """Someone phoned them. Raises NietGevonden for who is not on this employee's list."""
    regels = list_ongemeld(session, door.medewerker_id, now)
    if (soort, nummer) not in {(regel.soort, regel.nummer) for regel in regels}:
        raise NietGevonden
    tabel: type[Hulpgesprek | Hulpvraag] = Hulpgesprek if soort == GESPREK else Hulpvraag
    rij = get_locked(session, tabel, nummer)
    rij.niet_gemeld_at = None
    record(session, door, "toestemming:bericht:gebeld", inwoner_id=rij.inwoner_id, now=now)


def _seen_by(session: Session, medewerker_id: int, now: datetime) -> ColumnElement[bool]:
    loopt = visible(session, now).with_only_columns(Hulpvraag.id)
    van_wie = or_(Hulpgesprek.hulpvraag_id.in_(loopt), Hulpgesprek.medewerker_id == medewerker_id)
    status = Hulpgesprek.status.in_((Status.GEPLAND, Status.GEANNULEERD))
    return and_(van_wie, status, Hulpgesprek.einde > now)
