"""申込の索引: counting an offering's applications by state, and a page of them in order, read the index alone."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_application_offering_id"))
        batch_op.create_index(
            batch_op.f("ix_application_offering_id_state"), ["offering_id", "state"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_application_offering_id_applied_at"), ["offering_id", "applied_at"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_application_offering_id_applied_at"))
        batch_op.drop_index(batch_op.f("ix_application_offering_id_state"))
        batch_op.create_index(batch_op.f("ix_application_offering_id"), ["offering_id"], unique=False)
