"""What stands first on a page, and what one can do: pure decisions, each with what decides it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from portaal.aanslag.stand import Aanslag, Aanslagsoort, Boeking, Boekingsoort, Verzendsoort
from portaal.aanslag.uitleg.betaling import betaalstand_of
from portaal.aanslag.uitleg.omgang import Kwijtscheldingbeleid
from portaal.core.geld import Centen
from portaal.invordering.ladder import Ladder, ladder_of
from portaal.inwoner.rules import Inwonerstatus
from portaal.mijn.rules import (
    Hoofdstand,
    Mogelijkheid,
    find_deurwaarderkosten,
    find_hoofdstand,
    first_two,
    kwijtschelding_tot,
    list_mogelijkheden,
    order_aanslagen,
    speaks_for_kwijtschelding,
)
from tests.factories.regeling import an_aanslag, sent
from tests.unit.aanslag_uitleg.gegevens import read_toml
from tests.unit.invordering.gegevens import BELEID as KLOK

VANDAAG = date(2026, 3, 16)
KWIJT = Kwijtscheldingbeleid.model_validate(read_toml("kwijtschelding"))
TIEN = tuple(date(2026, maand, 28) for maand in range(3, 13))


def ladder(aanslag: Aanslag) -> Ladder:
    return ladder_of(aanslag, (), KLOK, VANDAAG)


def hoofd(**anders: Any) -> Hoofdstand:
    aanslag = an_aanslag(**anders)
    return find_hoofdstand(aanslag, ladder(aanslag), betaalstand_of(aanslag, VANDAAG, stop_na=2))


def booked(soort: Boekingsoort, bedrag: int) -> dict[str, Any]:
    return {"betalingen": (Boeking(date(2026, 3, 2), soort, Centen(bedrag)),), "betaald": Centen(bedrag)}


# One debit was taken back, and that part was paid by hand: the other debits go on.
GETERUGD: dict[str, Any] = {
    "vervaldata": (date(2026, 3, 2), *TIEN),
    "aantal_termijnen": 11,
    "automatische_incasso": True,
    "betaald": Centen(4500),
    "betalingen": (
        Boeking(date(2026, 3, 2), Boekingsoort.INCASSO, Centen(4425)),
        Boeking(date(2026, 3, 5), Boekingsoort.STORNO, Centen(-4425)),
        Boeking(date(2026, 3, 9), Boekingsoort.BETALING, Centen(4500)),
    ),
}
LAAT = {"dagtekening": date(2025, 11, 28), "vervaldata": (date(2026, 1, 9),)}
BILJET = sent(Verzendsoort.AANSLAGBILJET, date(2025, 11, 28))


@pytest.mark.parametrize(
    ("anders", "verwacht"),
    [
        ({}, Hoofdstand.OP_TIJD),
        ({"vervaldata": TIEN, "aantal_termijnen": 10}, Hoofdstand.TERMIJNEN),
        ({"vervaldata": TIEN, "aantal_termijnen": 10, "automatische_incasso": True}, Hoofdstand.INCASSO),
        (GETERUGD, Hoofdstand.INCASSO),
        (GETERUGD | {"betalingen": GETERUGD["betalingen"][:2], "betaald": Centen(0)}, Hoofdstand.ACHTER),
        ({**LAAT, "verzendingen": (BILJET,)}, Hoofdstand.TE_LAAT),
        (
            {**LAAT, "verzendingen": (BILJET, sent(Verzendsoort.AANMANING, date(2026, 3, 6), 2200))},
            Hoofdstand.AANMANING,
        ),
        ({"uitstel_tot": date(2026, 6, 1)}, Hoofdstand.STIL),
        ({"vernietigd": True}, Hoofdstand.VERNIETIGD),
        (booked(Boekingsoort.BETALING, 48673), Hoofdstand.BETAALD),
        (booked(Boekingsoort.BETALING, 50000), Hoofdstand.TERUG),
        (booked(Boekingsoort.KWIJTSCHELDING, 48673), Hoofdstand.KWIJT),
    ],
)
def test_one_thing_stands_first(anders: dict[str, Any], verwacht: Hoofdstand) -> None:
    assert hoofd(**anders) is verwacht


def test_the_end_comes_before_a_letter_and_a_hold_before_a_letter() -> None:
    brief = {"verzendingen": (BILJET, sent(Verzendsoort.DWANGBEVEL, date(2026, 3, 6), 9600)), **LAAT}
    assert hoofd(**brief) is Hoofdstand.DWANGBEVEL
    assert hoofd(**brief, uitstel_tot=date(2026, 6, 1)) is Hoofdstand.STIL
    assert hoofd(**brief, **booked(Boekingsoort.BETALING, 48673)) is Hoofdstand.BETAALD


@pytest.mark.parametrize(("dag", "exploot", "beslag"), [(VANDAAG, 2200, 7800), (date(2025, 12, 31), 2100, 7400)])
def test_a_deurwaarder_can_add_costs_only_after_a_dwangbevel(dag: date, exploot: int, beslag: int) -> None:
    """Kostenwet invordering rijksbelastingen, art. 3(2) "een ander exploot" and art. 4(1): amounts of domein §4."""
    gedwongen = an_aanslag(**LAAT, verzendingen=(BILJET, sent(Verzendsoort.DWANGBEVEL, date(2026, 3, 14), 9600)))
    kosten = find_deurwaarderkosten(ladder(gedwongen), KLOK.kosten, dag)
    assert kosten is not None
    assert (kosten.exploot, kosten.beslag) == (exploot, beslag)
    aangemaand = an_aanslag(**LAAT, verzendingen=(BILJET, sent(Verzendsoort.AANMANING, date(2026, 3, 6), 2200)))
    betaald = replace(gedwongen, betalingen=(), betaald=Centen(gedwongen.totaalbedrag + gedwongen.kosten))
    for ander in (aangemaand, betaald, an_aanslag()):
        assert find_deurwaarderkosten(ladder(ander), KLOK.kosten, dag) is None
    assert find_deurwaarderkosten(ladder(gedwongen), KLOK.kosten, date(2020, 1, 1)) is None


@pytest.mark.parametrize("status", Inwonerstatus)
@pytest.mark.parametrize("op_tijd", [True, False])
@pytest.mark.parametrize("soort", Aanslagsoort)
def test_nothing_that_one_can_do_ever_blocks_another(
    status: Inwonerstatus, op_tijd: bool, soort: Aanslagsoort
) -> None:
    wegen = list_mogelijkheden(an_aanslag(soort=soort), status, is_bezwaar_op_tijd=op_tijd)
    verwacht = set(Mogelijkheid) - ({Mogelijkheid.REGELING} if status.vraagt_mens else set())
    assert set(wegen) == verwacht
    assert len(wegen) == len(set(wegen))
    assert len(first_two(wegen, status, Hoofdstand.OP_TIJD)) == 2


@pytest.mark.parametrize(
    ("status", "hoofd", "verwacht"),
    [
        (Inwonerstatus.GEWOON, Hoofdstand.OP_TIJD, (Mogelijkheid.BETALEN, Mogelijkheid.REGELING)),
        (Inwonerstatus.GEWOON, Hoofdstand.DWANGBEVEL, (Mogelijkheid.BETALEN, Mogelijkheid.REGELING)),
        (Inwonerstatus.GEWOON, Hoofdstand.INCASSO, (Mogelijkheid.REGELING, Mogelijkheid.PRATEN)),
        (Inwonerstatus.GEWOON, Hoofdstand.STIL, (Mogelijkheid.BETALEN, Mogelijkheid.PRATEN)),
        (Inwonerstatus.OVERLEDEN, Hoofdstand.OP_TIJD, (Mogelijkheid.PRATEN, Mogelijkheid.BETALEN)),
        (Inwonerstatus.BEWIND, Hoofdstand.INCASSO, (Mogelijkheid.PRATEN, Mogelijkheid.BETALEN)),
        (Inwonerstatus.WSNP, Hoofdstand.HERINNERING, (Mogelijkheid.PRATEN, Mogelijkheid.HULP)),
        (Inwonerstatus.SCHULDREGELING, Hoofdstand.TE_LAAT, (Mogelijkheid.PRATEN, Mogelijkheid.HULP)),
    ],
)
def test_the_two_buttons_fit_what_the_page_says(
    status: Inwonerstatus, hoofd: Hoofdstand, verwacht: tuple[Mogelijkheid, Mogelijkheid]
) -> None:
    wegen = list_mogelijkheden(an_aanslag(), status, is_bezwaar_op_tijd=True)
    assert first_two(wegen, status, hoofd) == verwacht


def test_what_is_paid_can_still_be_objected_to_in_time_and_talked_about() -> None:
    betaald = an_aanslag(**booked(Boekingsoort.BETALING, 48673))
    op_tijd = list_mogelijkheden(betaald, Inwonerstatus.GEWOON, is_bezwaar_op_tijd=True)
    assert op_tijd == (Mogelijkheid.BEZWAAR, Mogelijkheid.PRATEN, Mogelijkheid.HULP)
    assert Mogelijkheid.BEZWAAR not in list_mogelijkheden(betaald, Inwonerstatus.GEWOON, is_bezwaar_op_tijd=False)
    weg = replace(betaald, vernietigd=True)
    assert list_mogelijkheden(weg, Inwonerstatus.GEWOON, is_bezwaar_op_tijd=True) == (Mogelijkheid.PRATEN,)


def test_the_oldest_debt_stands_first_and_what_is_done_apart() -> None:
    nieuw, oud = an_aanslag(), an_aanslag(dagtekening=VANDAAG - timedelta(days=400))
    klaar = an_aanslag(**booked(Boekingsoort.BETALING, 48673))
    assert order_aanslagen([nieuw, klaar, oud]) == ([oud, nieuw], [klaar])


def test_three_answers_that_all_speak_for_it_say_maybe_and_any_other_says_ask_all_the_same() -> None:
    ja = {v.sleutel: next(a.sleutel for a in v.antwoorden if a.telt) for v in KWIJT.vragen}
    assert speaks_for_kwijtschelding(KWIJT, ja)
    for vraag in KWIJT.vragen:
        nee = next((a.sleutel for a in vraag.antwoorden if not a.telt), "verzonnen")
        assert not speaks_for_kwijtschelding(KWIJT, ja | {vraag.sleutel: nee})
        assert not speaks_for_kwijtschelding(KWIJT, {k: v for k, v in ja.items() if k != vraag.sleutel})


def test_kwijtschelding_can_be_asked_for_months_after_paying() -> None:
    betaald = an_aanslag(**booked(Boekingsoort.BETALING, 48673))
    assert kwijtschelding_tot(betaald, 3) == date(2026, 6, 2)
    assert kwijtschelding_tot(an_aanslag(), 3) is None
    assert kwijtschelding_tot(an_aanslag(**booked(Boekingsoort.KWIJTSCHELDING, 48673)), 3) is None
    wegen = list_mogelijkheden(betaald, Inwonerstatus.GEWOON, is_bezwaar_op_tijd=False, is_pas_betaald=True)
    assert wegen[0] is Mogelijkheid.KWIJTSCHELDING
