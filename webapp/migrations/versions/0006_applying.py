"""申込から受講決定まで: conditions of offerings, consents, approvals, invitations, draws, every move of an application."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "privacy_notice",
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("text_ja", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_privacy_notice")),
    )
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name=op.f("fk_consent_learner_id_learner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_learner_id"), ["learner_id"], unique=False)
    op.create_table(
        "draw",
        sa.Column("offering_id", sa.Integer(), nullable=False),
        sa.Column("published", sa.String(length=200), nullable=False),
        sa.Column("list_digest", sa.String(length=64), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("order", sa.JSON(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["drawn_by_id"], ["learner.id"], name=op.f("fk_draw_drawn_by_id_learner")),
        sa.ForeignKeyConstraint(["offering_id"], ["offering.id"], name=op.f("fk_draw_offering_id_offering")),
        sa.PrimaryKeyConstraint("offering_id", name=op.f("pk_draw")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offering_id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["learner.id"], name=op.f("fk_invitation_made_by_id_learner")
        ),
        sa.ForeignKeyConstraint(
            ["offering_id"], ["offering.id"], name=op.f("fk_invitation_offering_id_offering")
        ),
        sa.ForeignKeyConstraint(
            ["sent_by_id"], ["partner.id"], name=op.f("fk_invitation_sent_by_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_offering_id"), ["offering_id"], unique=False)
    op.create_table(
        "invited_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_kana", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_invited_person_invitation_id_invitation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invited_person")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invited_person_token_hash")),
    )
    with op.batch_alter_table("invited_person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invited_person_invitation_id"), ["invitation_id"], unique=False)
    op.create_table(
        "offering_partner",
        sa.Column("offering_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["offering_id"], ["offering.id"], name=op.f("fk_offering_partner_offering_id_offering")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_offering_partner_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("offering_id", "partner_id", name=op.f("pk_offering_partner")),
    )
    op.create_table(
        "reserved_seats",
        sa.Column("offering_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["offering_id"], ["offering.id"], name=op.f("fk_reserved_seats_offering_id_offering")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_reserved_seats_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("offering_id", "partner_id", name=op.f("pk_reserved_seats")),
    )
    op.create_table(
        "rule_version",
        sa.Column("offering_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["offering_id"], ["offering.id"], name=op.f("fk_rule_version_offering_id_offering")
        ),
        sa.PrimaryKeyConstraint("offering_id", "version", name=op.f("pk_rule_version")),
    )
    op.create_table(
        "application_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(length=40), nullable=True),
        sa.Column("after", sa.String(length=40), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_application_move_application_id_application"),
        ),
        sa.ForeignKeyConstraint(
            ["moved_by_id"], ["learner.id"], name=op.f("fk_application_move_moved_by_id_learner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_move")),
    )
    with op.batch_alter_table("application_move", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_application_move_application_id"), ["application_id"], unique=False
        )
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("approver_name", sa.String(length=200), nullable=False),
        sa.Column("approver_email", sa.String(length=254), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_approval_application_id_application")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
        sa.UniqueConstraint("application_id", "kind", name=op.f("uq_approval_application_id_kind")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_approval_token_hash")),
    )
    op.create_table(
        "invitation_use",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_invitation_use_application_id_application")
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_invitation_use_invitation_id_invitation")
        ),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_invitation_use")),
    )
    with op.batch_alter_table("invitation_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_use_invitation_id"), ["invitation_id"], unique=False)
    op.create_table(
        "meeting_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_change_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_change")),
    )
    with op.batch_alter_table("meeting_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_change_meeting_id"), ["meeting_id"], unique=False)
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.add_column(sa.Column("profile", sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
        batch_op.add_column(sa.Column("sent_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("rule_version", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("queue_place", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("reply_by", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_application_sent_by_id_partner"), "partner", ["sent_by_id"], ["id"]
        )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("join_url", sa.String(length=500), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_meeting_replaces_id_meeting"), "meeting", ["replaces_id"], ["id"]
        )
    with op.batch_alter_table("offering", schema=None) as batch_op:
        batch_op.add_column(sa.Column("issuer_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("selection", sa.String(length=40), nullable=False, server_default="first_come")
        )
        batch_op.add_column(sa.Column("lottery_string", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("minimum", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("decide_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("reply_hours", sa.Integer(), nullable=False, server_default="72"))
        batch_op.add_column(
            sa.Column("asks_superior", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(
            sa.Column("admits_minors", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(
            sa.Column("eligibility_ja", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("eligibility_en", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("office_hours_ja", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("office_hours_en", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_offering_issuer_id_partner"), "partner", ["issuer_id"], ["id"]
        )
    # Until now an accepted application said nothing of a later withdrawal; seats are counted by it from here on.
    op.execute(
        "UPDATE application SET state = 'withdrawn' WHERE state = 'accepted' AND id IN "
        "(SELECT application_id FROM enrolment WHERE withdrawn_at IS NOT NULL)"
    )


def downgrade() -> None:
    op.execute("UPDATE application SET state = 'accepted' WHERE state = 'withdrawn'")
    op.execute("UPDATE application SET state = 'waiting' WHERE state = 'offered'")
    op.execute("UPDATE application SET state = 'applied' WHERE state = 'drawing'")
    with op.batch_alter_table("offering", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_offering_issuer_id_partner"), type_="foreignkey")
        batch_op.drop_column("office_hours_en")
        batch_op.drop_column("office_hours_ja")
        batch_op.drop_column("eligibility_en")
        batch_op.drop_column("eligibility_ja")
        batch_op.drop_column("admits_minors")
        batch_op.drop_column("asks_superior")
        batch_op.drop_column("reply_hours")
        batch_op.drop_column("decide_on")
        batch_op.drop_column("minimum")
        batch_op.drop_column("lottery_string")
        batch_op.drop_column("selection")
        batch_op.drop_column("issuer_id")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_meeting_replaces_id_meeting"), type_="foreignkey")
        batch_op.drop_column("replaces_id")
        batch_op.drop_column("join_url")
        batch_op.drop_column("place")
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_application_sent_by_id_partner"), type_="foreignkey")
        batch_op.drop_column("reply_by")
        batch_op.drop_column("queue_place")
        batch_op.drop_column("rule_version")
        batch_op.drop_column("sent_by_id")
        batch_op.drop_column("profile")
    op.drop_table("meeting_change")
    op.drop_table("invitation_use")
    op.drop_table("approval")
    op.drop_table("application_move")
    op.drop_table("rule_version")
    op.drop_table("reserved_seats")
    op.drop_table("offering_partner")
    op.drop_table("invited_person")
    op.drop_table("invitation")
    op.drop_table("draw")
    op.drop_table("consent")
    op.drop_table("privacy_notice")
