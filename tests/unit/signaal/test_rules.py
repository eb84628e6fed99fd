"""When a signal is followed up, and by whom."""

from datetime import date, timedelta

import pytest

from portaal.core.rollen import Rol
from portaal.signaal import teksten
from portaal.signaal.begrip import (
    Contactkanaal,
    Contactonderwerp,
    OpvolgdatumTeVer,
    OpvolgdatumVoorbij,
    Signaalsoort,
    Signaaluitkomst,
    Team,
    Verwijsuitkomst,
)
from portaal.signaal.rules import check_opvolgen, propose_opvolgen

VRIJDAG = date(2026, 4, 3)  # Goede Vrijdag; Monday is Tweede Paasdag


def test_the_proposed_day_is_a_working_day() -> None:
    assert propose_opvolgen(date(2026, 3, 16), 5) == date(2026, 3, 23)
    assert propose_opvolgen(date(2026, 4, 2), 1) == date(2026, 4, 7)
    assert propose_opvolgen(VRIJDAG, 2) == date(2026, 4, 8)


def test_today_and_the_last_day_will_do_and_a_day_outside_will_not() -> None:
    vandaag = date(2026, 3, 16)
    check_opvolgen(vandaag, vandaag, 180)
    check_opvolgen(vandaag + timedelta(days=180), vandaag, 180)
    with pytest.raises(OpvolgdatumVoorbij):
        check_opvolgen(vandaag - timedelta(days=1), vandaag, 180)
    with pytest.raises(OpvolgdatumTeVer):
        check_opvolgen(vandaag + timedelta(days=181), vandaag, 180)


def test_who_works_at_the_desk_and_in_invordering_is_of_the_desk() -> None:
    assert Team.of(frozenset({Rol.KCC})) is Team.LOKET
    assert Team.of(frozenset({Rol.INVORDERING})) is Team.INVORDERING
    assert Team.of(frozenset({Rol.BALIE, Rol.INVORDERING})) is Team.LOKET


def test_every_choice_has_a_name() -> None:
    assert set(teksten.SIGNAAL) == set(Signaalsoort)
    assert set(teksten.UITKOMST) == set(Signaaluitkomst)
    assert set(teksten.KANAAL) == set(Contactkanaal)
    assert set(teksten.ONDERWERP) == set(Contactonderwerp)
    assert set(teksten.VERWIJSUITKOMST) == set(Verwijsuitkomst)
    assert set(teksten.TEAM) == set(Team)


def test_no_kind_of_signal_is_about_health() -> None:
    namen = " ".join(str(soort) for soort in Signaalsoort) + " ".join(teksten.SIGNAAL.values()).lower()
    for woord in ("ziek", "gezond", "zorg", "psych", "verslav", "handicap", "medisch"):
        assert woord not in namen
