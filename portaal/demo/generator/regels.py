"""The lines of generated biljetten: each sum ends on its amount, unless the situation says otherwise."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from portaal.core.geld import Centen, write_bedrag
from portaal.demo.generator.situaties import Situatie

Velden = list[str]
# After how many months of the year someone moves.
VERHUISD_NA = 7


def rate(basis: str, jaar: int, stap: str) -> Decimal:
    """A rate that changes a little every year."""
    return Decimal(basis) + Decimal(stap) * (jaar - 2026)


def write_getal(getal: Decimal) -> str:
    """A number with a decimal comma."""
    return str(getal).replace(".", ",")


def make_regel(
    soort: str, omschrijving: str, object_: str, grondslag: int, eenheid: str, tarief: Decimal
) -> Velden:
    """A line without its period; a percentage when the unit is a WOZ value."""
    procent = eenheid == "euro WOZ-waarde"
    uitkomst = grondslag * tarief * (1 if procent else 100)
    if eenheid == "maanden":
        uitkomst /= 12
    bedrag = Centen(int(uitkomst.quantize(Decimal(1), ROUND_HALF_UP)))
    teken = "%" if procent else ""
    return [
        soort,
        omschrijving,
        object_,
        str(grondslag),
        eenheid,
        write_getal(tarief) + teken,
        write_bedrag(bedrag),
    ]


def gecombineerd(
    toeval: Random, jaar: int, adres: str, situatie: Situatie, *, is_nu: bool, maanden: int = 12
) -> list[Velden]:
    """The lines of a combined aanslag for one household, that lived at the address for so many months."""
    woz = toeval.randrange(180, 620) * 1000 + (jaar - 2020) * 12000
    eigenaar, alleen, honden = toeval.random() < 0.55, toeval.random() < 0.4, toeval.random() < 0.2
    regels = []
    if eigenaar:
        omschrijving = "Onroerendezaakbelasting eigenaar woning"
        tarief = rate("0.0968", jaar, "-0.0023")
        regels.append(make_regel("ozb_eigenaar_woning", omschrijving, adres, woz, "euro WOZ-waarde", tarief))
        tarief = rate("178.20", jaar, "7.20")
        regels.append(make_regel("rioolheffing_eigenaar", "Rioolheffing eigenaar", adres, 1, "perceel", tarief))
    tarief = rate("64.80", jaar, "3.60")
    regels.append(
        make_regel("rioolheffing_gebruiker", "Rioolheffing gebruiker", adres, maanden, "maanden", tarief)
    )
    wie = "eenpersoonshuishouden" if alleen else "meerpersoonshuishouden"
    tarief = rate("284.40" if alleen else "398.40", jaar, "13.20")
    regels.append(
        make_regel("afvalstoffenheffing", f"Afvalstoffenheffing {wie}", adres, maanden, "maanden", tarief)
    )
    if honden:
        tarief = rate("72.00", jaar, "2.40")
        regels.append(make_regel("hondenbelasting", "Hondenbelasting eerste hond", adres, 1, "honden", tarief))
    return regels + _extra(situatie, jaar, adres, is_nu=is_nu)


def moved(zaad: float, jaar: int, oud: str, nieuw: str) -> list[Velden]:
    """The lines of who moved on 1 August: seven months at the one address, five at the other."""

    def lines(adres: str, maanden: int) -> list[Velden]:
        toeval = Random(zaad)  # noqa: S311 - invented people, not secrets
        return gecombineerd(toeval, jaar, adres, Situatie.VERHUISD, is_nu=True, maanden=maanden)

    return [*lines(oud, VERHUISD_NA), *(regel for regel in lines(nieuw, 12 - VERHUISD_NA) if is_by_month(regel))]


def is_by_month(regel: Velden) -> bool:
    """Whether one pays by the months that one lived somewhere."""
    return regel[4] == "maanden"


def period_of(regel: Velden, jaar: int) -> list[str]:
    """The first and last day that a line is about: the year, or the months before or after a move."""
    begin, einde = date(jaar, 1, 1), date(jaar, 12, 31)
    if is_by_month(regel) and regel[3] == str(VERHUISD_NA):
        einde = date(jaar, VERHUISD_NA + 1, 1) - timedelta(days=1)
    elif is_by_month(regel) and regel[3] == str(12 - VERHUISD_NA):
        begin = date(jaar, VERHUISD_NA + 1, 1)
    return [begin.isoformat(), einde.isoformat()]


def _extra(situatie: Situatie, jaar: int, adres: str, *, is_nu: bool) -> list[Velden]:
    if situatie is Situatie.DIFTAR:
        tarief = rate("1.25", jaar, "0.05")
        return [make_regel("afvalstoffenheffing_diftar", "Restafval", adres, 19, "ledigingen", tarief)]
    if situatie is Situatie.WATERSCHAP:
        return [
            make_regel(
                "watersysteemheffing", "Watersysteem", adres, 1, "woonruimte", rate("118.00", jaar, "4.00")
            ),
            make_regel(
                "zuiveringsheffing", "Zuivering", adres, 3, "vervuilingseenheden", rate("71.50", jaar, "2.50")
            ),
        ]
    if not is_nu:
        return []
    if situatie is Situatie.CORRECTIE:
        return [["rioolheffing_gebruiker", "Correctie rioolheffing vorig jaar", adres, "", "", "", "-12,60"]]
    if situatie is Situatie.ZONDER_SOM:
        return [["hondenbelasting", "Hondenbelasting", adres, "2", "honden", "72,00", "151,20"]]
    if situatie is Situatie.ONBEKEND:
        return [["baatbelasting", "Baatbelasting", adres, "1", "perceel", "45,00", "45,00"]]
    if situatie is Situatie.AFGEROND:
        return [["hondenbelasting", "Hondenbelasting", adres, "1", "honden", "72,40", "72,00"]]
    return []


def other_kind(soort: str, toeval: Random, jaar: int, adres: str) -> list[Velden]:
    """The lines of a biljet that is not a combined one."""
    if soort == "naheffing_parkeren":
        uur = Decimal(toeval.choice(("2.10", "2.80", "3.40")))
        kosten = {2025: "78.80", 2026: "82.00"}.get(jaar, "82.00")
        return [
            make_regel("parkeerbelasting", "Parkeerbelasting", "Stadsplein", 1, "uur", uur),
            make_regel("parkeerbelasting_kosten", "Kosten", "Stadsplein", 1, "naheffing", Decimal(kosten)),
        ]
    if soort == "toeristenbelasting":
        nachten = toeval.randrange(40, 900)
        return [
            make_regel(soort, "Toeristenbelasting", adres, nachten, "persoonsnachten", rate("3.10", jaar, "0.15"))
        ]
    if soort == "forensenbelasting":
        return [make_regel(soort, "Forensenbelasting", adres, 1, "woning", rate("412.00", jaar, "12.00"))]
    meters = toeval.randrange(6, 40)
    return [
        make_regel("precariobelasting", "Terras", adres, meters, "vierkante meter", rate("24.50", jaar, "0.70"))
    ]
