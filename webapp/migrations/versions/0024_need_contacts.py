"""要望の連絡先: who said a need where no organisation is known, whether a contact agreed to be told, and a key against a second entry."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("organisation") as table:
        table.add_column(sa.Column("contact_agreed_on", sa.Date(), nullable=True))
    with op.batch_alter_table("need") as table:
        table.add_column(sa.Column("said_by", sa.String(length=200), nullable=False, server_default=""))
        table.add_column(sa.Column("contact_name", sa.String(length=200), nullable=True))
        table.add_column(sa.Column("contact_email", sa.String(length=254), nullable=True))
        table.add_column(sa.Column("contact_agreed_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("key", sa.String(length=80), nullable=True))
        table.create_unique_constraint(op.f("uq_need_key"), ["key"])
    with op.batch_alter_table("need") as table:
        table.alter_column("said_by", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("need") as table:
        table.drop_constraint(op.f("uq_need_key"), type_="unique")
        for name in ("key", "contact_agreed_on", "contact_email", "contact_name", "said_by"):
            table.drop_column(name)
    with op.batch_alter_table("organisation") as table:
        table.drop_column("contact_agreed_on")
