"""A plan begins with a decision: its rows, its hold, and the end of a plan that it takes the place of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portaal.aanslag.stand import Aanslagstand
from portaal.core.door import Door
from portaal.core.geld import Centen
from portaal.core.tijd import today
from portaal.regeling.model import Regeling, RegelingAanslag, Regelingstermijn, Verzoek
from portaal.regeling.service.brieven import Bekend
from portaal.regeling.service.einde import end_regeling
from portaal.regeling.service.regelingen import booked_on, lock_regeling, note, place_hold, seen_until
from portaal.regeling.service.terugmelding import report_start
from portaal.regeling.service.zaken import Dossier, running_aanslagen
from portaal.regeling.stand import Betaalwijze, Plan, Verzoeksoort, Wens
from portaal.regeling.toestanden import Regelingstap, Regelingstatus


@dataclass(frozen=True)
class Inhoud:
    """What is granted: a plan, or rest until a day; `soort` is what it becomes.

    `nog_af` is the day on which is debited once more before the debits stop, `schrijft_af` that they run now,
    `bekend` what it is about and whose it is.
    """

    soort: Verzoeksoort
    plan: Plan | None
    bekend: Bekend
    tot: date | None = None
    wijze: Betaalwijze = Betaalwijze.OVERMAKEN
    nog_af: date | None = None
    schrijft_af: bool = False

    @classmethod
    def of(cls, dossier: Dossier, wens: Wens, plan: Plan | None) -> "Inhoud":
        """What is granted when a wish is."""
        bekend = dossier.bekend
        return cls(wens.soort, plan, bekend, wens.tot, wens.wijze, dossier.nog_af, dossier.schrijft_af)

    @property
    def aanslagen(self) -> Sequence[Aanslagstand]:
        """What it is about."""
        return self.bekend.aanslagen


def start_regeling(session: Session, door: Door, verzoek: Verzoek, inhoud: Inhoud, now: datetime) -> Regeling:
    """Let what was granted begin: rows, the hold, and the end of a plan that it takes the place of."""
    ids = [aanslag.id for aanslag in inhoud.aanslagen]
    for regeling_id in sorted(set(running_aanslagen(session, ids).values())):
        end_regeling(session, door, lock_regeling(session, regeling_id), Regelingstap.NIEUW_PLAN, now)
    regeling = Regeling(
        verzoek_id=verzoek.id,
        inwoner_id=verzoek.inwoner_id,
        soort=inhoud.soort,
        wijze=inhoud.wijze,
        status=Regelingstatus.LOPEND,
        beleidversie_id=verzoek.beleidversie_id,
        begonnen_at=now,
        tot=inhoud.tot,
        herinner=verzoek.herinner,
        gezien_op=seen_until(inhoud.aanslagen, today(now)),
        weer_kijken_op=today(now),
        aanslagen=_parts(inhoud),
        termijnen=_terms(inhoud.plan),
    )
    session.add(regeling)
    session.flush()
    report_start(session, regeling, now)
    place_hold(session, door, regeling, now)
    note(session, door, regeling, "begonnen", now)
    return regeling


def _parts(inhoud: Inhoud) -> list[RegelingAanslag]:
    bedragen = {post.aanslag_id: post.bedrag for post in inhoud.plan.posten} if inhoud.plan else {}
    stopt = inhoud.plan is not None and inhoud.wijze is Betaalwijze.OVERMAKEN
    rijen: list[RegelingAanslag] = []
    for volgorde, aanslag in enumerate(sorted(inhoud.aanslagen, key=lambda a: (a.dagtekening, a.aanslagnummer))):
        geld, kwijting = booked_on(aanslag)
        rijen.append(
            RegelingAanslag(
                aanslag_id=aanslag.id,
                volgorde=volgorde,
                bedrag=bedragen.get(aanslag.id, Centen(0)),
                geld_bij_begin=geld,
                kwijting_bij_begin=kwijting,
                stopt_incasso=aanslag.automatische_incasso and stopt,
            )
        )
    return rijen


def _terms(plan: Plan | None) -> list[Regelingstermijn]:
    return [
        Regelingstermijn(
            nummer=termijn.nummer,
            vervaldatum=termijn.vervaldatum,
            bedrag=termijn.bedrag,
            delen=[[deel.aanslag_id, deel.bedrag] for deel in termijn.delen],
        )
        for termijn in (plan.termijnen if plan else ())
    ]
