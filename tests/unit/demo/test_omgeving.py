"""The demo runs on this machine only, with keys of its own, and never in production."""

import socket
from pathlib import Path

import pytest

from portaal.config import Instellingen
from portaal.demo.omgeving import GASTHEER, NietInProductie, Poorten, demo_omgeving, ensure_keys, require_demo


def test_the_demo_refuses_an_environment_that_says_production() -> None:
    with pytest.raises(NietInProductie):
        demo_omgeving({"PORTAAL_OMGEVING": "productie"}, Poorten(8600), {})


@pytest.mark.parametrize("omgeving", [{}, {"PORTAAL_OMGEVING": "productie"}, {"PORTAAL_OMGEVING": ""}])
def test_its_processes_refuse_an_environment_that_does_not_say_demo(omgeving: dict[str, str]) -> None:
    with pytest.raises(NietInProductie):
        require_demo(omgeving)


def test_its_processes_start_in_a_demo() -> None:
    require_demo({"PORTAAL_OMGEVING": "demo"})


def test_the_settings_are_complete_and_on_this_machine_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PORTAAL_DATABASE_URL", raising=False)
    for naam, waarde in demo_omgeving({}, Poorten(8600), ensure_keys(tmp_path / "demo.env")).items():
        monkeypatch.setenv(naam, waarde)
    instellingen = Instellingen()
    assert instellingen.problems() == []
    assert (instellingen.host, instellingen.port, instellingen.omgeving) == ("127.0.0.1", 8600, "demo")
    assert instellingen.database_url == "sqlite:///var/demo.db"
    assert instellingen.inwoner_oidc_issuer != instellingen.medewerker_oidc_issuer
    assert ":8601/" in instellingen.inwoner_oidc_issuer
    assert (instellingen.smtp_host, instellingen.smtp_port) == ("127.0.0.1", 8603)


def test_your_own_database_is_respected() -> None:
    gekozen = demo_omgeving({"PORTAAL_DATABASE_URL": "postgresql:///ergens"}, Poorten(8600), {})
    assert gekozen["PORTAAL_DATABASE_URL"] == "postgresql:///ergens"


def test_keys_are_made_once_and_readable_by_you_alone(tmp_path: Path) -> None:
    bestand = tmp_path / "var" / "demo.env"
    eerste = ensure_keys(bestand)
    assert ensure_keys(bestand) == eerste
    assert len(set(eerste.values())) == len(eerste)
    assert bestand.stat().st_mode & 0o077 == 0


def test_a_port_in_use_is_noticed() -> None:
    with socket.socket() as bezet:
        bezet.bind((GASTHEER, 0))
        bezet.listen()
        poort = bezet.getsockname()[1]
        assert poort in Poorten(poort).taken()
