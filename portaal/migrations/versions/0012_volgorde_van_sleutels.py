"""Wat op sleutel staat, houdt zijn volgorde"""

import hashlib
import json

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_KOLOMMEN = {
    "aanslagstand": ("vervaldata",),
    "beleidversie": ("inhoud",),
    "bericht": ("alineas",),
    "concept": ("antwoorden",),
    "gebeurtenis": ("velden",),
    "pakketwijziging": ("waarden",),
    "regeling": ("aangeboden",),
    "regelingstermijn": ("delen",),
    "toestemming": ("gedeeld",),
    "uitgaande_mail": ("bijlagen",),
    "verzoek": ("plan", "redenen", "voorstel", "gronden"),
    "websessie": ("gegevens",),
}


def upgrade() -> None:
    """Bring the tables to this version.

    PostgreSQL kept keys in an order of its own. Of what is there already that order stays: `portaal migreer` takes
    a file whose order was lost in as a new version. A version is from now on known by its order too.
    """
    _store_as(sa.JSON(), "json")
    versies = sa.table("beleidversie", sa.column("id"), sa.column("inhoud", sa.JSON()), sa.column("vingerafdruk"))
    bind = op.get_bind()
    for nummer, inhoud in bind.execute(sa.select(versies.c.id, versies.c.inhoud)).all():
        afdruk = hashlib.sha256(json.dumps(inhoud).encode()).hexdigest()
        bind.execute(versies.update().where(versies.c.id == nummer).values(vingerafdruk=afdruk))


def downgrade() -> None:
    """Back to the version before. It knows a version by another hash, and reads its file once more."""
    _store_as(JSONB(), "jsonb")


def _store_as(soort: sa.JSON, naam: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        for tabel, kolommen in _KOLOMMEN.items():
            for kolom in kolommen:
                op.alter_column(tabel, kolom, type_=soort, postgresql_using=f"{kolom}::{naam}")
