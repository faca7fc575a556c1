"""人数を数える索引: counting the people of an offering reads the index alone."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enrolment_offering_id"))
        batch_op.create_index(
            batch_op.f("ix_enrolment_offering_id_withdrawn_at"), ["offering_id", "withdrawn_at"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enrolment_offering_id_withdrawn_at"))
        batch_op.create_index(batch_op.f("ix_enrolment_offering_id"), ["offering_id"], unique=False)
