"""起案での選択: which tables of a draft stand in their coarser form, and whose town's paper it is."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("report_draft") as table:
        table.add_column(sa.Column("coarser", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("town", sa.String(length=5), nullable=True))
    # Afterwards, or SQLite's copy of the rows would find no value for it.
    with op.batch_alter_table("report_draft") as table:
        table.alter_column("coarser", server_default=None)
    with op.batch_alter_table("report_release") as table:
        table.add_column(sa.Column("town", sa.String(length=5), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("report_release") as table:
        table.drop_column("town")
    with op.batch_alter_table("report_draft") as table:
        table.drop_column("town")
        table.drop_column("coarser")
