"""A year in the life of many plans: every cent accounted for, everyone told, no cost against anyone on hold.

Payments, reversals, wrong betalingskenmerken, relief, annulments and letters that cross come at random, day by
day; a delivery comes every few days and names only what changed. The full size is 2,000 plans.
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
from portaal.core.door import DoorInwoner
from portaal.core.events.aanslag import LeveringOpgenomen
from portaal.core.tijd import start_of_day
from portaal.infra.database import Database
from portaal.invordering.model import Kostenteruggave
from portaal.invordering.service import active_blokkades, find_crossed
from portaal.regeling.model import Regeling
from portaal.regeling.service import (
    Regelingsverzoek,
    follow_levering,
    get_kaart,
    remind_ahead,
    request_regeling,
)
from portaal.regeling.toestanden import Regelingstatus
from tests.factories.aanslag import make_aanslag
from tests.factories.inwoner import make_inwoner, make_levering
from tests.factories.regeling import in_termijnen

BEGIN = date(2026, 3, 16)
DAGEN = 365
OM_DE = 4
OPEN = 51216


@dataclass
class Biljet:
    """What the belastingpakket knows of one aanslag."""

    aanslag_id: int
    boekingen: list[tuple[date, Boekingsoort, int]] = field(default_factory=list)
    kosten: int = 0
    verzonden: list[tuple[Verzendsoort, date, int]] = field(default_factory=list)
    vernietigd: bool = False
    gewijzigd: bool = False

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


class Jaar:
    """The world outside the portal: who pays what when, and what the belastingpakket delivers of it."""

    def __init__(self, db: Database, aantal: int, zaad: int) -> None:
        self.db, self.toeval = db, random.Random(zaad)
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

    def _pay(self, mens: Mens, dag: date) -> None:
        for vervaldatum, bedrag in mens.termijnen:
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
        biljet.gewijzigd = False


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
            geld = sum(bedrag for _, soort, bedrag in geboekt if soort is not Boekingsoort.VERMINDERING)
            voortgang = kaart.voortgang
            assert sum(aanslag.betaald for aanslag in kaart.aanslagen) == sum(bedrag for _, _, bedrag in geboekt)
            assert voortgang.ontvangen == geld
            assert sum(t.betaald for t in voortgang.termijnen) == min(voortgang.totaal, max(0, geld))
            if kaart.is_lopend:
                assert voortgang.volgende or voortgang.moet_overboeken, mens
                assert all(active_blokkades(session, kaart.aanslag_ids, einde).values())
            else:
                assert kaart.regelingstatus in (Regelingstatus.AFGEROND, Regelingstatus.VERVALLEN)


def check_everyone_was_told(db: Database, jaar: Jaar) -> None:
    """A decision, a thank-you at the end, a reminder before anyone is called, and costs taken back."""
    with db.reading() as session:
        titels: dict[int, list[str]] = {mens.inwoner_id: [] for mens in jaar.mensen}
        for inwoner_id, titel in session.execute(select(Bericht.inwoner_id, Bericht.titel)).all():
            titels[inwoner_id].append(titel)
        for regeling in session.scalars(select(Regeling)):
            eigen = titels[regeling.inwoner_id]
            assert eigen.count("U mag in delen betalen") == 1
            assert eigen.count("Alles is betaald. Dank u wel.") == (regeling.status is Regelingstatus.AFGEROND)
            if regeling.bellen_sinds:
                assert "Wij missen een betaling" in eigen
        gekruist = sum(len(biljet.verzonden) for mens in jaar.mensen for biljet in mens.biljetten)
        terug = session.scalar(select(func.count(Kostenteruggave.id))) or 0
        assert terug == gekruist - _sent_after_the_end(session, jaar)
        assert sum(t.count("Wij halen kosten weg") for t in titels.values()) == terug


def _sent_after_the_end(session: Session, jaar: Jaar) -> int:
    """Letters with costs about aanslagen whose plan was over by then: nothing was on hold."""
    eind = {regeling.inwoner_id: regeling.geeindigd_at for regeling in session.scalars(select(Regeling))}
    return sum(
        1
        for mens in jaar.mensen
        for biljet in mens.biljetten
        for _, dag, _ in biljet.verzonden
        if (over := eind[mens.inwoner_id]) and start_of_day(dag) > over
    )


def test_a_year_of_forty_plans(db: Database) -> None:
    jaar = play(db, 40, zaad=5)
    check_every_plan(db, jaar)
    check_everyone_was_told(db, jaar)
    with db.reading() as session:
        assert {Regelingstatus.LOPEND, Regelingstatus.AFGEROND} <= set(session.scalars(select(Regeling.status)))


@pytest.mark.proef
def test_a_year_of_two_thousand_plans_in_five_minutes(db: Database) -> None:
    begin = time.monotonic()
    jaar = play(db, 2000, zaad=2000)
    check_every_plan(db, jaar)
    check_everyone_was_told(db, jaar)
    assert time.monotonic() - begin < 300
