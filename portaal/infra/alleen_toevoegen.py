"""Tables whose rows can only be added: the database itself refuses to change or remove one."""

from sqlalchemy import DDL, FromClause, Table, event

ALLEEN_TOEVOEGEN: set[str] = set()

_PG_FUNCTIE = """
CREATE OR REPLACE FUNCTION alleen_toevoegen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'alleen toevoegen: %', TG_TABLE_NAME; END $$
"""


def append_only(tabel: FromClause) -> None:
    """Let the database refuse UPDATE and DELETE on `tabel`, from its creation on."""
    if not isinstance(tabel, Table):
        raise TypeError(tabel)
    ALLEEN_TOEVOEGEN.add(tabel.name)
    for dialect in ("sqlite", "postgresql"):
        for opdracht in trigger_statements(tabel.name, dialect):
            # DDL fills in with %, and the trigger's own text has one.
            ddl = DDL(opdracht.replace("%", "%%")).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
            event.listen(tabel, "after_create", ddl)


def trigger_statements(naam: str, dialect: str) -> list[str]:
    """The statements that make a table append-only, for creating it and for a migration."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {naam}_geen_{actie.lower()} BEFORE {actie} ON {naam} "
            f"BEGIN SELECT RAISE(ABORT, 'alleen toevoegen: {naam}'); END"
            for actie in ("UPDATE", "DELETE")
        ]
    return [
        _PG_FUNCTIE,
        f"CREATE TRIGGER {naam}_alleen_toevoegen BEFORE UPDATE OR DELETE ON {naam} "
        "FOR EACH ROW EXECUTE FUNCTION alleen_toevoegen()",
    ]
