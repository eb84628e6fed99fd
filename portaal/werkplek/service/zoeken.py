"""Finding a person; whoever is shown in a list has been looked at."""

from datetime import datetime

from sqlalchemy.orm import Session

from portaal.aanslag.service import find_aanslagnummer
from portaal.core.door import DoorMedewerker
from portaal.infra.paging import Pagina
from portaal.inwoner.service import Zoekresultaat, Zoekvraag, find_by_bsn, search_inwoners
from portaal.logboek.service import record
from portaal.werkplek.rules import ZoekOpAanslag, ZoekOpBsn, ZoekOpNaam, purpose_of


def find_een(session: Session, opdracht: ZoekOpAanslag | ZoekOpBsn) -> int | None:
    """The one person to whom a number belongs, or None."""
    if isinstance(opdracht, ZoekOpBsn):
        return find_by_bsn(session, opdracht.bsn)
    gevonden = find_aanslagnummer(session, opdracht.aanslagnummer)
    return gevonden[1] if gevonden else None


def find_op_naam(
    session: Session, door: DoorMedewerker, opdracht: ZoekOpNaam, nummer: int, now: datetime
) -> Pagina[Zoekresultaat]:
    """A page of persons with this name and birth date; each one shown goes into the logboek."""
    vraag = Zoekvraag(naam=opdracht.naam, geboortedatum=opdracht.geboortedatum)
    pagina = search_inwoners(session, vraag, nummer)
    for mens in pagina.items:
        record(session, door, "werkplek:zoeken:getoond", now=now, inwoner_id=mens.id, doel=purpose_of(door.rollen))
    return pagina
