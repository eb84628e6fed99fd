"""Everything that a decision needs, read from the rooms that know it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import BindParameter, bindparam, case, func, select
from sqlalchemy.orm import Session

from portaal.aanslag.service import get_aanslagen, list_aanslagen
from portaal.aanslag.stand import Aanslag
from portaal.beleid.service import holding, holding_versie, versie_id
from portaal.core.errors import InmiddelsGewijzigd, NietGevonden
from portaal.core.kalender import add_maanden
from portaal.core.tijd import start_of_day, today
from portaal.infra.database import get_locked
from portaal.invordering.service import kosten_terug
from portaal.inwoner.service import Persoonskaart, get_persoon
from portaal.regeling.beleid import RegelingBeleid
from portaal.regeling.model import Regeling, RegelingAanslag, Verzoek, VerzoekAanslag
from portaal.regeling.rules.incasso import may_debit, plan_under, stop_days_of
from portaal.regeling.rules.oordeel import Oordeel, Situatie, assess
from portaal.regeling.rules.schema import open_posten
from portaal.regeling.service.brieven import Bekend
from portaal.regeling.service.incasso import read_incasso
from portaal.regeling.stand import Betaalwijze, Omstandigheid, Plan, Post, Verzoeksoort, Wens
from portaal.regeling.toestanden import Regelingstatus

SOORT = "regeling"

# What every request asks, built once; who and what is filled in when it is asked.
_IDS: BindParameter[Sequence[int]] = bindparam("ids", expanding=True)
_LOPEND = select(RegelingAanslag.aanslag_id, RegelingAanslag.regeling_id).where(
    RegelingAanslag.aanslag_id.in_(_IDS), RegelingAanslag.loopt.is_(True)
)
_GEVRAAGD = select(VerzoekAanslag.aanslag_id, VerzoekAanslag.verzoek_id).where(
    VerzoekAanslag.aanslag_id.in_(_IDS), VerzoekAanslag.loopt.is_(True)
)
_SAMEN = (
    select(RegelingAanslag.aanslag_id)
    .where(RegelingAanslag.regeling_id.in_(_LOPEND.with_only_columns(RegelingAanslag.regeling_id)))
    .where(RegelingAanslag.loopt.is_(True))
    .order_by(RegelingAanslag.aanslag_id)
)
_UITSTEL = (
    select(RegelingAanslag.aanslag_id)
    .join(Regeling, Regeling.id == RegelingAanslag.regeling_id)
    .where(RegelingAanslag.aanslag_id.in_(_IDS), Regeling.soort == Verzoeksoort.UITSTEL)
)
# How many plans were ended by the gemeente since a moment, and when the last pause began.
_EERDER = select(
    func.count(
        case(((Regeling.status == Regelingstatus.BEEINDIGD) & (Regeling.geeindigd_at >= bindparam("sinds")), 1))
    ),
    func.max(case((Regeling.soort == Verzoeksoort.PAUZE, Regeling.begonnen_at))),
).where(Regeling.inwoner_id == bindparam("inwoner_id"))


@dataclass(frozen=True)
class Dossier:
    """What the gemeente knows at this moment of who asks and of the aanslagen asked about."""

    persoon: Persoonskaart
    aanslagen: tuple[Aanslag, ...]
    situatie: Situatie
    beleid: RegelingBeleid
    beleidversie_id: int
    vandaag: date

    @property
    def inwoner_id(self) -> int:
        """Who asks."""
        return self.persoon.id

    @property
    def bekend(self) -> Bekend:
        """What a letter needs of it."""
        return Bekend(self.persoon, self.aanslagen)

    @property
    def posten(self) -> tuple[Post, ...]:
        """What is open and would go into a plan."""
        return open_posten(self.aanslagen, self.situatie.kosten_terug)

    def under(self, beleid: RegelingBeleid, beleidversie_id: int) -> "Dossier":
        """The same, under the policy of another day."""
        return replace(self, beleid=beleid, beleidversie_id=beleidversie_id)

    def plan(self, wens: Wens, *, wacht_dagen: int = 0) -> Plan:
        """The schedule that this asks for, whatever the limits say. Raises LeegPlan."""
        staat = self.situatie.incasso
        return plan_under(self.posten, wens, self.beleid, staat, self.vandaag, wacht_dagen=wacht_dagen)

    @property
    def kan_incasso(self) -> bool:
        """Whether a plan for these can go by incasso at all."""
        return may_debit(self.aanslagen, self.situatie.incasso, self.beleid.incasso)

    @property
    def schrijft_af(self) -> bool:
        """Whether something is debited now."""
        return bool(self.situatie.incasso.loopt)

    @property
    def nog_af(self) -> date | None:
        """The day on which is debited once more, for it is too soon to be held back."""
        tot = self.vandaag + timedelta(days=stop_days_of(self.beleid))
        komt = [dag for dag in self.situatie.incasso.certain_until(tot) if dag >= self.vandaag]
        return max(komt, default=None)

    def judge(self, wens: Wens) -> Oordeel:
        """The decision of the rules."""
        return assess(wens, self.aanslagen, self.situatie, self.beleid, self.vandaag)


def policy_by_id(session: Session, beleidversie_id: int) -> RegelingBeleid:
    """One version of the policy, read once per session: a version never changes."""
    gelezen: dict[int, RegelingBeleid] = session.info.setdefault("regelingbeleid", {})
    if beleidversie_id not in gelezen:
        gelezen[beleidversie_id] = holding_versie(session, beleidversie_id, RegelingBeleid)
    return gelezen[beleidversie_id]


def holding_beleid(session: Session, now: datetime) -> RegelingBeleid:
    """The policy of today."""
    return holding(session, SOORT, RegelingBeleid, today(now))


def load_dossier(
    session: Session,
    inwoner_id: int,
    aanslag_ids: Iterable[int],
    now: datetime,
    *,
    omstandigheid: Omstandigheid = Omstandigheid.GEEN,
) -> Dossier:
    """Read it all. Raises NietGevonden when an aanslag is not of this inwoner."""
    ids = expand_ids(session, aanslag_ids)
    aanslagen = get_aanslagen(session, ids)
    if len(aanslagen) != len(ids) or any(a.inwoner_id != inwoner_id for a in aanslagen):
        raise NietGevonden
    vandaag = today(now)
    beleid = holding_beleid(session, now)
    persoon = get_persoon(session, inwoner_id)
    situatie = replace(
        _situation(session, persoon, ids, beleid, vandaag),
        incasso=read_incasso(session, aanslagen, beleid, vandaag),
    )
    return Dossier(
        persoon,
        tuple(aanslagen),
        replace(situatie, omstandigheid=omstandigheid),
        beleid,
        versie_id(session, SOORT, vandaag),
        vandaag,
    )


def expand_ids(session: Session, aanslag_ids: Iterable[int]) -> list[int]:
    """These aanslagen with those that share a running plan with them: a plan is never broken in two."""
    gekozen = list(dict.fromkeys(aanslag_ids))
    return list(dict.fromkeys([*gekozen, *session.scalars(_SAMEN, {"ids": gekozen})]))


def choosable_aanslagen(session: Session, inwoner_id: int) -> list[Aanslag]:
    """What can be asked about: everything that is open and has no request under way, oldest first."""
    alle = [aanslag for aanslag in list_aanslagen(session, inwoner_id) if aanslag.open > 0]
    bezig = requests_under_way(session, [aanslag.id for aanslag in alle])
    vrij = [aanslag for aanslag in alle if aanslag.id not in bezig]
    return sorted(vrij, key=lambda aanslag: (aanslag.dagtekening, aanslag.aanslagnummer))


def requests_under_way(session: Session, aanslag_ids: Sequence[int]) -> dict[int, int]:
    """Per aanslag the request that is under way on it. One query."""
    return dict(session.execute(_GEVRAAGD, {"ids": list(aanslag_ids)}).all())


def running_aanslagen(session: Session, aanslag_ids: Sequence[int]) -> dict[int, int]:
    """Per aanslag the plan that runs on it. One query."""
    return dict(session.execute(_LOPEND, {"ids": list(aanslag_ids)}).all())


def _situation(
    session: Session, persoon: Persoonskaart, ids: Sequence[int], beleid: RegelingBeleid, vandaag: date
) -> Situatie:
    sinds = start_of_day(add_maanden(vandaag, -beleid.eerder.maanden))
    beeindigd, laatste = session.execute(_EERDER, {"inwoner_id": persoon.id, "sinds": sinds}).one()
    return Situatie(
        status=persoon.status,
        lopende_aanslagen=frozenset(running_aanslagen(session, ids)),
        uitstel_gehad=frozenset(session.scalars(_UITSTEL, {"ids": list(ids)})),
        beeindigd=beeindigd,
        laatste_pauze=today(laatste) if laatste else None,
        kosten_terug=kosten_terug(session, ids),
    )


def shift_pauze(session: Session, dossier: Dossier, wens: Wens) -> tuple[Plan, Betaalwijze] | None:
    """A pause in a running plan: its open terms again, after the last day of rest, in the way they are paid.

    None when no plan runs.
    """
    lopend = set(running_aanslagen(session, [aanslag.id for aanslag in dossier.aanslagen]).values())
    if not lopend or wens.tot is None:
        return None
    regeling = session.get_one(Regeling, min(lopend))
    nog = [termijn for termijn in regeling.termijnen if termijn.vervaldatum >= dossier.vandaag]
    dag = regeling.verzoek.dag
    opnieuw = Wens(Verzoeksoort.REGELING, aantal=max(1, len(nog)), dag=dag, wijze=regeling.wijze)
    staat = dossier.situatie.incasso
    na_rust = wens.tot + timedelta(days=1)
    plan = plan_under(dossier.posten, opnieuw, dossier.beleid, staat, dossier.vandaag, niet_voor=na_rust)
    return plan, regeling.wijze


def lock_verzoek(session: Session, verzoek_id: int, versie: int | None = None) -> Verzoek:
    """The request, for changing it: nobody else changes it meanwhile.

    `versie` is what the page showed. Raises NietGevonden, InmiddelsGewijzigd when it is another by now.
    """
    verzoek = get_locked(session, Verzoek, verzoek_id)
    if versie is not None and verzoek.versie != versie:
        raise InmiddelsGewijzigd
    return verzoek
