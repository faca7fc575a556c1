"""この画面で解く: drafts of answers, runs, and what each release's prepared cells show."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("lesson_slug", sa.String(length=60), nullable=False),
        sa.Column("grade_id", sa.String(length=200), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_answer_draft_enrolment_id_enrolment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_draft")),
        sa.UniqueConstraint(
            "enrolment_id",
            "lesson_slug",
            "grade_id",
            "origin",
            name=op.f("uq_answer_draft_enrolment_id_lesson_slug_grade_id_origin"),
        ),
    )
    op.create_table(
        "cell_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("lesson_slug", sa.String(length=60), nullable=False),
        sa.Column("exercise_id", sa.String(length=200), nullable=False),
        sa.Column("release_digest", sa.String(length=64), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_cell_run_enrolment_id_enrolment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cell_run")),
        sa.UniqueConstraint(
            "enrolment_id",
            "lesson_slug",
            "exercise_id",
            name=op.f("uq_cell_run_enrolment_id_lesson_slug_exercise_id"),
        ),
    )
    with op.batch_alter_table("cell_run") as table:
        table.create_index(op.f("ix_cell_run_state_id"), ["state", "id"])
        table.create_index(op.f("ix_cell_run_asked_at"), ["asked_at"])
    op.create_table(
        "prepared_show",
        sa.Column("release_digest", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("release_digest", name=op.f("pk_prepared_show")),
    )


def downgrade() -> None:
    op.drop_table("prepared_show")
    with op.batch_alter_table("cell_run") as table:
        table.drop_index(op.f("ix_cell_run_asked_at"))
        table.drop_index(op.f("ix_cell_run_state_id"))
    op.drop_table("cell_run")
    op.drop_table("answer_draft")
