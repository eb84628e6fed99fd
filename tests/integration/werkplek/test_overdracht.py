"""Passing a conversation on: once, without a reason, and without a trace for who did."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.infra.rollen_pg import role_of, run_as
from portaal.werkplek.model import Overdracht
from portaal.werkplek.service.overdracht import drop_old
from tests.conftest import NU
from tests.factories.inwoner import make_inwoner
from tests.support.client import PaginaClient


def test_a_conversation_is_passed_on_once_and_gone_when_someone_goes_on(
    app: Flask, db: Database, login_medewerker: Callable[..., PaginaClient]
) -> None:
    wie = db.run(lambda session: make_inwoner(session, geslachtsnaam="Merel", voorvoegsel=""))
    invordering = login_medewerker(app.test_client(), Rol.INVORDERING)
    balie = login_medewerker(app.test_client(), Rol.BALIE)
    for _ in range(2):
        assert invordering.post(f"/werk/inwoner/{wie}/geef-door").status_code == 302
    with db.reading() as session:
        (rij,) = session.scalars(select(Overdracht))
    assert "Gesprekken om nu over te nemen" in balie.text("/werk")
    assert "Merel" in balie.text("/werk/overnemen")
    assert invordering.get("/werk/overnemen").status_code == 403
    assert (
        login_medewerker(app.test_client(), Rol.INVORDERING, Rol.BALIE).get("/werk/overnemen").status_code == 404
    )
    assert balie.post(f"/werk/overnemen/{rij.id}").location == f"/werk/inwoner/{wie}"
    assert balie.post(f"/werk/overnemen/{rij.id}").location == "/werk/overnemen"
    assert "Er wacht nu niemand" in balie.text("/werk/overnemen")


def test_nobody_of_a_conversation_of_this_morning_waits_tonight(db: Database) -> None:
    wie = db.run(make_inwoner)
    db.run(lambda session: session.add(Overdracht(inwoner_id=wie, created_at=NU)))
    db.run(lambda session: drop_old(session, NU + timedelta(hours=13)))
    with db.reading() as session:
        assert session.scalars(select(Overdracht)).all() == []


def test_who_passes_on_cannot_read_back_whom(postgres_db: Database) -> None:
    with postgres_db.session() as session:
        run_as(session, role_of({Rol.INVORDERING}))
        with pytest.raises(ProgrammingError, match="permission denied"):
            session.execute(text("SELECT inwoner_id FROM overdracht"))


def test_the_menu_of_an_employee_holds_what_is_work(
    app: Flask, db: Database, client: PaginaClient, login_medewerker: Callable[..., PaginaClient]
) -> None:
    pagina = login_medewerker(app.test_client(), Rol.SCHULDHULP).get("/werk").text
    menu = pagina[pagina.index('class="menu__breed') : pagina.index("<main")]
    assert "Wie wil gebeld worden" in menu
    assert "Praat met ons" not in menu
    assert "Praat met ons" in client.text("/")
