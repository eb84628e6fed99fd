"""Spreading by debit, or own transfer: on offer where it can, exported as such, never both in one month."""

import random
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portaal.aanslag.service import get_aanslag
from portaal.aanslag.stand import Boekingsoort
from portaal.bericht.service import list_berichten
from portaal.core.door import DoorInwoner, DoorMedewerker
from portaal.core.events.aanslag import LeveringOpgenomen
from portaal.core.rollen import Rol
from portaal.core.tijd import start_of_day
from portaal.infra.database import Database
from portaal.invordering.service import make_set, read_set
from portaal.invordering.uitvoer import Kop, Pakketbestand, columns_of, make_pakket
from portaal.regeling.model import Regeling, Verzoek
from portaal.regeling.service import (
    Geval,
    IncassoKanNiet,
    LooptAl,
    ReedsVerlopen,
    RegelingKaart,
    Regelingsverzoek,
    accept_voorstel,
    close_regeling,
    follow_levering,
    get_kaart,
    grant_verzoek,
    propose_plan,
    remind_ahead,
    request_regeling,
    stop_regeling,
)
from portaal.regeling.service.terugmelding import read_volledig
from portaal.regeling.stand import Betaalwijze, Verzoeksoort, Wens
from portaal.regeling.toestanden import Regelingstatus, Verzoekstatus
from tests.conftest import NU
from tests.factories.aanslag import make_aanslag
from tests.factories.inwoner import make_inwoner, make_levering
from tests.factories.regeling import in_termijnen, later, rust
from tests.integration.regeling.test_paginas import answer, hidden
from tests.support.client import PaginaClient, words_of
from tests.support.pakket import replay

TEAM = DoorMedewerker(7, frozenset({Rol.INVORDERING}))
INCASSO, STORNO = Boekingsoort.INCASSO, Boekingsoort.STORNO
VRAAG = "/mijn/regeling/vraag/"
# What the belastingpakket debits: two more times.
DAGEN = ["2026-04-28", "2026-05-28"]


def by_debit(aantal: int) -> Wens:
    return Wens(Verzoeksoort.REGELING, aantal=aantal, wijze=Betaalwijze.INCASSO)


def debited(session: Session, wie: int, **anders: object) -> int:
    return make_aanslag(session, wie, **{"automatische_incasso": True, "vervaldata": DAGEN, **anders})


def ask(session: Session, wens: Wens, now: datetime = NU, **aanslag: object) -> tuple[int, int, RegelingKaart]:
    """Someone new whose aanslag is debited asks."""
    wie = make_inwoner(session)
    aanslag_id = debited(session, wie, **aanslag)
    return wie, aanslag_id, again(session, wie, aanslag_id, wens, now)


def again(session: Session, wie: int, aanslag_id: int, wens: Wens, now: datetime) -> RegelingKaart:
    verzoek = Regelingsverzoek(f"{wie}-{now}", (aanslag_id,), wens)
    return get_kaart(session, request_regeling(session, DoorInwoner(wie), wie, verzoek, now).verzoek_id)


def letters(session: Session, wie: int) -> str:
    berichten = list_berichten(session, wie, 1).items
    return " ".join(f"{b.titel} {' '.join(b.alineas)}" for b in berichten).replace("\xa0", " ")


def deliver(
    session: Session, wie: int, aanslag_id: int, op: date, *geboekt: tuple[date, Boekingsoort, int]
) -> None:
    moment = start_of_day(op) + timedelta(hours=5)
    levering = make_levering(session, ontvangen_at=moment, klaar_at=moment)
    debited(session, wie, aanslag_id=aanslag_id, levering_id=levering, betalingen=geboekt, bijgewerkt_at=moment)
    follow_levering(session, LeveringOpgenomen(levering), moment)


def exported(db: Database) -> dict[Pakketbestand, list[dict[str, str]]]:
    """Everything that the belastingpakket knows, by file."""
    with db.reading() as session:
        stand = replay([read_volledig(session, NU)])
    return {bestand: [dict(rij) for rij in rijen.values()] for bestand, rijen in stand.items()}


def test_a_spread_goes_on_by_debit_and_is_exported_as_such_without_a_stop(db: Database) -> None:
    with db.transaction() as session:
        wie, _, kaart = ask(session, by_debit(12))
        assert kaart.status is Verzoekstatus.TOEGEKEND
        assert kaart.via_incasso
        assert not kaart.stopt_incasso
        assert [t.vervaldatum for t in kaart.plan.termijnen][:3] == [
            date(2026, 4, 28),
            date(2026, 5, 28),
            date(2026, 6, 29),
        ]
        assert "Wij schrijven € 512,16 af in 12 keer." in letters(session, wie)
        assert "niets over te maken" in letters(session, wie)
    uit = exported(db)
    assert [(r["wijze"], r["aantal_termijnen"]) for r in uit[Pakketbestand.REGELINGEN]] == [("incasso", "12")]
    assert len(uit[Pakketbestand.TERMIJNEN]) == 12
    assert uit[Pakketbestand.INCASSOSTOPS] == []


def test_own_transfer_stops_the_debits_for_good_and_is_exported_as_such(db: Database) -> None:
    later_ = NU + timedelta(days=20)
    with db.transaction() as session:
        wie, _, kaart = ask(session, in_termijnen(6))
        assert "Wij schrijven niets meer van uw rekening af." in letters(session, wie)
        stop_regeling(session, DoorInwoner(wie), kaart.regeling_id, later_)
        assert "Wij schrijven niets meer af. U betaalt zelf" in letters(session, wie)
    uit = exported(db)
    assert [r["wijze"] for r in uit[Pakketbestand.REGELINGEN]] == ["overmaken"]
    (stop,) = uit[Pakketbestand.INCASSOSTOPS]
    assert (stop["vanaf"], stop["tot"], stop["opgeheven"]) == ("2026-03-16", "", "")
    blokkades = [rij for rij in uit[Pakketbestand.BLOKKADES] if rij["reden"] == "regeling"]
    assert [rij["tot"] for rij in blokkades] == ["2026-04-15"]


def test_a_debit_that_is_too_near_comes_once_more_and_the_letter_says_so(db: Database) -> None:
    with db.transaction() as session:
        wie, _, kaart = ask(session, in_termijnen(3, dag=27), vervaldata=["2026-03-26", "2026-04-28"])
        assert kaart.plan.eerste.vervaldatum == date(2026, 4, 27)
        assert "Op 26 maart 2026 schrijven wij nog één keer af." in letters(session, wie).replace("donderdag ", "")


def test_ended_debits_are_not_on_offer_and_nobody_can_grant_them(db: Database) -> None:
    terug = [(date(2026, 1, 28), INCASSO, 5000), (date(2026, 2, 3), STORNO, -5000)]
    terug += [(date(2026, 2, 27), INCASSO, 5000), (date(2026, 3, 4), STORNO, -5000)]
    with db.transaction() as session:
        _, _, kaart = ask(session, by_debit(12), betalingen=terug)
        assert kaart.status is Verzoekstatus.IN_BEHANDELING
        with pytest.raises(IncassoKanNiet):
            grant_verzoek(session, TEAM, Geval(kaart.verzoek_id, kaart.versie), NU, reden="maatwerk")


def test_debits_that_end_during_a_plan_turn_it_into_own_transfer(db: Database) -> None:
    geboekt = [(date(2026, 4, 28), INCASSO, 4268), (date(2026, 5, 4), STORNO, -4268)]
    geboekt += [(date(2026, 5, 28), INCASSO, 4268), (date(2026, 6, 2), STORNO, -4268)]
    with db.transaction() as session:
        wie, aanslag_id, kaart = ask(session, by_debit(12))
        deliver(session, wie, aanslag_id, date(2026, 5, 8), *geboekt[:2])
        assert get_kaart(session, kaart.verzoek_id).via_incasso
        assert "Maak dit deel zelf over" in letters(session, wie)
        deliver(session, wie, aanslag_id, date(2026, 6, 4), *geboekt)
        na = get_kaart(session, kaart.verzoek_id)
        assert na.is_lopend
        assert not na.via_incasso
        assert na.stopt_incasso
        assert "U maakt het geld nu zelf over" in letters(session, wie)
        deliver(session, wie, aanslag_id, date(2026, 6, 8), *geboekt)
        assert letters(session, wie).count("U maakt het geld nu zelf over") == 1
    uit = exported(db)
    assert [(r["wijze"], r["status"]) for r in uit[Pakketbestand.REGELINGEN]] == [("overmaken", "lopend")]
    assert [stop["tot"] for stop in uit[Pakketbestand.INCASSOSTOPS]] == [""]
    db.run(lambda s: make_set(s, NU))
    with db.reading() as session:
        volledig = read_volledig(session, NU)
    with db.reading() as session:
        assert replay([read_set(session, 1)]) == replay([volledig])


def test_debits_to_the_last_cent_and_the_reminder_asks_for_nothing(db: Database) -> None:
    with db.transaction() as session:
        wie, aanslag_id, kaart = ask(session, by_debit(6))
        remind_ahead(session, start_of_day(date(2026, 4, 24)) + timedelta(hours=8))
        assert "schrijven wij € 85,36 af van uw rekening" in letters(session, wie)
        geboekt = [(t.vervaldatum, INCASSO, int(t.bedrag)) for t in kaart.plan.termijnen]
        deliver(session, wie, aanslag_id, date(2026, 10, 2), *geboekt)
        assert get_kaart(session, kaart.verzoek_id).regelingstatus is Regelingstatus.AFGEROND
        assert "Alles is betaald. Dank u wel." in letters(session, wie)
        assert "Wij missen een betaling" not in letters(session, wie)


@pytest.mark.parametrize("door_gemeente", [False, True])
def test_an_unpaid_end_stops_the_debits_and_leaves_the_month_of_the_last_one(
    sqlite_db: Database, *, door_gemeente: bool
) -> None:
    einde = start_of_day(date(2026, 5, 22)) + timedelta(hours=9)
    with sqlite_db.transaction() as session:
        wie, _, kaart = ask(session, by_debit(12))
        if door_gemeente:
            close_regeling(session, TEAM, kaart.regeling_id, einde, reden="Er kwam geen geld.")
        else:
            stop_regeling(session, DoorInwoner(wie), kaart.regeling_id, einde)
        assert "Tot en met maandag 1 juni 2026" in letters(session, wie)
        assert get_kaart(session, kaart.verzoek_id).stopt_incasso
    uit = exported(sqlite_db)
    assert [stop["vanaf"] for stop in uit[Pakketbestand.INCASSOSTOPS]]


def test_a_pause_in_a_spread_moves_the_debits(sqlite_db: Database) -> None:
    with sqlite_db.transaction() as session:
        wie, aanslag_id, _ = ask(session, by_debit(12))
        pauze = again(session, wie, aanslag_id, rust(date(2026, 4, 13)), NU + timedelta(days=1))
        assert pauze.status is Verzoekstatus.IN_BEHANDELING
        assert pauze.schrijft_af
        grant_verzoek(session, TEAM, Geval(pauze.verzoek_id, pauze.versie), NU + timedelta(days=2), reden="rust")
        na = get_kaart(session, pauze.verzoek_id)
        assert na.via_incasso
        assert na.plan.eerste.vervaldatum == date(2026, 4, 28)
        assert na.plan.aantal == 12


def test_a_proposal_can_go_either_way_and_expires_when_debits_end(db: Database) -> None:
    with db.transaction() as session:
        wie, aanslag_id, kaart = ask(session, in_termijnen(18))
        assert kaart.schrijft_af
        propose_plan(session, TEAM, Geval(kaart.verzoek_id, kaart.versie), by_debit(12), NU)
        kaart = get_kaart(session, kaart.verzoek_id)
        assert kaart.voorstel_wijze is Betaalwijze.INCASSO
        assert "Wij schrijven € 512,16 af in 12 keer." in letters(session, wie)
        accept_voorstel(session, DoorInwoner(wie), kaart.verzoek_id, kaart.versie, NU + timedelta(days=5))
        assert get_kaart(session, kaart.verzoek_id).via_incasso

        ander, aanslag_id, kaart = ask(session, in_termijnen(18))
        propose_plan(session, TEAM, Geval(kaart.verzoek_id, kaart.versie), by_debit(12), NU)
        debited(session, ander, aanslag_id=aanslag_id, automatische_incasso=False)
        versie = get_kaart(session, kaart.verzoek_id).versie
        with pytest.raises(ReedsVerlopen):
            accept_voorstel(session, DoorInwoner(ander), kaart.verzoek_id, versie, NU + timedelta(days=5))


def test_a_proposal_of_own_transfer_waits_past_a_debit_that_may_come_before_the_yes(db: Database) -> None:
    with db.transaction() as session:
        _, _, kaart = ask(session, in_termijnen(18), vervaldata=["2026-04-05", "2026-06-28"])
        propose_plan(session, TEAM, Geval(kaart.verzoek_id, kaart.versie), in_termijnen(12, dag=15), NU)
        assert get_kaart(session, kaart.verzoek_id).voorstel.eerste.vervaldatum == date(2026, 5, 15)


@pytest.mark.parametrize("tabel", [Verzoek, Regeling])
def test_the_database_knows_that_only_a_plan_goes_by_incasso(db: Database, tabel: type) -> None:
    with db.transaction() as session:
        _, _, kaart = ask(session, later(date(2026, 6, 15)))
    with pytest.raises(IntegrityError), db.transaction() as session:
        rij = session.get_one(tabel, kaart.verzoek_id if tabel is Verzoek else kaart.regeling_id)
        rij.wijze = Betaalwijze.INCASSO


def test_a_set_of_before_the_column_is_made_again_without_it() -> None:
    rij = {"regeling": "R1", "aanslagnummer": "2", **dict.fromkeys(columns_of(Pakketbestand.REGELINGEN, 1), "x")}
    oud = make_pakket(Kop(1, 0, NU.date(), 1), {Pakketbestand.REGELINGEN: [rij]}).bestanden["regelingen.csv"]
    assert b"wijze" not in oud
    nieuw = make_pakket(Kop(2, 1, NU.date()), {Pakketbestand.REGELINGEN: [rij]}).bestanden["regelingen.csv"]
    assert nieuw.splitlines()[0].endswith(b";wijze")


def months(data: Iterable[date]) -> set[tuple[int, int]]:
    return {(dag.year, dag.month) for dag in data}


def _spread_or_transfer(db: Database, toeval: random.Random) -> tuple[set[date], set[date]]:
    """One person who changes their mind some times: which debits came, and which transfers were due."""
    beleid_stop = 10
    with db.transaction() as session:
        wie = make_inwoner(session)
        komt = {date(2026, maand, toeval.randint(1, 28)) for maand in range(3, toeval.randint(5, 9))}
        aanslag_id = debited(session, wie, vervaldata=[dag.isoformat() for dag in sorted(komt)])
        zelf: set[date] = set()
        now = NU + timedelta(days=toeval.randint(0, 20))
        for nummer in range(3):
            via = toeval.random() < 0.5
            wens = by_debit(toeval.choice((6, 12))) if via else in_termijnen(6, dag=toeval.choice((1, 15, 31)))
            kaart = again(session, wie, aanslag_id, wens, now)
            if kaart.is_open:
                try:
                    geval = Geval(kaart.verzoek_id, kaart.versie)
                    grant_verzoek(session, TEAM, geval, now, reden=f"keer {nummer}")
                except IncassoKanNiet:
                    break
                kaart = get_kaart(session, kaart.verzoek_id)
            vandaag, data = now.date(), {t.vervaldatum for t in kaart.plan.termijnen}
            komt = {dag for dag in komt if dag <= vandaag + timedelta(days=beleid_stop)}
            zelf = {dag for dag in zelf if dag < vandaag}
            if kaart.via_incasso:
                komt |= data
            else:
                zelf |= data
            now += timedelta(days=toeval.randint(0, 60))
        assert get_aanslag(session, aanslag_id).open
    return komt, zelf


@pytest.mark.parametrize("zaad", range(6))
def test_whoever_changes_their_mind_never_has_a_debit_and_a_transfer_in_one_month(
    sqlite_db: Database, zaad: int
) -> None:
    komt, zelf = _spread_or_transfer(sqlite_db, random.Random(zaad))
    assert not months(komt) & months(zelf)


def test_that_proof_can_fail(sqlite_db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portaal.regeling.rules.incasso.first_free_day", lambda *_: None)
    gangen = [_spread_or_transfer(sqlite_db, random.Random(zaad)) for zaad in range(6)]
    assert any(months(komt) & months(zelf) for komt, zelf in gangen)


@pytest.fixture
def inwoner(
    client: PaginaClient, login_inwoner: Callable[..., PaginaClient], db: Database
) -> tuple[PaginaClient, int]:
    with db.transaction() as session:
        wie = make_inwoner(session)
        debited(session, wie)
    return login_inwoner(client, wie), wie


def test_the_question_how_to_pay_offers_both_with_what_they_lead_to(inwoner: tuple[PaginaClient, int]) -> None:
    client, _ = inwoner
    answer(client, "inkomen", weinig_inkomen="nee")
    answer(client, "situatie", omstandigheid="geen")
    tekst = client.text(VRAAG + "plan")
    assert "Wij schrijven af in 12 keer, € 42,68 per maand" in tekst
    assert "Het afschrijven stopt. U maakt het geld elke maand zelf over." in tekst
    client.post(VRAAG + "plan", data={"hoe": "afschrijven:12", "actie": "toon"})
    assert "Wij schrijven € 512,16 af in 12 keer. De laatste keer is op 30 maart 2027." in client.text(
        VRAAG + "plan"
    )
    assert answer(client, "plan", hoe="afschrijven:12") == VRAAG + "post", "the bank has its own day"
    assert answer(client, "post", digitaal="ja") == "/mijn/regeling/controle"
    controle = client.get("/mijn/regeling/controle").text
    assert "Wij blijven afschrijven" in words_of(controle)
    klaar = client.post("/mijn/regeling/controle", data=hidden(controle), follow_redirects=True).text
    assert "schrijven wij € 42,68 af" in words_of(klaar).replace("\xa0", " ")
    bekijk = client.text("/mijn/regeling/verzoek/1")
    assert "Dit schrijven wij af" in bekijk
    assert "Zet het betalingskenmerk" not in bekijk


def test_a_choice_that_cannot_be_any_more_is_asked_anew(inwoner: tuple[PaginaClient, int], db: Database) -> None:
    client, wie = inwoner
    answer(client, "inkomen", weinig_inkomen="nee")
    answer(client, "situatie", omstandigheid="geen")
    answer(client, "plan", hoe="afschrijven:12")
    with db.transaction() as session:
        debited(session, wie, aanslag_id=1, automatische_incasso=False)
    assert client.get(VRAAG + "post").location == VRAAG + "plan"
    assert client.post(VRAAG + "plan", data={"hoe": "afschrijven:12"}).status_code == 422


def test_a_mixed_choice_is_told_that_a_plan_goes_one_way(inwoner: tuple[PaginaClient, int], db: Database) -> None:
    client, wie = inwoner
    with db.transaction() as session:
        ander = make_aanslag(session, wie, belastingjaar=2025)
    answer(client, "inkomen", weinig_inkomen="nee")
    answer(client, "situatie", omstandigheid="geen")
    answer(client, "aanslagen", aanslagen=["1", str(ander)])
    tekst = client.text(VRAAG + "plan")
    assert "Een deel schrijven wij nu af" in tekst
    assert "Wij schrijven af in" not in tekst


def test_two_who_ask_by_debit_at_once_make_one_request(db: Database) -> None:
    with db.transaction() as session:
        wie, aanslag_id, _ = ask(session, by_debit(18))
        with pytest.raises(LooptAl):
            again(session, wie, aanslag_id, in_termijnen(3), NU + timedelta(hours=1))
