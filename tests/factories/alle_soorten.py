"""Aanslagen of all kinds that a delivery can bring, made by chance from a seed: the same seed, the same aanslagen."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from portaal.aanslag.stand import Aanslagsoort, Boekingsoort, Verzendsoort
from portaal.core.geld import Centen, split_evenly
from portaal.core.kalender import add_maanden
from portaal.inwoner.rules import Inwonerstatus
from tests.factories.aanslag import make_aanslag
from tests.factories.biljet import make_line
from tests.factories.inwoner import make_inwoner

B, V = Boekingsoort, Verzendsoort
ADRESSEN = ("Molenpad 12", "Dorpsstraat 1", "Stadsplein 3", "")
# soort, descriptions, unit, the numbers there can be, the rates there can be
SOORTEN: tuple[tuple[str, tuple[str, ...], str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("ozb_eigenaar_woning", ("OZB eigenaar",), "euro WOZ-waarde", ("345000", "99500", "1250000"), ("0,0968%",)),
    ("ozb_eigenaar_nietwoning", ("OZB eigenaar",), "euro WOZ-waarde", ("512000", "0"), ("0,2412%", "0,3%")),
    ("ozb_gebruiker_nietwoning", ("OZB gebruiker",), "euro WOZ-waarde", ("95000", "41000"), ("0,1936%",)),
    ("rioolheffing_eigenaar", ("Riool eigenaar",), "perceel", ("1", "2"), ("178,20", "0,005")),
    ("rioolheffing_gebruiker", ("Riool gebruiker",), "maanden", ("12", "7", "1", "0,5"), ("64,80", "61,25")),
    (
        "afvalstoffenheffing",
        ("Afval eenpersoonshuishouden", "Afval meerpersoonshuishouden", "Afval"),
        "maanden",
        ("12", "5", "11"),
        ("398,40", "289,80", "284,45"),
    ),
    ("afvalstoffenheffing_diftar", ("Restafval",), "ledigingen", ("21", "1", "104"), ("8,10", "1,255")),
    ("hondenbelasting", ("Eerste hond", "Tweede hond"), "honden", ("1", "2"), ("72,40", "72,00")),
    ("toeristenbelasting", ("4 personen, 6 nachten", "Gasten"), "persoonsnachten", ("24", "811"), ("3,10",)),
    ("forensenbelasting", ("Forensen",), "woning", ("1",), ("412,00",)),
    ("precariobelasting", ("Terras",), "vierkante meter", ("14", "7,5"), ("24,50", "2,333")),
    ("parkeerbelasting", ("Parkeren",), "uur", ("1", "2"), ("3,40", "2,10")),
    ("parkeerbelasting_kosten", ("Kosten",), "naheffing", ("1",), ("82,00", "78,80")),
    ("watersysteemheffing", ("Watersysteem",), "woonruimte", ("1",), ("118,00",)),
    ("zuiveringsheffing", ("Zuivering",), "vervuilingseenheden", ("1", "3"), ("71,50",)),
    ("baatbelasting", ("Baatbelasting riool",), "stuks", ("1", "3"), ("45,00",)),
)
LADDER = (
    (V.HERINNERING, 58, 0),
    (V.AANMANING, 80, 2200),
    (V.CONCEPTDWANGBEVEL, 100, 0),
    (V.DWANGBEVEL, 120, 9600),
)


def fill_inwoner(session: Session, toeval: Random, vandaag: date, levering_id: int) -> list[tuple[int, int]]:
    """One person with an aanslag and, often, one of the year before; returns pairs of inwoner and aanslag."""
    status = toeval.choice([Inwonerstatus.GEWOON] * 6 + list(Inwonerstatus))
    wie = make_inwoner(
        session,
        levering_id=levering_id,
        status=status,
        geheimhouding=toeval.random() < 0.1,
        email="" if toeval.random() < 0.2 else "a.dejong@example.org",
        correspondentie_naam="Balans Bewind" if status is Inwonerstatus.BEWIND else "",
    )
    dagtekening = vandaag - timedelta(days=toeval.randrange(0, 500))
    soort = toeval.choice([Aanslagsoort.GECOMBINEERD] * 3 + list(Aanslagsoort))
    lijnen = [toeval.choice(SOORTEN) for _ in range(toeval.randrange(1, 8))]
    gemaakt = [_bill(session, wie, toeval, dagtekening, soort, lijnen, vandaag, levering_id)]
    if toeval.random() < 0.5:
        vorig = add_maanden(dagtekening, -12)
        gemaakt.append(_bill(session, wie, toeval, vorig, soort, lijnen, vandaag, levering_id))
    return [(wie, aanslag_id) for aanslag_id in gemaakt]


def _bill(
    session: Session,
    wie: int,
    toeval: Random,
    dagtekening: date,
    soort: Aanslagsoort,
    lijnen: list[Any],
    vandaag: date,
    levering_id: int,
) -> int:
    regels = [_line(toeval, lijn, dagtekening.year) for lijn in lijnen]
    if toeval.random() < 0.3:
        regels.append(make_line(lijnen[0][0], "", "", "", -toeval.randrange(1, 5000), omschrijving="Correctie"))
    totaal = sum(regel["bedrag"] for regel in regels)
    if totaal <= 0:
        regels.append(make_line("hondenbelasting", "9", "honden", "720,00", 648000))
        totaal += 648000
    verzonden = [
        (welke, dagtekening + timedelta(days=dagen), kosten)
        for welke, dagen, kosten in LADDER[: toeval.randrange(0, 5)]
        if dagtekening + timedelta(days=dagen) <= vandaag
    ]
    aantal = toeval.choice((1, 1, 2, 10, 12))
    dagen = [add_maanden(dagtekening, n).isoformat() for n in range(1, aantal + 1)]
    incasso = toeval.random() < 0.3
    return make_aanslag(
        session,
        wie,
        levering_id=levering_id,
        regels=regels,
        soort=soort,
        belastingjaar=dagtekening.year,
        dagtekening=dagtekening,
        vervaldata=dagen if toeval.random() < 0.85 else [],
        aantal_termijnen=aantal,
        automatische_incasso=incasso,
        verzendingen=[(V.AANSLAGBILJET, dagtekening, 0), *verzonden] if toeval.random() < 0.95 else [],
        kosten=Centen(sum(kosten for _, _, kosten in verzonden)),
        rente=toeval.choice((None, Centen(0), Centen(toeval.randrange(1, 9000)))),
        betalingen=_payments(toeval, Centen(totaal), dagtekening, vandaag, aantal if incasso else 0),
        vernietigd=toeval.random() < 0.05,
        uitstel_tot=toeval.choice((None, None, None, vandaag - timedelta(days=3), vandaag + timedelta(days=40))),
        kwijtschelding_gevraagd=toeval.random() < 0.08,
        bezwaar=toeval.random() < 0.1,
        **toeval.choice(
            ({}, {}, {"volgende_stap": "aanmaning", "volgende_stap_op": vandaag + timedelta(days=12)})
        ),
    )


def _line(toeval: Random, lijn: Any, jaar: int) -> dict[str, Any]:
    soort, omschrijvingen, eenheid, getallen, tarieven = lijn
    grondslag, tarief = toeval.choice(getallen), toeval.choice(tarieven)
    if toeval.random() < 0.05:
        grondslag = f"-{grondslag}"
    kenmerken: dict[str, Any] = {
        "omschrijving": toeval.choice(omschrijvingen),
        "object": toeval.choice(ADRESSEN),
        "van": date(jaar, 1, 1) if toeval.random() < 0.8 else date(jaar, 6, 1),
        "tot_en_met": date(jaar, 12, 31),
    }
    afwijking = toeval.choice((0, 0, 0, 0, 1, -1, 2340))
    bedrag = _amount(grondslag, eenheid, tarief) + afwijking
    if toeval.random() < 0.15:
        bedrag = round(bedrag / 100) * 100
    return make_line(soort, grondslag, eenheid, tarief, bedrag, **kenmerken)


def _amount(grondslag: str, eenheid: str, tarief: str) -> int:
    """The amount in cents, worked out apart from the code that is under test."""
    getal = Decimal(grondslag.replace(",", "."))
    per = Decimal(tarief.rstrip("%").replace(",", "."))
    exact = getal * per * (1 if tarief.endswith("%") else 100) / (12 if eenheid == "maanden" else 1)
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def _payments(
    toeval: Random, totaal: Centen, dagtekening: date, vandaag: date, incasso: int
) -> list[tuple[date, Boekingsoort, int]]:
    dag = min(dagtekening + timedelta(days=toeval.randrange(1, 60)), vandaag)
    if incasso:
        delen = split_evenly(totaal, incasso)[: toeval.randrange(0, 4)]
        geboekt = [(add_maanden(dag, n), B.INCASSO, int(deel)) for n, deel in enumerate(delen)]
        if geboekt and toeval.random() < 0.4:
            wanneer, _, bedrag = geboekt[-1]
            geboekt.append((wanneer + timedelta(days=4), B.STORNO, -bedrag))
        return geboekt
    keuzes: list[list[tuple[date, Boekingsoort, int]]] = [
        [],
        [(dag, B.BETALING, totaal // 3)],
        [(dag, B.BETALING, totaal)],
        [(dag, B.BETALING, totaal + 5000)],
        [(dag, B.KWIJTSCHELDING, totaal)],
        [(dag, B.VERMINDERING, min(totaal, 4550)), (dag, B.BETALING, totaal // 4)],
    ]
    return toeval.choice(keuzes)
