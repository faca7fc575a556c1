"""修了証・バッジ・研修履歴: decisions about completion, certificates, badges, programmes of 60 hours, and what teachers sent."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificate_name",
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("instead_of", sa.String(length=200), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_certificate_name_learner_id_learner")
        ),
        sa.PrimaryKeyConstraint("learner_id", name=op.f("pk_certificate_name")),
    )
    op.create_table(
        "certificate_programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.String(length=1000), nullable=False),
        sa.Column("method", sa.String(length=1000), nullable=False),
        sa.Column("content", sa.String(length=2000), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("eligibility", sa.String(length=1000), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("requirement", sa.String(length=1000), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_certificate_programme_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_programme")),
    )
    with op.batch_alter_table("certificate_programme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_programme_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "record_recipient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_record_recipient_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_recipient")),
    )
    with op.batch_alter_table("record_recipient", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_recipient_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "programme_course",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("course_slug", sa.String(length=60), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["certificate_programme.id"],
            name=op.f("fk_programme_course_programme_id_certificate_programme"),
        ),
        sa.PrimaryKeyConstraint("programme_id", "course_slug", name=op.f("pk_programme_course")),
    )
    op.create_table(
        "record_hand_over",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["learner.id"], name=op.f("fk_record_hand_over_made_by_id_learner")
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["record_recipient.id"],
            name=op.f("fk_record_hand_over_recipient_id_record_recipient"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_hand_over")),
    )
    with op.batch_alter_table("record_hand_over", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_hand_over_recipient_id"), ["recipient_id"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("issuer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("initials", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("outline", sa.String(length=2000), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issuer_name", sa.String(length=200), nullable=False),
        sa.Column("issuer_name_en", sa.String(length=200), nullable=False),
        sa.Column("signatory", sa.String(length=200), nullable=False),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.Column("check_code", sa.String(length=16), nullable=False),
        sa.Column("check_url", sa.String(length=300), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_reason", sa.String(length=500), nullable=False),
        sa.Column("revoked_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_certificate_enrolment_id_enrolment")
        ),
        sa.ForeignKeyConstraint(["issuer_id"], ["partner.id"], name=op.f("fk_certificate_issuer_id_partner")),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_certificate_learner_id_learner")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["certificate_programme.id"],
            name=op.f("fk_certificate_programme_id_certificate_programme"),
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by_id"], ["learner.id"], name=op.f("fk_certificate_revoked_by_id_learner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("check_code", name=op.f("uq_certificate_check_code")),
        sa.UniqueConstraint("fiscal_year", "number", name=op.f("uq_certificate_fiscal_year_number")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_learner_id"), ["learner_id"], unique=False)
        batch_op.create_index(
            "uq_certificate_of_programme",
            ["programme_id", "learner_id"],
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL AND programme_id IS NOT NULL"),
            postgresql_where=sa.text("revoked_at IS NULL AND programme_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_certificate_standing",
            ["enrolment_id"],
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL AND enrolment_id IS NOT NULL"),
            postgresql_where=sa.text("revoked_at IS NULL AND enrolment_id IS NOT NULL"),
        )

    op.create_table(
        "completion_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["learner.id"], name=op.f("fk_completion_decision_decided_by_id_learner")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_completion_decision_enrolment_id_enrolment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_completion_decision")),
    )
    with op.batch_alter_table("completion_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_completion_decision_enrolment_id"), ["enrolment_id"], unique=False
        )

    op.create_table(
        "training_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("consent_version", sa.Integer(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hand_over_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_training_record_enrolment_id_enrolment")
        ),
        sa.ForeignKeyConstraint(
            ["hand_over_id"],
            ["record_hand_over.id"],
            name=op.f("fk_training_record_hand_over_id_record_hand_over"),
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_training_record_learner_id_learner")
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["record_recipient.id"],
            name=op.f("fk_training_record_recipient_id_record_recipient"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_record")),
    )
    with op.batch_alter_table("training_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_record_hand_over_id"), ["hand_over_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_record_learner_id"), ["learner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_record_recipient_id"), ["recipient_id"], unique=False)
        batch_op.create_index(
            "uq_training_record_standing",
            ["enrolment_id", "recipient_id"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.create_table(
        "open_badge",
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("jwt", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_open_badge_certificate_id_certificate")
        ),
        sa.PrimaryKeyConstraint("certificate_id", name=op.f("pk_open_badge")),
    )


def downgrade() -> None:
    op.drop_table("open_badge")
    with op.batch_alter_table("training_record", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_training_record_standing",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_training_record_recipient_id"))
        batch_op.drop_index(batch_op.f("ix_training_record_learner_id"))
        batch_op.drop_index(batch_op.f("ix_training_record_hand_over_id"))

    op.drop_table("training_record")
    with op.batch_alter_table("completion_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_completion_decision_enrolment_id"))

    op.drop_table("completion_decision")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_certificate_standing",
            sqlite_where=sa.text("revoked_at IS NULL AND enrolment_id IS NOT NULL"),
            postgresql_where=sa.text("revoked_at IS NULL AND enrolment_id IS NOT NULL"),
        )
        batch_op.drop_index(
            "uq_certificate_of_programme",
            sqlite_where=sa.text("revoked_at IS NULL AND programme_id IS NOT NULL"),
            postgresql_where=sa.text("revoked_at IS NULL AND programme_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_certificate_learner_id"))

    op.drop_table("certificate")
    with op.batch_alter_table("record_hand_over", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_hand_over_recipient_id"))

    op.drop_table("record_hand_over")
    op.drop_table("programme_course")
    with op.batch_alter_table("record_recipient", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_recipient_partner_id"))

    op.drop_table("record_recipient")
    with op.batch_alter_table("certificate_programme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_programme_partner_id"))

    op.drop_table("certificate_programme")
    op.drop_table("certificate_name")
