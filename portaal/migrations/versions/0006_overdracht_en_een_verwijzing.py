"""Een gesprek doorgeven, en een verwijzing maar één keer"""

import sqlalchemy as sa
from alembic import op

from portaal.infra.model import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_OPEN = sa.text("gedaan_at IS NULL")


def upgrade() -> None:
    """Bring the tables to this version."""
    groot = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "overdracht",
        sa.Column("id", groot, nullable=False),
        sa.Column("inwoner_id", groot, nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_overdracht_inwoner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overdracht")),
        sa.UniqueConstraint("inwoner_id", name=op.f("uq_overdracht_inwoner_id")),
    )
    op.create_index("ix_overdracht_created_at", "overdracht", ["created_at"])
    # What was noted twice stays once: the first.
    op.execute(
        "DELETE FROM verwijzing WHERE gedaan_at IS NULL AND id NOT IN"
        " (SELECT min(id) FROM verwijzing WHERE gedaan_at IS NULL GROUP BY inwoner_id, naar)"
    )
    op.create_index(
        "uq_verwijzing_inwoner_id_naar",
        "verwijzing",
        ["inwoner_id", "naar"],
        unique=True,
        postgresql_where=_OPEN,
        sqlite_where=_OPEN,
    )
