"""名簿の取り込み: files and their rows."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "roster_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offering_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("rows_in_all", sa.Integer(), nullable=False),
        sa.Column("rows_done", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=1000), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["learner.id"], name=op.f("fk_roster_import_made_by_id_learner")
        ),
        sa.ForeignKeyConstraint(
            ["offering_id"], ["offering.id"], name=op.f("fk_roster_import_offering_id_offering")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_import")),
    )
    with op.batch_alter_table("roster_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_import_offering_id"), ["offering_id"], unique=False)
    op.create_table(
        "roster_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("mended", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("standing", sa.String(length=40), nullable=False),
        sa.Column("is_same", sa.Boolean(), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("staff_hash", sa.String(length=64), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("learner_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["roster_import.id"], name=op.f("fk_roster_row_import_id_roster_import")
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_roster_row_learner_id_learner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_row")),
        sa.UniqueConstraint("import_id", "number", name=op.f("uq_roster_row_import_id_number")),
    )
    with op.batch_alter_table("roster_row", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_roster_row_import_id_standing_outcome"),
            ["import_id", "standing", "outcome"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_roster_row_fingerprint"), ["fingerprint"], unique=False)
        batch_op.create_index(batch_op.f("ix_roster_row_staff_hash"), ["staff_hash"], unique=False)


def downgrade() -> None:
    op.drop_table("roster_row")
    op.drop_table("roster_import")
