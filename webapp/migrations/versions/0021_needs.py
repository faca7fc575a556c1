"""現場ニーズと周知: organisations, visits and the needs heard there, contacts with their codes, and who waits to be told."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("industry", sa.String(length=1), nullable=True),
        sa.Column("school_type", sa.String(length=40), nullable=True),
        sa.Column("code5", sa.String(length=5), nullable=True),
        sa.Column("contact_name", sa.String(length=200), nullable=True),
        sa.Column("contact_email", sa.String(length=254), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["code5"], ["municipality.code5"], name=op.f("fk_organisation_code5_municipality")
        ),
        sa.ForeignKeyConstraint(["host_id"], ["partner.id"], name=op.f("fk_organisation_host_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("host_id", "name", name=op.f("uq_organisation_host_id_name")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_host_id"), ["host_id"], unique=False)

    op.create_table(
        "outreach",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("offering_id", sa.Integer(), nullable=True),
        sa.Column("seminar_id", sa.Integer(), nullable=True),
        sa.Column("people_reached", sa.Integer(), nullable=True),
        sa.Column("cost_yen", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["host_id"], ["partner.id"], name=op.f("fk_outreach_host_id_partner")),
        sa.ForeignKeyConstraint(
            ["offering_id"], ["offering.id"], name=op.f("fk_outreach_offering_id_offering")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_outreach_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["learner.id"], name=op.f("fk_outreach_recorded_by_learner")
        ),
        sa.ForeignKeyConstraint(["seminar_id"], ["seminar.id"], name=op.f("fk_outreach_seminar_id_seminar")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach")),
        sa.UniqueConstraint("code", name=op.f("uq_outreach_code")),
    )
    with op.batch_alter_table("outreach", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outreach_fiscal_year"), ["fiscal_year"], unique=False)
        batch_op.create_index(batch_op.f("ix_outreach_host_id"), ["host_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outreach_offering_id"), ["offering_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outreach_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outreach_recorded_by"), ["recorded_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_outreach_seminar_id"), ["seminar_id"], unique=False)

    op.create_table(
        "interest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_slug", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("notice_version", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_of_id", sa.Integer(), nullable=True),
        sa.Column("outreach_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["outreach_id"], ["outreach.id"], name=op.f("fk_interest_outreach_id_outreach")
        ),
        sa.ForeignKeyConstraint(
            ["told_of_id"], ["offering.id"], name=op.f("fk_interest_told_of_id_offering")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest")),
        sa.UniqueConstraint("course_slug", "email", name=op.f("uq_interest_course_slug_email")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_interest_token_hash")),
    )
    with op.batch_alter_table("interest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interest_email"), ["email"], unique=False)

    op.create_table(
        "outreach_opening",
        sa.Column("outreach_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outreach_id"], ["outreach.id"], name=op.f("fk_outreach_opening_outreach_id_outreach")
        ),
        sa.PrimaryKeyConstraint("outreach_id", "day", name=op.f("pk_outreach_opening")),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outreach_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("visitors", sa.String(length=200), nullable=False),
        sa.Column("noted", sa.Text(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_visit_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["outreach_id"], ["outreach.id"], name=op.f("fk_visit_outreach_id_outreach")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("key", name=op.f("uq_visit_key")),
        sa.UniqueConstraint("outreach_id", name=op.f("uq_visit_outreach_id")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=False),
        sa.Column("heard_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("industry", sa.String(length=1), nullable=True),
        sa.Column("school_type", sa.String(length=40), nullable=True),
        sa.Column("wanted", sa.String(length=1000), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["host_id"], ["partner.id"], name=op.f("fk_need_host_id_partner")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["need.id"], name=op.f("fk_need_merged_into_id_need")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_need_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["learner.id"], name=op.f("fk_need_recorded_by_learner")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_need_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
    )
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_need_heard_on"), ["heard_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_host_id"), ["host_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_recorded_by"), ["recorded_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "need_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("course_slug", sa.String(length=60), nullable=False),
        sa.Column("lesson_slug", sa.String(length=60), nullable=False),
        sa.Column("offering_id", sa.Integer(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_answer_need_id_need")),
        sa.ForeignKeyConstraint(
            ["offering_id"], ["offering.id"], name=op.f("fk_need_answer_offering_id_offering")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_answer")),
        sa.UniqueConstraint(
            "need_id",
            "course_slug",
            "lesson_slug",
            "offering_id",
            name=op.f("uq_need_answer_need_id_course_slug_lesson_slug_offering_id"),
        ),
    )
    with op.batch_alter_table("need_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_need_answer_need_id"), ["need_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_answer_offering_id"), ["offering_id"], unique=False)

    op.create_table(
        "need_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("moved_by", sa.Integer(), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["moved_by"], ["learner.id"], name=op.f("fk_need_move_moved_by_learner")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_move_need_id_need")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_move")),
    )
    with op.batch_alter_table("need_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_need_move_moved_by"), ["moved_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_move_need_id"), ["need_id"], unique=False)

    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.add_column(sa.Column("outreach_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_application_outreach_id"), ["outreach_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_application_outreach_id_outreach"), "outreach", ["outreach_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_application_outreach_id_outreach"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_application_outreach_id"))
        batch_op.drop_column("outreach_id")
    tables = "need_move need_answer need visit outreach_opening interest outreach organisation"
    for table in tables.split():
        op.drop_table(table)
