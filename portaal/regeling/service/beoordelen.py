"""Everything that an employee needs to decide on one request, on one page."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portaal.aanslag.service import list_aanslagen
from portaal.aanslag.stand import Aanslag
from portaal.core.door import Door
from portaal.core.errors import NietGevonden
from portaal.core.geld import Centen
from portaal.invordering.rules import Blokkade
from portaal.invordering.service import Meldingskaart, active_blokkades, meldingen_of
from portaal.inwoner.service import Persoonskaart, get_persoon
from portaal.logboek.service import record
from portaal.regeling.beleid import RegelingBeleid
from portaal.regeling.model import Regeling, Verzoek
from portaal.regeling.rules.advies import Advies
from portaal.regeling.service.besluiten import advice_on, dossier_of
from portaal.regeling.service.kaarten import RegelingKaart, get_kaart, regelingen_of
from portaal.regeling.service.regelingen import regeling_of
from portaal.regeling.stand import Plan
from portaal.regeling.toestanden import VERZOEK, Verzoekstap


@dataclass(frozen=True)
class Beoordeling:
    """One request with all that bears on it. `stappen` are the steps that can be taken now."""

    kaart: RegelingKaart
    persoon: Persoonskaart
    open_aanslagen: tuple[Aanslag, ...]
    blokkades: dict[int, list[Blokkade]]
    eerdere: tuple[RegelingKaart, ...]
    meldingen: tuple[Meldingskaart, ...]
    advies: Advies
    beleid: RegelingBeleid
    plan_nu: Plan | None
    contact_at: datetime | None
    afwijkreden: str
    eindreden: str
    bellen: bool
    herinnerd: bool
    kan_incasso: bool
    stappen: frozenset[Verzoekstap]

    @property
    def open_totaal(self) -> Centen:
        """All that is open of this person, also outside the request."""
        return Centen(sum(aanslag.open for aanslag in self.open_aanslagen))


def read_beoordeling(session: Session, door: Door, verzoek_id: int, now: datetime) -> Beoordeling:
    """Read it all; the look is in the logboek. Raises NietGevonden."""
    verzoek = session.get(Verzoek, verzoek_id)
    if verzoek is None:
        raise NietGevonden
    record(
        session,
        door,
        "regeling:verzoek:bekeken",
        now=now,
        inwoner_id=verzoek.inwoner_id,
        doel="een verzoek om in delen te betalen beoordelen",
        object_ref=f"verzoek:{verzoek_id}",
    )
    dossier = dossier_of(session, verzoek, now)
    advies, kaart = advice_on(verzoek, dossier), get_kaart(session, verzoek_id)
    open_ = tuple(aanslag for aanslag in list_aanslagen(session, verzoek.inwoner_id) if aanslag.open > 0)
    regeling: Regeling | None = regeling_of(session, verzoek_id)
    alle = regelingen_of(session, verzoek.inwoner_id, now)
    return Beoordeling(
        kaart=kaart,
        persoon=get_persoon(session, verzoek.inwoner_id),
        open_aanslagen=open_,
        blokkades=active_blokkades(session, [aanslag.id for aanslag in open_], now),
        eerdere=tuple(eerder for eerder in alle if eerder.verzoek_id != verzoek_id),
        meldingen=tuple(meldingen_of(session, verzoek.inwoner_id)),
        advies=advies,
        beleid=dossier.beleid,
        plan_nu=kaart.plan or kaart.gevraagd_plan,
        contact_at=verzoek.contact_at,
        afwijkreden=verzoek.afwijkreden,
        eindreden=regeling.eindreden if regeling else "",
        bellen=regeling is not None and regeling.bellen_sinds is not None,
        herinnerd=regeling is not None and regeling.herinnerd_op is not None,
        kan_incasso=dossier.kan_incasso,
        stappen=frozenset(stap for stap in Verzoekstap if VERZOEK.may(verzoek.status, stap)),
    )
