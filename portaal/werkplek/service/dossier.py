"""A person's page, as far as the employee's roles go; every look at it is in the logboek."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portaal.aanslag.service import list_aanslagen
from portaal.aanslag.stand import Aanslag
from portaal.afspraak.kaart import Afspraak
from portaal.afspraak.service import afspraken_of
from portaal.beleid.service import holding
from portaal.core.door import DoorMedewerker
from portaal.core.geld import Centen
from portaal.core.nummers import mask_bsn
from portaal.core.tijd import today
from portaal.invordering.beleid import KOSTEN, LADDER, Kostenbeleid, Ladderbeleid
from portaal.invordering.ladder import Klokbeleid, Ladder, Trede, ladder_of
from portaal.invordering.rules import REDEN_TEKST, Blokkade
from portaal.invordering.service import Meldingskaart, active_blokkades, meldingen_of
from portaal.inwoner.service import Persoonskaart, bsn_of, get_persoon
from portaal.logboek.service import record
from portaal.regeling.service import RegelingKaart, regelingen_of
from portaal.signaal.service import Contacten, contacten_of
from portaal.werkplek.rules import purpose_of, sees_afspraken, sees_blokkades


@dataclass(frozen=True)
class Aanslagrij:
    """An aanslag with its clock. `redenen` (message ids) say why it stands still, for who may know."""

    aanslag: Aanslag
    ladder: Ladder
    redenen: tuple[str, ...]

    @property
    def is_te_laat(self) -> bool:
        """Whether money should have been here by now, and nothing holds the clock."""
        return bool(self.aanslag.open) and self.ladder.is_voorbij and self.ladder.stil is None

    @property
    def volgende(self) -> Trede | None:
        """What can be sent next; nothing while the clock stands still."""
        return None if self.ladder.stil else self.ladder.volgende


@dataclass(frozen=True)
class Dossier:
    """A person as an employee with these roles may see them."""

    persoon: Persoonskaart
    bsn: str
    aanslagen: tuple[Aanslagrij, ...]
    regelingen: tuple[RegelingKaart, ...]
    afspraken: tuple[Afspraak, ...]
    meldingen: tuple[Meldingskaart, ...]
    contacten: Contacten
    toon_afspraken: bool

    @property
    def open(self) -> Centen:
        """What is still to be paid over all aanslagen, in cents."""
        return Centen(sum(rij.aanslag.open for rij in self.aanslagen))

    @property
    def adres(self) -> tuple[str, ...]:
        """The lines of the address; none when it is secret in the BRP, for who is at the desk may read along."""
        return () if self.persoon.geheimhouding else self.persoon.adresregels


def open_dossier(session: Session, door: DoorMedewerker, inwoner_id: int, now: datetime) -> Dossier:
    """A person's page; the look is recorded in the same transaction. Raises NietGevonden."""
    persoon = get_persoon(session, inwoner_id)
    doel = purpose_of(door.rollen)
    record(session, door, "werkplek:dossier:bekeken", now=now, inwoner_id=inwoner_id, doel=doel)
    toon_afspraken = sees_afspraken(door.rollen)
    meldingen = meldingen_of(session, inwoner_id) if sees_blokkades(door.rollen) else []
    return Dossier(
        persoon=persoon,
        bsn=mask_bsn(bsn_of(session, inwoner_id)),
        aanslagen=_aanslagen(session, door, inwoner_id, now),
        regelingen=tuple(regelingen_of(session, inwoner_id, now)),
        afspraken=tuple(afspraken_of(session, inwoner_id, now)) if toon_afspraken else (),
        meldingen=tuple(meldingen),
        contacten=contacten_of(session, inwoner_id, now),
        toon_afspraken=toon_afspraken,
    )


def _aanslagen(session: Session, door: DoorMedewerker, inwoner_id: int, now: datetime) -> tuple[Aanslagrij, ...]:
    aanslagen, vandaag = list_aanslagen(session, inwoner_id), today(now)
    blokkades = active_blokkades(session, [aanslag.id for aanslag in aanslagen], now)
    klok = Klokbeleid(
        holding(session, LADDER, Ladderbeleid, vandaag), holding(session, KOSTEN, Kostenbeleid, vandaag)
    )
    toon_reden = sees_blokkades(door.rollen)
    return tuple(
        Aanslagrij(
            aanslag=aanslag,
            ladder=ladder_of(aanslag, blokkades[aanslag.id], klok, vandaag),
            redenen=_redenen(blokkades[aanslag.id]) if toon_reden else (),
        )
        for aanslag in aanslagen
    )


def _redenen(blokkades: Sequence[Blokkade]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(REDEN_TEKST[blokkade.reden] for blokkade in blokkades))
