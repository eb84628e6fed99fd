"""Regelingen worden bekeken als er nieuws is of een dag voorbij is"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version: every plan that there is, is looked at after the next delivery."""
    with op.batch_alter_table("regeling") as batch_op:
        batch_op.add_column(sa.Column("gevolgde_levering", sa.BigInteger(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("weer_kijken_op", sa.Date(), nullable=True))
    op.execute("UPDATE regeling SET weer_kijken_op = gezien_op")


def downgrade() -> None:
    """Back to the version before."""
    with op.batch_alter_table("regeling") as batch_op:
        batch_op.drop_column("weer_kijken_op")
        batch_op.drop_column("gevolgde_levering")
