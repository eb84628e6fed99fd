"""Toestemming zonder inlog, een tweede vraag over bedragen, en een gesprek dat blijft"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from portaal.infra.alleen_toevoegen import trigger_statements
from portaal.infra.model import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KANALEN = ("portaal", "balie", "telefoon", "link", "brief", "afspraak", "vanzelf")
_LOOPT = sa.text("status IN ('open', 'opgepakt', 'gesproken')")


def upgrade() -> None:
    """Bring the tables to this version."""
    if op.get_bind().dialect.name == "sqlite":
        _upgrade_sqlite()
    else:
        _upgrade_postgresql()
    op.create_index("ix_toestemming_bezoeker", "toestemming", ["bezoeker"])
    op.create_index(
        "uq_hulpvraag_bezoeker_loopt",
        "hulpvraag",
        ["bezoeker"],
        unique=True,
        postgresql_where=_LOOPT,
        sqlite_where=_LOOPT,
    )
    op.add_column("hulpgesprek", sa.Column("blijft_at", Instant(), nullable=True))


def _upgrade_postgresql() -> None:
    op.add_column("toestemming", sa.Column("bezoeker", sa.String(length=32), nullable=True))
    op.add_column(
        "toestemming", sa.Column("soort", sa.String(length=40), server_default="contact", nullable=False)
    )
    op.add_column("toestemming", sa.Column("besluit", sa.Text(), server_default="", nullable=False))
    op.alter_column("toestemming", "soort", server_default=None)
    op.alter_column("toestemming", "besluit", server_default=None)
    op.alter_column("toestemming", "inwoner_id", nullable=True)
    op.create_check_constraint(
        op.f("ck_toestemming_toestemmingssoort"), "toestemming", "soort IN ('contact', 'bedragen')"
    )
    op.drop_constraint(op.f("ck_toestemming_toestemmingskanaal"), "toestemming", type_="check")
    kanalen = ", ".join(f"'{kanaal}'" for kanaal in _KANALEN)
    op.create_check_constraint(op.f("ck_toestemming_toestemmingskanaal"), "toestemming", f"kanaal IN ({kanalen})")
    op.add_column("hulpvraag", sa.Column("bezoeker", sa.String(length=32), nullable=True))
    op.alter_column("hulpvraag", "inwoner_id", nullable=True)


def _upgrade_sqlite() -> None:
    """SQLite cannot change a column, so these tables are made anew, with what stands in them."""
    verbinding: Any = op.get_bind().connection.driver_connection
    # Foreign keys can only be switched off outside a transaction, and dropping a table would trip over them.
    verbinding.execute("COMMIT")
    verbinding.execute("PRAGMA foreign_keys=OFF")
    verbinding.execute("BEGIN IMMEDIATE")
    _rebuild("toestemming", _make_toestemming, {"soort": "'contact'", "besluit": "''"})
    op.create_index("ix_toestemming_inwoner_id_id", "toestemming", ["inwoner_id", "id"])
    for opdracht in trigger_statements("toestemming", "sqlite"):
        op.execute(opdracht)
    _rebuild("hulpvraag", _make_hulpvraag, {})
    op.create_index("ix_hulpvraag_inwoner_id", "hulpvraag", ["inwoner_id"])
    op.create_index("ix_hulpvraag_medewerker_id", "hulpvraag", ["medewerker_id"])
    op.create_index("ix_hulpvraag_status_uiterlijk_op", "hulpvraag", ["status", "uiterlijk_op"])
    op.create_index("uq_hulpvraag_inwoner_id_loopt", "hulpvraag", ["inwoner_id"], unique=True, sqlite_where=_LOOPT)
    verbinding.execute("COMMIT")
    verbinding.execute("PRAGMA foreign_keys=ON")
    verbinding.execute("BEGIN IMMEDIATE")


def _rebuild(naam: str, make: Callable[[str], object], nieuw: dict[str, str]) -> None:
    oud = [kolom["name"] for kolom in sa.inspect(op.get_bind()).get_columns(naam)]
    make(f"{naam}_nieuw")
    naar, van = ", ".join([*oud, *nieuw]), ", ".join([*oud, *nieuw.values()])
    op.execute(f"INSERT INTO {naam}_nieuw ({naar}) SELECT {van} FROM {naam}")  # noqa: S608 - names of ours
    op.execute(f"DROP TABLE {naam}")
    op.execute(f"ALTER TABLE {naam}_nieuw RENAME TO {naam}")


def _make_toestemming(naam: str) -> None:
    op.create_table(
        naam,
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("bezoeker", sa.String(length=32), nullable=True),
        sa.Column(
            "soort",
            sa.Enum(
                "contact",
                "bedragen",
                name="toestemmingssoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "antwoord",
            sa.Enum(
                "ja",
                "nee",
                "ingetrokken",
                "verlopen",
                name="antwoord",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("verloopt_at", Instant(), nullable=True),
        sa.Column("doel", sa.Text(), nullable=False),
        sa.Column("ontvanger", sa.Text(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("tekst_versie", sa.String(length=40), nullable=False),
        sa.Column("tekst_hash", sa.String(length=64), nullable=False),
        sa.Column("gedeeld", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("besluit", sa.Text(), nullable=False),
        sa.Column("taal", sa.String(length=8), nullable=False),
        sa.Column(
            "kanaal",
            sa.Enum(
                "portaal",
                "balie",
                "telefoon",
                "link",
                "brief",
                "afspraak",
                "vanzelf",
                name="toestemmingskanaal",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("medewerker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_toestemming_inwoner_id")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_toestemming_medewerker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toestemming")),
        sa.UniqueConstraint("ref", name=op.f("uq_toestemming_ref")),
    )


def _make_hulpvraag(naam: str) -> None:
    op.create_table(
        naam,
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kenmerk", sa.String(length=12), nullable=False),
        sa.Column("inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("bezoeker", sa.String(length=32), nullable=True),
        sa.Column("toestemming_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("telefoon", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("moment", sa.String(length=40), nullable=False),
        sa.Column("voicemail", sa.Boolean(), nullable=False),
        sa.Column(
            "spoed",
            sa.Enum(
                "geen",
                "huisuitzetting",
                "afsluiting",
                "zorgverzekering",
                name="spoed",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ontvangen_at", Instant(), nullable=False),
        sa.Column("uiterlijk_op", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "opgepakt",
                "gesproken",
                "afgerond",
                "gestopt",
                name="hulpstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("medewerker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("gesproken_at", Instant(), nullable=True),
        sa.Column(
            "uitkomst",
            sa.Enum(
                "gesprek",
                "plan",
                "verwezen",
                "niet_nodig",
                "niet_bereikt",
                name="hulpuitkomst",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("beeindigd_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_hulpvraag_inwoner_id")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_hulpvraag_medewerker_id")),
        sa.ForeignKeyConstraint(["toestemming_id"], ["toestemming.id"], name=op.f("fk_hulpvraag_toestemming_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hulpvraag")),
        sa.UniqueConstraint("kenmerk", name=op.f("uq_hulpvraag_kenmerk")),
        sa.UniqueConstraint("toestemming_id", name=op.f("uq_hulpvraag_toestemming_id")),
    )
