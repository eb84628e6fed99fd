"""What is owed, as far as the second yes goes: through the one opening in the wall (infra/rollen_pg)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portaal.core.door import DoorMedewerker
from portaal.core.geld import Centen
from portaal.infra.rollen_pg import read_open_bedragen
from portaal.logboek.service import record
from portaal.toestemming.begrip import Toestemmingssoort
from portaal.toestemming.model import Hulpvraag
from portaal.toestemming.service.lezen import beleid_of, toestemming_of


@dataclass(frozen=True)
class OpenBedrag:
    """What is still to be paid on one aanslag, in cents; nothing else of it is shared."""

    soort: str
    belastingjaar: int
    open: Centen


def open_amounts(
    session: Session, door: DoorMedewerker, vraag: Hulpvraag, now: datetime
) -> list[OpenBedrag] | None:
    """The open amounts of who chose to share them; None for everybody else. The look is in the logboek."""
    if beleid_of(session, now).bedragen is None or vraag.inwoner_id is None:
        return None
    if not toestemming_of(session, vraag.inwoner_id, now, soort=Toestemmingssoort.BEDRAGEN).is_ja:
        return None
    doel = "bedragen waarvoor de inwoner ja zei"
    record(session, door, "toestemming:bedragen:bekeken", inwoner_id=vraag.inwoner_id, doel=doel, now=now)
    rijen = read_open_bedragen(session, vraag.id, now)
    return [OpenBedrag(soort, jaar, Centen(bedrag)) for soort, jaar, bedrag in rijen]
