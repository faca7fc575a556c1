"""出席のしかた: how somebody attended, from what it is known, and the moment that it tells of."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

HOW = sa.Enum("in_person", "online", "notified", name="attendedhow", native_enum=False, length=40)
SOURCE = sa.Enum("qr", "code", "sheet", "notice", name="attendancesource", native_enum=False, length=40)


def upgrade() -> None:
    op.add_column("attendance", sa.Column("how", HOW, nullable=True))
    op.add_column("attendance", sa.Column("source", SOURCE, nullable=True))
    op.add_column("attendance", sa.Column("happened_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for column in ("happened_at", "source", "how"):
        op.drop_column("attendance", column)
