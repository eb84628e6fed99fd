"""Niets zoekt standen, personen of inwoners op levering"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_INDEXEN = {
    "aanslagstand": "ix_aanslagstand_levering_id",
    "persoonsgegevens": "ix_persoonsgegevens_levering_id",
    "inwoner": "ix_inwoner_levering_id",
}


def upgrade() -> None:
    """Bring the tables to this version: a delivery no longer keeps three indexes up that nobody reads."""
    for tabel, index in _INDEXEN.items():
        op.drop_index(index, tabel)


def downgrade() -> None:
    """Back to the version before."""
    for tabel, index in _INDEXEN.items():
        op.create_index(index, tabel, ["levering_id"])
