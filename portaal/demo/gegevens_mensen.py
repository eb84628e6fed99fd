"""The demo's own persons: each shows something that happened in the portal itself.

What only a delivery can show (a herinnering, a storno, a tax of another kind) comes from the generator.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from portaal.core.kalender import add_maanden
from portaal.demo.gegevens_biljet import Biljet, Mens
from portaal.demo.generator.maak import bsns
from portaal.demo.generator.regels import Velden, gecombineerd, other_kind
from portaal.demo.generator.situaties import Situatie

_EERSTE_BSN = 999_990_000
_AANMANING = 2200
_STRATEN = ("Merelhof", "Kerkstraat", "Lindelaan", "Havenkade", "Vlasweg")


@dataclass(frozen=True)
class Rol:
    """A part in the story of the demo: how it is called there, and who plays it."""

    sleutel: str
    voorletters: str
    voorvoegsel: str
    geslachtsnaam: str
    situatie: str


ROLLEN = (
    Rol("nieuw", "M.", "de", "Wit", "nieuwe aanslag, niets betaald: begin hier"),
    Rol("stapel", "C.", "", "Vermeer", "drie biljetten open, een aanmaning"),
    Rol("loopt", "L.", "", "Peters", "regeling loopt, op tijd betaald"),
    Rol("te_laat", "H.", "", "Özdemir", "regeling loopt, een termijn te laat"),
    Rol("klaar", "T.", "de", "Boer", "regeling helemaal betaald"),
    Rol("wacht", "N.", "", "Willems", "verzoek wacht op een besluit"),
    Rol("voorstel", "G.", "", "Mulder", "ander voorstel gekregen van invordering"),
    Rol("afgewezen", "B.", "van", "Dijk", "verzoek afgewezen"),
    Rol("toegekend", "E.", "", "Visser", "verzoek toegekend door invordering"),
    Rol("vraag", "R.", "", "Verhoeven", "moet een vraag van invordering beantwoorden"),
    Rol("pauze", "D.", "", "Aksoy", "heeft een pauze"),
    Rol("gemeld", "K.", "", "Janssen", "meldde: ik heb al betaald"),
    Rol("bellen", "S.", "", "Yılmaz", "belafspraak gepland"),
    Rol("bezoek", "A.", "van den", "Berg", "bezoek aan de balie gepland"),
    Rol("ja", "F.", "el", "Amrani", "zei ja tegen schuldhulp"),
    Rol("ingetrokken", "Y.", "", "Blom", "trok de toestemming voor schuldhulp in"),
    Rol("signaal", "P.", "", "Kowalski", "signaal gemeld door de balie"),
    Rol("leeg", "J.", "", "Huisman", "heeft geen aanslag"),
)


def make_mensen(vandaag: date) -> dict[str, Mens]:
    """All persons by the name of their part, as the belastingpakket knows them around `vandaag`."""
    nummers = bsns(_EERSTE_BSN)
    return {rol.sleutel: _mens(i, rol, next(nummers), vandaag) for i, rol in enumerate(ROLLEN)}


def _mens(i: int, rol: Rol, bsn: str, vandaag: date) -> Mens:
    straat, huisnummer = _STRATEN[i % len(_STRATEN)], str(3 + 8 * i)
    return Mens(
        bsn=bsn,
        voorletters=rol.voorletters,
        voorvoegsel=rol.voorvoegsel,
        geslachtsnaam=rol.geslachtsnaam,
        geboortedatum=date(1958 + 3 * i, 1 + i % 12, 4 + i),
        straat=straat,
        huisnummer=huisnummer,
        situatie=rol.situatie,
        biljetten=tuple(_biljetten(i, rol.sleutel, f"{straat} {huisnummer}", vandaag)),
        email=f"{rol.sleutel.replace('_', '-')}@example.org",
        telefoon=f"06123456{10 + i}",
    )


def _biljetten(i: int, sleutel: str, adres: str, vandaag: date) -> Iterator[Biljet]:
    if sleutel == "leeg":
        return
    # Those whose request was decided long ago have an aanslag that is older than that.
    dagen = {"nieuw": 12, "loopt": 150, "te_laat": 150, "klaar": 170, "stapel": 108}.get(sleutel, 60)
    dagtekening = vandaag - timedelta(days=dagen)
    yield _combined(i, adres, add_maanden(dagtekening, -12), is_nu=False)
    huidig = _combined(i, adres, dagtekening, is_nu=True)
    if sleutel == "stapel":
        huidig.verzendingen += [
            (dagtekening + timedelta(days=70), "herinnering", 0),
            (dagtekening + timedelta(days=92), "aanmaning", _AANMANING),
        ]
        huidig.opties = {
            "volgende_stap": "conceptdwangbevel",
            "volgende_stap_op": vandaag + timedelta(days=16),
        }
        yield from _others(adres, vandaag)
    yield huidig


def _combined(i: int, adres: str, dagtekening: date, *, is_nu: bool) -> Biljet:
    situatie = Situatie.DIFTAR if i % 5 == 3 else Situatie.NIEUW
    regels = gecombineerd(Random(44 + i), dagtekening.year, adres, situatie, is_nu=is_nu)  # noqa: S311 - no secret
    vervaldata = (add_maanden(dagtekening, 1), add_maanden(dagtekening, 2))
    biljet = Biljet("gecombineerd", dagtekening.year, dagtekening, regels, vervaldata)
    if not is_nu:
        biljet.pay(dagtekening + timedelta(days=25), biljet.totaal)
    return biljet


def _others(adres: str, vandaag: date) -> Sequence[Biljet]:
    def one(soort: str, dagen: int, termijn: int) -> Biljet:
        dag = vandaag - timedelta(days=dagen)
        regels: list[Velden] = other_kind(soort, Random(7), dag.year, adres)  # noqa: S311 - no secret
        return Biljet(soort, dag.year, dag, regels, (dag + timedelta(days=termijn),))

    return [one("naheffing_parkeren", 9, 14), one("precariobelasting", 20, 42)]
