"""起案と公表: drafts of reports, their steps, and releases that never change."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=True),
        sa.Column("edition", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("closing", sa.Date(), nullable=False),
        sa.Column("replaces_number", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("summary_ja", sa.Text(), nullable=False),
        sa.Column("summary_en", sa.Text(), nullable=False),
        sa.Column("causes_ja", sa.Text(), nullable=False),
        sa.Column("causes_en", sa.Text(), nullable=False),
        sa.Column("next_steps_ja", sa.Text(), nullable=False),
        sa.Column("next_steps_en", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_report_draft_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_draft")),
    )
    op.create_index(op.f("ix_report_draft_fiscal_year"), "report_draft", ["fiscal_year"], unique=False)
    op.create_index(op.f("ix_report_draft_partner_id"), "report_draft", ["partner_id"], unique=False)
    op.create_table(
        "report_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["report_draft.id"], name=op.f("fk_report_step_draft_id_report_draft")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["learner.id"], name=op.f("fk_report_step_by_id_learner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_step")),
    )
    op.create_index(op.f("ix_report_step_by_id"), "report_step", ["by_id"], unique=False)
    op.create_index(op.f("ix_report_step_draft_id"), "report_step", ["draft_id"], unique=False)
    op.create_table(
        "report_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=True),
        sa.Column("edition", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_by_id", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["report_draft.id"], name=op.f("fk_report_release_draft_id_report_draft")
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["learner.id"], name=op.f("fk_report_release_released_by_id_learner")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["report_release.id"], name=op.f("fk_report_release_replaces_id_report_release")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_release")),
        sa.UniqueConstraint("fiscal_year", "number", name=op.f("uq_report_release_fiscal_year_number")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_report_release_replaces_id")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_report_release_draft_id")),
    )
    op.create_table(
        "protection_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["report_draft.id"], name=op.f("fk_protection_decision_draft_id_report_draft")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["learner.id"], name=op.f("fk_protection_decision_decided_by_id_learner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protection_decision")),
    )
    op.create_index(
        op.f("ix_protection_decision_draft_id"), "protection_decision", ["draft_id"], unique=False
    )
    op.create_table(
        "copy_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("table_key", sa.String(length=100), nullable=False),
        sa.Column("copied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("copied_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["report_release.id"], name=op.f("fk_copy_log_release_id_report_release")
        ),
        sa.ForeignKeyConstraint(
            ["copied_by_id"], ["learner.id"], name=op.f("fk_copy_log_copied_by_id_learner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy_log")),
    )
    op.create_index(op.f("ix_copy_log_release_id"), "copy_log", ["release_id"], unique=False)


def downgrade() -> None:
    op.drop_table("copy_log")
    op.drop_table("protection_decision")
    op.drop_table("report_release")
    op.drop_table("report_step")
    op.drop_table("report_draft")
