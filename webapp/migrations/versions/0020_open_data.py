"""オープンデータの公開: who proposed the open data of a released report, and which other person released it."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "open_data",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["release_id"], ["report_release.id"], name=op.f("fk_open_data_release_id_report_release")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["learner.id"], name=op.f("fk_open_data_proposed_by_id_learner")
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["learner.id"], name=op.f("fk_open_data_released_by_id_learner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_data")),
        sa.UniqueConstraint("release_id", name=op.f("uq_open_data_release_id")),
    )


def downgrade() -> None:
    op.drop_table("open_data")
