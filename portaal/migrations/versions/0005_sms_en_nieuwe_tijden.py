"""Sms, en nieuwe tijden voor wie wij niet konden bereiken"""

import sqlalchemy as sa
from alembic import op

from portaal.infra.model import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_GESPREKKEN = ("afspraak", "hulpgesprek")
_NOG_TE_DOEN = sa.text("volgende_at IS NOT NULL")
_NUMMER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Bring the tables to this version."""
    for tabel in _GESPREKKEN:
        op.add_column(tabel, sa.Column("sms", sa.Boolean(), nullable=False, server_default=sa.false()))
        op.add_column(tabel, sa.Column("niet_gemeld_at", Instant(), nullable=True))
    op.create_table(
        "tijdvoorstel",
        sa.Column("id", _NUMMER, nullable=False),
        sa.Column("afspraak_id", _NUMMER, nullable=False),
        sa.Column("begin", Instant(), nullable=False),
        sa.Column("verloopt_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["afspraak_id"], ["afspraak.id"], name="fk_tijdvoorstel_afspraak_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tijdvoorstel"),
    )
    op.create_index("ix_tijdvoorstel_afspraak_id", "tijdvoorstel", ["afspraak_id"])
    op.create_index("ix_tijdvoorstel_verloopt_at", "tijdvoorstel", ["verloopt_at"])
    op.create_table(
        "uitgaande_sms",
        sa.Column("id", _NUMMER, nullable=False),
        sa.Column("sleutel", sa.String(length=120), nullable=False),
        sa.Column("aan", sa.String(length=20), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("status", _smsstatus(), nullable=False),
        sa.Column("aanbieder_id", sa.String(length=64), nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("volgende_at", Instant(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("aangenomen_at", Instant(), nullable=True),
        sa.Column("fout", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uitgaande_sms"),
        sa.UniqueConstraint("sleutel", name="uq_uitgaande_sms_sleutel"),
    )
    op.create_index(
        "ix_uitgaande_sms_volgende_at",
        "uitgaande_sms",
        ["volgende_at"],
        postgresql_where=_NOG_TE_DOEN,
        sqlite_where=_NOG_TE_DOEN,
    )


def _smsstatus() -> sa.Enum:
    return sa.Enum(
        "wacht",
        "aangenomen",
        "bezorgd",
        "mislukt",
        name="smsstatus",
        native_enum=False,
        create_constraint=True,
        length=40,
    )


def downgrade() -> None:
    """Back to the version before."""
    op.drop_table("uitgaande_sms")
    op.drop_table("tijdvoorstel")
    for tabel in _GESPREKKEN:
        op.drop_column(tabel, "niet_gemeld_at")
        op.drop_column(tabel, "sms")
