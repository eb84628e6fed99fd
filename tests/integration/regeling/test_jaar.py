"""A year in the life of many plans: every cent accounted for, everyone told, no cost against anyone on hold.

Payments, reversals, wrong betalingskenmerken, relief, annulments, letters that cross, other plans and stops come
at random, day by day; a delivery comes every few days and names only what changed. The full size is 2,000 plans.
"""

import random
import time
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portaal.aanslag.stand import Boekingsoort, Verzendsoort
from portaal.bericht.model import Bericht
from portaal.core.door import DoorInwoner, DoorMedewerker
from portaal.core.events.aanslag import LeveringOpgenomen
from portaal.core.kalender import next_werkdag
from portaal.core.rollen import Rol
from portaal.core.tijd import start_of_day, today
from portaal.infra.database import Database
from portaal.invordering.model import Kostenteruggave
from portaal.invordering.service import active_blokkades, find_crossed, make_set, read_set
from portaal.regeling.model import Regeling, Regelingstermijn
from portaal.regeling.service import (
    Geval,
    Regelingsverzoek,
    follow_levering,
    get_kaart,
    grant_verzoek,
    remind_ahead,
    request_regeling,
    stop_regeling,
)
from portaal.regeling.service.terugmelding import read_volledig
from portaal.regeling.toestanden import Regelingstatus
from tests.factories.aanslag import make_aanslag
from tests.factories.inwoner import make_inwoner, make_levering
from tests.factories.regeling import in_termijnen
from tests.support.pakket import replay

BEGIN = date(2026, 3, 16)
DAGEN = 365
OM_DE = 4
OPEN = 51216
VOORAF = "Een betaaldag komt eraan"
TEAM = DoorMedewerker(7, frozenset({Rol.INVORDERING}))


@dataclass
class Biljet:
    """What the belastingpakket knows of one aanslag."""

    aanslag_id: int
    boekingen: list[tuple[date, Boekingsoort, int]] = field(default_factory=list)
    kosten: int = 0
    verzonden: list[tuple[Verzendsoort, date, int]] = field(default_factory=list)
    vernietigd: bool = False
    gewijzigd: bool = False
    geleverd: int = 0

    @property
    def geld(self) -> int:
        """What was paid on it, less what was reversed."""
        return sum(bedrag for _, soort, bedrag in self.boekingen if soort is not Boekingsoort.VERMINDERING)

    def book(self, dag: date, soort: Boekingsoort, bedrag: int) -> None:
        self.boekingen.append((dag, soort, bedrag))
        self.gewijzigd = True


@dataclass
class Mens:
    """Someone with a plan, and how they pay."""

    inwoner_id: int
    verzoek_id: int
    biljetten: list[Biljet]
    termijnen: list[tuple[date, int]]
    aard: str
    bij_begin: int = 0
    plannen: int = 1
    gestopt_op: date | None = None


class Jaar:
    """The world outside the portal: who pays what when, and what the belastingpakket delivers of it."""

    def __init__(self, db: Database, aantal: int, zaad: int) -> None:
        self.db, self.toeval, self.sets = db, random.Random(zaad), 0
        self.mensen = [db.run(self._begin) for _ in range(aantal)]

    def _begin(self, session: Session) -> Mens:
        toeval, moment = self.toeval, start_of_day(BEGIN) + timedelta(hours=9)
        wie = make_inwoner(session)
        biljetten = [Biljet(make_aanslag(session, wie)) for _ in range(toeval.choice((1, 1, 1, 2)))]
        wens = in_termijnen(toeval.randint(1, 10), toeval.choice((1, 15, 26, 31)))
        ids = tuple(biljet.aanslag_id for biljet in biljetten)
        verzoek = Regelingsverzoek(f"jaar-{wie}", ids, wens, herinner=toeval.random() < 0.5)
        ontvangst = request_regeling(session, DoorInwoner(wie), wie, verzoek, moment)
        plan = get_kaart(session, ontvangst.verzoek_id).plan
        assert plan is not None
        aarden = ("trouw", "slordig", "verkeerd", "stopt", "kwijt", "vernietigd")
        aard = toeval.choices(aarden, (55, 20, 8, 8, 6, 3))[0]
        termijnen = [(t.vervaldatum, int(t.bedrag)) for t in plan.termijnen]
        return Mens(wie, ontvangst.verzoek_id, biljetten, termijnen, aard)

    def live(self, dag: date) -> None:
        """One day: who pays, who reverses, what the gemeente takes off or sends by mistake."""
        for mens in self.mensen:
            self._pay(mens, dag)
            if mens.aard in ("kwijt", "vernietigd") and self.toeval.random() < 0.01:
                self._relieve(mens, dag)
            if self.toeval.random() < 0.0005:
                self._send_by_mistake(mens, dag)
            if self.toeval.random() < 0.0008:
                self.db.run(lambda session, mens=mens: self._change(session, mens, dag))

    def _change(self, session: Session, mens: Mens, dag: date) -> None:
        """Someone with a running plan asks for another one, or stops."""
        moment, door = start_of_day(dag) + timedelta(hours=15), DoorInwoner(mens.inwoner_id)
        kaart = get_kaart(session, mens.verzoek_id)
        if not kaart.is_lopend or kaart.totaal <= 0 or kaart.regeling_id is None:
            return
        if self.toeval.random() < 0.2:
            stop_regeling(session, door, kaart.regeling_id, moment)
            mens.gestopt_op = dag
            return
        wens = in_termijnen(self.toeval.randint(2, 14), self.toeval.choice((1, 15, 26, 31)))
        nieuw = Regelingsverzoek(
            f"anders-{mens.inwoner_id}-{dag}", kaart.aanslag_ids, wens, herinner=kaart.herinner
        )
        verzoek_id = request_regeling(session, door, mens.inwoner_id, nieuw, moment).verzoek_id
        kaart = get_kaart(session, verzoek_id)
        if kaart.is_open:
            grant_verzoek(session, TEAM, Geval(verzoek_id, kaart.versie), moment, reden="maatwerk")
            kaart = get_kaart(session, verzoek_id)
        assert kaart.plan is not None
        # What was sent by mistake while a hold was on is not in the new plan.
        assert kaart.plan.totaal == sum(a.totaalbedrag - a.betaald for a in kaart.aanslagen if a.open > 0)
        mens.verzoek_id, mens.plannen = verzoek_id, mens.plannen + 1
        mens.bij_begin = sum(biljet.geleverd for biljet in mens.biljetten)
        mens.termijnen = [(t.vervaldatum, int(t.bedrag)) for t in kaart.plan.termijnen]

    def _pay(self, mens: Mens, dag: date) -> None:
        for vervaldatum, bedrag in mens.termijnen:
            if mens.gestopt_op:
                return
            laat = 9 if mens.aard == "slordig" and vervaldatum.month % 2 else 0
            stopt = mens.aard == "stopt" and vervaldatum > BEGIN + timedelta(days=120)
            if vervaldatum + timedelta(days=laat) == dag and not stopt:
                self._transfer(mens, dag, bedrag)
                if self.toeval.random() < 0.01:
                    self._transfer(mens, dag, -bedrag)
                    self._transfer(mens, dag + timedelta(days=1), bedrag)

    def _transfer(self, mens: Mens, dag: date, bedrag: int) -> None:
        soort = Boekingsoort.BETALING if bedrag > 0 else Boekingsoort.STORNO
        if mens.aard == "verkeerd" or bedrag < 0:
            mens.biljetten[0].book(dag, soort, bedrag)
            return
        for biljet in mens.biljetten:
            open_ = OPEN - sum(b for _, _, b in biljet.boekingen)
            deel = bedrag if biljet is mens.biljetten[-1] else max(0, min(bedrag, open_))
            if deel:
                biljet.book(dag, soort, deel)
            bedrag -= deel

    def _relieve(self, mens: Mens, dag: date) -> None:
        biljet = self.toeval.choice(mens.biljetten)
        if mens.aard == "vernietigd":
            biljet.vernietigd = biljet.gewijzigd = True
        else:
            biljet.book(dag, Boekingsoort.VERMINDERING, self.toeval.randint(1, 9000))
        mens.aard = "trouw"

    def _send_by_mistake(self, mens: Mens, dag: date) -> None:
        biljet = self.toeval.choice(mens.biljetten)
        biljet.verzonden.append((Verzendsoort.AANMANING, dag, 2200))
        biljet.kosten += 2200
        biljet.gewijzigd = True

    def deliver(self, moment: datetime) -> None:
        """What changed since the last delivery; then the worker's round."""

        def work(session: Session) -> None:
            levering = make_levering(session, ontvangen_at=moment, klaar_at=moment)
            for mens in self.mensen:
                for biljet in mens.biljetten:
                    if biljet.gewijzigd:
                        self._write(session, mens, biljet, levering, moment)
            gebeurtenis = LeveringOpgenomen(levering)
            find_crossed(session, gebeurtenis, moment)
            follow_levering(session, gebeurtenis, moment)
            remind_ahead(session, moment)
            check_nobody_is_passed_over(session, moment)
            self.sets += make_set(session, moment) is not None

        self.db.run(work)

    @staticmethod
    def _write(session: Session, mens: Mens, biljet: Biljet, levering: int, moment: datetime) -> None:
        make_aanslag(
            session,
            mens.inwoner_id,
            aanslag_id=biljet.aanslag_id,
            levering_id=levering,
            betalingen=biljet.boekingen,
            verzendingen=biljet.verzonden or None,
            kosten=biljet.kosten,
            vernietigd=biljet.vernietigd,
            bijgewerkt_at=moment,
        )
        biljet.gewijzigd, biljet.geleverd = False, biljet.geld


def check_nobody_is_passed_over(session: Session, moment: datetime) -> None:
    """After a delivery: who is late was told so, and who wants it heard of every term that is near."""
    laat = select(func.count()).where(
        Regeling.status == Regelingstatus.LOPEND, Regeling.achterstand > 0, Regeling.herinnerd_op.is_(None)
    )
    nabij = select(func.count()).where(
        Regeling.id == Regelingstermijn.regeling_id,
        Regeling.status == Regelingstatus.LOPEND,
        Regeling.herinner.is_(True),
        Regelingstermijn.vervaldatum.between(today(moment), today(moment) + timedelta(days=5)),
        Regelingstermijn.nummer > Regeling.vooraf_termijn,
    )
    assert (session.scalar(laat), session.scalar(nabij)) == (0, 0), moment


def play(db: Database, aantal: int, zaad: int) -> Jaar:
    """Let a year pass."""
    jaar = Jaar(db, aantal, zaad)
    for nummer in range(DAGEN):
        dag = BEGIN + timedelta(days=nummer)
        jaar.live(dag)
        if nummer % OM_DE == OM_DE - 1 or nummer == DAGEN - 1:
            jaar.deliver(start_of_day(dag + timedelta(days=1)) + timedelta(hours=5))
    return jaar


def check_every_plan(db: Database, jaar: Jaar) -> None:
    """What must hold of each plan after the year, on the ledger of the world outside."""
    einde = start_of_day(BEGIN + timedelta(days=DAGEN + 1))
    with db.reading() as session:
        for mens in jaar.mensen:
            kaart = get_kaart(session, mens.verzoek_id)
            geboekt = [boeking for biljet in mens.biljetten for boeking in biljet.boekingen]
            geld = sum(biljet.geld for biljet in mens.biljetten) - mens.bij_begin
            voortgang = kaart.voortgang
            assert sum(aanslag.betaald for aanslag in kaart.aanslagen) == sum(bedrag for _, _, bedrag in geboekt)
            assert voortgang.ontvangen == geld
            assert sum(t.betaald for t in voortgang.termijnen) == min(voortgang.totaal, max(0, geld))
            if kaart.is_lopend:
                assert voortgang.volgende or voortgang.moet_overboeken, mens
                assert all(active_blokkades(session, kaart.aanslag_ids, einde).values())
            else:
                einden = (Regelingstatus.AFGEROND, Regelingstatus.VERVALLEN)
                assert kaart.regelingstatus in ((Regelingstatus.GESTOPT,) if mens.gestopt_op else einden)


def check_everyone_was_told(db: Database, jaar: Jaar) -> None:
    """A decision, a thank-you at the end, a reminder before anyone is called, and costs taken back."""
    with db.reading() as session:
        titels: dict[int, list[str]] = {mens.inwoner_id: [] for mens in jaar.mensen}
        for inwoner_id, titel in session.execute(select(Bericht.inwoner_id, Bericht.titel)).all():
            titels[inwoner_id].append(titel)
        regelingen = list(session.scalars(select(Regeling).order_by(Regeling.id)))
        per_mens = {
            mens.inwoner_id: [r for r in regelingen if r.inwoner_id == mens.inwoner_id] for mens in jaar.mensen
        }
        for mens in jaar.mensen:
            eigen, plannen = titels[mens.inwoner_id], per_mens[mens.inwoner_id]
            klaar = sum(plan.status is Regelingstatus.AFGEROND for plan in plannen)
            assert eigen.count("U mag in delen betalen") == len(plannen) == mens.plannen
            assert eigen.count("Alles is betaald. Dank u wel.") == klaar
            assert eigen.count("U hebt uw regeling gestopt") == bool(mens.gestopt_op)
            if any(plan.bellen_sinds for plan in plannen):
                assert "Wij missen een betaling" in eigen
            if not any(plan.herinner for plan in plannen):
                assert VOORAF not in eigen
        gekruist = sum(len(_crossing(mens, per_mens[mens.inwoner_id])) for mens in jaar.mensen)
        terug = session.scalar(select(func.count(Kostenteruggave.id))) or 0
        assert terug == gekruist
        assert sum(t.count("Wij halen kosten weg") for t in titels.values()) == terug


def _crossing(mens: Mens, plannen: list[Regeling]) -> list[date]:
    """The days of letters with costs that were sent while a plan ran, or in the rest after a stop."""

    def holds(plan: Regeling, dag: date) -> bool:
        if dag < today(plan.begonnen_at):
            return False
        if plan.geeindigd_at is None:
            return True
        einde = today(plan.geeindigd_at)
        return dag <= (
            next_werkdag(einde + timedelta(days=10)) if plan.status is Regelingstatus.GESTOPT else einde
        )

    verzonden = [dag for biljet in mens.biljetten for _, dag, _ in biljet.verzonden]
    return [dag for dag in verzonden if any(holds(plan, dag) for plan in plannen)]


def check_the_belastingpakket_knows_all(db: Database, jaar: Jaar) -> None:
    """The sets of the year, after each other, are the state at its end."""
    einde = start_of_day(BEGIN + timedelta(days=DAGEN + 1))
    jaar.sets += db.run(lambda session: make_set(session, einde)) is not None
    with db.reading() as session:
        volledig = read_volledig(session, einde)
    with db.reading() as session:
        assert replay(read_set(session, nummer) for nummer in range(1, jaar.sets + 1)) == replay([volledig])


def test_a_year_of_fifteen_plans(db: Database) -> None:
    jaar = play(db, 15, zaad=5)
    check_every_plan(db, jaar)
    check_everyone_was_told(db, jaar)
    check_the_belastingpakket_knows_all(db, jaar)
    with db.reading() as session:
        assert {Regelingstatus.LOPEND, Regelingstatus.AFGEROND} <= set(session.scalars(select(Regeling.status)))


@pytest.mark.proef
def test_a_year_of_two_thousand_plans_in_five_minutes(db: Database) -> None:
    begin = time.monotonic()
    jaar = play(db, 2000, zaad=2000)
    check_every_plan(db, jaar)
    check_everyone_was_told(db, jaar)
    check_the_belastingpakket_knows_all(db, jaar)
    assert time.monotonic() - begin < 300
