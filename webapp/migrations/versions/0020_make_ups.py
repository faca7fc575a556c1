"""振替の出席: at which class of a parallel course somebody made up their own."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("attendance") as table:
        table.add_column(sa.Column("made_up_at_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_attendance_made_up_at_id_meeting"), "meeting", ["made_up_at_id"], ["id"]
        )
        table.create_index(op.f("ix_attendance_made_up_at_id"), ["made_up_at_id"])


def downgrade() -> None:
    with op.batch_alter_table("attendance") as table:
        table.drop_index(op.f("ix_attendance_made_up_at_id"))
        table.drop_constraint(op.f("fk_attendance_made_up_at_id_meeting"), type_="foreignkey")
        table.drop_column("made_up_at_id")
