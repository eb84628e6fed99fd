"""On PostgreSQL the database itself keeps the wall: what a role may not read, it cannot."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from portaal.config import Instellingen
from portaal.core.rollen import MEDEWERKERS, Rol
from portaal.demo.database import bring_up_to_date
from portaal.infra.database import Database
from portaal.infra.doorgang import FUNCTIE
from portaal.infra.migratie import upgrade
from portaal.infra.model import Base
from portaal.infra.rollen_pg import KAMERS, is_prepared, prepare, role_of, rooms_of_tables, run_as
from portaal.kamers import load_kamers
from tests.conftest import NU
from tests.support.postgres import Cluster

load_kamers()
MUUR = sorted(tabel for tabel, kamer in rooms_of_tables().items() if kamer == "toestemming")
BELASTING = sorted(t for t, kamer in rooms_of_tables().items() if kamer in {"aanslag", "regeling", "invordering"})
ALLE_ROLLEN = sorted(MEDEWERKERS)


@pytest.fixture
def pg(postgres_db: Database) -> Database:
    """A PostgreSQL database with its roles."""
    return postgres_db


def ask(database: Database, rol: Rol, vraag: str) -> None:
    """Run a statement as the database role of a staff role."""
    with database.session() as session:
        run_as(session, role_of({rol}))
        session.execute(text(vraag))


def is_refused(database: Database, rol: Rol, vraag: str) -> bool:
    """Whether the database says that this role has no right to it."""
    try:
        ask(database, rol, vraag)
    except ProgrammingError as fout:
        return "permission denied" in str(fout)
    return False


def test_the_walled_tables_are_there_to_be_tested() -> None:
    assert {"toestemming", "hulpvraag", "hulpnotitie", "contactpoging", "hulpgesprek"} <= set(MUUR)
    assert "aanslag" in BELASTING


def test_preparing_twice_is_fine_and_a_database_without_roles_is_known(postgres_cluster: Cluster) -> None:
    database = Database(postgres_cluster.create("zonder_rollen"))
    Base.metadata.create_all(database.engine)
    assert not is_prepared(database.engine)
    prepare(database.engine)
    prepare(database.engine)
    assert is_prepared(database.engine)
    database.close()


def test_schuldhulp_reads_which_letters_go_out_and_changes_none(pg: Database) -> None:
    assert not is_refused(pg, Rol.SCHULDHULP, "SELECT * FROM geplande_verzending")
    assert is_refused(pg, Rol.SCHULDHULP, "DELETE FROM geplande_verzending")


@pytest.mark.parametrize("rol", [Rol.INVORDERING, Rol.MANAGER, Rol.BEHEER])
def test_who_decides_cannot_read_or_write_what_someone_said_to_schuldhulp(pg: Database, rol: Rol) -> None:
    for tabel in MUUR:
        for opdracht in (f"SELECT * FROM {tabel}", f"SELECT count(*) FROM {tabel}", f"DELETE FROM {tabel}"):
            assert is_refused(pg, rol, opdracht), opdracht
    assert not is_refused(pg, rol, "SELECT * FROM aanslag")


def test_every_table_has_a_room_so_that_none_is_granted_by_accident() -> None:
    assert set(rooms_of_tables()) == set(Base.metadata.tables)


@pytest.mark.parametrize("rol", [Rol.INVORDERING, Rol.MANAGER, Rol.BEHEER])
def test_who_decides_has_no_right_of_any_kind_on_a_walled_table_of_a_migrated_database(
    postgres_cluster: Cluster, rol: Rol
) -> None:
    """Asked of the database as the migrations make it, for every table that it has; not by trying, so also columns."""
    url = postgres_cluster.create(f"muur_{rol.value}")
    upgrade(url)
    database = Database(url)
    prepare(database.engine)
    with database.engine.connect() as verbinding:
        tabellen = set(verbinding.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")))
        assert set(MUUR) <= tabellen
        assert tabellen - set(rooms_of_tables()) == {"alembic_version"}
        for tabel in [*MUUR, "alembic_version"]:
            for recht in ("SELECT", "INSERT", "UPDATE", "REFERENCES"):
                vraag = text("SELECT has_any_column_privilege(:rol, :tabel, :recht)")
                gegeven = {"rol": role_of({rol}), "tabel": tabel, "recht": recht}
                assert not verbinding.scalar(vraag, gegeven), gegeven
            for recht in ("DELETE", "TRUNCATE", "TRIGGER"):
                vraag = text("SELECT has_table_privilege(:rol, :tabel, :recht)")
                gegeven = {"rol": role_of({rol}), "tabel": tabel, "recht": recht}
                assert not verbinding.scalar(vraag, gegeven), gegeven
    database.close()


def test_the_demo_on_postgresql_stands_behind_the_wall_too(postgres_cluster: Cluster) -> None:
    database = Database(postgres_cluster.create("muur_demo"))
    bring_up_to_date(database, Instellingen(), lambda: NU)
    assert is_prepared(database.engine)
    database.close()


def test_the_one_function_that_crosses_is_the_only_one_with_other_rights(pg: Database) -> None:
    with pg.engine.connect() as verbinding:
        vraag = text(
            "SELECT proname FROM pg_proc JOIN pg_namespace ns ON ns.oid = pronamespace"
            " WHERE ns.nspname = 'public' AND prosecdef"
        )
        assert list(verbinding.scalars(vraag)) == [FUNCTIE]


def test_schuldhulp_reads_its_own_and_nothing_of_what_someone_owes(pg: Database) -> None:
    for tabel in MUUR:
        assert not is_refused(pg, Rol.SCHULDHULP, f"SELECT * FROM {tabel}"), tabel
    for tabel in BELASTING:
        assert is_refused(pg, Rol.SCHULDHULP, f"SELECT * FROM {tabel}"), tabel


@pytest.mark.parametrize("rol", [Rol.BALIE, Rol.KCC])
def test_the_balie_records_an_answer_but_reads_no_notes(pg: Database, rol: Rol) -> None:
    assert not is_refused(pg, rol, "SELECT * FROM toestemming")
    assert is_refused(pg, rol, "SELECT * FROM hulpnotitie")
    assert is_refused(pg, rol, "SELECT * FROM contactpoging")


@pytest.mark.parametrize("rol", ALLE_ROLLEN)
def test_logboek_and_outbox_can_be_written_and_not_read(pg: Database, rol: Rol) -> None:
    for tabel, kolom in (("logregel", "handeling"), ("uitgaande_mail", "tekst"), ("uitgaande_sms", "tekst")):
        assert is_refused(pg, rol, f"SELECT {kolom} FROM {tabel}")
        assert is_refused(pg, rol, f"UPDATE {tabel} SET {kolom} = ''")
        assert is_refused(pg, rol, f"DELETE FROM {tabel}")
    ask(
        pg,
        rol,
        "INSERT INTO logregel (at, handeling, door_soort, door_id, rollen, doel, object_ref)"
        " VALUES (now(), 'x', 'medewerker', '1', '', '', '') RETURNING id",
    )


def test_the_role_ends_with_the_transaction_and_the_connection_goes_back_clean(pg: Database) -> None:
    ask(pg, Rol.INVORDERING, "SELECT 1")
    with pg.session() as session:
        assert session.scalar(text("SELECT current_user = session_user"))
        session.execute(text("SELECT * FROM toestemming"))


def test_a_second_transaction_of_the_same_request_is_under_the_role_too(pg: Database) -> None:
    with pg.session() as session:
        run_as(session, role_of({Rol.INVORDERING}))
        session.execute(text("SELECT 1"))
        session.commit()
        with pytest.raises(ProgrammingError, match="permission denied"):
            session.execute(text("SELECT * FROM toestemming"))


@pytest.mark.parametrize("andere", sorted(MEDEWERKERS - {Rol.INVORDERING, Rol.SCHULDHULP}))
def test_no_second_role_opens_the_wall_for_invordering(andere: Rol) -> None:
    assert role_of({andere, Rol.INVORDERING, Rol.IEDEREEN}) == "portaal_invordering"


def test_who_is_no_employee_has_no_database_role() -> None:
    with pytest.raises(ValueError, match="no employee"):
        role_of({Rol.IEDEREEN, Rol.INWONER})
    with pytest.raises(ValueError, match="postgres"):
        run_as(None, "postgres")  # type: ignore[arg-type]


def test_every_room_named_behind_a_wall_exists() -> None:
    assert set(KAMERS) <= set(rooms_of_tables().values())


def test_a_user_who_may_not_make_roles_is_told_so(postgres_db: Database) -> None:
    with postgres_db.engine.begin() as verbinding:
        verbinding.exec_driver_sql(
            "DO $$ BEGIN CREATE ROLE gewoon LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        )
    gewoon = Database(postgres_db.url.replace("postgres@", "gewoon@"))
    try:
        assert not prepare(gewoon.engine)
    finally:
        gewoon.close()
