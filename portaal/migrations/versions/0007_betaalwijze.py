"""Afschrijven of zelf overmaken, en de vorm van een pakketset"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TABELLEN = ("verzoek", "regeling")
_ALLEEN_REGELING = "wijze = 'overmaken' OR soort = 'regeling'"


def upgrade() -> None:
    """Bring the tables to this version: what was granted before is paid by own transfer."""
    for tabel in _TABELLEN:
        with op.batch_alter_table(tabel) as batch_op:
            batch_op.add_column(sa.Column("wijze", _wijze(), nullable=False, server_default="overmaken"))
            if tabel == "verzoek":
                batch_op.add_column(
                    sa.Column("voorstel_incasso", sa.Boolean(), nullable=False, server_default=sa.false())
                )
            batch_op.create_check_constraint(op.f(f"ck_{tabel}_wijze_bij_soort"), _ALLEEN_REGELING)
    with op.batch_alter_table("pakketset") as batch_op:
        batch_op.add_column(sa.Column("vorm", sa.Integer(), nullable=False, server_default="1"))
        batch_op.create_check_constraint(op.f("ck_pakketset_vorm"), "vorm > 0")


def _wijze() -> sa.Enum:
    return sa.Enum(
        "overmaken", "incasso", name="betaalwijze", native_enum=False, create_constraint=True, length=40
    )


def downgrade() -> None:
    """Back to the version before."""
    with op.batch_alter_table("pakketset") as batch_op:
        batch_op.drop_constraint(op.f("ck_pakketset_vorm"), type_="check")
        batch_op.drop_column("vorm")
    for tabel in _TABELLEN:
        with op.batch_alter_table(tabel) as batch_op:
            batch_op.drop_constraint(op.f(f"ck_{tabel}_wijze_bij_soort"), type_="check")
            batch_op.drop_constraint(op.f(f"ck_{tabel}_betaalwijze"), type_="check")
            batch_op.drop_column("wijze")
            if tabel == "verzoek":
                batch_op.drop_column("voorstel_incasso")
