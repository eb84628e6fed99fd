"""Asking protects at once, is granted where the rules allow, and sent twice makes one request."""

from datetime import date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from portaal.bericht.model import UitgaandeMail
from portaal.bericht.service import list_berichten, make_brief
from portaal.core.door import DoorInwoner, DoorMedewerker, Vaststelling
from portaal.core.errors import InmiddelsGewijzigd, NietGevonden
from portaal.core.events.bericht import BerichtMislukt
from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.infra.werk.model import GebeurtenisRij
from portaal.invordering.service import active_blokkades
from portaal.inwoner.rules import Inwonerstatus
from portaal.inwoner.service import get_persoon
from portaal.logboek.model import Logregel
from portaal.regeling.model import Papierbrief, Regeling, Verzoek
from portaal.regeling.service import (
    Afwijzing,
    Geval,
    LooptAl,
    MagNietAfwijken,
    NietsOpen,
    RedenNodig,
    ReedsVerlopen,
    Regelingsverzoek,
    accept_voorstel,
    answer_vraag,
    ask_inwoner,
    get_kaart,
    grant_verzoek,
    propose_plan,
    refuse_verzoek,
    refuse_voorstel,
    regelingen_of,
    request_regeling,
    withdraw_verzoek,
)
from portaal.regeling.service.op_papier import send_on_paper
from portaal.regeling.stand import Verzoeksoort, Wens
from portaal.regeling.toestanden import Regelingstatus, StapKanNiet, Verzoekstatus, Wie
from tests.factories.aanslag import make_aanslag
from tests.factories.inwoner import make_inwoner
from tests.factories.regeling import in_termijnen, later, rust
from tests.support.vragen import count_selects, note_vragen

INVORDERAAR = DoorMedewerker(7, frozenset({Rol.INVORDERING}))


def ask(session, wie, aanslag_ids, wens, now, *, sleutel="formulier-1", door=None, **anders):
    verzoek = Regelingsverzoek(sleutel, tuple(aanslag_ids), wens, **anders)
    return request_regeling(session, door or DoorInwoner(wie), wie, verzoek, now)


def setup_case(session, wens, now, *, aantal=1, **persoon):
    wie = make_inwoner(session, **persoon)
    ids = [make_aanslag(session, wie, belastingjaar=2026 - nr) for nr in range(aantal)]
    return wie, ids, ask(session, wie, ids, wens, now)


def actieve_bronnen(session, aanslag_id, now):
    return [blokkade.bron for blokkade in active_blokkades(session, [aanslag_id], now)[aanslag_id]]


def test_inside_the_direct_lane_it_is_granted_at_once(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie, (aanslag_id,), ontvangst = setup_case(session, in_termijnen(6), now)
        kaart = get_kaart(session, ontvangst.verzoek_id)
        assert ontvangst.status is Verzoekstatus.TOEGEKEND
        assert kaart.regelingstatus is Regelingstatus.LOPEND
        assert kaart.plan.totaal == 51216
        assert kaart.volgende.vervaldatum == date(2026, 3, 26)
        assert kaart.aan_zet is Wie.INWONER
        assert actieve_bronnen(session, aanslag_id, now) == [f"regeling:{kaart.regeling_id}"]
        (bericht,) = list_berichten(session, wie, 1).items
        assert bericht.titel == "U mag in delen betalen"
        assert "€ 512,16 in 6 keer" in bericht.alineas[0].replace("\xa0", " ")


def test_the_mail_says_nothing_of_amount_or_subject(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        setup_case(session, in_termijnen(6), now)
        mail = session.scalar(select(UitgaandeMail))
        assert "512" not in mail.tekst + mail.html + mail.onderwerp
        assert "betal" not in mail.onderwerp


def test_outside_the_lane_a_hold_protects_until_someone_decides(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie, ids, ontvangst = setup_case(session, in_termijnen(18), now, aantal=2)
        kaart = get_kaart(session, ontvangst.verzoek_id)
        assert kaart.status is Verzoekstatus.IN_BEHANDELING
        assert kaart.uiterlijk == date(2026, 3, 30)
        for aanslag_id in ids:
            assert actieve_bronnen(session, aanslag_id, now) == [f"verzoek:{ontvangst.verzoek_id}"]
        (bericht,) = list_berichten(session, wie, 1).items
        assert "voor of op 30 maart 2026" in bericht.alineas[0]


def test_the_letter_is_a_tagged_pdf_and_paper_unless_digital_was_chosen(
    sqlite_db: Database, now: datetime
) -> None:
    with sqlite_db.transaction() as session:
        wie, *_ = setup_case(session, in_termijnen(3), now)
        (bericht,) = list_berichten(session, wie, 1).items
        pdf = make_brief(session, bericht.id)
        assert pdf.startswith(b"%PDF")
        assert session.get(Papierbrief, bericht.id) is not None

        ander = make_inwoner(session)
        aanslag_id = make_aanslag(session, ander)
        ask(session, ander, [aanslag_id], in_termijnen(3), now, sleutel="digitaal", digitaal=True)
        (bericht,) = list_berichten(session, ander, 1).items
        assert session.get(Papierbrief, bericht.id) is None
        assert get_persoon(session, ander).digitaal


def test_sending_the_same_form_again_gives_the_same_request(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie, ids, eerste = setup_case(session, in_termijnen(6), now)
    with db.transaction() as session:
        tweede = ask(session, wie, ids, in_termijnen(6), now)
        assert tweede == eerste
        assert session.scalar(select(func.count(Verzoek.id))) == 1
        assert session.scalar(select(func.count(Regeling.id))) == 1


@pytest.mark.parametrize("sleutels", [["a"] * 6, list("abcdef")], ids=["the same form", "six forms"])
def test_six_sendings_at_the_same_moment_make_one_request(
    db: Database, now: datetime, sleutels: list[str]
) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session)
        aanslag_id = make_aanslag(session, wie)
    hek, uitkomsten = Barrier(len(sleutels)), []

    def send(sleutel: str) -> None:
        hek.wait()
        try:
            uit = db.run(lambda s: ask(s, wie, [aanslag_id], in_termijnen(18), now, sleutel=sleutel))
            uitkomsten.append(uit.verzoek_id)
        except LooptAl as fout:
            uitkomsten.append(fout.verzoek_id)

    draden = [Thread(target=send, args=(sleutel,)) for sleutel in sleutels]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    with db.reading() as session:
        (enige,) = session.scalars(select(Verzoek.id))
        assert uitkomsten == [enige] * len(sleutels)
        assert len(actieve_bronnen(session, aanslag_id, now)) == 1


def test_a_second_request_on_the_same_aanslag_leads_to_the_first(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie, ids, eerste = setup_case(session, in_termijnen(18), now)
        with pytest.raises(LooptAl) as fout:
            ask(session, wie, ids, in_termijnen(3), now, sleutel="ander tabblad")
        assert fout.value.verzoek_id == eerste.verzoek_id


def test_what_is_not_yours_cannot_be_asked_about(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie, ander = make_inwoner(session), make_inwoner(session)
        with pytest.raises(NietGevonden):
            ask(session, wie, [make_aanslag(session, ander)], in_termijnen(3), now)
        with pytest.raises(NietsOpen):
            ask(session, wie, [make_aanslag(session, wie, vernietigd=True)], in_termijnen(3), now)


def test_a_person_takes_it_up_for_who_has_a_bewindvoerder(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        _, _, ontvangst = setup_case(session, in_termijnen(3), now, status=Inwonerstatus.BEWIND)
        assert ontvangst.status is Verzoekstatus.IN_BEHANDELING


def test_kort_uitstel_and_a_pause_are_granted_too(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie, _, ontvangst = setup_case(session, later(date(2026, 7, 1)), now)
        kaart = get_kaart(session, ontvangst.verzoek_id)
        assert [(t.vervaldatum, t.bedrag) for t in kaart.plan.termijnen] == [(date(2026, 7, 1), 51216)]
        assert list_berichten(session, wie, 1).items[0].titel == "U mag later betalen"

        ander = make_inwoner(session)
        rust_id = make_aanslag(session, ander)
        pauze = ask(session, ander, [rust_id], rust(date(2026, 4, 13)), now, sleutel="rust")
        assert get_kaart(session, pauze.verzoek_id).tot == date(2026, 4, 13)
        assert actieve_bronnen(session, rust_id, now + timedelta(days=28))
        assert not actieve_bronnen(session, rust_id, now + timedelta(days=29))


def test_the_desk_asks_on_behalf_and_the_logboek_says_so(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session)
        aanslag_id = make_aanslag(session, wie)
        door = DoorMedewerker(3, frozenset({Rol.BALIE}), Vaststelling.IDENTITEITSBEWIJS)
        ask(session, wie, [aanslag_id], in_termijnen(3), now, door=door)
        regels = session.scalars(select(Logregel).where(Logregel.handeling == "regeling:verzoek:ingediend"))
        assert [(regel.door_soort, regel.door_id) for regel in regels] == [("namens", "3")]


def test_an_employee_grants_what_the_policy_allows(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        _, (aanslag_id,), ontvangst = setup_case(session, in_termijnen(12), now)
        grant_verzoek(session, INVORDERAAR, Geval(ontvangst.verzoek_id, 1), now)
        kaart = get_kaart(session, ontvangst.verzoek_id)
        assert kaart.is_lopend
        assert kaart.plan.aantal == 12
        assert actieve_bronnen(session, aanslag_id, now) == [f"regeling:{kaart.regeling_id}"]
        namen = set(session.scalars(select(GebeurtenisRij.naam)))
        assert namen == {"regeling:verzoek:ingediend", "regeling:verzoek:besloten"}


def test_against_the_policy_it_takes_a_reason_and_the_right_role(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        _, _, ontvangst = setup_case(session, in_termijnen(24), now)
        geval = Geval(ontvangst.verzoek_id, 1)
        with pytest.raises(RedenNodig):
            grant_verzoek(session, INVORDERAAR, geval, now)
        with pytest.raises(MagNietAfwijken):
            grant_verzoek(session, DoorMedewerker(8, frozenset({Rol.BALIE})), geval, now, reden="zomaar")
        grant_verzoek(session, INVORDERAAR, geval, now, reden="tijdelijk minder inkomen")
        assert get_kaart(session, ontvangst.verzoek_id).plan.aantal == 24
        assert session.get(Verzoek, ontvangst.verzoek_id).afwijkreden == "tijdelijk minder inkomen"


def test_of_two_employees_the_second_is_told_and_nothing_is_overwritten(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie, _, ontvangst = setup_case(session, in_termijnen(12), now)
    geval = Geval(ontvangst.verzoek_id, 1)
    with db.transaction() as session:
        propose_plan(session, INVORDERAAR, geval, in_termijnen(10), now)
    with db.transaction() as session:
        with pytest.raises(InmiddelsGewijzigd):
            refuse_verzoek(session, INVORDERAAR, geval, Afwijzing(["te_lang"], "Betaal in 10 keer."), now)
        assert get_kaart(session, ontvangst.verzoek_id).status is Verzoekstatus.VOORSTEL_GEDAAN
        assert len(list_berichten(session, wie, 1).items) == 2


def test_two_employees_at_the_same_moment_make_one_decision(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        _, _, ontvangst = setup_case(session, in_termijnen(12), now)
    geval, hek, uit = Geval(ontvangst.verzoek_id, 1), Barrier(4), []

    def decide(nummer: int) -> None:
        hek.wait()
        door = DoorMedewerker(nummer, frozenset({Rol.INVORDERING}))
        try:
            db.run(lambda s: grant_verzoek(s, door, geval, now))
            uit.append("toegekend")
        except (InmiddelsGewijzigd, StapKanNiet) as fout:
            uit.append(type(fout).__name__)

    draden = [Thread(target=decide, args=(nummer,)) for nummer in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert sorted(uit) == ["InmiddelsGewijzigd"] * 3 + ["toegekend"]
    with db.reading() as session:
        assert session.scalar(select(func.count(Regeling.id))) == 1


def test_a_proposal_is_accepted_exactly_as_it_was_shown(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        _, _, ontvangst = setup_case(session, in_termijnen(18), now)
        propose_plan(session, INVORDERAAR, Geval(ontvangst.verzoek_id, 1), in_termijnen(12, dag=1), now)
        getoond = get_kaart(session, ontvangst.verzoek_id)
        with pytest.raises(InmiddelsGewijzigd):
            accept_voorstel(session, DoorInwoner(1), ontvangst.verzoek_id, 1, now)
        accept_voorstel(session, DoorInwoner(1), ontvangst.verzoek_id, getoond.versie, now + timedelta(days=2))
        assert get_kaart(session, ontvangst.verzoek_id).plan == getoond.voorstel


def test_a_proposal_whose_dates_are_over_is_not_accepted_blindly(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        _, _, ontvangst = setup_case(session, in_termijnen(18), now)
        propose_plan(session, INVORDERAAR, Geval(ontvangst.verzoek_id, 1), in_termijnen(12), now)
        with pytest.raises(ReedsVerlopen):
            accept_voorstel(session, DoorInwoner(1), ontvangst.verzoek_id, 2, now + timedelta(days=20))


def test_a_proposal_that_does_not_fit_comes_back_to_invordering(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        _, (aanslag_id,), ontvangst = setup_case(session, in_termijnen(18), now)
        propose_plan(session, INVORDERAAR, Geval(ontvangst.verzoek_id, 1), in_termijnen(12), now)
        refuse_voorstel(session, DoorInwoner(1), ontvangst.verzoek_id, "Dat is te veel.", now)
        kaart = get_kaart(session, ontvangst.verzoek_id)
        assert (kaart.status, kaart.antwoord) == (Verzoekstatus.IN_BEHANDELING, "Dat is te veel.")
        assert kaart.aan_zet is Wie.INVORDERING
        assert actieve_bronnen(session, aanslag_id, now)


def test_what_is_missing_is_asked_and_answered(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie, _, ontvangst = setup_case(session, in_termijnen(18), now)
        ask_inwoner(session, INVORDERAAR, Geval(ontvangst.verzoek_id, 1), "Hoeveel kunt u missen?", now)
        kaart = get_kaart(session, ontvangst.verzoek_id)
        assert (kaart.status, kaart.uiterlijk) == (Verzoekstatus.AANVULLING_GEVRAAGD, date(2026, 3, 30))
        assert "Hoeveel kunt u missen?" in list_berichten(session, wie, 1).items[0].alineas
        answer_vraag(session, DoorInwoner(wie), ontvangst.verzoek_id, "30 euro", now)
        assert get_kaart(session, ontvangst.verzoek_id).antwoord == "30 euro"


def test_a_refusal_states_all_grounds_what_is_possible_and_the_remedy(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie, (aanslag_id,), ontvangst = setup_case(session, in_termijnen(18), now)
        afwijzing = Afwijzing(["te_lang", "bedrag_te_laag"], "U kunt in 12 keer betalen.")
        refuse_verzoek(session, INVORDERAAR, Geval(ontvangst.verzoek_id, 1), afwijzing, now)
        tekst = " ".join(list_berichten(session, wie, 1).items[0].alineas)
        assert "Het duurt te lang voordat alles betaald is." in tekst
        assert "U kunt meer per maand betalen dan u vraagt." in tekst
        assert "Wat kan wel? U kunt in 12 keer betalen." in tekst
        assert "administratief beroep, voor of op donderdag 26 maart 2026" in tekst
        assert actieve_bronnen(session, aanslag_id, now + timedelta(days=10))
        assert not actieve_bronnen(session, aanslag_id, now + timedelta(days=11))
        opnieuw = ask(session, wie, [aanslag_id], in_termijnen(6), now, sleutel="opnieuw")
        assert opnieuw.status is Verzoekstatus.TOEGEKEND


def test_a_refusal_without_a_ground_is_no_refusal(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        _, _, ontvangst = setup_case(session, in_termijnen(18), now)
        with pytest.raises(ValueError, match="grounds"):
            refuse_verzoek(session, INVORDERAAR, Geval(ontvangst.verzoek_id, 1), Afwijzing([], "x"), now)


def test_a_request_can_be_withdrawn_and_then_nothing_more_is_decided(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        _, _, ontvangst = setup_case(session, in_termijnen(18), now)
        withdraw_verzoek(session, DoorInwoner(1), ontvangst.verzoek_id, now)
        with pytest.raises(StapKanNiet):
            grant_verzoek(session, INVORDERAAR, Geval(ontvangst.verzoek_id, 2), now, reden="x")


def test_a_new_aanslag_joins_a_running_plan_without_ending_it(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie, (oud,), eerste = setup_case(session, in_termijnen(10), now)
        nieuw = make_aanslag(session, wie, belastingjaar=2027, dagtekening=date(2027, 2, 28))
        erbij = ask(session, wie, [nieuw, oud], in_termijnen(12), now, sleutel="erbij")
        assert erbij.status is Verzoekstatus.IN_BEHANDELING
        assert get_kaart(session, eerste.verzoek_id).is_lopend, "asking breaks nothing"
        grant_verzoek(session, INVORDERAAR, Geval(erbij.verzoek_id, 1), now)
        assert get_kaart(session, eerste.verzoek_id).regelingstatus is Regelingstatus.VERVANGEN
        samen = get_kaart(session, erbij.verzoek_id)
        assert set(samen.aanslag_ids) == {oud, nieuw}
        assert samen.plan.totaal == 2 * 51216


def test_asking_about_one_aanslag_of_a_plan_takes_the_others_along(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie, ids, _ = setup_case(session, in_termijnen(10), now, aantal=3)
        opnieuw = ask(session, wie, ids[:1], in_termijnen(12), now, sleutel="anders")
        assert set(get_kaart(session, opnieuw.verzoek_id).aanslag_ids) == set(ids)


def test_a_pause_in_a_running_plan_moves_its_terms(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie, ids, eerste = setup_case(session, in_termijnen(6), now)
        pauze = ask(session, wie, ids, rust(date(2026, 4, 27)), now, sleutel="rust")
        grant_verzoek(session, INVORDERAAR, Geval(pauze.verzoek_id, 1), now)
        kaart = get_kaart(session, pauze.verzoek_id)
        assert kaart.soort is Verzoeksoort.REGELING
        assert [t.vervaldatum for t in kaart.plan.termijnen][:2] == [date(2026, 5, 26), date(2026, 6, 26)]
        assert get_kaart(session, eerste.verzoek_id).regelingstatus is Regelingstatus.VERVANGEN


def test_a_talk_leads_to_a_proposal_and_not_to_a_grant(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        _, _, ontvangst = setup_case(session, Wens(Verzoeksoort.GESPREK), now)
        with pytest.raises(StapKanNiet):
            grant_verzoek(session, INVORDERAAR, Geval(ontvangst.verzoek_id, 1), now)
        propose_plan(session, INVORDERAAR, Geval(ontvangst.verzoek_id, 1), in_termijnen(8), now)
        accept_voorstel(session, DoorInwoner(1), ontvangst.verzoek_id, 2, now)
        assert get_kaart(session, ontvangst.verzoek_id).is_lopend


def test_debits_stop_when_the_inwoner_pays_by_own_transfer(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session)
        aanslag_id = make_aanslag(session, wie, automatische_incasso=True)
        ontvangst = ask(session, wie, [aanslag_id], in_termijnen(6), now)
        assert get_kaart(session, ontvangst.verzoek_id).stopt_incasso
        assert "Wij schrijven niets meer" in " ".join(list_berichten(session, wie, 1).items[0].alineas)


def test_a_persons_requests_are_read_in_a_constant_number_of_queries(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session)
        for nummer in range(5):
            ask(session, wie, [make_aanslag(session, wie)], in_termijnen(3), now, sleutel=str(nummer))
    gesteld = note_vragen(db)
    with db.reading() as session:
        assert len(regelingen_of(session, wie, now)) == 5
    assert count_selects(gesteld) <= 11


def test_a_mail_that_does_not_arrive_sends_the_letter_on_paper_once(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session)
        ask(session, wie, [make_aanslag(session, wie)], in_termijnen(3), now, sleutel="digitaal", digitaal=True)
        (bericht,) = list_berichten(session, wie, 1).items
        assert session.get(Papierbrief, bericht.id) is None
        for sleutel in (
            f"bericht:{bericht.id}",
            f"bericht:{bericht.id}",
            "bericht:999",
            "afspraak:1:2:bevestiging",
        ):
            send_on_paper(session, BerichtMislukt("mail", sleutel), now)
        assert list(session.scalars(select(Papierbrief.bericht_id))) == [bericht.id]


def test_who_has_no_mail_address_gets_the_letter_on_paper(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        wie = make_inwoner(session, email="")
        ask(session, wie, [make_aanslag(session, wie)], in_termijnen(3), now, sleutel="digitaal", digitaal=True)
        (bericht,) = list_berichten(session, wie, 1).items
        assert session.get(Papierbrief, bericht.id) is not None
