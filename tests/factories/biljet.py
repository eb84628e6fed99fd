"""Biljetten of every kind, as deliveries bring them: lines whose sums end on their amounts, or on purpose do not."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from portaal.aanslag.levering.som import is_sluitend
from portaal.aanslag.stand import Aanslagsoort, Boekingsoort, Verzendsoort
from portaal.core.geld import Centen
from tests.factories.aanslag import make_aanslag

Regel = dict[str, Any]


def make_line(
    soort: str, grondslag: str, eenheid: str, tarief: str, bedrag: int, *, omschrijving: str = "", **kenmerken: Any
) -> Regel:
    """A line of a biljet, with whether its sum closes as a delivery would find."""
    regel = {
        "belastingsoort": soort,
        "omschrijving": omschrijving or soort,
        "object": "Molenpad 12",
        "grondslag": grondslag,
        "eenheid": eenheid,
        "tarief": tarief,
        "bedrag": Centen(bedrag),
        "klopt": is_sluitend(grondslag, eenheid, tarief, Centen(bedrag)),
    }
    return regel | kenmerken


EEN, MEER = "Afval eenpersoonshuishouden", "Afval meerpersoonshuishouden"
HUIS_2026 = (
    make_line("ozb_eigenaar_woning", "345000", "euro WOZ-waarde", "0,0968%", 33396),
    make_line("rioolheffing_eigenaar", "1", "perceel", "178,20", 17820),
    make_line("rioolheffing_gebruiker", "12", "maanden", "64,80", 6480),
    make_line("afvalstoffenheffing", "12", "maanden", "398,40", 39840, omschrijving=MEER),
)
HUIS_2025 = (
    make_line("ozb_eigenaar_woning", "324000", "euro WOZ-waarde", "0,0991%", 32108),
    make_line("rioolheffing_eigenaar", "1", "perceel", "171,00", 17100),
    make_line("rioolheffing_gebruiker", "12", "maanden", "61,20", 6120),
    make_line("afvalstoffenheffing", "12", "maanden", "271,20", 27120, omschrijving=EEN),
)
PARKEREN = (
    make_line("parkeerbelasting", "1", "uur", "3,40", 340, object="Stadsplein"),
    make_line("parkeerbelasting_kosten", "1", "naheffing", "82,00", 8200, object="Stadsplein"),
)
CORRECTIE = make_line(
    "rioolheffing_gebruiker", "", "", "", -1260, omschrijving="Correctie rioolheffing vorig jaar"
)
ZONDER_SOM = make_line("hondenbelasting", "2", "honden", "72,00", 15120)
VERHUISD = (
    make_line("rioolheffing_gebruiker", "5", "maanden", "64,80", 2700, object="Dorpsstraat 1"),
    make_line("rioolheffing_gebruiker", "7", "maanden", "64,80", 3780),
    make_line("afvalstoffenheffing", "5", "maanden", "289,80", 12075, omschrijving=EEN, object="Dorpsstraat 1"),
    make_line("afvalstoffenheffing", "7", "maanden", "398,40", 23240, omschrijving=MEER),
)
TIEN_TERMIJNEN = [f"2026-{maand:02d}-28" for maand in range(3, 13)]

B, V = Boekingsoort, Verzendsoort
BILJET = (V.AANSLAGBILJET, date(2025, 11, 28), 0)
HERINNERD = (V.HERINNERING, date(2026, 1, 24), 0)
AANGEMAAND = (V.AANMANING, date(2026, 3, 6), 2200)
Maker = Callable[[Session, int], int]


def _late(*verzendingen: tuple[Verzendsoort, date, int], **kenmerken: Any) -> Maker:
    def make(session: Session, inwoner_id: int) -> int:
        gegeven: dict[str, Any] = {
            "regels": HUIS_2026,
            "dagtekening": date(2025, 11, 28),
            "vervaldata": ["2026-01-09"],
            "kosten": Centen(sum(kosten for _, _, kosten in verzendingen)),
            "verzendingen": verzendingen,
        } | kenmerken
        return make_aanslag(session, inwoner_id, **gegeven)

    return make


def _plain(**kenmerken: Any) -> Maker:
    return lambda session, inwoner_id: make_aanslag(session, inwoner_id, **({"regels": HUIS_2026} | kenmerken))


def _with_last_year(session: Session, inwoner_id: int) -> int:
    vorig = {"belastingjaar": 2025, "dagtekening": date(2025, 2, 28), "vervaldata": ["2025-04-11"]}
    betaald = [(date(2025, 4, 1), B.BETALING, 82448)]
    make_aanslag(session, inwoner_id, regels=HUIS_2025, betalingen=betaald, **vorig)
    return make_aanslag(session, inwoner_id, regels=HUIS_2026, betalingen=[(date(2026, 3, 10), B.BETALING, 48863)])


# Every state that a page of an aanslag can be in; the clock of the tests stands at 16 March 2026.
STANDEN: dict[str, Maker] = {
    "op_tijd": _with_last_year,
    "onbekende_termijnen": _plain(vervaldata=[]),
    "termijnen": _plain(vervaldata=TIEN_TERMIJNEN, aantal_termijnen=10),
    "incasso": _plain(vervaldata=TIEN_TERMIJNEN, aantal_termijnen=10, automatische_incasso=True),
    "incasso_mislukt": _plain(
        dagtekening=date(2026, 1, 31),
        vervaldata=[f"2026-{maand:02d}-15" for maand in range(2, 12)],
        aantal_termijnen=10,
        automatische_incasso=True,
        betalingen=[(date(2026, 2, 15), B.INCASSO, 9754), (date(2026, 2, 20), B.STORNO, -9754)],
    ),
    "incasso_ingehaald": _plain(
        dagtekening=date(2026, 1, 31),
        vervaldata=[f"2026-{maand:02d}-15" for maand in range(2, 12)],
        aantal_termijnen=10,
        automatische_incasso=True,
        betalingen=[
            (date(2026, 2, 15), B.INCASSO, 9754),
            (date(2026, 2, 20), B.STORNO, -9754),
            (date(2026, 3, 2), B.BETALING, 2 * 9754),
        ],
    ),
    "incasso_gestopt": _plain(
        vervaldata=TIEN_TERMIJNEN,
        aantal_termijnen=10,
        betalingen=[(date(2026, 3, 2), B.INCASSO, 9754), (date(2026, 3, 9), B.INCASSO, 9754)],
    ),
    "incasso_klaar": _plain(
        automatische_incasso=False,
        betalingen=[(date(2026, 3, 2), B.INCASSO, 97536)],
    ),
    "te_laat": _late(BILJET),
    "herinnering": _late(BILJET, HERINNERD),
    "aanmaning": _late(
        BILJET,
        HERINNERD,
        AANGEMAAND,
        regels=(*HUIS_2026, CORRECTIE, ZONDER_SOM),
        volgende_stap="conceptdwangbevel",
        volgende_stap_op=date(2026, 4, 2),
        rente=Centen(700),
    ),
    "conceptdwangbevel": _late(BILJET, HERINNERD, (V.CONCEPTDWANGBEVEL, date(2026, 3, 10), 0)),
    "dwangbevel": _late(BILJET, HERINNERD, AANGEMAAND, (V.DWANGBEVEL, date(2026, 3, 14), 9600)),
    "kwijtschelding_gevraagd": _plain(kwijtschelding_gevraagd=True),
    "uitstel": _plain(uitstel_tot=date(2026, 6, 1)),
    "bezwaar": _plain(bezwaar=True),
    "betaald": _plain(betalingen=[(date(2026, 3, 2), B.BETALING, 97536)]),
    "te_veel": _plain(betalingen=[(date(2026, 3, 2), B.BETALING, 100000)]),
    "kwijt": _plain(betalingen=[(date(2026, 3, 2), B.KWIJTSCHELDING, 97536)]),
    "deels_kwijt": _plain(betalingen=[(date(2026, 3, 2), B.KWIJTSCHELDING, 40000)]),
    "verminderd": _plain(betalingen=[(date(2026, 3, 2), B.VERMINDERING, 10000)]),
    "vernietigd": _plain(vernietigd=True, betalingen=[(date(2026, 3, 2), B.BETALING, 10000)]),
    "verhuisd": _plain(regels=VERHUISD),
    "parkeren": _plain(
        regels=PARKEREN,
        soort=Aanslagsoort.NAHEFFING_PARKEREN,
        dagtekening=date(2026, 3, 10),
        vervaldata=[],
    ),
    "toeristen": _plain(
        soort=Aanslagsoort.TOERISTENBELASTING,
        regels=[
            make_line(
                "toeristenbelasting", "24", "persoonsnachten", "3,10", 7440, omschrijving="4 personen, 6 nachten"
            )
        ],
    ),
    "forensen": _plain(
        soort=Aanslagsoort.FORENSENBELASTING,
        regels=[make_line("forensenbelasting", "1", "woning", "412,00", 41200)],
    ),
    "precario": _plain(
        soort=Aanslagsoort.PRECARIOBELASTING,
        regels=[make_line("precariobelasting", "14", "vierkante meter", "24,50", 34300)],
    ),
    "overig": _plain(
        regels=[
            make_line("baatbelasting", "1", "perceel", "45,00", 4500, omschrijving="Baatbelasting riool"),
            make_line("afvalstoffenheffing_diftar", "21", "ledigingen", "8,10", 17010),
            make_line("zuiveringsheffing", "3", "vervuilingseenheden", "71,50", 21450),
            make_line("watersysteemheffing", "1", "woonruimte", "118,00", 11800),
            make_line("hondenbelasting", "1", "hond", "72,40", 7200),
            make_line("ozb_eigenaar_nietwoning", "512000", "euro WOZ-waarde", "0,2412%", 123494),
            make_line("ozb_gebruiker_nietwoning", "95000", "euro WOZ-waarde", "0,1936%", 18392),
        ]
    ),
}
