"""Every route stands in the access table, and nothing else does."""

from flask import Flask

from portaal.core.rollen import Rol
from portaal.infra.database import Database
from portaal.infra.web.verzoek import Portaal
from tests.conftest import Klok, make_app


def _deel(app: Flask) -> Portaal:
    deel = app.extensions["portaal"]
    assert isinstance(deel, Portaal)
    return deel


def test_every_route_has_its_row_and_every_row_its_route(sqlite_app: Flask) -> None:
    routes = {regel.endpoint for regel in sqlite_app.url_map.iter_rules()}
    assert routes == set(_deel(sqlite_app).toegang)


def test_every_row_says_for_whom_and_why(sqlite_app: Flask) -> None:
    for endpoint, rij in _deel(sqlite_app).toegang.items():
        assert rij.rollen, endpoint
        assert len(rij.doel) > 5, endpoint


def test_a_route_with_an_id_in_it_has_an_object_rule_or_is_open_to_all(sqlite_app: Flask) -> None:
    for regel in sqlite_app.url_map.iter_rules():
        rij = _deel(sqlite_app).toegang[regel.endpoint]
        if Rol.INWONER in rij.rollen and any(naam.endswith("_id") for naam in regel.arguments):
            assert rij.objectregel is not None, regel.endpoint


def test_a_route_that_is_not_in_the_table_does_not_answer(sqlite_db: Database, klok: Klok) -> None:
    app = make_app(sqlite_db, klok)
    app.add_url_rule("/verborgen", "verborgen", lambda: "hier")
    assert app.test_client().get("/verborgen").status_code == 404


# Which letters go out, and how many: never who gets one (the handreiking asks to tell schuldhulp).
GEDEELD = ("medewerker.", "werkplek.start", "hulpwijzer.", "afspraak.dispatches", "onderbroken.")


def test_schuldhulp_shares_no_page_with_invordering_but_those_of_every_employee(sqlite_app: Flask) -> None:
    for endpoint, rij in _deel(sqlite_app).toegang.items():
        if {Rol.INVORDERING, Rol.SCHULDHULP} <= rij.rollen:
            assert endpoint.startswith(GEDEELD), endpoint
