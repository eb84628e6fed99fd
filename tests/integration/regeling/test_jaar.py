"""A year in the life of many plans: every cent accounted for, everyone told, no cost against anyone on hold.

The world of that year is in jaar.py; a delivery comes every few days and names only what changed. The full size
is 2,000 plans.
"""

import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portaal.bericht.model import Bericht
from portaal.core.delen import in_parts
from portaal.core.kalender import add_maanden, next_werkdag
from portaal.core.tijd import start_of_day, today
from portaal.infra.database import Database
from portaal.invordering.model import Kostenteruggave
from portaal.invordering.service import active_blokkades, make_set, read_set
from portaal.regeling.model import Regeling, Regelingstermijn, Verzoek
from portaal.regeling.service import get_kaarten
from portaal.regeling.service.terugmelding import read_volledig
from portaal.regeling.stand import Betaalwijze, Verzoeksoort
from portaal.regeling.toestanden import Regelingstatus
from tests.integration.regeling.daden import open_loketten
from tests.integration.regeling.jaar import BEGIN, DAGEN, INCASSO, STOP_DAGEN, Jaar, Mens
from tests.support.pakket import replay

OM_DE = 4
VOORAF = "Een betaaldag komt eraan"
EINDE = start_of_day(BEGIN + timedelta(days=DAGEN + 1))


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


def play(db: Database, aantal: int, zaad: int, dagen: int = DAGEN) -> Jaar:
    """Let a year pass, or its first days."""
    with open_loketten(db) as loketten:
        jaar = Jaar(db, loketten, aantal, zaad)
        for nummer in range(dagen):
            dag = BEGIN + timedelta(days=nummer)
            jaar.live(dag)
            if nummer % OM_DE == OM_DE - 1 or nummer == dagen - 1:
                moment = start_of_day(dag + timedelta(days=1)) + timedelta(hours=5)
                jaar.deliver(moment)
                with db.reading() as session:
                    check_nobody_is_passed_over(session, moment)
    return jaar


def check_every_plan(db: Database, jaar: Jaar) -> None:
    """What must hold of each plan after the year, on the ledger of the world outside."""
    met_plan = [mens for mens in jaar.mensen if mens.plannen]
    with db.reading() as session:
        kaarten = {
            kaart.verzoek_id: kaart
            for deel in in_parts([mens.verzoek_id for mens in met_plan], 200)
            for kaart in get_kaarten(session, deel)
        }
        lopend = [kaart for kaart in kaarten.values() if kaart.is_lopend]
        blokkades = active_blokkades(session, [a for kaart in lopend for a in kaart.aanslag_ids], EINDE)
        for mens in met_plan:
            kaart = kaarten[mens.verzoek_id]
            in_plan = [biljet for biljet in mens.biljetten if biljet.aanslag_id in kaart.aanslag_ids]
            geboekt = [boeking for biljet in in_plan for boeking in biljet.boekingen]
            geld = sum(mens.counts(biljet) for biljet in in_plan)
            voortgang = kaart.voortgang
            assert sum(aanslag.betaald for aanslag in kaart.aanslagen) == sum(bedrag for _, _, bedrag in geboekt)
            assert voortgang.ontvangen == geld
            assert sum(t.betaald for t in voortgang.termijnen) == min(voortgang.totaal, max(0, geld))
            if kaart.is_lopend:
                assert voortgang.volgende or voortgang.moet_overboeken, mens
                assert all(blokkades[aanslag_id] for aanslag_id in kaart.aanslag_ids)
            else:
                einden = (Regelingstatus.AFGEROND, Regelingstatus.VERVALLEN)
                assert kaart.regelingstatus in ((Regelingstatus.GESTOPT,) if mens.gestopt_op else einden)


def check_never_both_in_one_month(jaar: Jaar) -> None:
    """Of what was debited and what was due by own transfer, no month has both."""
    for mens in jaar.mensen:
        afgeschreven = _months(dag for b in mens.biljetten for dag, soort, _ in b.boekingen if soort is INCASSO)
        assert not afgeschreven & _months(mens.zelf), mens


def check_everyone_was_told(db: Database, jaar: Jaar) -> None:
    """A decision, a thank-you at the end, a reminder before anyone is called, a new aanslag, costs taken back."""
    with db.reading() as session:
        titels: dict[int, list[str]] = defaultdict(list)
        for inwoner_id, titel in session.execute(select(Bericht.inwoner_id, Bericht.titel)).all():
            titels[inwoner_id].append(titel)
        per_mens: dict[int, list[tuple[Regeling, Verzoek]]] = defaultdict(list)
        vraag = select(Regeling, Verzoek).join(Verzoek, Verzoek.id == Regeling.verzoek_id).order_by(Regeling.id)
        for regeling, verzoek in session.execute(vraag):
            per_mens[regeling.inwoner_id].append((regeling, verzoek))
        gevraagd = _asked(session)
        for mens in jaar.mensen:
            _check_letters(mens, titels[mens.inwoner_id], [regeling for regeling, _ in per_mens[mens.inwoner_id]])
        gekruist = sum(len(_crossing(mens, per_mens[mens.inwoner_id], gevraagd)) for mens in jaar.mensen)
        terug = session.scalar(select(func.count(Kostenteruggave.id))) or 0
        assert terug == gekruist > 0
        assert sum(t.count("Wij halen kosten weg") for t in titels.values()) == terug


def _check_letters(mens: Mens, eigen: list[str], alle: list[Regeling]) -> None:
    plannen = [regeling for regeling in alle if regeling.soort is not Verzoeksoort.PAUZE]
    pauzes = [regeling for regeling in alle if regeling.soort is Verzoeksoort.PAUZE]
    klaar = sum(plan.status is Regelingstatus.AFGEROND for plan in plannen)
    assert eigen.count("U mag in delen betalen") == len(plannen) == mens.plannen
    assert sum(titel.startswith("U hebt rust tot") for titel in eigen) == len(pauzes)
    assert eigen.count("Alles is betaald. Dank u wel.") == klaar
    assert eigen.count("U hebt uw regeling gestopt") == bool(mens.gestopt_op)
    # Told beforehand, once, unless it was asked along or the plan ended before the next delivery.
    assert eigen.count("Er is een nieuwe aanslag") <= mens.nieuw
    if any(plan.bellen_sinds for plan in plannen):
        assert "Wij missen een betaling" in eigen
    if not any(plan.herinner for plan in plannen):
        assert VOORAF not in eigen


def _asked(session: Session) -> dict[int, list[tuple[date, date]]]:
    """Per inwoner from when to when a request waited for a decision."""
    uit: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for verzoek in session.scalars(select(Verzoek)):
        tot = today(verzoek.besloten_at) if verzoek.besloten_at else date.max
        uit[verzoek.inwoner_id].append((today(verzoek.ingediend_at), tot))
    return uit


def _crossing(
    mens: Mens, plannen: list[tuple[Regeling, Verzoek]], gevraagd: dict[int, list[tuple[date, date]]]
) -> list[date]:
    """The days of letters with costs that were sent while a request waited, a plan or rest ran, or soon after."""
    tijden = [*gevraagd[mens.inwoner_id], *(_protected(regeling) for regeling, _ in plannen)]
    verzonden = [dag for biljet in mens.biljetten for _, dag, _ in biljet.verzonden]
    return [dag for dag in verzonden if any(van <= dag <= tot for van, tot in tijden)]


def _protected(plan: Regeling) -> tuple[date, date]:
    van = today(plan.begonnen_at)
    if plan.geeindigd_at is None:
        return van, plan.tot or date.max if plan.soort is Verzoeksoort.PAUZE else date.max
    einde = today(plan.geeindigd_at)
    rust = plan.soort is Verzoeksoort.PAUZE and plan.status is Regelingstatus.AFGEROND
    if plan.status is not Regelingstatus.GESTOPT and not rust:
        return van, einde
    tot = einde + timedelta(days=10)
    if plan.wijze is Betaalwijze.INCASSO:
        laatste = max(
            (
                t.vervaldatum
                for t in plan.termijnen
                if einde.replace(day=1) <= t.vervaldatum <= einde + timedelta(days=STOP_DAGEN)
            ),
            default=None,
        )
        tot = max(tot, add_maanden(laatste.replace(day=1), 1)) if laatste else tot
    return van, next_werkdag(tot)


def _months(data: Iterable[date]) -> set[tuple[int, int]]:
    return {(dag.year, dag.month) for dag in data}


def check_the_belastingpakket_knows_all(db: Database, jaar: Jaar) -> None:
    """The sets of the year, after each other, are the state at its end."""
    jaar.sets += db.run(lambda session: make_set(session, EINDE)) is not None
    with db.reading() as session:
        volledig = read_volledig(session, EINDE)
    with db.reading() as session:
        assert replay(read_set(session, nummer) for nummer in range(1, jaar.sets + 1)) == replay([volledig])


def check_all(db: Database, jaar: Jaar) -> None:
    """Everything that must hold after the year."""
    check_every_plan(db, jaar)
    check_never_both_in_one_month(jaar)
    check_everyone_was_told(db, jaar)
    check_the_belastingpakket_knows_all(db, jaar)


def test_a_year_of_fifteen_plans(db: Database) -> None:
    jaar = play(db, 15, zaad=5)
    check_all(db, jaar)
    with db.reading() as session:
        assert {Regelingstatus.LOPEND, Regelingstatus.AFGEROND} <= set(session.scalars(select(Regeling.status)))


@pytest.mark.parametrize(("zonder", "zaad"), [("verzoeken._hold", 1), ("begin.place_hold", 3)])
def test_without_the_hold_the_year_does_not_hold(
    sqlite_db: Database, monkeypatch: pytest.MonkeyPatch, zonder: str, zaad: int
) -> None:
    """Its first weeks fail when a request, or what was granted, places no hold: so the proof can fail."""
    monkeypatch.setattr(f"portaal.regeling.service.{zonder}", lambda *_: None)
    jaar = play(sqlite_db, 24, zaad, dagen=24)
    with pytest.raises(AssertionError):
        check_everyone_was_told(sqlite_db, jaar)


@pytest.mark.proef
def test_a_year_of_two_thousand_plans_in_five_minutes(db: Database) -> None:
    begin = time.monotonic()
    jaar = play(db, 2000, zaad=2000)
    check_all(db, jaar)
    assert min(jaar.wachtten, jaar.rustten, jaar.joinden) > 25
    assert time.monotonic() - begin < 300
