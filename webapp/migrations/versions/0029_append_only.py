"""監査の番人: the database refuses to change or delete a line of the audit; what retention empties has one way through."""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

REFUSAL = (
    "監査の記録は追記だけができます。書きかえと削除は、データベースが断りました"
    " / the audit is append-only, the database refused to change or delete a line"
)
SQLITE = (
    """
CREATE TRIGGER audit_entry_update BEFORE UPDATE ON audit_entry
WHEN CASE
  WHEN NEW.id IS OLD.id AND NEW.at IS OLD.at AND NEW.previous IS OLD.previous AND NEW.digest IS OLD.digest
    AND NEW.actor IS NULL AND NEW.action = '' AND NEW.subject = '' AND NEW.detail = '{}'
  THEN NOT coalesce((
    SELECT id > OLD.id AND action = 'audit_emptied' AND CAST(json_extract(detail, '$.through') AS INTEGER) >= OLD.id
    FROM audit_entry ORDER BY id DESC LIMIT 1
  ), 0)
  ELSE 1
END
BEGIN SELECT RAISE(ABORT, 'REFUSAL'); END""",
    """
CREATE TRIGGER audit_entry_delete BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'REFUSAL'); END""",
    """
CREATE TRIGGER audit_entry_replace BEFORE INSERT ON audit_entry
WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id OR digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'REFUSAL'); END""",
    """
CREATE TRIGGER audit_subject_update BEFORE UPDATE ON audit_subject
BEGIN SELECT RAISE(ABORT, 'REFUSAL'); END""",
    """
CREATE TRIGGER audit_subject_delete BEFORE DELETE ON audit_subject
WHEN NOT EXISTS (SELECT 1 FROM audit_entry WHERE id = OLD.entry_id AND action = '')
BEGIN SELECT RAISE(ABORT, 'REFUSAL'); END""",
)
POSTGRESQL = (
    """
CREATE OR REPLACE FUNCTION audit_entry_append_only() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  said boolean;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.id = OLD.id AND NEW.at = OLD.at AND NEW.previous = OLD.previous AND NEW.digest = OLD.digest
      AND NEW.actor IS NULL AND NEW.action = '' AND NEW.subject = '' AND CAST(NEW.detail AS text) = '{}'
    THEN
      EXECUTE 'SELECT id > $1 AND action = ''audit_emptied'' AND CAST(detail ->> ''through'' AS bigint) >= $1 FROM '
        || quote_ident(TG_TABLE_SCHEMA) || '.audit_entry ORDER BY id DESC LIMIT 1' INTO said USING OLD.id;
      IF said THEN
        RETURN NEW;
      END IF;
    END IF;
  END IF;
  RAISE EXCEPTION 'REFUSAL' USING ERRCODE = 'restrict_violation';
END $$""",
    """
CREATE TRIGGER audit_entry_rows BEFORE UPDATE OR DELETE ON audit_entry
FOR EACH ROW EXECUTE FUNCTION audit_entry_append_only()""",
    """
CREATE TRIGGER audit_entry_truncate BEFORE TRUNCATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_append_only()""",
    """
CREATE OR REPLACE FUNCTION audit_subject_append_only() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  empty boolean;
BEGIN
  IF TG_OP = 'DELETE' THEN
    EXECUTE 'SELECT action = '''' FROM ' || quote_ident(TG_TABLE_SCHEMA) || '.audit_entry WHERE id = $1'
      INTO empty USING OLD.entry_id;
    IF empty THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'REFUSAL' USING ERRCODE = 'restrict_violation';
END $$""",
    """
CREATE TRIGGER audit_subject_rows BEFORE UPDATE OR DELETE ON audit_subject
FOR EACH ROW EXECUTE FUNCTION audit_subject_append_only()""",
    """
CREATE TRIGGER audit_subject_truncate BEFORE TRUNCATE ON audit_subject
FOR EACH STATEMENT EXECUTE FUNCTION audit_subject_append_only()""",
)


def upgrade() -> None:
    for statement in POSTGRESQL if _in_postgresql() else SQLITE:
        op.execute(statement.strip().replace("REFUSAL", REFUSAL))


def downgrade() -> None:
    if _in_postgresql():
        # Their triggers go with them.
        op.execute("DROP FUNCTION IF EXISTS audit_subject_append_only() CASCADE")
        op.execute("DROP FUNCTION IF EXISTS audit_entry_append_only() CASCADE")
        return
    for name in ("entry_update", "entry_delete", "entry_replace", "subject_update", "subject_delete"):
        op.execute(f"DROP TRIGGER IF EXISTS audit_{name}")


def _in_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
