"""本人の権利: whom a line of the audit tells of, corrections that people ask for, and roles that end and have a successor."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_subject",
        sa.Column("learner_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["audit_entry.id"], name=op.f("fk_audit_subject_entry_id_audit_entry")
        ),
        sa.PrimaryKeyConstraint("learner_id", "entry_id", name=op.f("pk_audit_subject")),
    )
    with op.batch_alter_table("audit_subject") as table:
        table.create_index(op.f("ix_audit_subject_entry_id"), ["entry_id"])
    _link_old_lines()
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("before", sa.String(length=200), nullable=False),
        sa.Column("after", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_correction_learner_id_learner")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["learner.id"], name=op.f("fk_correction_decided_by_id_learner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    with op.batch_alter_table("correction") as table:
        table.create_index(op.f("ix_correction_learner_id"), ["learner_id"])
    with op.batch_alter_table("role_grant") as table:
        table.add_column(sa.Column("until", sa.Date(), nullable=True))
        table.add_column(sa.Column("successor_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_role_grant_successor_id_learner"), "learner", ["successor_id"], ["id"]
        )


def _link_old_lines() -> None:
    """Lines from before name somebody in their subject, and those on partners' lists in their detail."""
    lines = sa.table("audit_entry", sa.column("id"), sa.column("subject"), sa.column("detail", sa.JSON))
    links = sa.table("audit_subject", sa.column("learner_id"), sa.column("entry_id"))
    connection, found = op.get_bind(), []
    for number, subject, detail in connection.execute(sa.select(lines.c.id, lines.c.subject, lines.c.detail)):
        kind, _, who = subject.partition("/")
        listed = (detail or {}).get("people")
        people = set(listed) if isinstance(listed, list) else set()
        if kind == "learner" and who.isdecimal():
            people.add(int(who))
        found += [{"learner_id": person, "entry_id": number} for person in sorted(people)]
    if found:
        op.bulk_insert(links, found)


def downgrade() -> None:
    with op.batch_alter_table("role_grant") as table:
        table.drop_constraint(op.f("fk_role_grant_successor_id_learner"), type_="foreignkey")
        table.drop_column("successor_id")
        table.drop_column("until")
    op.drop_table("correction")
    op.drop_table("audit_subject")
