"""公式の数値: targets, totals of earlier years, the settled amount, places at closing, and who came to a seminar."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


# What reports read of the long tables, found in the index alone; each begins as the one whose place it takes.
COVERING = (
    ("enrolment", "ix_enrolment_offering_id_withdrawn_at", ["offering_id", "withdrawn_at"],
     "ix_enrolment_of_offering", ["enrolled_at", "completed_at", "learner_id"]),
    ("attendance", "ix_attendance_meeting_id", ["meeting_id"],
     "ix_attendance_at_meeting", ["enrolment_id", "presence", "recorded_at"]),
    ("submission", "ix_submission_enrolment_id_lesson_slug", ["enrolment_id", "lesson_slug"],
     "ix_submission_of_enrolment", ["received_at"]),
    ("application", "ix_application_offering_id_applied_at", ["offering_id", "applied_at"],
     "ix_application_to_offering", ["learner_id"]),
)  # fmt: skip


def upgrade() -> None:
    for table, old, columns, new, more in COVERING:
        op.drop_index(op.f(old), table)
        op.create_index(new, table, [*columns, *more], unique=False)
    op.add_column("programme", sa.Column("settled_yen", sa.Integer(), nullable=True))
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=10), nullable=False),
        sa.Column("programme_row", sa.String(length=40), nullable=False),
        sa.Column("hundredths", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint(
            "fiscal_year",
            "indicator",
            "programme_row",
            name=op.f("uq_target_fiscal_year_indicator_programme_row"),
        ),
    )
    op.create_table(
        "earlier_total",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=10), nullable=False),
        sa.Column("programme_row", sa.String(length=40), nullable=False),
        sa.Column("hundredths", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("comparable", sa.Boolean(), nullable=False),
        sa.Column("typed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_total")),
        sa.UniqueConstraint(
            "fiscal_year", "indicator", "programme_row",
            name=op.f("uq_earlier_total_fiscal_year_indicator_programme_row"),
        ),
    )  # fmt: skip
    op.create_table(
        "closing_capacity",
        sa.Column("offering_id", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["offering_id"], ["offering.id"], name=op.f("fk_closing_capacity_offering_id_offering")
        ),
        sa.PrimaryKeyConstraint("offering_id", name=op.f("pk_closing_capacity")),
    )
    op.create_table(
        "seminar_check_in",
        sa.Column("seminar_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["seminar_id"], ["seminar.id"], name=op.f("fk_seminar_check_in_seminar_id_seminar")
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_seminar_check_in_learner_id_learner")
        ),
        sa.PrimaryKeyConstraint("seminar_id", "learner_id", name=op.f("pk_seminar_check_in")),
    )
    op.create_index(op.f("ix_seminar_check_in_learner_id"), "seminar_check_in", ["learner_id"], unique=False)


def downgrade() -> None:
    for table in ("seminar_check_in", "closing_capacity", "earlier_total", "target"):
        op.drop_table(table)
    op.drop_column("programme", "settled_yen")
    for table, old, columns, new, _more in COVERING:
        op.drop_index(new, table)
        op.create_index(op.f(old), table, columns, unique=False)
