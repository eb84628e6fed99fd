"""Requests and plans as pages see them: frozen, with every text and date that a page needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portaal.aanslag.service import get_aanslagen
from portaal.aanslag.stand import Aanslag
from portaal.core.errors import NietGevonden
from portaal.core.geld import Centen
from portaal.infra.i18n import N_
from portaal.regeling.beleid import RegelingBeleid
from portaal.regeling.model import Regeling, Verzoek
from portaal.regeling.rules.voortgang import Termijnstand, Voortgang, follow, spread_payment
from portaal.regeling.service.incasso import debits_run
from portaal.regeling.service.redenen import read_redenen
from portaal.regeling.service.regelingen import plan_of, received_of
from portaal.regeling.service.zaken import policy_by_id
from portaal.regeling.stand import Betaalwijze, Omstandigheid, Plan, Reden, Verzoeksoort, Wens, read_plan
from portaal.regeling.toestanden import (
    AAN_ZET,
    OPEN_VERZOEK,
    VRAAGT_INWONER,
    Regelingstatus,
    Verzoekstatus,
    Wie,
    is_unanswered,
)

SOORT_TEKST = {
    Verzoeksoort.REGELING: N_("In delen betalen"),
    Verzoeksoort.UITSTEL: N_("Later betalen"),
    Verzoeksoort.PAUZE: N_("Even rust"),
    Verzoeksoort.GESPREK: N_("Hulp van een medewerker"),
}

STATUS_TEKST: dict[Verzoekstatus | Regelingstatus, str] = {
    Verzoekstatus.IN_BEHANDELING: N_("Wij kijken ernaar"),
    Verzoekstatus.AANVULLING_GEVRAAGD: N_("Wij hebben iets van u nodig"),
    Verzoekstatus.VOORSTEL_GEDAAN: N_("Wij hebben een voorstel"),
    Verzoekstatus.TOEGEKEND: N_("Het mag"),
    Verzoekstatus.AFGEWEZEN: N_("Het mag niet"),
    Verzoekstatus.INGETROKKEN: N_("Ingetrokken"),
    Verzoekstatus.AFGEHANDELD: N_("Klaar"),
    Regelingstatus.LOPEND: N_("Loopt"),
    Regelingstatus.AFGEROND: N_("Klaar"),
    Regelingstatus.GESTOPT: N_("Gestopt"),
    Regelingstatus.BEEINDIGD: N_("Gestopt door de gemeente"),
    Regelingstatus.VERVALLEN: N_("Niets meer te betalen"),
    Regelingstatus.VERVANGEN: N_("Vervangen door een nieuwe regeling"),
}


@dataclass(frozen=True)
class RegelingKaart:
    """A request, with the plan that it led to. `soort_tekst` and `status_tekst` are message ids."""

    verzoek_id: int
    regeling_id: int | None
    kenmerk: str
    soort: Verzoeksoort
    status: Verzoekstatus
    regelingstatus: Regelingstatus | None
    versie: int
    wens: Wens
    omstandigheid: Omstandigheid
    toelichting: str
    digitaal: bool
    herinner: bool
    aanslagen: tuple[Aanslag, ...]
    gevraagd_plan: Plan | None
    voorstel: Plan | None
    plan: Plan | None
    voortgang: Voortgang | None
    redenen: tuple[Reden, ...]
    gronden: tuple[str, ...]
    vraag: str
    antwoord: str
    bericht: str
    ingediend_at: datetime
    uiterlijk: date
    tot: date | None
    gezien_op: date | None
    besloten_at: datetime | None
    stopt_incasso: bool
    wijze: Betaalwijze
    voorstel_wijze: Betaalwijze
    schrijft_af: bool

    @property
    def soort_tekst(self) -> str:
        """What it is, as a message id."""
        return SOORT_TEKST[self.soort]

    @property
    def status_tekst(self) -> str:
        """How it stands, as a message id: of the plan once there is one."""
        return STATUS_TEKST[self.regelingstatus or self.status]

    @property
    def omschrijving(self) -> str:
        """One line for lists of staff, in Dutch: reference, what it is, how it stands."""
        return f"{self.kenmerk}: {self.soort_tekst} ({self.status_tekst})"

    @property
    def via_incasso(self) -> bool:
        """Whether the plan is debited: then the inwoner has nothing to transfer."""
        return self.wijze is Betaalwijze.INCASSO

    @property
    def is_open(self) -> bool:
        """Whether the request still waits for someone."""
        return self.status in OPEN_VERZOEK

    @property
    def vraagt_inwoner(self) -> bool:
        """Whether we asked the inwoner something, or made a proposal."""
        return self.status in VRAAGT_INWONER

    def is_unanswered(self, vandaag: date) -> bool:
        """Whether the last day to answer has passed; answering stays possible until someone decides."""
        return is_unanswered(self.status, self.uiterlijk, vandaag)

    @property
    def is_lopend(self) -> bool:
        """Whether a plan runs."""
        return self.regelingstatus is Regelingstatus.LOPEND

    @property
    def is_gaande(self) -> bool:
        """Whether the request waits for someone or its plan runs: it is not over."""
        return self.is_open or self.is_lopend

    @property
    def aan_zet(self) -> Wie | None:
        """Who is to do something next."""
        return AAN_ZET.get(self.regelingstatus or self.status)

    @property
    def aanslag_ids(self) -> tuple[int, ...]:
        """Which aanslagen it is about."""
        return tuple(aanslag.id for aanslag in self.aanslagen)

    @property
    def volgende(self) -> Termijnstand | None:
        """The next term to pay."""
        return self.voortgang.volgende if self.voortgang and self.is_lopend else None

    @property
    def nu_per_aanslag(self) -> dict[int, Centen]:
        """What there is to pay first on the running plan, by aanslag."""
        if self.plan is None or self.voortgang is None:
            return {}
        return spread_payment(self.plan, self.voortgang, self.voortgang.nu, self.aanslag_ids)

    @property
    def totaal(self) -> Centen:
        """What is open now on its aanslagen."""
        return Centen(sum(aanslag.open for aanslag in self.aanslagen))


def regelingen_of(session: Session, inwoner_id: int, now: datetime) -> list[RegelingKaart]:
    """All requests and plans of a person, the newest first. A constant number of queries."""
    vraag = select(Verzoek).filter_by(inwoner_id=inwoner_id).order_by(Verzoek.id.desc())
    return _kaarten(session, list(session.scalars(vraag)))


def get_kaart(session: Session, verzoek_id: int) -> RegelingKaart:
    """One request with its plan. Raises NietGevonden."""
    verzoek = session.get(Verzoek, verzoek_id)
    if verzoek is None:
        raise NietGevonden
    return _kaarten(session, [verzoek])[0]


def get_kaarten(session: Session, verzoek_ids: Sequence[int]) -> list[RegelingKaart]:
    """These requests with their plans, those that exist, by id. A constant number of queries."""
    vraag = select(Verzoek).where(Verzoek.id.in_(verzoek_ids)).order_by(Verzoek.id)
    return _kaarten(session, list(session.scalars(vraag)))


def is_verzoek_of(session: Session, verzoek_id: int, inwoner_id: int) -> bool:
    """Whether the request is this person's."""
    verzoek = session.get(Verzoek, verzoek_id)
    return verzoek is not None and verzoek.inwoner_id == inwoner_id


def inwoner_of(session: Session, verzoek_id: int) -> int:
    """Whose request it is. Raises NietGevonden."""
    verzoek = session.get(Verzoek, verzoek_id)
    if verzoek is None:
        raise NietGevonden
    return verzoek.inwoner_id


# One row or a few per plan: in the same query.
_MET_DELEN = select(Regeling).options(joinedload(Regeling.aanslagen))


def _kaarten(session: Session, verzoeken: Sequence[Verzoek]) -> list[RegelingKaart]:
    if not verzoeken:
        return []
    ids = [verzoek.id for verzoek in verzoeken]
    regelingen = {
        regeling.verzoek_id: regeling
        for regeling in session.scalars(_MET_DELEN.where(Regeling.verzoek_id.in_(ids))).unique()
    }
    aanslag_ids = {rij.aanslag_id for verzoek in verzoeken for rij in verzoek.aanslagen}
    per_id = {aanslag.id: aanslag for aanslag in get_aanslagen(session, sorted(aanslag_ids))}
    afgeschreven = debits_run(session, list(per_id.values()))
    versies = {verzoek.beleidversie_id for verzoek in verzoeken}
    beleid = {versie: policy_by_id(session, versie) for versie in versies}
    return [
        _kaart(
            beleid[verzoek.beleidversie_id],
            verzoek,
            regelingen.get(verzoek.id),
            [per_id[rij.aanslag_id] for rij in verzoek.aanslagen if rij.aanslag_id in per_id],
            afgeschreven,
        )
        for verzoek in verzoeken
    ]


def _kaart(
    beleid: RegelingBeleid,
    verzoek: Verzoek,
    regeling: Regeling | None,
    aanslagen: list[Aanslag],
    afgeschreven: set[int],
) -> RegelingKaart:
    plan = plan_of(regeling) if regeling and regeling.termijnen else None
    voortgang = None
    if regeling and plan:
        voortgang = follow(plan, received_of(regeling, aanslagen), beleid.volgen, regeling.gezien_op)
    return RegelingKaart(
        verzoek_id=verzoek.id,
        regeling_id=regeling.id if regeling else None,
        kenmerk=verzoek.kenmerk,
        soort=regeling.soort if regeling else verzoek.soort,
        status=verzoek.status,
        regelingstatus=regeling.status if regeling else None,
        versie=verzoek.versie,
        wens=Wens(
            verzoek.soort, verzoek.aantal, verzoek.maandbedrag, verzoek.dag, verzoek.tot, wijze=verzoek.wijze
        ),
        omstandigheid=verzoek.omstandigheid,
        toelichting=verzoek.toelichting,
        digitaal=verzoek.digitaal,
        herinner=verzoek.herinner,
        aanslagen=tuple(aanslagen),
        gevraagd_plan=read_plan(verzoek.plan) if verzoek.plan else None,
        voorstel=read_plan(verzoek.voorstel) if verzoek.voorstel else None,
        plan=plan,
        voortgang=voortgang,
        redenen=read_redenen(verzoek.redenen),
        gronden=tuple(beleid.grond(code).tekst for code in verzoek.gronden),
        vraag=verzoek.vraag,
        antwoord=verzoek.antwoord,
        bericht=verzoek.bericht,
        ingediend_at=verzoek.ingediend_at,
        uiterlijk=verzoek.uiterlijk,
        tot=regeling.tot if regeling else verzoek.tot,
        gezien_op=regeling.gezien_op if regeling else None,
        besloten_at=verzoek.besloten_at,
        stopt_incasso=regeling.stopt_incasso if regeling else False,
        wijze=regeling.wijze if regeling else verzoek.wijze,
        voorstel_wijze=Betaalwijze.INCASSO if verzoek.voorstel_incasso else Betaalwijze.OVERMAKEN,
        schrijft_af=any(aanslag.id in afgeschreven for aanslag in aanslagen),
    )
