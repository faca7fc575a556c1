"""事業計画・連絡協議会・受講団体・活用事例: shares, logic model, council meetings, cohorts and cases; what was reached of a target gets its words."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "council",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("online_url", sa.String(length=500), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("gist", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council")),
        sa.UniqueConstraint("number", name=op.f("uq_council_number")),
    )
    op.create_table(
        "cohort",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("training", sa.String(length=40), nullable=True),
        sa.Column("sponsor", sa.String(length=200), nullable=False),
        sa.Column("sponsor_partner_id", sa.Integer(), nullable=True),
        sa.Column("ground", sa.String(length=40), nullable=False),
        sa.Column("ground_text", sa.String(length=300), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["host_id"], ["partner.id"], name=op.f("fk_cohort_host_id_partner")),
        sa.ForeignKeyConstraint(
            ["sponsor_partner_id"], ["partner.id"], name=op.f("fk_cohort_sponsor_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort")),
        sa.UniqueConstraint(
            "host_id", "fiscal_year", "name", name=op.f("uq_cohort_host_id_fiscal_year_name")
        ),
    )
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cohort_fiscal_year"), ["fiscal_year"], unique=False)
        batch_op.create_index(batch_op.f("ix_cohort_host_id"), ["host_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_cohort_sponsor_partner_id"), ["sponsor_partner_id"], unique=False
        )

    op.create_table(
        "logic_box",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text_ja", sa.String(length=120), nullable=False),
        sa.Column("text_en", sa.String(length=200), nullable=False),
        sa.Column("indicator", sa.String(length=10), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["partner.id"], name=op.f("fk_logic_box_owner_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logic_box")),
        sa.UniqueConstraint("fiscal_year", "key", name=op.f("uq_logic_box_fiscal_year_key")),
    )
    with op.batch_alter_table("logic_box", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_logic_box_fiscal_year"), ["fiscal_year"], unique=False)
        batch_op.create_index(batch_op.f("ix_logic_box_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "partner_share",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("budget_yen", sa.Integer(), nullable=True),
        sa.Column("settled_yen", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_partner_share_partner_id_partner")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_partner_share_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("programme_id", "partner_id", name=op.f("pk_partner_share")),
    )
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("said_by", sa.String(length=100), nullable=False),
        sa.Column("said", sa.String(length=1000), nullable=False),
        sa.Column("response", sa.String(length=1000), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_remark_council_id_council")),
        sa.ForeignKeyConstraint(["owner_id"], ["partner.id"], name=op.f("fk_remark_owner_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
        sa.UniqueConstraint("council_id", "key", name=op.f("uq_remark_council_id_key")),
    )
    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_remark_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_remark_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "cohort_seats",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("offering_id", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_seats_cohort_id_cohort")),
        sa.ForeignKeyConstraint(
            ["offering_id"], ["offering.id"], name=op.f("fk_cohort_seats_offering_id_offering")
        ),
        sa.PrimaryKeyConstraint("cohort_id", "offering_id", name=op.f("pk_cohort_seats")),
    )
    with op.batch_alter_table("cohort_seats", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cohort_seats_offering_id"), ["offering_id"], unique=False)

    op.create_table(
        "council_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["council_id"], ["council.id"], name=op.f("fk_council_paper_council_id_council")
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["report_release.id"], name=op.f("fk_council_paper_release_id_report_release")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_paper")),
        sa.UniqueConstraint("council_id", "number", name=op.f("uq_council_paper_council_id_number")),
    )
    with op.batch_alter_table("council_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_council_paper_release_id"), ["release_id"], unique=False)

    op.create_table(
        "cohort_member",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("row_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_member_cohort_id_cohort")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_cohort_member_enrolment_id_enrolment")
        ),
        sa.PrimaryKeyConstraint("enrolment_id", name=op.f("pk_cohort_member")),
    )
    with op.batch_alter_table("cohort_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cohort_member_cohort_id"), ["cohort_id"], unique=False)

    op.create_table(
        "use_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("consent_version", sa.String(length=20), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("field", sa.String(length=100), nullable=False),
        sa.Column("problem", sa.String(length=600), nullable=False),
        sa.Column("effort", sa.String(length=600), nullable=False),
        sa.Column("result", sa.String(length=600), nullable=False),
        sa.Column("wish", sa.String(length=600), nullable=False),
        sa.Column("approved_sha256", sa.String(length=64), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_use_case_enrolment_id_enrolment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_use_case")),
        sa.UniqueConstraint("enrolment_id", name=op.f("uq_use_case_enrolment_id")),
    )
    with op.batch_alter_table("report_draft", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cases", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("roster_import", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cohort_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("told_on", sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f("ix_roster_import_cohort_id"), ["cohort_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_roster_import_cohort_id_cohort"), "cohort", ["cohort_id"], ["id"]
        )

    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.add_column(sa.Column("causes_ja", sa.String(length=500), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("causes_en", sa.String(length=800), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column("next_steps_ja", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("next_steps_en", sa.String(length=800), nullable=False, server_default="")
        )

    # What stands there gets the empty word once; from now on the program says it.
    with op.batch_alter_table("report_draft", schema=None) as batch_op:
        batch_op.alter_column("cases", server_default=None)
    with op.batch_alter_table("target", schema=None) as batch_op:
        for name in ("causes_ja", "causes_en", "next_steps_ja", "next_steps_en"):
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.drop_column("next_steps_en")
        batch_op.drop_column("next_steps_ja")
        batch_op.drop_column("causes_en")
        batch_op.drop_column("causes_ja")

    with op.batch_alter_table("roster_import", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_roster_import_cohort_id_cohort"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_roster_import_cohort_id"))
        batch_op.drop_column("told_on")
        batch_op.drop_column("cohort_id")

    with op.batch_alter_table("report_draft", schema=None) as batch_op:
        batch_op.drop_column("cases")

    op.drop_table("use_case")
    with op.batch_alter_table("cohort_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cohort_member_cohort_id"))

    op.drop_table("cohort_member")
    with op.batch_alter_table("council_paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_council_paper_release_id"))

    op.drop_table("council_paper")
    with op.batch_alter_table("cohort_seats", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cohort_seats_offering_id"))

    op.drop_table("cohort_seats")
    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_remark_owner_id"))
        batch_op.drop_index(batch_op.f("ix_remark_council_id"))

    op.drop_table("remark")
    op.drop_table("partner_share")
    with op.batch_alter_table("logic_box", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_logic_box_owner_id"))
        batch_op.drop_index(batch_op.f("ix_logic_box_fiscal_year"))

    op.drop_table("logic_box")
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cohort_sponsor_partner_id"))
        batch_op.drop_index(batch_op.f("ix_cohort_host_id"))
        batch_op.drop_index(batch_op.f("ix_cohort_fiscal_year"))

    op.drop_table("cohort")
    op.drop_table("council")
