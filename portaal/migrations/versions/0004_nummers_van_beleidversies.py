"""Nummers van beleidversies"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_NUMMEREN = """
UPDATE beleidversie SET nummer = (
    SELECT count(*) FROM beleidversie AS eerder
    WHERE eerder.soort = beleidversie.soort AND eerder.id <= beleidversie.id
)
"""


def upgrade() -> None:
    """Number the versions there are, in the order in which they came."""
    with op.batch_alter_table("beleidversie", schema=None) as batch_op:
        batch_op.add_column(sa.Column("nummer", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("door_naam", sa.String(length=120), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("reden", sa.String(length=500), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("wacht", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(_NUMMEREN)
    with op.batch_alter_table("beleidversie", schema=None) as batch_op:
        batch_op.alter_column("nummer", existing_type=sa.Integer(), nullable=False)
        batch_op.create_unique_constraint("uq_beleidversie_soort_nummer", ["soort", "nummer"])


def downgrade() -> None:
    """Back to the version before."""
    with op.batch_alter_table("beleidversie", schema=None) as batch_op:
        batch_op.drop_constraint("uq_beleidversie_soort_nummer", type_="unique")
        for kolom in ("wacht", "reden", "door_naam", "nummer"):
            batch_op.drop_column(kolom)
