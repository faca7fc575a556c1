"""活動の日計とセミナーの来場者: sums of a day in JupyterLab, a seminar's place and who counted it, guests and their contacts."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "daily_activity",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("saves", sa.Integer(), nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("report_key", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_daily_activity_enrolment_id_enrolment")
        ),
        sa.PrimaryKeyConstraint("enrolment_id", "day", name=op.f("pk_daily_activity")),
    )
    op.create_table(
        "seminar_guest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seminar_id", sa.Integer(), nullable=False),
        sa.Column("visit", sa.String(length=43), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["seminar_id"], ["seminar.id"], name=op.f("fk_seminar_guest_seminar_id_seminar")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seminar_guest")),
        sa.UniqueConstraint("seminar_id", "visit", name=op.f("uq_seminar_guest_seminar_id_visit")),
    )
    op.create_table(
        "guest_contact",
        sa.Column("guest_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("announcements", sa.Boolean(), nullable=False),
        sa.Column("follow_up", sa.Boolean(), nullable=False),
        sa.Column("notice_version", sa.String(length=20), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["guest_id"], ["seminar_guest.id"], name=op.f("fk_guest_contact_guest_id_seminar_guest")
        ),
        sa.PrimaryKeyConstraint("guest_id", name=op.f("pk_guest_contact")),
    )
    op.create_index(op.f("ix_guest_contact_address"), "guest_contact", ["address"])
    with op.batch_alter_table("seminar") as table:
        # Places of seminars that are there already were never written down.
        table.add_column(sa.Column("place", sa.String(length=200), nullable=False, server_default=""))
        table.add_column(sa.Column("counted_by_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("seminar") as table:
        table.alter_column("place", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("seminar") as table:
        for column in ("counted_at", "counted_by_id", "place"):
            table.drop_column(column)
    op.drop_index(op.f("ix_guest_contact_address"), table_name="guest_contact")
    for table_name in ("guest_contact", "seminar_guest", "daily_activity"):
        op.drop_table(table_name)
