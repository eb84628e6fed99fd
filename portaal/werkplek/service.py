"""What staff see first: a search, and a person's page by role."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portaal.aanslag.service import find_aanslagnummer, list_aanslagen
from portaal.aanslag.stand import Aanslag
from portaal.afspraak.kaart import Afspraak
from portaal.afspraak.service import afspraken_of
from portaal.core.door import DoorMedewerker
from portaal.core.geld import Centen
from portaal.core.nummers import OngeldigNummer, mask_bsn
from portaal.core.rollen import LOKET, Rol
from portaal.infra.paging import Pagina
from portaal.inwoner.service import Persoonskaart, Zoekresultaat, Zoekvraag, bsn_of, get_persoon, search_inwoners
from portaal.logboek.service import record
from portaal.regeling.service import RegelingKaart, regelingen_of
from portaal.signaal.service import Contacten, contacten_of

AANSLAGNUMMER_LENGTE = 12


@dataclass(frozen=True)
class Dossier:
    """A person as an employee with these roles may see them."""

    persoon: Persoonskaart
    bsn: str
    aanslagen: list[Aanslag]
    regelingen: list[RegelingKaart]
    afspraken: list[Afspraak]
    contacten: Contacten
    toon_adres: bool

    @property
    def open(self) -> Centen:
        """What is still to be paid over all aanslagen, in cents."""
        return Centen(sum(aanslag.open for aanslag in self.aanslagen))


def find_inwoners(session: Session, *, nummer: str, zoekvraag: Zoekvraag) -> Pagina[Zoekresultaat]:
    """Who fits: by aanslagnummer (12 digits), by BSN, or by name and birth date."""
    cijfers = "".join(nummer.split())
    if len(cijfers) == AANSLAGNUMMER_LENGTE:
        gevonden = find_aanslagnummer(session, cijfers)
        if gevonden is None:
            return Pagina([], 1, 0)
        persoon = get_persoon(session, gevonden[1])
        return Pagina([Zoekresultaat(persoon.id, persoon.naam, persoon.geboortedatum, "")], 1, 1)
    if cijfers:
        zoekvraag = Zoekvraag(bsn=cijfers)
    try:
        return search_inwoners(session, zoekvraag, 1)
    except OngeldigNummer:
        return Pagina([], 1, 0)


def open_dossier(session: Session, door: DoorMedewerker, inwoner_id: int, now: datetime) -> Dossier:
    """A person's page; that it was looked at goes into the logboek. Raises NietGevonden."""
    persoon = get_persoon(session, inwoner_id)
    is_loket = bool(LOKET & door.rollen)
    record(session, door, "werkplek:dossier:bekeken", inwoner_id=inwoner_id, doel=_purpose(door.rollen), now=now)
    return Dossier(
        persoon=persoon,
        bsn=mask_bsn(bsn_of(session, inwoner_id)),
        aanslagen=list_aanslagen(session, inwoner_id),
        regelingen=regelingen_of(session, inwoner_id, now),
        afspraken=afspraken_of(session, inwoner_id, now) if is_loket else [],
        contacten=contacten_of(session, inwoner_id),
        toon_adres=not persoon.geheimhouding,
    )


def _purpose(rollen: frozenset[Rol]) -> str:
    if Rol.INVORDERING in rollen:
        return "aanslagen innen en verzoeken beoordelen"
    return "een vraag van de inwoner beantwoorden"
