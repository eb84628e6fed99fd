"""Alle tabellen van het portaal"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from portaal.infra.alleen_toevoegen import trigger_statements
from portaal.infra.model import Instant

ALLEEN_TOEVOEGEN = ("logregel", "toestemming")

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "afwezigheid",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agenda", sa.String(length=40), nullable=False),
        sa.Column("plek", sa.Integer(), nullable=True),
        sa.Column("begin", Instant(), nullable=False),
        sa.Column("einde", Instant(), nullable=False),
        sa.Column("bron", sa.String(length=40), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_afwezigheid")),
    )
    with op.batch_alter_table("afwezigheid", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_afwezigheid_agenda"), ["agenda"], unique=False)
        batch_op.create_index(batch_op.f("ix_afwezigheid_einde"), ["einde"], unique=False)

    op.create_table(
        "agendabron",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agenda", sa.String(length=40), nullable=False),
        sa.Column("plek", sa.Integer(), nullable=True),
        sa.Column("adres", sa.String(length=500), nullable=False),
        sa.Column("goed_at", Instant(), nullable=True),
        sa.Column("geprobeerd_at", Instant(), nullable=True),
        sa.Column("fout", sa.String(length=200), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agendabron")),
    )
    with op.batch_alter_table("agendabron", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agendabron_agenda"), ["agenda"], unique=False)

    op.create_table(
        "agendafeed",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("agenda", sa.String(length=40), nullable=False),
        sa.Column("medewerker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_agendafeed")),
    )
    with op.batch_alter_table("agendafeed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agendafeed_agenda"), ["agenda"], unique=False)

    op.create_table(
        "beleidversie",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("geldig_vanaf", sa.Date(), nullable=False),
        sa.Column("inhoud", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("vingerafdruk", sa.String(length=64), nullable=False),
        sa.Column("herkomst", sa.String(length=120), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("vervallen_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_beleidversie")),
    )
    with op.batch_alter_table("beleidversie", schema=None) as batch_op:
        batch_op.create_index("ix_beleidversie_soort_geldig_vanaf", ["soort", "geldig_vanaf"], unique=False)

    op.create_table(
        "briefcode",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("onderwerp", sa.String(length=40), nullable=False),
        sa.Column("geldig_tot", sa.Date(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("gebruikt", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_briefcode")),
    )
    with op.batch_alter_table("briefcode", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_briefcode_geldig_tot"), ["geldig_tot"], unique=False)

    op.create_table(
        "concept",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("eigenaar", sa.String(length=80), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("antwoorden", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("verloopt_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept")),
    )
    with op.batch_alter_table("concept", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_concept_verloopt_at"), ["verloopt_at"], unique=False)
        batch_op.create_index("uq_concept_eigenaar_soort", ["eigenaar", "soort"], unique=True)

    op.create_table(
        "gebeurtenis",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("naam", sa.String(length=80), nullable=False),
        sa.Column("velden", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("verwerkt_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gebeurtenis")),
    )
    with op.batch_alter_table("gebeurtenis", schema=None) as batch_op:
        batch_op.create_index(
            "ix_gebeurtenis_open",
            ["id"],
            unique=False,
            postgresql_where=sa.text("verwerkt_at IS NULL"),
            sqlite_where=sa.text("verwerkt_at IS NULL"),
        )

    op.create_table(
        "geplande_verzending",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("promille", sa.Integer(), nullable=False),
        sa.Column("vragen", sa.String(length=300), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("gemeld_at", Instant(), nullable=True),
        sa.Column("ingetrokken_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_geplande_verzending")),
    )
    with op.batch_alter_table("geplande_verzending", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_geplande_verzending_datum"), ["datum"], unique=False)

    op.create_table(
        "hartslag",
        sa.Column("proces", sa.String(length=40), nullable=False),
        sa.Column("gezien_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("proces", name=op.f("pk_hartslag")),
    )
    op.create_table(
        "hulpafwezigheid",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agenda", sa.String(length=40), nullable=False),
        sa.Column("plek", sa.Integer(), nullable=True),
        sa.Column("begin", Instant(), nullable=False),
        sa.Column("einde", Instant(), nullable=False),
        sa.Column("bron", sa.String(length=40), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hulpafwezigheid")),
    )
    with op.batch_alter_table("hulpafwezigheid", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hulpafwezigheid_agenda"), ["agenda"], unique=False)
        batch_op.create_index(batch_op.f("ix_hulpafwezigheid_einde"), ["einde"], unique=False)

    op.create_table(
        "inloopnummer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("locatie", sa.String(length=40), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("onderwerp", sa.String(length=40), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "wacht",
                "geroepen",
                "geholpen",
                "weg",
                name="inloopstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("loket", sa.String(length=20), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("geroepen_at", Instant(), nullable=True),
        sa.Column("klaar_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inloopnummer")),
    )
    with op.batch_alter_table("inloopnummer", schema=None) as batch_op:
        batch_op.create_index("uq_inloopnummer_locatie_dag_nummer", ["locatie", "dag", "nummer"], unique=True)

    op.create_table(
        "levering",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ontvangen_at", Instant(), nullable=False),
        sa.Column("klaar_at", Instant(), nullable=True),
        sa.Column("vingerafdruk", sa.String(length=64), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "bezig",
                "opgenomen",
                "geweigerd",
                "afgebroken",
                name="leveringstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("toch", sa.Boolean(), nullable=False),
        sa.Column("inwoners", sa.Integer(), nullable=False),
        sa.Column("aanslagen", sa.Integer(), nullable=False),
        sa.Column("aanslagregels", sa.Integer(), nullable=False),
        sa.Column("betalingen", sa.Integer(), nullable=False),
        sa.Column("verzendingen", sa.Integer(), nullable=False),
        sa.Column("uitgevallen", sa.Integer(), nullable=False),
        sa.Column("niet_bediend", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_levering")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("levering", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_levering_ontvangen_at"), ["ontvangen_at"], unique=False)
        batch_op.create_index(
            "uq_levering_bezig",
            ["status"],
            unique=True,
            postgresql_where=sa.text("status = 'bezig'"),
            sqlite_where=sa.text("status = 'bezig'"),
        )

    op.create_table(
        "logregel",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("handeling", sa.String(length=80), nullable=False),
        sa.Column("door_soort", sa.String(length=20), nullable=False),
        sa.Column("door_id", sa.String(length=80), nullable=False),
        sa.Column("rollen", sa.String(length=120), nullable=False),
        sa.Column("persoon", sa.String(length=64), nullable=True),
        sa.Column("doel", sa.String(length=200), nullable=False),
        sa.Column("object_ref", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logregel")),
    )
    with op.batch_alter_table("logregel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_logregel_at"), ["at"], unique=False)
        batch_op.create_index("ix_logregel_persoon_at", ["persoon", "at"], unique=False)

    op.create_table(
        "logsleutel",
        sa.Column(
            "inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("sleutel", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("inwoner_id", name=op.f("pk_logsleutel")),
    )
    op.create_table(
        "medewerker",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sub", sa.String(length=255), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("laatst_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_medewerker")),
        sa.UniqueConstraint("sub", name=op.f("uq_medewerker_sub")),
    )
    op.create_table(
        "poging",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sleutel", sa.String(length=64), nullable=False),
        sa.Column("verloopt_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poging")),
    )
    with op.batch_alter_table("poging", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poging_sleutel"), ["sleutel"], unique=False)
        batch_op.create_index(batch_op.f("ix_poging_verloopt_at"), ["verloopt_at"], unique=False)

    op.create_table(
        "taakuitvoering",
        sa.Column("taak", sa.String(length=80), nullable=False),
        sa.Column("laatst_at", Instant(), nullable=False),
        sa.Column("fout", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("taak", name=op.f("pk_taakuitvoering")),
    )
    op.create_table(
        "uitgaande_mail",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sleutel", sa.String(length=120), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("aan", sa.String(length=254), nullable=False),
        sa.Column("onderwerp", sa.String(length=200), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("bijlagen", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "wacht",
                "verzonden",
                "mislukt",
                name="mailstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("volgende_at", Instant(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("verzonden_at", Instant(), nullable=True),
        sa.Column("fout", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uitgaande_mail")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_uitgaande_mail_sleutel")),
    )
    with op.batch_alter_table("uitgaande_mail", schema=None) as batch_op:
        batch_op.create_index(
            "ix_uitgaande_mail_wacht",
            ["volgende_at"],
            unique=False,
            postgresql_where=sa.text("status = 'wacht'"),
            sqlite_where=sa.text("status = 'wacht'"),
        )

    op.create_table(
        "websessie",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("gegevens", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("begonnen_at", Instant(), nullable=False),
        sa.Column("gezien_at", Instant(), nullable=False),
        sa.Column("verloopt_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_websessie")),
    )
    with op.batch_alter_table("websessie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_websessie_verloopt_at"), ["verloopt_at"], unique=False)

    op.create_table(
        "gebeurtenis_afhandeling",
        sa.Column("gebeurtenis_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("abonnee", sa.String(length=80), nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("klaar_at", Instant(), nullable=True),
        sa.Column("volgende_at", Instant(), nullable=True),
        sa.Column("fout", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["gebeurtenis_id"], ["gebeurtenis.id"], name=op.f("fk_gebeurtenis_afhandeling_gebeurtenis_id")
        ),
        sa.PrimaryKeyConstraint("gebeurtenis_id", "abonnee", name=op.f("pk_gebeurtenis_afhandeling")),
    )
    op.create_table(
        "inwoner",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("bsn_versleuteld", sa.LargeBinary(), nullable=False),
        sa.Column("bsn_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("levering_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["levering_id"], ["levering.id"], name=op.f("fk_inwoner_levering_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inwoner")),
        sa.UniqueConstraint("bsn_index", name=op.f("uq_inwoner_bsn_index")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("inwoner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inwoner_levering_id"), ["levering_id"], unique=False)

    op.create_table(
        "leveringmelding",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("levering_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("bestand", sa.String(length=40), nullable=False),
        sa.Column("regel", sa.Integer(), nullable=False),
        sa.Column("kolom", sa.String(length=40), nullable=False),
        sa.Column("melding", sa.Text(), nullable=False),
        sa.Column("aanslagnummer", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["levering_id"], ["levering.id"], name=op.f("fk_leveringmelding_levering_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leveringmelding")),
    )
    with op.batch_alter_table("leveringmelding", schema=None) as batch_op:
        batch_op.create_index("ix_leveringmelding_aanslagnummer", ["aanslagnummer"], unique=False)
        batch_op.create_index("ix_leveringmelding_levering_id_soort", ["levering_id", "soort", "id"], unique=False)

    op.create_table(
        "leveringupload",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "wacht",
                "opgenomen",
                "geweigerd",
                name="uploadstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("toch", sa.Boolean(), nullable=False),
        sa.Column("medewerker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ontvangen_at", Instant(), nullable=False),
        sa.Column("levering_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("melding", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["levering_id"], ["levering.id"], name=op.f("fk_leveringupload_levering_id")),
        sa.ForeignKeyConstraint(
            ["medewerker_id"], ["medewerker.id"], name=op.f("fk_leveringupload_medewerker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leveringupload")),
        sa.UniqueConstraint("ref", name=op.f("uq_leveringupload_ref")),
    )
    with op.batch_alter_table("leveringupload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leveringupload_status"), ["status"], unique=False)

    op.create_table(
        "aanslag",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("aanslagnummer", sa.String(length=12), nullable=False),
        sa.Column("inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_aanslag_inwoner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aanslag")),
        sa.UniqueConstraint("aanslagnummer", name=op.f("uq_aanslag_aanslagnummer")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("aanslag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aanslag_inwoner_id"), ["inwoner_id"], unique=False)

    op.create_table(
        "afspraak",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kenmerk", sa.String(length=12), nullable=False),
        sa.Column("verzoek_sleutel", sa.String(length=64), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("onderwerp", sa.String(length=40), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "bellen", "bezoek", "video", name="soort", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("agenda", sa.String(length=40), nullable=False),
        sa.Column("plek", sa.Integer(), nullable=False),
        sa.Column("locatie", sa.String(length=40), nullable=True),
        sa.Column("begin", Instant(), nullable=False),
        sa.Column("einde", Instant(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "gepland",
                "aangekomen",
                "geholpen",
                "gemist",
                "niet_bereikt",
                "geannuleerd",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("naam", sa.String(length=120), nullable=False),
        sa.Column("telefoon", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("taal", sa.String(length=5), nullable=False),
        sa.Column("voicemail", sa.Boolean(), nullable=False),
        sa.Column("tolk", sa.String(length=40), nullable=False),
        sa.Column("rolstoel", sa.Boolean(), nullable=False),
        sa.Column("begeleiding", sa.Boolean(), nullable=False),
        sa.Column("momenten", sa.String(length=200), nullable=False),
        sa.Column("codewoord", sa.String(length=40), nullable=False),
        sa.Column("door_soort", sa.String(length=20), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("gewijzigd_at", Instant(), nullable=False),
        sa.Column(
            "verzet_door",
            sa.Enum(
                "inwoner", "gemeente", name="verzet_door", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column(
            "geannuleerd_door",
            sa.Enum(
                "inwoner",
                "gemeente",
                name="geannuleerd_door",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("belpogingen", sa.Integer(), nullable=False),
        sa.Column("herinnerd_at", Instant(), nullable=True),
        sa.Column("vergeten_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_afspraak_inwoner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_afspraak")),
        sa.UniqueConstraint("kenmerk", name=op.f("uq_afspraak_kenmerk")),
        sa.UniqueConstraint("verzoek_sleutel", name=op.f("uq_afspraak_verzoek_sleutel")),
    )
    with op.batch_alter_table("afspraak", schema=None) as batch_op:
        batch_op.create_index("ix_afspraak_agenda_begin", ["agenda", "begin"], unique=False)
        batch_op.create_index("ix_afspraak_begin", ["begin"], unique=False)
        batch_op.create_index(batch_op.f("ix_afspraak_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_afspraak_inwoner_id"), ["inwoner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_afspraak_telefoon"), ["telefoon"], unique=False)

    op.create_table(
        "bereikbaarheid",
        sa.Column(
            "inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("telefoon", sa.String(length=40), nullable=True),
        sa.Column("digitaal", sa.Boolean(), nullable=False),
        sa.Column("taal", sa.String(length=8), nullable=False),
        sa.Column("bijgewerkt_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_bereikbaarheid_inwoner_id")),
        sa.PrimaryKeyConstraint("inwoner_id", name=op.f("pk_bereikbaarheid")),
    )
    op.create_table(
        "bericht",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("titel", sa.String(length=200), nullable=False),
        sa.Column("alineas", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("brief_html", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("gelezen_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_bericht_inwoner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bericht")),
    )
    with op.batch_alter_table("bericht", schema=None) as batch_op:
        batch_op.create_index("ix_bericht_inwoner_id_created_at", ["inwoner_id", "created_at"], unique=False)

    op.create_table(
        "contactmoment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kanaal",
            sa.Enum(
                "telefoon",
                "balie",
                "mail",
                "brief",
                "huisbezoek",
                name="contactkanaal",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "onderwerp",
            sa.Enum(
                "uitleg",
                "betalen",
                "regeling",
                "kosten",
                "hulp",
                name="contactonderwerp",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "initiatief",
            sa.Enum(
                "inwoner", "gemeente", name="initiatief", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("gelukt", sa.Boolean(), nullable=False),
        sa.Column("medewerker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_contactmoment_inwoner_id")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_contactmoment_medewerker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contactmoment")),
    )
    with op.batch_alter_table("contactmoment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contactmoment_created_at"), ["created_at"], unique=False)
        batch_op.create_index("ix_contactmoment_inwoner_id_created_at", ["inwoner_id", "created_at"], unique=False)

    op.create_table(
        "persoonsgegevens",
        sa.Column(
            "inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "levering_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("zoeknaam", sa.Text(), nullable=False),
        sa.Column("voorletters", sa.Text(), nullable=False),
        sa.Column("voorvoegsel", sa.Text(), nullable=False),
        sa.Column("geslachtsnaam", sa.Text(), nullable=False),
        sa.Column("geboortedatum", sa.Date(), nullable=True),
        sa.Column("straat", sa.Text(), nullable=False),
        sa.Column("huisnummer", sa.Text(), nullable=False),
        sa.Column("toevoeging", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("plaats", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("telefoon", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "",
                "overleden",
                "bewind",
                "wsnp",
                "schuldregeling",
                name="inwonerstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("geheimhouding", sa.Boolean(), nullable=False),
        sa.Column("correspondentie_naam", sa.Text(), nullable=False),
        sa.Column("correspondentie_adres", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_persoonsgegevens_inwoner_id")),
        sa.ForeignKeyConstraint(["levering_id"], ["levering.id"], name=op.f("fk_persoonsgegevens_levering_id")),
        sa.PrimaryKeyConstraint("inwoner_id", "levering_id", name=op.f("pk_persoonsgegevens")),
    )
    with op.batch_alter_table("persoonsgegevens", schema=None) as batch_op:
        batch_op.create_index("ix_persoonsgegevens_levering_id", ["levering_id"], unique=False)
        batch_op.create_index("ix_persoonsgegevens_zoek", ["geboortedatum", "zoeknaam"], unique=False)

    op.create_table(
        "signaal",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "kan_niet_betalen",
                "meer_rekeningen",
                "beslag",
                "post_ongeopend",
                "snapt_het_niet",
                "minder_inkomen",
                "bijzondere_omstandigheden",
                name="signaalsoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "team",
            sa.Enum("loket", "invordering", name="team", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("opvolgen_op", sa.Date(), nullable=False),
        sa.Column("medewerker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column(
            "uitkomst",
            sa.Enum(
                "geholpen",
                "regeling",
                "verwezen",
                "geen_hulp_nodig",
                "niet_bereikt",
                name="signaaluitkomst",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("gedaan_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_signaal_inwoner_id")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_signaal_medewerker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signaal")),
    )
    with op.batch_alter_table("signaal", schema=None) as batch_op:
        batch_op.create_index("ix_signaal_gedaan_at", ["gedaan_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_signaal_inwoner_id"), ["inwoner_id"], unique=False)
        batch_op.create_index(
            "ix_signaal_team_gedaan_at_opvolgen_op", ["team", "gedaan_at", "opvolgen_op"], unique=False
        )
        batch_op.create_index(
            "uq_signaal_inwoner_id_soort",
            ["inwoner_id", "soort"],
            unique=True,
            postgresql_where=sa.text("gedaan_at IS NULL"),
            sqlite_where=sa.text("gedaan_at IS NULL"),
        )

    op.create_table(
        "toestemming",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "antwoord",
            sa.Enum(
                "ja",
                "nee",
                "ingetrokken",
                "verlopen",
                name="antwoord",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("verloopt_at", Instant(), nullable=True),
        sa.Column("doel", sa.Text(), nullable=False),
        sa.Column("ontvanger", sa.Text(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("tekst_versie", sa.String(length=40), nullable=False),
        sa.Column("tekst_hash", sa.String(length=64), nullable=False),
        sa.Column("gedeeld", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("taal", sa.String(length=8), nullable=False),
        sa.Column(
            "kanaal",
            sa.Enum(
                "portaal",
                "balie",
                "telefoon",
                "link",
                "vanzelf",
                name="toestemmingskanaal",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("medewerker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_toestemming_inwoner_id")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_toestemming_medewerker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toestemming")),
        sa.UniqueConstraint("ref", name=op.f("uq_toestemming_ref")),
    )
    with op.batch_alter_table("toestemming", schema=None) as batch_op:
        batch_op.create_index("ix_toestemming_inwoner_id_id", ["inwoner_id", "id"], unique=False)

    op.create_table(
        "verwijzing",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("naar", sa.String(length=40), nullable=False),
        sa.Column("naam", sa.String(length=80), nullable=False),
        sa.Column(
            "team",
            sa.Enum("loket", "invordering", name="team", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("opvolgen_op", sa.Date(), nullable=False),
        sa.Column("medewerker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column(
            "uitkomst",
            sa.Enum(
                "hulp_gestart",
                "al_hulp",
                "geen_contact",
                "toch_niet",
                name="verwijsuitkomst",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("gedaan_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_verwijzing_inwoner_id")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_verwijzing_medewerker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verwijzing")),
    )
    with op.batch_alter_table("verwijzing", schema=None) as batch_op:
        batch_op.create_index("ix_verwijzing_gedaan_at", ["gedaan_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_verwijzing_inwoner_id"), ["inwoner_id"], unique=False)
        batch_op.create_index(
            "ix_verwijzing_team_gedaan_at_opvolgen_op", ["team", "gedaan_at", "opvolgen_op"], unique=False
        )

    op.create_table(
        "verzoek",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sleutel", sa.String(length=64), nullable=False),
        sa.Column("inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "regeling",
                "uitstel",
                "pauze",
                "gesprek",
                name="verzoeksoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "in_behandeling",
                "aanvulling_gevraagd",
                "voorstel_gedaan",
                "toegekend",
                "afgewezen",
                "ingetrokken",
                "afgehandeld",
                name="verzoekstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column(
            "baan",
            sa.Enum("direct", "beoordeling", name="baan", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("beleidversie_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=True),
        sa.Column("maandbedrag", sa.BigInteger(), nullable=True),
        sa.Column("dag", sa.Integer(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("plan", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column(
            "omstandigheid",
            sa.Enum(
                "geen",
                "beslag",
                "bewind",
                "schuldregeling",
                "overleden",
                name="omstandigheid",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("toelichting", sa.Text(), nullable=False),
        sa.Column("digitaal", sa.Boolean(), nullable=False),
        sa.Column("herinner", sa.Boolean(), nullable=False),
        sa.Column("redenen", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("ingediend_at", Instant(), nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("contact_at", Instant(), nullable=True),
        sa.Column("vraag", sa.Text(), nullable=False),
        sa.Column("antwoord", sa.Text(), nullable=False),
        sa.Column("voorstel", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("voorstel_dag", sa.Integer(), nullable=True),
        sa.Column("bericht", sa.Text(), nullable=False),
        sa.Column("gronden", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("afwijkreden", sa.Text(), nullable=False),
        sa.Column("besloten_at", Instant(), nullable=True),
        sa.Column("medewerker_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("aantal IS NULL OR aantal > 0", name=op.f("ck_verzoek_aantal")),
        sa.CheckConstraint("maandbedrag IS NULL OR maandbedrag > 0", name=op.f("ck_verzoek_maandbedrag")),
        sa.ForeignKeyConstraint(["beleidversie_id"], ["beleidversie.id"], name=op.f("fk_verzoek_beleidversie_id")),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_verzoek_inwoner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verzoek")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_verzoek_sleutel")),
    )
    with op.batch_alter_table("verzoek", schema=None) as batch_op:
        batch_op.create_index("ix_verzoek_inwoner_id", ["inwoner_id", "id"], unique=False)
        batch_op.create_index("ix_verzoek_status_uiterlijk", ["status", "uiterlijk"], unique=False)

    op.create_table(
        "aanslagstand",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("aanslag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("levering_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "gecombineerd",
                "naheffing_parkeren",
                "toeristenbelasting",
                "forensenbelasting",
                "precariobelasting",
                name="aanslagsoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("belastingjaar", sa.Integer(), nullable=False),
        sa.Column("dagtekening", sa.Date(), nullable=False),
        sa.Column("betalingskenmerk", sa.String(length=16), nullable=False),
        sa.Column("totaalbedrag", sa.BigInteger(), nullable=False),
        sa.Column("automatische_incasso", sa.Boolean(), nullable=False),
        sa.Column("aantal_termijnen", sa.Integer(), nullable=False),
        sa.Column("vervaldata", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("vernietigd", sa.Boolean(), nullable=False),
        sa.Column("kosten", sa.BigInteger(), nullable=False),
        sa.Column("rente", sa.BigInteger(), nullable=True),
        sa.Column("betaald", sa.BigInteger(), nullable=False),
        sa.Column("uitstel_tot", sa.Date(), nullable=True),
        sa.Column("kwijtschelding_gevraagd", sa.Boolean(), nullable=False),
        sa.Column("bezwaar", sa.Boolean(), nullable=False),
        sa.Column("volgende_stap", sa.String(length=40), nullable=False),
        sa.Column("volgende_stap_op", sa.Date(), nullable=True),
        sa.Column("bijgewerkt_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["aanslag_id"], ["aanslag.id"], name=op.f("fk_aanslagstand_aanslag_id")),
        sa.ForeignKeyConstraint(["levering_id"], ["levering.id"], name=op.f("fk_aanslagstand_levering_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aanslagstand")),
    )
    with op.batch_alter_table("aanslagstand", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aanslagstand_levering_id"), ["levering_id"], unique=False)
        batch_op.create_index("uq_aanslagstand_aanslag_id_levering_id", ["aanslag_id", "levering_id"], unique=True)

    op.create_table(
        "blokkade",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("aanslag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("bron", sa.String(length=60), nullable=False),
        sa.Column(
            "reden",
            sa.Enum(
                "verzoek",
                "regeling",
                "pauze",
                "gesprek",
                "melding",
                name="blokkadereden",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("vanaf_at", Instant(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("stopt_incasso", sa.Boolean(), nullable=False),
        sa.Column("opgeheven_at", Instant(), nullable=True),
        sa.Column("in_pakket_at", Instant(), nullable=True),
        sa.Column("in_pakket_tot", sa.Date(), nullable=True),
        sa.Column("uit_pakket_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["aanslag_id"], ["aanslag.id"], name=op.f("fk_blokkade_aanslag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blokkade")),
    )
    with op.batch_alter_table("blokkade", schema=None) as batch_op:
        batch_op.create_index("ix_blokkade_aanslag_id", ["aanslag_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_blokkade_in_pakket_at"), ["in_pakket_at"], unique=False)
        batch_op.create_index(
            "uq_blokkade_bron_aanslag_id",
            ["bron", "aanslag_id"],
            unique=True,
            postgresql_where=sa.text("opgeheven_at IS NULL"),
            sqlite_where=sa.text("opgeheven_at IS NULL"),
        )

    op.create_table(
        "hulpvraag",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kenmerk", sa.String(length=12), nullable=False),
        sa.Column("inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("toestemming_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("telefoon", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("moment", sa.String(length=40), nullable=False),
        sa.Column("voicemail", sa.Boolean(), nullable=False),
        sa.Column(
            "spoed",
            sa.Enum(
                "geen",
                "huisuitzetting",
                "afsluiting",
                "zorgverzekering",
                name="spoed",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ontvangen_at", Instant(), nullable=False),
        sa.Column("uiterlijk_op", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "opgepakt",
                "gesproken",
                "afgerond",
                "gestopt",
                name="hulpstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("medewerker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("gesproken_at", Instant(), nullable=True),
        sa.Column(
            "uitkomst",
            sa.Enum(
                "gesprek",
                "plan",
                "verwezen",
                "niet_nodig",
                "niet_bereikt",
                name="hulpuitkomst",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("beeindigd_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_hulpvraag_inwoner_id")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_hulpvraag_medewerker_id")),
        sa.ForeignKeyConstraint(["toestemming_id"], ["toestemming.id"], name=op.f("fk_hulpvraag_toestemming_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hulpvraag")),
        sa.UniqueConstraint("kenmerk", name=op.f("uq_hulpvraag_kenmerk")),
        sa.UniqueConstraint("toestemming_id", name=op.f("uq_hulpvraag_toestemming_id")),
    )
    with op.batch_alter_table("hulpvraag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hulpvraag_inwoner_id"), ["inwoner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hulpvraag_medewerker_id"), ["medewerker_id"], unique=False)
        batch_op.create_index("ix_hulpvraag_status_uiterlijk_op", ["status", "uiterlijk_op"], unique=False)
        batch_op.create_index(
            "uq_hulpvraag_inwoner_id_loopt",
            ["inwoner_id"],
            unique=True,
            postgresql_where=sa.text("status IN ('open', 'opgepakt', 'gesproken')"),
            sqlite_where=sa.text("status IN ('open', 'opgepakt', 'gesproken')"),
        )

    op.create_table(
        "kostenteruggave",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("aanslag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "aanslagbiljet",
                "herinnering",
                "aanmaning",
                "conceptdwangbevel",
                "dwangbevel",
                name="verzendsoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("dagtekening", sa.Date(), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("klaar_at", Instant(), nullable=True),
        sa.CheckConstraint("bedrag > 0", name=op.f("ck_kostenteruggave_bedrag")),
        sa.ForeignKeyConstraint(["aanslag_id"], ["aanslag.id"], name=op.f("fk_kostenteruggave_aanslag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kostenteruggave")),
    )
    with op.batch_alter_table("kostenteruggave", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kostenteruggave_klaar_at"), ["klaar_at"], unique=False)
        batch_op.create_index(
            "uq_kostenteruggave_aanslag_id_soort_dagtekening", ["aanslag_id", "soort", "dagtekening"], unique=True
        )

    op.create_table(
        "melding",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("aanslag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "al_betaald",
                "niet_van_mij",
                name="meldingsoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "klopt",
                "klopt_niet",
                name="meldingstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("toelichting", sa.Text(), nullable=False),
        sa.Column("antwoord", sa.Text(), nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("klaar_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["aanslag_id"], ["aanslag.id"], name=op.f("fk_melding_aanslag_id")),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_melding_inwoner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_melding")),
    )
    with op.batch_alter_table("melding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_melding_aanslag_id"), ["aanslag_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_melding_inwoner_id"), ["inwoner_id"], unique=False)
        batch_op.create_index("ix_melding_status_uiterlijk", ["status", "uiterlijk"], unique=False)
        batch_op.create_index(
            "uq_melding_aanslag_id_soort",
            ["aanslag_id", "soort"],
            unique=True,
            postgresql_where=sa.text("status = 'open'"),
            sqlite_where=sa.text("status = 'open'"),
        )

    op.create_table(
        "paginaoordeel",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("pagina", sa.String(length=60), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "duidelijk",
                "onduidelijk",
                "snap_niet",
                name="oordeelsoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("zin", sa.Text(), nullable=False),
        sa.Column("inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("aanslag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("regel", sa.Integer(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("bezwaar_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["aanslag_id"], ["aanslag.id"], name=op.f("fk_paginaoordeel_aanslag_id")),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_paginaoordeel_inwoner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paginaoordeel")),
    )
    with op.batch_alter_table("paginaoordeel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paginaoordeel_inwoner_id"), ["inwoner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paginaoordeel_pagina"), ["pagina"], unique=False)
        batch_op.create_index("ix_paginaoordeel_soort_created_at", ["soort", "created_at"], unique=False)

    op.create_table(
        "papierbrief",
        sa.Column(
            "bericht_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("geprint_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["bericht_id"], ["bericht.id"], name=op.f("fk_papierbrief_bericht_id")),
        sa.PrimaryKeyConstraint("bericht_id", name=op.f("pk_papierbrief")),
    )
    with op.batch_alter_table("papierbrief", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_papierbrief_geprint_at"), ["geprint_at"], unique=False)

    op.create_table(
        "regeling",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("verzoek_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "regeling",
                "uitstel",
                "pauze",
                "gesprek",
                name="verzoeksoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "lopend",
                "afgerond",
                "gestopt",
                "beeindigd",
                "vervallen",
                "vervangen",
                name="regelingstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("beleidversie_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("begonnen_at", Instant(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("herinner", sa.Boolean(), nullable=False),
        sa.Column("geeindigd_at", Instant(), nullable=True),
        sa.Column("eindreden", sa.Text(), nullable=False),
        sa.Column("gezien_op", sa.Date(), nullable=False),
        sa.Column("ontvangen", sa.BigInteger(), nullable=False),
        sa.Column("achterstand", sa.BigInteger(), nullable=False),
        sa.Column("moet_overboeken", sa.Boolean(), nullable=False),
        sa.Column("herinnerd_op", sa.Date(), nullable=True),
        sa.Column("bellen_sinds", sa.Date(), nullable=True),
        sa.Column("vooraf_termijn", sa.Integer(), nullable=False),
        sa.Column("aangeboden", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["beleidversie_id"], ["beleidversie.id"], name=op.f("fk_regeling_beleidversie_id")
        ),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_regeling_inwoner_id")),
        sa.ForeignKeyConstraint(["verzoek_id"], ["verzoek.id"], name=op.f("fk_regeling_verzoek_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regeling")),
        sa.UniqueConstraint("verzoek_id", name=op.f("uq_regeling_verzoek_id")),
    )
    with op.batch_alter_table("regeling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_regeling_bellen_sinds"), ["bellen_sinds"], unique=False)
        batch_op.create_index("ix_regeling_inwoner_id", ["inwoner_id"], unique=False)
        batch_op.create_index("ix_regeling_status_soort", ["status", "soort"], unique=False)

    op.create_table(
        "tijdvakcel",
        sa.Column("afspraak_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("agenda", sa.String(length=48), nullable=False),
        sa.Column(
            "cel", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("plek", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("houder", sa.String(length=64), nullable=True),
        sa.Column("verloopt_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["afspraak_id"], ["afspraak.id"], name=op.f("fk_tijdvakcel_afspraak_id")),
        sa.PrimaryKeyConstraint("agenda", "cel", "plek", name=op.f("pk_tijdvakcel")),
    )
    with op.batch_alter_table("tijdvakcel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tijdvakcel_afspraak_id"), ["afspraak_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tijdvakcel_houder"), ["houder"], unique=False)
        batch_op.create_index(batch_op.f("ix_tijdvakcel_verloopt_at"), ["verloopt_at"], unique=False)

    op.create_table(
        "verzoek_aanslag",
        sa.Column("verzoek_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("aanslag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("loopt", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["aanslag_id"], ["aanslag.id"], name=op.f("fk_verzoek_aanslag_aanslag_id")),
        sa.ForeignKeyConstraint(["verzoek_id"], ["verzoek.id"], name=op.f("fk_verzoek_aanslag_verzoek_id")),
        sa.PrimaryKeyConstraint("verzoek_id", "aanslag_id", name=op.f("pk_verzoek_aanslag")),
    )
    with op.batch_alter_table("verzoek_aanslag", schema=None) as batch_op:
        batch_op.create_index(
            "uq_verzoek_aanslag_aanslag_id",
            ["aanslag_id"],
            unique=True,
            postgresql_where=sa.text("loopt"),
            sqlite_where=sa.text("loopt"),
        )

    op.create_table(
        "wachtende",
        sa.Column(
            "afspraak_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("berichten", sa.Integer(), nullable=False),
        sa.Column("gemeld_begin", Instant(), nullable=True),
        sa.Column("gemeld_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["afspraak_id"], ["afspraak.id"], name=op.f("fk_wachtende_afspraak_id")),
        sa.PrimaryKeyConstraint("afspraak_id", name=op.f("pk_wachtende")),
    )
    op.create_table(
        "aanslagregel",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("regel", sa.Integer(), nullable=False),
        sa.Column("belastingsoort", sa.Text(), nullable=False),
        sa.Column("omschrijving", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("grondslag", sa.Text(), nullable=False),
        sa.Column("eenheid", sa.Text(), nullable=False),
        sa.Column("tarief", sa.Text(), nullable=False),
        sa.Column("van", sa.Date(), nullable=True),
        sa.Column("tot_en_met", sa.Date(), nullable=True),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("klopt", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["stand_id"], ["aanslagstand.id"], name=op.f("fk_aanslagregel_stand_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aanslagregel")),
    )
    with op.batch_alter_table("aanslagregel", schema=None) as batch_op:
        batch_op.create_index("ix_aanslagregel_stand_id", ["stand_id", "regel"], unique=False)

    op.create_table(
        "betaling",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "betaling",
                "incasso",
                "storno",
                "kwijtschelding",
                "vermindering",
                name="boekingsoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["stand_id"], ["aanslagstand.id"], name=op.f("fk_betaling_stand_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_betaling")),
    )
    with op.batch_alter_table("betaling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_betaling_stand_id"), ["stand_id"], unique=False)

    op.create_table(
        "contactpoging",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hulpvraag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "uitkomst",
            sa.Enum(
                "bereikt",
                "niet_bereikt",
                "ander_moment",
                name="pogingsuitkomst",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("medewerker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["hulpvraag_id"], ["hulpvraag.id"], name=op.f("fk_contactpoging_hulpvraag_id")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_contactpoging_medewerker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contactpoging")),
    )
    with op.batch_alter_table("contactpoging", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contactpoging_hulpvraag_id"), ["hulpvraag_id"], unique=False)

    op.create_table(
        "hulpgesprek",
        sa.Column("hulpvraag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("medewerker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kenmerk", sa.String(length=12), nullable=False),
        sa.Column("verzoek_sleutel", sa.String(length=64), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("inwoner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("onderwerp", sa.String(length=40), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "bellen", "bezoek", "video", name="soort", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("agenda", sa.String(length=40), nullable=False),
        sa.Column("plek", sa.Integer(), nullable=False),
        sa.Column("locatie", sa.String(length=40), nullable=True),
        sa.Column("begin", Instant(), nullable=False),
        sa.Column("einde", Instant(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "gepland",
                "aangekomen",
                "geholpen",
                "gemist",
                "niet_bereikt",
                "geannuleerd",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("naam", sa.String(length=120), nullable=False),
        sa.Column("telefoon", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("taal", sa.String(length=5), nullable=False),
        sa.Column("voicemail", sa.Boolean(), nullable=False),
        sa.Column("tolk", sa.String(length=40), nullable=False),
        sa.Column("rolstoel", sa.Boolean(), nullable=False),
        sa.Column("begeleiding", sa.Boolean(), nullable=False),
        sa.Column("momenten", sa.String(length=200), nullable=False),
        sa.Column("codewoord", sa.String(length=40), nullable=False),
        sa.Column("door_soort", sa.String(length=20), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("gewijzigd_at", Instant(), nullable=False),
        sa.Column(
            "verzet_door",
            sa.Enum(
                "inwoner", "gemeente", name="verzet_door", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column(
            "geannuleerd_door",
            sa.Enum(
                "inwoner",
                "gemeente",
                name="geannuleerd_door",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("belpogingen", sa.Integer(), nullable=False),
        sa.Column("herinnerd_at", Instant(), nullable=True),
        sa.Column("vergeten_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["hulpvraag_id"], ["hulpvraag.id"], name=op.f("fk_hulpgesprek_hulpvraag_id")),
        sa.ForeignKeyConstraint(["inwoner_id"], ["inwoner.id"], name=op.f("fk_hulpgesprek_inwoner_id")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_hulpgesprek_medewerker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hulpgesprek")),
        sa.UniqueConstraint("kenmerk", name=op.f("uq_hulpgesprek_kenmerk")),
        sa.UniqueConstraint("verzoek_sleutel", name=op.f("uq_hulpgesprek_verzoek_sleutel")),
    )
    with op.batch_alter_table("hulpgesprek", schema=None) as batch_op:
        batch_op.create_index("ix_hulpgesprek_agenda_begin", ["agenda", "begin"], unique=False)
        batch_op.create_index("ix_hulpgesprek_begin", ["begin"], unique=False)
        batch_op.create_index(batch_op.f("ix_hulpgesprek_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_hulpgesprek_hulpvraag_id"), ["hulpvraag_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hulpgesprek_inwoner_id"), ["inwoner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hulpgesprek_medewerker_id"), ["medewerker_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hulpgesprek_telefoon"), ["telefoon"], unique=False)

    op.create_table(
        "hulpnotitie",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hulpvraag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("medewerker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["hulpvraag_id"], ["hulpvraag.id"], name=op.f("fk_hulpnotitie_hulpvraag_id")),
        sa.ForeignKeyConstraint(["medewerker_id"], ["medewerker.id"], name=op.f("fk_hulpnotitie_medewerker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hulpnotitie")),
    )
    with op.batch_alter_table("hulpnotitie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hulpnotitie_hulpvraag_id"), ["hulpvraag_id"], unique=False)

    op.create_table(
        "regeling_aanslag",
        sa.Column("regeling_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("aanslag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("geld_bij_begin", sa.BigInteger(), nullable=False),
        sa.Column("kwijting_bij_begin", sa.BigInteger(), nullable=False),
        sa.Column("stopt_incasso", sa.Boolean(), nullable=False),
        sa.Column("loopt", sa.Boolean(), nullable=False),
        sa.CheckConstraint("bedrag >= 0", name=op.f("ck_regeling_aanslag_bedrag")),
        sa.ForeignKeyConstraint(["aanslag_id"], ["aanslag.id"], name=op.f("fk_regeling_aanslag_aanslag_id")),
        sa.ForeignKeyConstraint(["regeling_id"], ["regeling.id"], name=op.f("fk_regeling_aanslag_regeling_id")),
        sa.PrimaryKeyConstraint("regeling_id", "aanslag_id", name=op.f("pk_regeling_aanslag")),
    )
    with op.batch_alter_table("regeling_aanslag", schema=None) as batch_op:
        batch_op.create_index(
            "uq_regeling_aanslag_aanslag_id",
            ["aanslag_id"],
            unique=True,
            postgresql_where=sa.text("loopt"),
            sqlite_where=sa.text("loopt"),
        )

    op.create_table(
        "regelingstermijn",
        sa.Column("regeling_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vervaldatum", sa.Date(), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("delen", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.CheckConstraint("bedrag > 0", name=op.f("ck_regelingstermijn_bedrag")),
        sa.ForeignKeyConstraint(["regeling_id"], ["regeling.id"], name=op.f("fk_regelingstermijn_regeling_id")),
        sa.PrimaryKeyConstraint("regeling_id", "nummer", name=op.f("pk_regelingstermijn")),
    )
    with op.batch_alter_table("regelingstermijn", schema=None) as batch_op:
        batch_op.create_index("ix_regelingstermijn_vervaldatum", ["vervaldatum"], unique=False)

    op.create_table(
        "verzending",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "aanslagbiljet",
                "herinnering",
                "aanmaning",
                "conceptdwangbevel",
                "dwangbevel",
                name="verzendsoort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("dagtekening", sa.Date(), nullable=False),
        sa.Column(
            "kanaal",
            sa.Enum("post", "berichtenbox", name="kanaal", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("kosten", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["stand_id"], ["aanslagstand.id"], name=op.f("fk_verzending_stand_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verzending")),
    )
    with op.batch_alter_table("verzending", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verzending_stand_id"), ["stand_id"], unique=False)

    op.create_table(
        "hulpgesprekcel",
        sa.Column("afspraak_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("agenda", sa.String(length=48), nullable=False),
        sa.Column(
            "cel", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("plek", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("houder", sa.String(length=64), nullable=True),
        sa.Column("verloopt_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["afspraak_id"], ["hulpgesprek.id"], name=op.f("fk_hulpgesprekcel_afspraak_id")),
        sa.PrimaryKeyConstraint("agenda", "cel", "plek", name=op.f("pk_hulpgesprekcel")),
    )
    with op.batch_alter_table("hulpgesprekcel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hulpgesprekcel_afspraak_id"), ["afspraak_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hulpgesprekcel_houder"), ["houder"], unique=False)
        batch_op.create_index(batch_op.f("ix_hulpgesprekcel_verloopt_at"), ["verloopt_at"], unique=False)

    for tabel in ALLEEN_TOEVOEGEN:
        for opdracht in trigger_statements(tabel, op.get_bind().dialect.name):
            op.execute(sa.text(opdracht))


def downgrade() -> None:
    """Bring the tables back to the version before."""
    with op.batch_alter_table("hulpgesprekcel", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hulpgesprekcel_verloopt_at"))
        batch_op.drop_index(batch_op.f("ix_hulpgesprekcel_houder"))
        batch_op.drop_index(batch_op.f("ix_hulpgesprekcel_afspraak_id"))

    op.drop_table("hulpgesprekcel")
    with op.batch_alter_table("verzending", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verzending_stand_id"))

    op.drop_table("verzending")
    with op.batch_alter_table("regelingstermijn", schema=None) as batch_op:
        batch_op.drop_index("ix_regelingstermijn_vervaldatum")

    op.drop_table("regelingstermijn")
    with op.batch_alter_table("regeling_aanslag", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_regeling_aanslag_aanslag_id", postgresql_where=sa.text("loopt"), sqlite_where=sa.text("loopt")
        )

    op.drop_table("regeling_aanslag")
    with op.batch_alter_table("hulpnotitie", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hulpnotitie_hulpvraag_id"))

    op.drop_table("hulpnotitie")
    with op.batch_alter_table("hulpgesprek", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hulpgesprek_telefoon"))
        batch_op.drop_index(batch_op.f("ix_hulpgesprek_medewerker_id"))
        batch_op.drop_index(batch_op.f("ix_hulpgesprek_inwoner_id"))
        batch_op.drop_index(batch_op.f("ix_hulpgesprek_hulpvraag_id"))
        batch_op.drop_index(batch_op.f("ix_hulpgesprek_email"))
        batch_op.drop_index("ix_hulpgesprek_begin")
        batch_op.drop_index("ix_hulpgesprek_agenda_begin")

    op.drop_table("hulpgesprek")
    with op.batch_alter_table("contactpoging", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contactpoging_hulpvraag_id"))

    op.drop_table("contactpoging")
    with op.batch_alter_table("betaling", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_betaling_stand_id"))

    op.drop_table("betaling")
    with op.batch_alter_table("aanslagregel", schema=None) as batch_op:
        batch_op.drop_index("ix_aanslagregel_stand_id")

    op.drop_table("aanslagregel")
    op.drop_table("wachtende")
    with op.batch_alter_table("verzoek_aanslag", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_verzoek_aanslag_aanslag_id", postgresql_where=sa.text("loopt"), sqlite_where=sa.text("loopt")
        )

    op.drop_table("verzoek_aanslag")
    with op.batch_alter_table("tijdvakcel", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tijdvakcel_verloopt_at"))
        batch_op.drop_index(batch_op.f("ix_tijdvakcel_houder"))
        batch_op.drop_index(batch_op.f("ix_tijdvakcel_afspraak_id"))

    op.drop_table("tijdvakcel")
    with op.batch_alter_table("regeling", schema=None) as batch_op:
        batch_op.drop_index("ix_regeling_status_soort")
        batch_op.drop_index("ix_regeling_inwoner_id")
        batch_op.drop_index(batch_op.f("ix_regeling_bellen_sinds"))

    op.drop_table("regeling")
    with op.batch_alter_table("papierbrief", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_papierbrief_geprint_at"))

    op.drop_table("papierbrief")
    with op.batch_alter_table("paginaoordeel", schema=None) as batch_op:
        batch_op.drop_index("ix_paginaoordeel_soort_created_at")
        batch_op.drop_index(batch_op.f("ix_paginaoordeel_pagina"))
        batch_op.drop_index(batch_op.f("ix_paginaoordeel_inwoner_id"))

    op.drop_table("paginaoordeel")
    with op.batch_alter_table("melding", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_melding_aanslag_id_soort",
            postgresql_where=sa.text("status = 'open'"),
            sqlite_where=sa.text("status = 'open'"),
        )
        batch_op.drop_index("ix_melding_status_uiterlijk")
        batch_op.drop_index(batch_op.f("ix_melding_inwoner_id"))
        batch_op.drop_index(batch_op.f("ix_melding_aanslag_id"))

    op.drop_table("melding")
    with op.batch_alter_table("kostenteruggave", schema=None) as batch_op:
        batch_op.drop_index("uq_kostenteruggave_aanslag_id_soort_dagtekening")
        batch_op.drop_index(batch_op.f("ix_kostenteruggave_klaar_at"))

    op.drop_table("kostenteruggave")
    with op.batch_alter_table("hulpvraag", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_hulpvraag_inwoner_id_loopt",
            postgresql_where=sa.text("status IN ('open', 'opgepakt', 'gesproken')"),
            sqlite_where=sa.text("status IN ('open', 'opgepakt', 'gesproken')"),
        )
        batch_op.drop_index("ix_hulpvraag_status_uiterlijk_op")
        batch_op.drop_index(batch_op.f("ix_hulpvraag_medewerker_id"))
        batch_op.drop_index(batch_op.f("ix_hulpvraag_inwoner_id"))

    op.drop_table("hulpvraag")
    with op.batch_alter_table("blokkade", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_blokkade_bron_aanslag_id",
            postgresql_where=sa.text("opgeheven_at IS NULL"),
            sqlite_where=sa.text("opgeheven_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_blokkade_in_pakket_at"))
        batch_op.drop_index("ix_blokkade_aanslag_id")

    op.drop_table("blokkade")
    with op.batch_alter_table("aanslagstand", schema=None) as batch_op:
        batch_op.drop_index("uq_aanslagstand_aanslag_id_levering_id")
        batch_op.drop_index(batch_op.f("ix_aanslagstand_levering_id"))

    op.drop_table("aanslagstand")
    with op.batch_alter_table("verzoek", schema=None) as batch_op:
        batch_op.drop_index("ix_verzoek_status_uiterlijk")
        batch_op.drop_index("ix_verzoek_inwoner_id")

    op.drop_table("verzoek")
    with op.batch_alter_table("verwijzing", schema=None) as batch_op:
        batch_op.drop_index("ix_verwijzing_team_gedaan_at_opvolgen_op")
        batch_op.drop_index(batch_op.f("ix_verwijzing_inwoner_id"))
        batch_op.drop_index("ix_verwijzing_gedaan_at")

    op.drop_table("verwijzing")
    with op.batch_alter_table("toestemming", schema=None) as batch_op:
        batch_op.drop_index("ix_toestemming_inwoner_id_id")

    op.drop_table("toestemming")
    with op.batch_alter_table("signaal", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_signaal_inwoner_id_soort",
            postgresql_where=sa.text("gedaan_at IS NULL"),
            sqlite_where=sa.text("gedaan_at IS NULL"),
        )
        batch_op.drop_index("ix_signaal_team_gedaan_at_opvolgen_op")
        batch_op.drop_index(batch_op.f("ix_signaal_inwoner_id"))
        batch_op.drop_index("ix_signaal_gedaan_at")

    op.drop_table("signaal")
    with op.batch_alter_table("persoonsgegevens", schema=None) as batch_op:
        batch_op.drop_index("ix_persoonsgegevens_zoek")
        batch_op.drop_index("ix_persoonsgegevens_levering_id")

    op.drop_table("persoonsgegevens")
    with op.batch_alter_table("contactmoment", schema=None) as batch_op:
        batch_op.drop_index("ix_contactmoment_inwoner_id_created_at")
        batch_op.drop_index(batch_op.f("ix_contactmoment_created_at"))

    op.drop_table("contactmoment")
    with op.batch_alter_table("bericht", schema=None) as batch_op:
        batch_op.drop_index("ix_bericht_inwoner_id_created_at")

    op.drop_table("bericht")
    op.drop_table("bereikbaarheid")
    with op.batch_alter_table("afspraak", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_afspraak_telefoon"))
        batch_op.drop_index(batch_op.f("ix_afspraak_inwoner_id"))
        batch_op.drop_index(batch_op.f("ix_afspraak_email"))
        batch_op.drop_index("ix_afspraak_begin")
        batch_op.drop_index("ix_afspraak_agenda_begin")

    op.drop_table("afspraak")
    with op.batch_alter_table("aanslag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_aanslag_inwoner_id"))

    op.drop_table("aanslag")
    with op.batch_alter_table("leveringupload", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_leveringupload_status"))

    op.drop_table("leveringupload")
    with op.batch_alter_table("leveringmelding", schema=None) as batch_op:
        batch_op.drop_index("ix_leveringmelding_levering_id_soort")
        batch_op.drop_index("ix_leveringmelding_aanslagnummer")

    op.drop_table("leveringmelding")
    with op.batch_alter_table("inwoner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inwoner_levering_id"))

    op.drop_table("inwoner")
    op.drop_table("gebeurtenis_afhandeling")
    with op.batch_alter_table("websessie", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_websessie_verloopt_at"))

    op.drop_table("websessie")
    with op.batch_alter_table("uitgaande_mail", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_uitgaande_mail_wacht",
            postgresql_where=sa.text("status = 'wacht'"),
            sqlite_where=sa.text("status = 'wacht'"),
        )

    op.drop_table("uitgaande_mail")
    op.drop_table("taakuitvoering")
    with op.batch_alter_table("poging", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poging_verloopt_at"))
        batch_op.drop_index(batch_op.f("ix_poging_sleutel"))

    op.drop_table("poging")
    op.drop_table("medewerker")
    op.drop_table("logsleutel")
    with op.batch_alter_table("logregel", schema=None) as batch_op:
        batch_op.drop_index("ix_logregel_persoon_at")
        batch_op.drop_index(batch_op.f("ix_logregel_at"))

    op.drop_table("logregel")
    with op.batch_alter_table("levering", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_levering_bezig",
            postgresql_where=sa.text("status = 'bezig'"),
            sqlite_where=sa.text("status = 'bezig'"),
        )
        batch_op.drop_index(batch_op.f("ix_levering_ontvangen_at"))

    op.drop_table("levering")
    with op.batch_alter_table("inloopnummer", schema=None) as batch_op:
        batch_op.drop_index("uq_inloopnummer_locatie_dag_nummer")

    op.drop_table("inloopnummer")
    with op.batch_alter_table("hulpafwezigheid", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hulpafwezigheid_einde"))
        batch_op.drop_index(batch_op.f("ix_hulpafwezigheid_agenda"))

    op.drop_table("hulpafwezigheid")
    op.drop_table("hartslag")
    with op.batch_alter_table("geplande_verzending", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_geplande_verzending_datum"))

    op.drop_table("geplande_verzending")
    with op.batch_alter_table("gebeurtenis", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_gebeurtenis_open",
            postgresql_where=sa.text("verwerkt_at IS NULL"),
            sqlite_where=sa.text("verwerkt_at IS NULL"),
        )

    op.drop_table("gebeurtenis")
    with op.batch_alter_table("concept", schema=None) as batch_op:
        batch_op.drop_index("uq_concept_eigenaar_soort")
        batch_op.drop_index(batch_op.f("ix_concept_verloopt_at"))

    op.drop_table("concept")
    with op.batch_alter_table("briefcode", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_briefcode_geldig_tot"))

    op.drop_table("briefcode")
    with op.batch_alter_table("beleidversie", schema=None) as batch_op:
        batch_op.drop_index("ix_beleidversie_soort_geldig_vanaf")

    op.drop_table("beleidversie")
    with op.batch_alter_table("agendafeed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agendafeed_agenda"))

    op.drop_table("agendafeed")
    with op.batch_alter_table("agendabron", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agendabron_agenda"))

    op.drop_table("agendabron")
    with op.batch_alter_table("afwezigheid", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_afwezigheid_einde"))
        batch_op.drop_index(batch_op.f("ix_afwezigheid_agenda"))

    op.drop_table("afwezigheid")
