"""The wall in PostgreSQL itself: a database role per staff role, and what each may touch.

A request of an employee for a page of the work runs under the role of that employee (`run_as`): what a page
forgets to hide, the database refuses. On a page for everyone they are a visitor, and see what a visitor sees.
Who decides on plans cannot SELECT what someone said to schuldhulp, and schuldhulp cannot SELECT what someone
owes; logboek and outbox can be written and not read. One thing can cross, of who chose so: the function in
`doorgang`. SQLite knows no roles: there the wall is code only.

Rooms are named by their package: a new table of a room stands behind the wall from its first day.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from sqlalchemy import Connection, Engine, bindparam, event, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session, SessionTransaction

from portaal.core.rollen import LOKET, MEDEWERKERS, Rol
from portaal.infra.doorgang import FUNCTIE, VRAAG, function_statements, grant_statements
from portaal.infra.model import Base, Instant

VOORVOEGSEL = "portaal_"
_GEEN_RECHT = "42501"
_BELASTING = MEDEWERKERS - {Rol.SCHULDHULP}
_LOKET_EN_HULP = frozenset({Rol.BALIE, Rol.KCC, Rol.SCHULDHULP})

# Which roles reach the tables of a room. A room that is not named is for every employee.
KAMERS: Mapping[str, frozenset[Rol]] = {
    "toestemming": _LOKET_EN_HULP,
    "aanslag": _BELASTING,
    "invordering": _BELASTING,
    "afspraak": _BELASTING,
    "regeling": _BELASTING,
    "signaal": _BELASTING,
}
# Narrower than their room: what schuldhulp notes is not for the balie that acts on behalf.
TABELLEN: Mapping[str, frozenset[Rol]] = {
    "hulpnotitie": frozenset({Rol.SCHULDHULP}),
    "contactpoging": frozenset({Rol.SCHULDHULP}),
    "overdracht": LOKET | {Rol.INVORDERING},
}
# Which letters go out is told to schuldhulp too: kind, day and number, never a name (handreiking).
ALLEEN_LEZEN: Mapping[str, frozenset[Rol]] = {"geplande_verzending": frozenset({Rol.SCHULDHULP})}
# Passing a conversation on leaves no trace for who did: they add a row and read back only its number.
ALLEEN_DOORGEVEN: Mapping[str, frozenset[Rol]] = {"overdracht": frozenset({Rol.INVORDERING})}
# Employees add to these and read nothing but what adding needs: the new row's id, and whether it is there.
ALLEEN_INVOEGEN: Mapping[str, tuple[str, ...]] = {
    "logregel": ("id",),
    "uitgaande_mail": ("id", "sleutel"),
    "uitgaande_sms": ("id", "sleutel"),
}
# Who holds several roles works under one; of those that shut something out the strictest comes first.
_VOLGORDE = (Rol.INVORDERING, Rol.BALIE, Rol.KCC, Rol.MANAGER, Rol.BEHEER)
_HULP_EN_LOKET = "schuldhulp_loket"


def role_of(rollen: Collection[Rol]) -> str:
    """The database role for an employee with these roles. Raises ValueError for who is no employee.

    Invordering goes first: whoever decides on plans reads nothing behind the wall, whatever else they are.
    """
    eigen = MEDEWERKERS & set(rollen)
    if not eigen:
        raise ValueError("no employee")
    if Rol.SCHULDHULP in eigen:
        return VOORVOEGSEL + (_HULP_EN_LOKET if len(eigen) > 1 else Rol.SCHULDHULP.value)
    return VOORVOEGSEL + next(rol.value for rol in _VOLGORDE if rol in eigen)


def _roles() -> dict[str, frozenset[Rol]]:
    """Every database role, with the staff roles that it stands for."""
    enkel = {VOORVOEGSEL + rol.value: frozenset({rol}) for rol in sorted(MEDEWERKERS)}
    return {**enkel, VOORVOEGSEL + _HULP_EN_LOKET: frozenset({Rol.SCHULDHULP, Rol.BALIE})}


def run_as(session: Session, role: str) -> None:
    """Let every transaction of this session run under the role; it ends with the transaction.

    The role is one of `role_of`, never text from a request.
    """
    if role not in _roles():
        raise ValueError(role)

    def set_role(_session: Session, _transactie: SessionTransaction, connection: Connection) -> None:
        connection.exec_driver_sql(f'SET LOCAL ROLE "{role}"')

    event.listen(session, "after_begin", set_role)


def run_as_employee(session: Session, rollen: Collection[Rol]) -> None:
    """The hook for a request of an employee: `run_as` where the database knows the roles, else nothing."""
    engine = session.get_bind()
    if engine.dialect.name == "postgresql" and is_prepared(engine.engine):
        run_as(session, role_of(rollen))


def is_prepared(engine: Engine) -> bool:
    """Whether this database has the roles and their grants; asked once per process."""
    naam = engine.url.render_as_string()
    if naam not in _KLAAR:
        vraag = text(
            "SELECT count(*) FROM pg_roles WHERE rolname = :rol"
            " AND has_table_privilege(oid, 'beleidversie', 'SELECT')"
        )
        with engine.connect() as verbinding:
            _KLAAR[naam] = bool(verbinding.execute(vraag, {"rol": VOORVOEGSEL + _HULP_EN_LOKET}).scalar())
    return _KLAAR[naam]


_KLAAR: dict[str, bool] = {}


def prepare(engine: Engine) -> bool:
    """Make the roles and give each what it may touch; for `portaal migreer`, harmless when done again.

    All rooms must have been loaded, for their tables are what is granted. True when the wall stands, or on SQLite,
    which has none; False when the portal's own database user may not make roles (it needs CREATEROLE).
    """
    if engine.dialect.name != "postgresql":
        return True
    try:
        with engine.begin() as verbinding:
            for opdracht in statements():
                verbinding.exec_driver_sql(opdracht)
    except ProgrammingError as fout:
        if getattr(fout.orig, "sqlstate", None) != _GEEN_RECHT:
            raise
        return False
    _KLAAR.clear()
    return True


def read_open_bedragen(session: Session, hulpvraag_id: int, now: datetime) -> list[tuple[str, int, int]]:
    """Per aanslag its kind, year and open amount in cents, of who chose to share that; nothing of anyone else."""
    engine = session.get_bind()
    if engine.dialect.name == "postgresql" and is_prepared(engine.engine):
        vraag = f"SELECT aanslagsoort, jaar, bedrag FROM {FUNCTIE}(:vraag, :nu)"  # noqa: S608 - a name of ours
    else:
        vraag = VRAAG.format(vraag=":vraag", nu=":nu")
    met_moment = text(vraag).bindparams(bindparam("nu", type_=Instant()))
    rijen = session.execute(met_moment, {"vraag": hulpvraag_id, "nu": now})
    return [(rij[0], rij[1], int(rij[2])) for rij in rijen]


def statements() -> Iterator[str]:
    """Everything that `prepare` says to the database, for who wants to run it by hand."""
    yield from function_statements()
    for role, rollen in _roles().items():
        yield (
            f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; "
            "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )
        yield f"GRANT {role} TO CURRENT_USER"
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"
        yield f"GRANT USAGE ON SCHEMA public TO {role}"
        for tabel, kamer in rooms_of_tables().items():
            yield from _grants(role, rollen, tabel, kamer)
    yield from grant_statements(role for role, rollen in _roles().items() if Rol.SCHULDHULP in rollen)


def _grants(role: str, rollen: frozenset[Rol], tabel: str, kamer: str) -> Iterator[str]:
    if not rollen & TABELLEN.get(tabel, KAMERS.get(kamer, MEDEWERKERS)):
        if rollen & ALLEEN_LEZEN.get(tabel, frozenset()):
            yield f"GRANT SELECT ON {tabel} TO {role}"
        return
    if rollen <= ALLEEN_DOORGEVEN.get(tabel, frozenset()):
        yield f"GRANT INSERT, SELECT (id) ON {tabel} TO {role}"
    elif tabel in ALLEEN_INVOEGEN:
        yield f"GRANT INSERT, SELECT ({', '.join(ALLEEN_INVOEGEN[tabel])}) ON {tabel} TO {role}"
    else:
        yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {tabel} TO {role}"
    if tabel in _numbered():
        yield f"GRANT USAGE ON SEQUENCE {tabel}_id_seq TO {role}"


def rooms_of_tables() -> dict[str, str]:
    """Every table, with the room (package) whose model makes it."""
    kamers = {}
    for mapper in Base.registry.mappers:
        kamers[str(mapper.local_table.name)] = mapper.class_.__module__.split(".")[1]  # type: ignore[attr-defined]
    return dict(sorted(kamers.items()))


def _numbered() -> set[str]:
    """The tables whose `id` the database counts."""
    return {
        tabel.name
        for tabel in Base.metadata.tables.values()
        if tabel.autoincrement_column is not None and tabel.autoincrement_column.name == "id"
    }
