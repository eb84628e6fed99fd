"""Payments come in deliveries; plans are judged on the net, late ones reminded and called, never ended by themselves."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portaal.aanslag.model import UITVAL, Leveringmelding
from portaal.aanslag.stand import Boekingsoort, Verzendsoort
from portaal.bericht.service import list_berichten
from portaal.core.door import DoorInwoner, DoorMedewerker
from portaal.core.events.aanslag import InwonerVerwijderd, LeveringOpgenomen
from portaal.core.rollen import Rol
from portaal.core.tijd import start_of_day, today
from portaal.infra.database import Database
from portaal.invordering.model import BlokkadeRij
from portaal.invordering.service import active_blokkades, find_crossed
from portaal.invordering.service.vergeten import forget_inwoner as forget_holds
from portaal.regeling.model import Regeling
from portaal.regeling.rules.voortgang import Termijnstatus, Voortgang
from portaal.regeling.service import (
    Regelingfilter,
    RegelingKaart,
    Regelingsverzoek,
    close_regeling,
    end_pauzes,
    follow_levering,
    get_kaart,
    list_regelingen,
    note_call,
    remind_ahead,
    request_regeling,
    stop_regeling,
    volgen,
)
from portaal.regeling.service.vergeten import forget_inwoner
from portaal.regeling.stand import Verzoeksoort, Wens
from portaal.regeling.toestanden import Regelingstatus, Verzoekstatus
from tests.factories.aanslag import make_aanslag
from tests.factories.inwoner import make_inwoner, make_levering
from tests.factories.regeling import in_termijnen, rust
from tests.support.vragen import count_selects, note_vragen

Boekingen = Sequence[tuple[date, Boekingsoort, int]]
BETALING, STORNO, VERMINDERING = Boekingsoort.BETALING, Boekingsoort.STORNO, Boekingsoort.VERMINDERING
# Three terms of € 170,72 on 26 March, April and May.
DEEL = 17072


class Leven:
    """One inwoner with a plan, and deliveries that say what was booked."""

    def __init__(
        self,
        session: Session,
        now: datetime,
        wens: Wens,
        aantal: int = 1,
        *,
        betaald: Boekingen = (),
        sleutel: str = "sleutel",
    ) -> None:
        """`betaald` was booked on the last aanslag before anything was asked."""
        self.session, self.now = session, now
        self.wie = make_inwoner(session)
        self.ids = [make_aanslag(session, self.wie, belastingjaar=2026 - nr) for nr in range(aantal)]
        if betaald:
            make_aanslag(session, self.wie, aanslag_id=self.ids[-1], betalingen=betaald)
        verzoek = Regelingsverzoek(sleutel, tuple(self.ids), wens)
        self.verzoek_id = request_regeling(session, DoorInwoner(self.wie), self.wie, verzoek, now).verzoek_id

    def deliver(self, op: date, *boekingen: Boekingen, **anders: object) -> RegelingKaart:
        """A delivery on a day, with the bookings of each aanslag; then the worker's round."""
        moment = start_of_day(op) + timedelta(hours=5)
        levering = make_levering(self.session, ontvangen_at=moment, klaar_at=moment)
        for aanslag_id, geboekt in zip(self.ids, boekingen, strict=False):
            make_aanslag(
                self.session,
                self.wie,
                aanslag_id=aanslag_id,
                levering_id=levering,
                betalingen=geboekt,
                bijgewerkt_at=moment,
                **anders,
            )
        find_crossed(self.session, LeveringOpgenomen(levering), moment)
        follow_levering(self.session, LeveringOpgenomen(levering), moment)
        return self.kaart

    @property
    def kaart(self) -> RegelingKaart:
        return get_kaart(self.session, self.verzoek_id)

    @property
    def regeling(self) -> Regeling:
        return self.session.get_one(Regeling, self.kaart.regeling_id)

    @property
    def titels(self) -> list[str]:
        return [bericht.titel for bericht in list_berichten(self.session, self.wie, 1).items]

    @property
    def staat_stil(self) -> bool:
        return bool(active_blokkades(self.session, self.ids[:1], self.now)[self.ids[0]])


def paid(*data: date, bedrag: int = DEEL) -> Boekingen:
    return [(dag, BETALING, bedrag) for dag in data]


MAART, APRIL, MEI = date(2026, 3, 26), date(2026, 4, 26), date(2026, 5, 26)


def test_term_by_term_to_the_thank_you_letter(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        leven = Leven(session, now, in_termijnen(3))
        kaart = leven.deliver(date(2026, 3, 28), paid(MAART))
        assert [t.status for t in kaart.voortgang.termijnen] == [
            Termijnstatus.BETAALD,
            Termijnstatus.VOLGENDE,
            Termijnstatus.KOMT,
        ]
        leven.deliver(date(2026, 4, 28), paid(MAART, APRIL))
        assert leven.staat_stil
        kaart = leven.deliver(date(2026, 5, 28), paid(MAART, APRIL, MEI))
        assert kaart.regelingstatus is Regelingstatus.AFGEROND
        assert leven.titels[0] == "Alles is betaald. Dank u wel."
        assert not leven.staat_stil
        assert [r.kenmerk for r in list_regelingen(session, Regelingfilter.AFGEROND, 1).items] == [kaart.kenmerk]


def test_the_thank_you_letter_sells_nothing_and_demands_nothing(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        leven = Leven(session, now, in_termijnen(1))
        leven.deliver(date(2026, 3, 28), paid(MAART, bedrag=51216))
        tekst = " ".join(list_berichten(session, leven.wie, 1).items[0].alineas)
        for woord in ("€", "aanslag", "schuld", "moet", "nieuw"):
            assert woord not in tekst


def test_late_means_first_a_reminder_without_costs_then_a_call(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        leven = Leven(session, now, in_termijnen(3))
        leven.deliver(date(2026, 3, 31), [])
        assert leven.kaart.voortgang.achterstand == 0, "grace days"
        leven.deliver(date(2026, 4, 2), [])
        assert leven.titels[0] == "Wij missen een betaling"
        bericht = list_berichten(session, leven.wie, 1).items[0]
        assert "voor of op maandag 13 april 2026" in bericht.alineas[1]
        assert leven.kaart.aanslagen[0].betalingskenmerk in bericht.alineas[2]
        leven.deliver(date(2026, 4, 3), [])
        assert leven.titels.count("Wij missen een betaling") == 1
        leven.deliver(date(2026, 4, 14), [])
        assert leven.regeling.bellen_sinds is None
        leven.deliver(date(2026, 4, 15), [])
        assert leven.regeling.bellen_sinds == date(2026, 4, 15)
        leven.deliver(date(2026, 6, 30), [])
        assert leven.kaart.is_lopend, "it never ends by itself"
        assert leven.staat_stil


def test_who_catches_up_is_not_late_any_more(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        leven = Leven(session, now, in_termijnen(3))
        leven.deliver(date(2026, 4, 2), [])
        leven.deliver(date(2026, 4, 15), [])
        leven.deliver(date(2026, 4, 16), paid(date(2026, 4, 14)))
        assert (leven.regeling.herinnerd_op, leven.regeling.bellen_sinds) == (None, None)
        leven.deliver(date(2026, 5, 5), paid(date(2026, 4, 14)))
        assert leven.titels.count("Wij missen een betaling") == 2, "a new arrears, a new reminder"


def test_an_employee_calls_and_the_plan_goes_on_or_is_ended_by_hand(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        leven = Leven(session, now, in_termijnen(3))
        leven.deliver(date(2026, 4, 2), [])
        leven.deliver(date(2026, 4, 15), [])
        door = DoorMedewerker(7, frozenset({Rol.INVORDERING}))
        later = start_of_day(date(2026, 4, 16))
        note_call(session, door, leven.regeling.id, later)
        assert leven.regeling.bellen_sinds is None
        leven.deliver(date(2026, 4, 17), [])
        assert leven.regeling.bellen_sinds is None, "a new chance to catch up"
        close_regeling(session, door, leven.regeling.id, later, reden="Twee keer gesproken, niets betaald.")
        assert leven.kaart.regelingstatus is Regelingstatus.BEEINDIGD
        tekst = " ".join(list_berichten(session, leven.wie, 1).items[0].alineas)
        assert "administratief beroep, voor of op" in tekst
        assert active_blokkades(session, leven.ids, later + timedelta(days=10))[leven.ids[0]]


def test_for_many_plans_that_are_done_no_more_is_read_than_for_one(db: Database, now: datetime) -> None:
    def end(hoeveel: int) -> int:
        """That many people pay their one term; how often was read to end their plans."""
        with db.transaction() as session:
            levens = [Leven(session, now, in_termijnen(1), sleutel=f"{hoeveel}-{nr}") for nr in range(hoeveel)]
            moment = now + timedelta(days=30)
            levering = make_levering(session, ontvangen_at=moment, klaar_at=moment)
            for leven in levens:
                geboekt = [(today(now), BETALING, 3 * DEEL)]
                make_aanslag(session, leven.wie, aanslag_id=leven.ids[0], levering_id=levering, betalingen=geboekt)
        with db.transaction() as session:
            gesteld = note_vragen(db)
            follow_levering(session, LeveringOpgenomen(levering), moment)
            aantal = count_selects(gesteld)
            van = Regeling.inwoner_id.in_([leven.wie for leven in levens])
            assert set(session.scalars(select(Regeling.status).where(van))) == {Regelingstatus.AFGEROND}
        return aantal

    assert end(12) == end(2) > 0


def test_without_news_a_plan_is_looked_at_again_only_when_a_day_has_passed(
    db: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    bekeken: list[date] = []
    follow_one = volgen._follow_one

    def note_and_follow(session: Session, lopend: volgen.Lopend, op: datetime) -> Voortgang:
        bekeken.append(today(op))
        return follow_one(session, lopend, op)

    monkeypatch.setattr(volgen, "_follow_one", note_and_follow)
    with db.transaction() as session:
        leven = Leven(session, now, in_termijnen(3))
        leven.deliver(date(2026, 3, 28), paid(MAART))
        for dag in (date(2026, 4, 1), date(2026, 4, 20), date(2026, 5, 4)):
            leven.deliver(dag)
            assert leven.regeling.gezien_op == dag - timedelta(days=1)
        assert bekeken == [date(2026, 3, 28)]
        leven.deliver(date(2026, 5, 5))
        assert leven.titels[0] == "Wij missen een betaling"
        leven.deliver(date(2026, 5, 6))
        assert bekeken == [date(2026, 3, 28), date(2026, 5, 5)]
        leven.deliver(date(2026, 5, 20))
        assert leven.regeling.bellen_sinds == date(2026, 5, 20)


def test_a_delivery_that_was_not_followed_counts_at_the_next(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        leven = Leven(session, now, in_termijnen(3))
        leven.deliver(date(2026, 3, 20), [])
        make_aanslag(session, leven.wie, aanslag_id=leven.ids[0], betalingen=paid(MAART))
        leven.deliver(date(2026, 3, 28))
        assert leven.regeling.ontvangen == DEEL


def test_of_an_aanslag_that_fell_out_nothing_new_is_known_until_it_is_back(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        leven = Leven(session, now, in_termijnen(3))
        leven.deliver(date(2026, 3, 24), [])
        nummer = leven.kaart.aanslagen[0].aanslagnummer
        veld = {"soort": UITVAL, "bestand": "aanslagen.csv", "regel": 6, "kolom": "soort", "melding": "x"}
        session.add(Leveringmelding(levering_id=make_levering(session), aanslagnummer=nummer, **veld))
        session.flush()
        for dag in (date(2026, 4, 1), date(2026, 4, 20)):
            leven.deliver(dag)
            assert leven.regeling.gezien_op == date(2026, 3, 23)
        assert "Wij missen een betaling" not in leven.titels
        leven.deliver(date(2026, 4, 21), [])
        assert (leven.regeling.gezien_op, leven.titels[0]) == (date(2026, 4, 20), "Wij missen een betaling")


def test_money_on_the_wrong_kenmerk_is_for_staff_and_makes_nobody_late(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        leven = Leven(session, now, in_termijnen(3), aantal=2)
        alles = 2 * 51216
        kaart = leven.deliver(date(2026, 6, 10), paid(MAART, bedrag=alles), [])
        assert kaart.voortgang.achterstand == 0
        assert kaart.voortgang.is_betaald
        assert kaart.is_lopend, "the hold stays until the money is where it belongs"
        assert len(list_regelingen(session, Regelingfilter.OVERBOEKEN, 1).items) == 1
        kaart = leven.deliver(date(2026, 6, 12), paid(MAART, bedrag=51216), paid(MAART, bedrag=51216))
        assert kaart.regelingstatus is Regelingstatus.AFGEROND


def test_money_on_an_aanslag_that_was_paid_already_makes_nobody_late_either(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        eerder = paid(date(2026, 3, 2), bedrag=51216)
        leven = Leven(session, now, in_termijnen(3), aantal=2, betaald=eerder)
        kaart = leven.deliver(date(2026, 4, 10), [], [*eerder, *paid(MAART)])
        assert (kaart.voortgang.ontvangen, kaart.voortgang.achterstand) == (DEEL, 0)
        assert "Wij missen een betaling" not in leven.titels
        assert len(list_regelingen(session, Regelingfilter.OVERBOEKEN, 1).items) == 1
        kaart = leven.deliver(date(2026, 4, 12), paid(MAART), eerder)
        assert (kaart.voortgang.ontvangen, kaart.voortgang.moet_overboeken) == (DEEL, False)


def test_a_reversed_debit_opens_its_term_again(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        leven = Leven(session, now, in_termijnen(3))
        leven.deliver(date(2026, 3, 28), paid(MAART))
        terug = [*paid(MAART), (date(2026, 4, 3), STORNO, -DEEL)]
        kaart = leven.deliver(date(2026, 4, 5), terug)
        assert kaart.volgende.nummer == 1
        assert leven.titels[0] == "Wij missen een betaling"


def test_a_vermindering_takes_off_at_the_back(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        leven = Leven(session, now, in_termijnen(3))
        kaart = leven.deliver(date(2026, 3, 20), [(date(2026, 3, 18), VERMINDERING, 20000)])
        assert [t.bedrag for t in kaart.voortgang.termijnen] == [DEEL, 14144, 0]
        kaart = leven.deliver(
            date(2026, 4, 28), [*paid(MAART, bedrag=31216), (date(2026, 3, 18), VERMINDERING, 20000)]
        )
        assert kaart.regelingstatus is Regelingstatus.AFGEROND


def test_an_annulled_aanslag_ends_kindly(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        leven = Leven(session, now, in_termijnen(3))
        kaart = leven.deliver(date(2026, 3, 28), paid(MAART), vernietigd=True)
        assert kaart.regelingstatus is Regelingstatus.VERVALLEN
        assert leven.titels[0] == "U hoeft niets meer te betalen"


def test_costs_that_crossed_the_plan_are_not_part_of_it(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        leven = Leven(session, now, in_termijnen(3))
        gekruist = [(Verzendsoort.AANMANING, date(2026, 3, 17), 2200)]
        kaart = leven.deliver(date(2026, 3, 20), [], kosten=2200, verzendingen=gekruist)
        assert kaart.voortgang.totaal == 51216
        assert leven.titels[0] == "Wij halen kosten weg"
        kaart = leven.deliver(date(2026, 3, 28), paid(MAART, bedrag=51216), kosten=2200, verzendingen=gekruist)
        assert kaart.regelingstatus is Regelingstatus.AFGEROND


def test_a_new_aanslag_is_offered_to_join_once_and_ends_nothing(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        leven = Leven(session, now, in_termijnen(3))
        make_aanslag(session, leven.wie, dagtekening=date(2026, 4, 1))
        make_aanslag(session, leven.wie, dagtekening=date(2026, 1, 1))
        for dag in (2, 3):
            leven.deliver(date(2026, 4, dag), paid(MAART))
        assert leven.titels.count("Er is een nieuwe aanslag") == 1
        assert leven.kaart.is_lopend


def test_a_person_that_retention_removes_leaves_nothing_here(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        leven, blijft = Leven(session, now, in_termijnen(3)), make_inwoner(session)
        verzoek = Regelingsverzoek("blijft", (make_aanslag(session, blijft),), in_termijnen(3))
        request_regeling(session, DoorInwoner(blijft), blijft, verzoek, now)
        forget_inwoner(session, InwonerVerwijderd(leven.wie), now)
        forget_holds(session, InwonerVerwijderd(leven.wie), now)
        assert session.scalars(select(Regeling.inwoner_id)).all() == [blijft]
        assert set(session.scalars(select(BlokkadeRij.aanslag_id))) == set(verzoek.aanslag_ids)


def test_the_same_delivery_twice_changes_nothing(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        leven = Leven(session, now, in_termijnen(3))
        leven.deliver(date(2026, 4, 2), [])
        titels = leven.titels
        follow_levering(session, LeveringOpgenomen(1), start_of_day(date(2026, 4, 2)) + timedelta(hours=5))
        assert leven.titels == titels


def test_five_days_before_a_term_a_neutral_reminder_comes_once(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        leven = Leven(session, now, in_termijnen(3))
        for dag, aantal in [(20, 0), (21, 1), (22, 1), (26, 1)]:
            remind_ahead(session, start_of_day(date(2026, 3, dag)) + timedelta(hours=8))
            assert leven.titels.count("Een betaaldag komt eraan") == aantal
        leven.deliver(date(2026, 3, 28), paid(MAART, APRIL))
        remind_ahead(session, start_of_day(date(2026, 4, 22)))
        assert leven.titels.count("Een betaaldag komt eraan") == 1, "paid in advance: nothing to remind of"


def test_a_pause_says_when_it_ends_and_then_leaves_rest(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        leven = Leven(session, now, rust(date(2026, 4, 13)))
        remind_ahead(session, start_of_day(date(2026, 4, 8)))
        assert leven.titels[0] == "Uw rust duurt nog tot en met 13 april 2026"
        end_pauzes(session, start_of_day(date(2026, 4, 13)))
        assert leven.kaart.is_lopend
        na = start_of_day(date(2026, 4, 14))
        end_pauzes(session, na)
        assert leven.kaart.regelingstatus is Regelingstatus.AFGEROND
        assert active_blokkades(session, leven.ids, na + timedelta(days=10))[leven.ids[0]]
        assert not active_blokkades(session, leven.ids, na + timedelta(days=11))[leven.ids[0]]


@pytest.mark.parametrize("wens", [in_termijnen(18), Wens(Verzoeksoort.GESPREK)], ids=["plan", "talk"])
def test_a_request_on_which_nothing_is_open_any_more_is_closed(db: Database, now: datetime, wens: Wens) -> None:
    with db.transaction() as session:
        leven = Leven(session, now, wens)
        kaart = leven.deliver(date(2026, 3, 20), paid(date(2026, 3, 18), bedrag=51216))
        assert kaart.status is Verzoekstatus.AFGEHANDELD
        assert leven.titels[0] == "Er staat niets meer open"
        assert not leven.staat_stil


def test_a_plan_that_is_stopped_in_the_same_moment_is_not_followed(db: Database, now: datetime) -> None:
    """The last cent comes in a delivery while the inwoner stops: the stop stands, and nobody is thanked."""
    with db.transaction() as session:
        leven = Leven(session, now, in_termijnen(3))
        regeling_id = leven.regeling.id
        levering = make_levering(session, ontvangen_at=now, klaar_at=now)
        betaald = paid(MAART, APRIL, MEI)
        make_aanslag(session, leven.wie, aanslag_id=leven.ids[0], levering_id=levering, betalingen=betaald)
    volgen = Thread(target=lambda: db.run(lambda s: follow_levering(s, LeveringOpgenomen(levering), now)))
    with db.transaction() as session:
        stop_regeling(session, DoorInwoner(leven.wie), regeling_id, now)
        volgen.start()
        volgen.join(0.5)
        assert volgen.is_alive()
    volgen.join()
    with db.reading() as session:
        assert session.get_one(Regeling, regeling_id).status is Regelingstatus.GESTOPT
        titels = [bericht.titel for bericht in list_berichten(session, leven.wie, 1).items]
        assert titels[0] == "U hebt uw regeling gestopt"
        assert "Alles is betaald. Dank u wel." not in titels
