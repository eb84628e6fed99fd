"""The published table of schedules: another implementation can use it, and this one is held to it."""

import json
from datetime import date
from pathlib import Path

import pytest

import portaal.regeling
from portaal.core.geld import Centen
from portaal.regeling.rules.schema import make_plan
from portaal.regeling.stand import Post, Verzoeksoort, Wens

TABEL = json.loads((Path(portaal.regeling.__file__).parent / "testvectoren.json").read_text(encoding="utf-8"))
GEVALLEN = {geval["naam"]: geval for geval in TABEL["gevallen"]}


@pytest.mark.parametrize("naam", GEVALLEN)
def test_a_schedule_is_as_published(naam: str) -> None:
    geval = GEVALLEN[naam]
    invoer = geval["invoer"]
    wens = Wens(Verzoeksoort.REGELING, invoer["aantal"], invoer["maandbedrag"], invoer["dag"])
    posten = [Post(nummer, Centen(bedrag)) for nummer, bedrag in enumerate(invoer["posten"], 1)]
    plan = make_plan(posten, wens, date.fromisoformat(invoer["vandaag"]), invoer["eerste_na_dagen"])
    termijnen = [
        {
            "vervaldatum": termijn.vervaldatum.isoformat(),
            "bedrag": termijn.bedrag,
            "delen": [[deel.aanslag_id, deel.bedrag] for deel in termijn.delen],
        }
        for termijn in plan.termijnen
    ]
    assert (plan.eerste.vervaldatum.isoformat(), termijnen) == (geval["eerste"], geval["termijnen"])


@pytest.mark.parametrize(
    ("naam", "data"),
    [
        ("day 31 from January, no leap year", ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        ("day 31 in a leap year", ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]),
        ("day 29 over February, no leap year", ["2027-01-29", "2027-02-28", "2027-03-29"]),
        ("day 29 over February, leap year", ["2028-01-29", "2028-02-29", "2028-03-29"]),
    ],
)
def test_the_table_itself_is_right_about_short_months(naam: str, data: list[str]) -> None:
    assert [termijn["vervaldatum"] for termijn in GEVALLEN[naam]["termijnen"]] == data


def test_the_table_itself_adds_up_and_tells_its_fields() -> None:
    assert len(GEVALLEN) == len(TABEL["gevallen"])
    for geval in GEVALLEN.values():
        bedragen = [termijn["bedrag"] for termijn in geval["termijnen"]]
        assert sum(bedragen) == sum(geval["invoer"]["posten"])
        assert all(sum(b for _, b in termijn["delen"]) == termijn["bedrag"] for termijn in geval["termijnen"])
        assert {f"invoer.{veld}" for veld in geval["invoer"]} < set(TABEL["velden"])
