"""Marks by hand (手動採点の点), and which scores nbgrader's book has taken notice of."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "manual_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("lesson_slug", sa.String(length=60), nullable=False),
        sa.Column("grade_id", sa.String(length=200), nullable=False),
        sa.Column("text_digest", sa.String(length=64), nullable=False),
        sa.Column("points", sa.Double(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_manual_mark_enrolment_id_enrolment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manual_mark")),
    )
    with op.batch_alter_table("manual_mark", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_manual_mark_enrolment_id_lesson_slug"),
            ["enrolment_id", "lesson_slug"],
            unique=False,
        )
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.add_column(sa.Column("projected_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_score_not_projected",
        "score",
        ["submission_id"],
        unique=False,
        sqlite_where=sa.text("projected_at IS NULL"),
        postgresql_where=sa.text("projected_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_score_not_projected", table_name="score")
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.drop_column("projected_at")
    with op.batch_alter_table("manual_mark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_manual_mark_enrolment_id_lesson_slug"))
    op.drop_table("manual_mark")
