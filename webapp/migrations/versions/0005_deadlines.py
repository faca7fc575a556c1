"""提出期限: when a lesson's work is due in an offering, and what lateness took from each score."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deadline",
        sa.Column("offering_id", sa.Integer(), nullable=False),
        sa.Column("lesson_slug", sa.String(length=60), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("percent_per_day", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["offering_id"], ["offering.id"], name=op.f("fk_deadline_offering_id_offering")
        ),
        sa.PrimaryKeyConstraint("offering_id", "lesson_slug", name=op.f("pk_deadline")),
    )
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.add_column(sa.Column("late_penalty", sa.Double(), server_default="0", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.drop_column("late_penalty")
    op.drop_table("deadline")
