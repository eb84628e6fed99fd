"""Sets van wijzigingen voor het belastingpakket"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from portaal.infra.model import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OPEN = sa.text("set_nummer IS NULL")


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "pakketset",
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("gemaakt_at", Instant(), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("som", sa.String(length=64), nullable=False),
        sa.CheckConstraint("aantal > 0", name=op.f("ck_pakketset_aantal")),
        sa.CheckConstraint("nummer > 0", name=op.f("ck_pakketset_nummer")),
        sa.PrimaryKeyConstraint("nummer", name=op.f("pk_pakketset")),
    )
    op.create_table(
        "pakketwijziging",
        sa.Column("id", _ID, nullable=False),
        sa.Column("aanslag_id", _ID, nullable=False),
        sa.Column(
            "bestand",
            sa.Enum(
                "regelingen",
                "termijnen",
                "blokkades",
                "incassostops",
                name="pakketbestand",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("waarden", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("set_nummer", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["aanslag_id"], ["aanslag.id"], name=op.f("fk_pakketwijziging_aanslag_id")),
        sa.ForeignKeyConstraint(["set_nummer"], ["pakketset.nummer"], name=op.f("fk_pakketwijziging_set_nummer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pakketwijziging")),
    )
    op.create_index("ix_pakketwijziging_aanslag_id", "pakketwijziging", ["aanslag_id"])
    op.create_index("ix_pakketwijziging_set_nummer", "pakketwijziging", ["set_nummer"])
    op.create_index(
        "ix_pakketwijziging_open", "pakketwijziging", ["id"], postgresql_where=_OPEN, sqlite_where=_OPEN
    )


def downgrade() -> None:
    """Take this version's tables away."""
    op.drop_table("pakketwijziging")
    op.drop_table("pakketset")
