"""What a text for inwoners is held to, the words that need no explanation, and the table of figures per page.

The table lies beside this file, so that a text that gets worse fails and a reader can look a page up.
`PORTAAL_LEESTABEL=schrijf` writes the figures that are found; without it they are only compared.
"""

import csv
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.support.leesbaarheid import Leesbaarheid, count_words, measure
from tests.unit.aanslag_uitleg.gegevens import BELEID

GEMIDDELD_HOOGSTENS, LANGSTE_HOOGSTENS, FLESCH_DOUMA = 11, 20, 65
TABEL = Path(__file__).with_name("leesbaarheid.csv")
SCHRIJF = os.environ.get("PORTAAL_LEESTABEL") == "schrijf"
KOP = ("pagina", "woorden per zin", "langste zin", "Flesch-Douma")

# Our own additions to the list of common words: at most fifty, and the only such list there is.
EIGEN = frozenset(
    [
        "appje",
        "avg",
        "belastingen",
        "betaaldag",
        "betaaldagen",
        "digid",
        "geldzorgen",
        "gegevensbescherming",
        "gemeentegrond",
        "hulphond",
        "iban",
        "ingelogd",
        "json",
        "kopieer",
        "mijnoverheid",
        "ombudsman",
        "ophaalt",
        "pdf",
        "pincode",
        "pinpas",
        "rechtzetten",
        "rekening",
        "schermlezer",
        "speeltuinen",
        "terugbetaald",
        "uitgelogd",
        "uitleg",
        "vroegst",
        "wcag",
        "weggooit",
        "wijzig",
        "budgetcoach",
        "hypotheek",
        "heffingsambtenaar",
        "basisverzekering",
        "burgerservicenummer",
        "crisisnummer",
        "inlopen",
        "naheffingen",
        "opneem",
        "ringleiding",
        "rondkomen",
        "schuldhulp",
        "afzegt",
        "huurtoeslag",
        "zorgtoeslag",
    ]
)
# What is data: names of persons, streets, places, desks and addresses, and ends of web addresses.
GEGEVENS = frozenset(
    [
        "voorbeeldstad",
        "molenpad",
        "stadsplein",
        "dorpsstraat",
        "balans",
        "bewind",
        "example",
        "abna",
        "nl",
        "baatbelasting",
        "nationaleombudsman",
        "wijkpunt",
        "wijkteam",
        "geldfit",
        "zelfmoordpreventie",
        "schuldhulproute",
        "belastingtelefoon",
        "schuldhulpverlening",
        "abcd",
        "tigrinya",
        "somalisch",
        "farsi",
        "dari",
    ]
)
# A page may vary this much by whose it is (names, amounts) before it counts as worse.
SPELING = {"woorden per zin": 0.25, "Flesch-Douma": 0.75}


@cache
def names_of_law() -> frozenset[str]:
    """Names of taxes, laws and bylaws: proper names, as they stand on the letter."""
    namen = [[b.naam for b in BELEID.biljetten.values()]]
    namen += [[s.naam, s.artikel, s.verordening] for s in BELEID.soorten.values()]
    tekst = " ".join(naam for lijst in namen for naam in lijst)
    for teken in "(),":
        tekst = tekst.replace(teken, " ")
    return frozenset(tekst.split()) | {"Invorderingswet"}


@dataclass(frozen=True)
class Cijfers:
    """The figures of one page, as the table has them."""

    gemiddeld: float
    langste: int
    flesch_douma: float


def figures_of(gemeten: Leesbaarheid) -> Cijfers:
    """What the table keeps of a page."""
    return Cijfers(round(gemeten.gemiddeld, 2), count_words(gemeten.langste), round(gemeten.flesch_douma, 1))


def measure_page(html: str) -> Leesbaarheid:
    """Measure a page or letter with the words that are shared by all."""
    return measure(html, bekend=EIGEN | GEGEVENS | names_of_law())


def find_faults(gemeten: Leesbaarheid) -> list[str]:
    """What is too hard, in words; nothing when the text is as it should be."""
    fouten = []
    if gemeten.gemiddeld > GEMIDDELD_HOOGSTENS:
        fouten.append(f"{gemeten.gemiddeld:.1f} words per sentence")
    if count_words(gemeten.langste) > LANGSTE_HOOGSTENS:
        fouten.append(f"too long: {gemeten.langste}")
    if gemeten.flesch_douma < FLESCH_DOUMA:
        fouten.append(f"Flesch-Douma {gemeten.flesch_douma:.0f}")
    return fouten + [f"hard word: {woord}" for woord in sorted(gemeten.moeilijk)]


def find_decline(nu: Cijfers, was: Cijfers) -> list[str]:
    """In what a page got worse than the table says."""
    fouten = []
    if nu.gemiddeld > was.gemiddeld + SPELING["woorden per zin"]:
        fouten.append(f"sentences were {was.gemiddeld} words and are {nu.gemiddeld}")
    if nu.langste > was.langste:
        fouten.append(f"the longest sentence was {was.langste} words and is {nu.langste}")
    if nu.flesch_douma < was.flesch_douma - SPELING["Flesch-Douma"]:
        fouten.append(f"Flesch-Douma was {was.flesch_douma} and is {nu.flesch_douma}")
    return fouten


class Leestabel:
    """The figures that were committed, and those that were found in this run."""

    def __init__(self) -> None:
        self.bekend = read_table()
        self.gezien: dict[str, Cijfers] = {}
        self.fouten: list[str] = []

    def add(self, pagina: str, html: str) -> None:
        """Measure a page; what is wrong is kept for `close`."""
        gemeten = measure_page(html)
        cijfers = figures_of(gemeten)
        self.gezien[pagina] = cijfers
        fouten = find_faults(gemeten)
        if pagina in self.bekend:
            fouten += find_decline(cijfers, self.bekend[pagina])
        elif not SCHRIJF:
            fouten.append("not in the table yet")
        self.fouten += [f"{pagina}: {fout}" for fout in fouten]

    def close(self) -> None:
        """Write what was found when that was asked for, and fail when a text is too hard or got worse."""
        if SCHRIJF:
            write_table(read_table() | self.gezien)
        fouten, self.fouten = self.fouten, []
        assert not fouten, "\n" + "\n".join(fouten)


def read_table() -> dict[str, Cijfers]:
    """The committed figures."""
    if not TABEL.exists():
        return {}
    with TABEL.open(encoding="utf-8", newline="") as stroom:
        rijen = list(csv.reader(stroom, delimiter=";"))[1:]
    return {naam: Cijfers(float(gem), int(lang), float(flesch)) for naam, gem, lang, flesch in rijen}


def write_table(cijfers: dict[str, Cijfers]) -> None:
    """Replace the committed figures."""
    with TABEL.open("w", encoding="utf-8", newline="") as stroom:
        schrijver = csv.writer(stroom, delimiter=";", lineterminator="\n")
        schrijver.writerow(KOP)
        for naam, c in sorted(cijfers.items()):
            schrijver.writerow((naam, f"{c.gemiddeld:.2f}", c.langste, f"{c.flesch_douma:.1f}"))


def print_table(write: Callable[[str], object] = print) -> None:
    """The table as the report has it, the hardest page first."""
    for naam, c in sorted(read_table().items(), key=lambda rij: rij[1].flesch_douma):
        write(f"{c.flesch_douma:6.1f}  {c.gemiddeld:5.2f}  {c.langste:3d}  {naam}")


if __name__ == "__main__":
    print("Flesch-Douma, words per sentence, longest sentence, page")
    print_table()
