"""担当: which instructor gives which offering."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "teaching",
        sa.Column("offering_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name=op.f("fk_teaching_learner_id_learner")),
        sa.ForeignKeyConstraint(
            ["offering_id"], ["offering.id"], name=op.f("fk_teaching_offering_id_offering")
        ),
        sa.PrimaryKeyConstraint("offering_id", "learner_id", name=op.f("pk_teaching")),
    )
    with op.batch_alter_table("teaching", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_teaching_learner_id"), ["learner_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("teaching", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_teaching_learner_id"))
    op.drop_table("teaching")
