"""Eerdere regelingen op een aanslag zijn te vinden"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version: plans that ended are looked up by aanslag too."""
    op.create_index("ix_regeling_aanslag_aanslag_id", "regeling_aanslag", ["aanslag_id"])


def downgrade() -> None:
    """Back to the version before."""
    op.drop_index("ix_regeling_aanslag_aanslag_id", "regeling_aanslag")
