"""Wie schuldhulp moet bellen omdat een bericht niet aankomt"""

import sqlalchemy as sa
from alembic import op

from portaal.infra.model import Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_KOLOMMEN = ("niet_gemeld_at", "gewaarschuwd_at")


def upgrade() -> None:
    """Bring the tables to this version."""
    for kolom in _KOLOMMEN:
        op.add_column("hulpvraag", sa.Column(kolom, Instant(), nullable=True))


def downgrade() -> None:
    """Take the columns away again."""
    for kolom in _KOLOMMEN:
        op.drop_column("hulpvraag", kolom)
