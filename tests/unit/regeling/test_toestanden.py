"""States and transitions are declared once, and nothing waits for nobody."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portaal.regeling.toestanden import (
    AAN_ZET,
    OPEN_VERZOEK,
    REGELING,
    VERZOEK,
    Regelingstap,
    Regelingstatus,
    StapKanNiet,
    Verzoekstap,
    Verzoekstatus,
    draw_all,
)


@pytest.mark.parametrize("status", [*Verzoekstatus, *Regelingstatus])
def test_whatever_is_not_at_its_end_waits_for_someone(status) -> None:
    machine = VERZOEK if isinstance(status, Verzoekstatus) else REGELING
    assert machine.is_eind(status) == (status not in AAN_ZET)


def test_a_proposal_is_accepted_in_one_step() -> None:
    assert VERZOEK.after(Verzoekstatus.VOORSTEL_GEDAAN, Verzoekstap.AKKOORD) is Verzoekstatus.TOEGEKEND


@pytest.mark.parametrize("status", [s for s in Verzoekstatus if s not in OPEN_VERZOEK])
def test_what_was_decided_stays_decided(status) -> None:
    for stap in Verzoekstap:
        with pytest.raises(StapKanNiet):
            VERZOEK.after(status, stap)


@given(stappen=st.lists(st.sampled_from(Verzoekstap), max_size=12))
def test_no_sequence_of_steps_leaves_a_request_without_a_way_on(stappen) -> None:
    status = Verzoekstatus.IN_BEHANDELING
    for stap in stappen:
        if VERZOEK.may(status, stap):
            status = VERZOEK.after(status, stap)
    assert VERZOEK.is_eind(status) or VERZOEK.may(status, Verzoekstap.TOEKENNING)


def test_a_plan_that_ended_stays_ended() -> None:
    for status in Regelingstatus:
        if status is not Regelingstatus.LOPEND:
            assert not any(REGELING.may(status, stap) for stap in Regelingstap)


def test_the_readme_draws_what_is_declared() -> None:
    readme = (Path(__file__).resolve().parents[3] / "README.md").read_text(encoding="utf-8")
    getekend = re.search(r"<!-- toestanden -->\n(.*?)\n<!-- /toestanden -->", readme, re.DOTALL)
    assert getekend, "README has no drawing of the states"
    assert getekend[1].strip() == draw_all()


def test_the_drawing_has_every_declared_step() -> None:
    tekening = draw_all()
    for machine in (VERZOEK, REGELING):
        for van, stappen in machine.overgangen.items():
            for stap, naar in stappen.items():
                assert f"    {van} --> {naar}: {stap}\n" in tekening
