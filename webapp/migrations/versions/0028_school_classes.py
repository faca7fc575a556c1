"""授業のクラス: classes that teachers open, their seats and marks, and what is under way in them."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "school_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("offering_id", sa.Integer(), nullable=False),
        sa.Column("course_slug", sa.String(length=60), nullable=False),
        sa.Column("lesson_slug", sa.String(length=60), nullable=False),
        sa.Column("release_digest", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tally", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_school_class_learner_id_learner")
        ),
        sa.ForeignKeyConstraint(
            ["offering_id"], ["offering.id"], name=op.f("fk_school_class_offering_id_offering")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_class")),
        sa.UniqueConstraint("learner_id", name=op.f("uq_school_class_learner_id")),
        sa.UniqueConstraint("code", name=op.f("uq_school_class_code")),
    )
    op.create_table(
        "class_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"], ["school_class.id"], name=op.f("fk_class_seat_class_id_school_class")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_seat")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_class_seat_token_hash")),
    )
    with op.batch_alter_table("class_seat") as table:
        table.create_index(op.f("ix_class_seat_class_id"), ["class_id"])
    op.create_table(
        "class_mark",
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.String(length=200), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["class_seat.id"], name=op.f("fk_class_mark_seat_id_class_seat")
        ),
        sa.PrimaryKeyConstraint("seat_id", "exercise_id", name=op.f("pk_class_mark")),
    )
    op.create_table(
        "class_work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["class_id"], ["school_class.id"], name=op.f("fk_class_work_class_id_school_class")
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["class_seat.id"], name=op.f("fk_class_work_seat_id_class_seat")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_work")),
        sa.UniqueConstraint("seat_id", name=op.f("uq_class_work_seat_id")),
    )
    with op.batch_alter_table("class_work") as table:
        table.create_index(op.f("ix_class_work_state_id"), ["state", "id"])
        table.create_index(op.f("ix_class_work_asked_at"), ["asked_at"])


def downgrade() -> None:
    with op.batch_alter_table("class_work") as table:
        table.drop_index(op.f("ix_class_work_asked_at"))
        table.drop_index(op.f("ix_class_work_state_id"))
    op.drop_table("class_work")
    op.drop_table("class_mark")
    with op.batch_alter_table("class_seat") as table:
        table.drop_index(op.f("ix_class_seat_class_id"))
    op.drop_table("class_seat")
    op.drop_table("school_class")
