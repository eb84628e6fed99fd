"""The world outside the portal for a year: who asks what and pays when, and what the belastingpakket delivers.

Payments, debits, reversals, wrong betalingskenmerken, relief, annulments, letters that cross, requests that wait,
other plans, pauses, stops and new aanslagen come at random, day by day.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from portaal.aanslag.stand import Boekingsoort, Verzendsoort
from portaal.core.delen import in_parts
from portaal.core.events.aanslag import LeveringOpgenomen
from portaal.core.tijd import start_of_day
from portaal.infra.database import Database
from portaal.invordering.service import find_crossed, kosten_terug, make_set
from portaal.regeling.service import (
    RegelingKaart,
    Regelingsverzoek,
    end_pauzes,
    follow_levering,
    get_kaarten,
    remind_ahead,
)
from portaal.regeling.stand import Betaalwijze, Verzoeksoort, Wens
from portaal.regeling.toestanden import OPEN_VERZOEK
from tests.factories.aanslag import Stand, make_aanslag, make_aanslagen, make_standen
from tests.factories.inwoner import make_inwoner, make_levering
from tests.factories.regeling import in_termijnen, rust
from tests.integration.regeling.daden import Besluit, Loketten, Stop, Vraag

BEGIN = date(2026, 3, 16)
DAGEN = 365
OPEN = 51216
STOP_DAGEN = 10
BETALING, INCASSO, STORNO = Boekingsoort.BETALING, Boekingsoort.INCASSO, Boekingsoort.STORNO


@dataclass
class Biljet:
    """What the belastingpakket knows of one aanslag."""

    aanslag_id: int
    incasso: bool = False
    dagtekening: date = date(2026, 2, 28)
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

    @property
    def te_veel(self) -> int:
        """What stands on it beyond what it asks."""
        return max(
            0, sum(bedrag for _, _, bedrag in self.boekingen) - (0 if self.vernietigd else OPEN + self.kosten)
        )

    def book(self, dag: date, soort: Boekingsoort, bedrag: int) -> None:
        self.boekingen.append((dag, soort, bedrag))
        self.gewijzigd = True


@dataclass
class Mens:
    """Someone who asks, and how they pay. `los` are aanslagen that came later and are not in the plan."""

    inwoner_id: int
    biljetten: list[Biljet]
    aard: str
    verzoek_id: int = 0
    termijnen: list[tuple[date, int]] = field(default_factory=list)
    afschrijvingen: list[tuple[date, int]] = field(default_factory=list)
    via_incasso: bool = False
    bij_begin: dict[int, int] = field(default_factory=dict)
    in_plan: frozenset[int] = frozenset()
    plannen: int = 0
    gestopt_op: date | None = None
    wacht: tuple[int, date] | None = None
    vraagt_op: date | None = None
    rust_op: date | None = None
    los: list[Biljet] = field(default_factory=list)
    nieuw: int = 0
    zelf: set[date] = field(default_factory=set)

    def counts(self, biljet: Biljet) -> int:
        """What its plan counts of this biljet: money since the grant, or only what is too much beside the plan."""
        sinds = biljet.geld - self.bij_begin[biljet.aanslag_id]
        return sinds if biljet.aanslag_id in self.in_plan else max(0, min(sinds, biljet.te_veel))

    @property
    def alle(self) -> list[Biljet]:
        """All biljetten, in the plan or not."""
        return [*self.biljetten, *self.los]


class Jaar:
    """The year itself."""

    def __init__(self, db: Database, loketten: Loketten, aantal: int, zaad: int) -> None:
        self.db, self.loketten, self.toeval, self.sets = db, loketten, random.Random(zaad), 0
        self.wachtten = self.rustten = self.joinden = self.leveringen = 0
        self.eerste_levering = db.run(make_levering)
        self.verleend: list[tuple[Mens, int, date]] = []
        self.mensen = [
            mens for deel in in_parts(range(aantal), 100) for mens in db.run(partial(self._first, deel))
        ]
        self._ask_all([(mens, self._begin(mens)) for mens in self.mensen], BEGIN)
        self._adopt_granted()

    def _first(self, welke: Sequence[int], session: Session) -> list[Mens]:
        """The people of the first delivery, with their aanslagen."""
        toeval, levering = self.toeval, self.eerste_levering
        aarden = ("trouw", "slordig", "verkeerd", "stopt", "kwijt", "vernietigd")
        mensen = [
            Mens(make_inwoner(session, levering_id=levering), [], toeval.choices(aarden, (55, 20, 8, 8, 6, 3))[0])
            for _ in welke
        ]
        van = [(mens, toeval.random() < 0.2) for mens in mensen]
        per_biljet = [paar for paar in van for _ in range(toeval.choice((1, 1, 1, 2)))]
        velden = [(mens.inwoner_id, _debit_fields(incasso)) for mens, incasso in per_biljet]
        ids = make_aanslagen(session, levering, velden)
        for (mens, incasso), aanslag_id in zip(per_biljet, ids, strict=True):
            mens.biljetten.append(Biljet(aanslag_id, incasso))
        return mensen

    def _begin(self, mens: Mens) -> Vraag:
        """Most have a plan at once; some wait for a decision, and some ask for rest first."""
        toeval, moment = self.toeval, _morning(BEGIN)
        hoe = toeval.choices(("meteen", "wacht", "rust"), (76, 12, 12))[0]
        if hoe == "rust":
            mens.vraagt_op, mens.rust_op = BEGIN + timedelta(days=toeval.randint(20, 36)), BEGIN
            self.rustten += 1
            return self._ask(mens, rust(BEGIN + timedelta(days=28)), moment)
        return self._ask_plan(mens, moment, wacht=hoe == "wacht")

    def _ask_plan(self, mens: Mens, moment: datetime, *, wacht: bool = False) -> Vraag:
        toeval, dag = self.toeval, self.toeval.choice((1, 15, 26, 31))
        wens = in_termijnen(toeval.randint(11, 14) if wacht else toeval.randint(1, 10), dag)
        if not wacht and all(biljet.incasso for biljet in mens.biljetten) and toeval.random() < 0.7:
            wens = Wens(Verzoeksoort.REGELING, aantal=toeval.choice((6, 12)), wijze=Betaalwijze.INCASSO)
        return self._ask(mens, wens, moment)

    def _ask(self, mens: Mens, wens: Wens, moment: datetime) -> Vraag:
        ids = tuple(biljet.aanslag_id for biljet in mens.biljetten)
        verzoek = Regelingsverzoek(f"{mens.inwoner_id}-{moment}", ids, wens, herinner=self.toeval.random() < 0.5)
        return Vraag(mens.inwoner_id, verzoek, moment)

    def _ask_all(self, vragen: Sequence[tuple[Mens, Vraag]], dag: date) -> None:
        """Send these requests; without an answer at once one waits some days for an employee."""
        uitkomsten = self.loketten.do([vraag for _, vraag in vragen])
        for (mens, vraag), uitkomst in zip(vragen, uitkomsten, strict=True):
            if uitkomst is None:
                continue
            verzoek_id, status = uitkomst
            if status in OPEN_VERZOEK:
                mens.wacht = verzoek_id, dag + timedelta(days=self.toeval.randint(*vraag.dagen))
                self.wachtten += 1
            else:
                self.verleend.append((mens, verzoek_id, dag))

    def _adopt_granted(self) -> None:
        """What was granted since the last time, read together: at the end of a day."""
        for deel in in_parts(self.verleend, 100):
            with self.db.reading() as session:
                kaarten = {kaart.verzoek_id: kaart for kaart in get_kaarten(session, [id_ for _, id_, _ in deel])}
                terug = kosten_terug(session, [a for kaart in kaarten.values() for a in kaart.aanslag_ids])
            for mens, verzoek_id, dag in deel:
                if kaarten[verzoek_id].plan is not None:
                    self._adopt(mens, kaarten[verzoek_id], terug, dag)
        self.verleend = []

    def _adopt(self, mens: Mens, kaart: RegelingKaart, terug: Mapping[int, int], dag: date) -> None:
        """A plan was granted: from now on that is what is paid, and what is debited."""
        assert kaart.plan is not None
        # Costs that were sent while a hold was on are not in the plan; those of before it are.
        assert kaart.plan.totaal == sum(max(0, a.open - terug.get(a.id, 0)) for a in kaart.aanslagen)
        erbij = [biljet for biljet in mens.los if biljet.aanslag_id in kaart.aanslag_ids]
        mens.biljetten += erbij
        mens.los = [biljet for biljet in mens.los if biljet not in erbij]
        self.joinden += len(erbij)
        mens.verzoek_id, mens.plannen = kaart.verzoek_id, mens.plannen + 1
        mens.bij_begin = {biljet.aanslag_id: biljet.geleverd for biljet in mens.biljetten}
        mens.in_plan = frozenset(post.aanslag_id for post in kaart.plan.posten)
        data = [(t.vervaldatum, int(t.bedrag)) for t in kaart.plan.termijnen]
        mens.zelf = {vervaldag for vervaldag in mens.zelf if vervaldag < dag}
        mens.afschrijvingen = [d for d in mens.afschrijvingen if d[0] <= dag + timedelta(days=STOP_DAGEN)]
        mens.via_incasso = kaart.via_incasso
        if kaart.via_incasso:
            mens.termijnen = []
            mens.afschrijvingen += data
        else:
            mens.termijnen = data
            mens.zelf |= {vervaldag for vervaldag, _ in data}

    def live(self, dag: date) -> None:
        """One day: who is answered, who pays or is debited, what the gemeente takes off or sends by mistake."""
        self._decide([mens for mens in self.mensen if mens.wacht and mens.wacht[1] <= dag], dag)
        vragers = [mens for mens in self.mensen if mens.vraagt_op == dag]
        self._ask_all([(mens, self._ask_plan(mens, _morning(dag))) for mens in vragers], dag)
        for mens in self.mensen:
            self._pay(mens, dag)
            self._debit(mens, dag)
            if mens.aard in ("kwijt", "vernietigd") and self.toeval.random() < 0.01:
                self._relieve(mens, dag)
            # Who waits or rests has no plan that protects: only the hold does.
            if self.toeval.random() < (0.0005 if mens.plannen else 0.02):
                self._send_by_mistake(mens, dag)
        self._change([mens for mens in self.mensen if mens.plannen and self.toeval.random() < 0.001], dag)
        self._adopt_granted()

    def _decide(self, mensen: Sequence[Mens], dag: date) -> None:
        """Invordering grants what waits, unless it was settled by being paid meanwhile."""
        wachtend = [mens.wacht[0] for mens in mensen if mens.wacht]
        besluiten = [Besluit(verzoek_id, start_of_day(dag) + timedelta(hours=14)) for verzoek_id in wachtend]
        for mens, besluit, toegekend in zip(mensen, besluiten, self.loketten.do(besluiten), strict=True):
            mens.wacht = None
            if toegekend:
                self.verleend.append((mens, besluit.verzoek_id, dag))

    def _change(self, mensen: Sequence[Mens], dag: date) -> None:
        """Someone with a running plan asks for another one or for rest, stops, or gets a new aanslag."""
        moment, vragen, stops = start_of_day(dag) + timedelta(hours=15), [], []
        with self.db.reading() as session:
            kaarten = {k.verzoek_id: k for k in get_kaarten(session, [mens.verzoek_id for mens in mensen])}
        for mens in mensen:
            kaart = kaarten[mens.verzoek_id]
            if not kaart.is_lopend or kaart.totaal <= 0 or kaart.regeling_id is None or mens.wacht:
                continue
            wat = self.toeval.choices(("stop", "rust", "plan", "nieuw"), (15, 20, 40, 25))[0]
            if wat == "stop":
                stops.append(Stop(mens.inwoner_id, kaart.regeling_id, moment))
                mens.gestopt_op, tot = dag, dag + timedelta(days=STOP_DAGEN)
                mens.afschrijvingen = [debit for debit in mens.afschrijvingen if debit[0] <= tot]
            elif wat == "nieuw":
                vragen += self._new_aanslag(mens, dag)
            elif wat == "rust":
                tot = dag + timedelta(days=self.toeval.choice((14, 28, 42)))
                vragen.append((mens, self._ask(mens, rust(tot), moment)))
                self.rustten += 1
            else:
                vragen.append((mens, self._ask(mens, in_termijnen(self.toeval.randint(2, 14), 15), moment)))
        self.loketten.do(stops)
        self._ask_all(vragen, dag)

    def _new_aanslag(self, mens: Mens, dag: date) -> Iterator[tuple[Mens, Vraag]]:
        """It comes in the next delivery; half of them ask at once, beforehand or after, to let it join."""
        make = partial(make_aanslag, inwoner_id=mens.inwoner_id, dagtekening=dag, vervaldata=[])
        mens.los.append(Biljet(self.db.run(make), dagtekening=dag))
        mens.nieuw += 1
        if self.toeval.random() < 0.5:
            ids = tuple(biljet.aanslag_id for biljet in mens.alle)
            verzoek = Regelingsverzoek(f"erbij-{mens.inwoner_id}-{dag}", ids, in_termijnen(10, 26))
            moment = start_of_day(dag) + timedelta(hours=16)
            yield mens, Vraag(mens.inwoner_id, verzoek, moment, dagen=(5, 12))

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

    def _debit(self, mens: Mens, dag: date) -> None:
        """What is debited today; a debit that the bank takes back is made good some days later."""
        for _, bedrag in [debit for debit in mens.afschrijvingen if debit[0] == dag]:
            terug = mens.aard == "stopt" and dag > BEGIN + timedelta(days=120)
            for biljet, deel in _spread(mens.biljetten, bedrag):
                biljet.book(dag, INCASSO, deel)
                if terug or self.toeval.random() < 0.06:
                    biljet.book(dag + timedelta(days=1), STORNO, -deel)
                    if not terug:
                        mens.termijnen.append((dag + timedelta(days=9), deel))

    def _transfer(self, mens: Mens, dag: date, bedrag: int) -> None:
        soort = BETALING if bedrag > 0 else STORNO
        if mens.aard == "verkeerd" or bedrag < 0:
            mens.biljetten[0].book(dag, soort, bedrag)
            return
        delen = _spread(mens.biljetten, bedrag)
        over = bedrag - sum(deel for _, deel in delen)
        for biljet, deel in delen:
            biljet.book(dag, soort, deel)
        if over and not any(biljet.incasso for biljet in mens.biljetten):
            mens.biljetten[-1].book(dag, soort, over)

    def _relieve(self, mens: Mens, dag: date) -> None:
        biljet = self.toeval.choice(mens.biljetten)
        if mens.aard == "vernietigd":
            biljet.vernietigd = biljet.gewijzigd = True
        else:
            biljet.book(dag, Boekingsoort.VERMINDERING, self.toeval.randint(1, 9000))
        mens.aard = "trouw"

    def _send_by_mistake(self, mens: Mens, dag: date) -> None:
        biljet = self.toeval.choice(mens.biljetten)
        if (Verzendsoort.AANMANING, dag, 2200) not in biljet.verzonden:
            biljet.verzonden.append((Verzendsoort.AANMANING, dag, 2200))
            biljet.kosten += 2200
            biljet.gewijzigd = True

    def deliver(self, moment: datetime) -> None:
        """What changed since the last delivery; then the worker's round."""

        def work(session: Session) -> None:
            levering = make_levering(session, ontvangen_at=moment, klaar_at=moment)
            gewijzigd = [biljet for mens in self.mensen for biljet in mens.alle if biljet.gewijzigd]
            make_standen(session, levering, [_newest(biljet, moment) for biljet in gewijzigd])
            gebeurtenis = LeveringOpgenomen(levering)
            find_crossed(session, gebeurtenis, moment)
            follow_levering(session, gebeurtenis, moment)
            remind_ahead(session, moment)
            end_pauzes(session, moment)
            self.sets += make_set(session, moment) is not None
            teruggehaald = [mens for mens in self.mensen if mens.via_incasso and _taken_back(mens) > 1]
            kaarten = {k.verzoek_id: k for k in get_kaarten(session, [mens.verzoek_id for mens in teruggehaald])}
            for mens in teruggehaald:
                self._now_by_transfer(mens, kaarten[mens.verzoek_id], moment.date())

        self.db.run(work)
        self.leveringen += 1
        if self.leveringen % 30 == 1:  # as after a real delivery, and as the tables grow
            self.db.gather_statistics()

    @staticmethod
    def _now_by_transfer(mens: Mens, kaart: RegelingKaart, dag: date) -> None:
        """When the portal says that debits ended, this person pays the coming terms."""
        if kaart.via_incasso or kaart.plan is None:
            return
        komt = [(t.vervaldatum, int(t.bedrag)) for t in kaart.plan.termijnen if t.vervaldatum >= dag]
        mens.via_incasso, mens.afschrijvingen = False, []
        mens.termijnen += komt
        mens.zelf |= {vervaldag for vervaldag, _ in komt}


def _morning(dag: date) -> datetime:
    return start_of_day(dag) + timedelta(hours=9)


def _taken_back(mens: Mens) -> int:
    return sum(soort is STORNO for biljet in mens.biljetten for _, soort, _ in biljet.boekingen)


def _spread(biljetten: Iterable[Biljet], bedrag: int) -> list[tuple[Biljet, int]]:
    """An amount over the biljetten in order, as far as they are open."""
    uit: list[tuple[Biljet, int]] = []
    for biljet in biljetten:
        deel = max(0, min(bedrag, OPEN - sum(b for _, _, b in biljet.boekingen)))
        if deel:
            uit.append((biljet, deel))
        bedrag -= deel
    return uit


def _debit_fields(incasso: bool) -> dict[str, object]:
    return {"automatische_incasso": True, "vervaldata": ["2026-03-30", "2026-04-30"]} if incasso else {}


def _newest(biljet: Biljet, moment: datetime) -> Stand:
    """How a delivery has this biljet now."""
    biljet.gewijzigd, biljet.geleverd = False, biljet.geld
    kenmerken = {
        "dagtekening": biljet.dagtekening,
        "kosten": biljet.kosten,
        "vernietigd": biljet.vernietigd,
        "bijgewerkt_at": moment,
    }
    return Stand(
        biljet.aanslag_id,
        betalingen=tuple(biljet.boekingen),
        verzendingen=biljet.verzonden or None,
        kenmerken=kenmerken | _debit_fields(biljet.incasso),
    )
