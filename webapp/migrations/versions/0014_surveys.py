"""アンケート: what was asked of whom, and answers that do not say who gave them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KIND = sa.Enum("before", "after", "later", "seminar", name="surveykind", native_enum=False, length=40)


def upgrade() -> None:
    op.create_table(
        "survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offering_id", sa.Integer(), nullable=True),
        sa.Column("seminar_id", sa.Integer(), nullable=True),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("knowledge_items", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=43), nullable=True),
        sa.ForeignKeyConstraint(
            ["offering_id"], ["offering.id"], name=op.f("fk_survey_offering_id_offering")
        ),
        sa.ForeignKeyConstraint(["seminar_id"], ["seminar.id"], name=op.f("fk_survey_seminar_id_seminar")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("offering_id", "kind", name=op.f("uq_survey_offering_id_kind")),
        sa.UniqueConstraint("seminar_id", name=op.f("uq_survey_seminar_id")),
        sa.UniqueConstraint("token", name=op.f("uq_survey_token")),
    )
    op.create_table(
        "survey_asked",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        _key("survey_asked", "survey"),
        _key("survey_asked", "enrolment"),
        sa.PrimaryKeyConstraint("survey_id", "enrolment_id", name=op.f("pk_survey_asked")),
    )
    _create_answers()
    for table, column in (
        ("survey_asked", "enrolment_id"),
        ("survey_answer", "enrolment_id"),
        ("survey_text", "survey_id"),
        ("survey_text", "enrolment_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _create_answers() -> None:
    # Without a row number, SQLite keeps rows in the order of their random ids, not of their coming.
    op.create_table(
        "survey_answer",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        _key("survey_answer", "survey"),
        _key("survey_answer", "enrolment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answer")),
        sa.UniqueConstraint(
            "survey_id", "enrolment_id", name=op.f("uq_survey_answer_survey_id_enrolment_id")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "survey_choice",
        sa.Column("answer_id", sa.String(length=32), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("correct", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["survey_answer.id"], name=op.f("fk_survey_choice_answer_id_survey_answer")
        ),
        sa.PrimaryKeyConstraint("answer_id", "item", name=op.f("pk_survey_choice")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "survey_text",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        _key("survey_text", "survey"),
        _key("survey_text", "enrolment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_text")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("survey_text", "survey_choice", "survey_answer", "survey_asked", "survey"):
        op.drop_table(table)


def _key(table: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{other}_id"], [f"{other}.id"], name=op.f(f"fk_{table}_{other}_id_{other}")
    )
