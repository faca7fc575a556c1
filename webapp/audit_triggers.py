"""監査の番人の言葉: the triggers of the audit in SQLite's and PostgreSQL's own words (webapp.audit_guard says what they are for)."""

REFUSAL = (
    "監査の記録は追記だけができます。書きかえと削除は、データベースが断りました"
    " / the audit is append-only, the database refused to change or delete a line"
)

# A migration that copies one of these tables in SQLite drops the triggers first and makes them again: a copy loses them, and
# one that names a table which is away just then stops it.
# By table, in the order in which they are made; what is said stands in them as REFUSAL.
SQLITE: dict[str, tuple[str, ...]] = {
    "audit_entry": (
        # Nested so that the newest line is looked up only where the change has the lawful shape.
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
        # INSERT OR REPLACE deletes what stands in its way, and SQLite fires no trigger for that.
        """
CREATE TRIGGER audit_entry_replace BEFORE INSERT ON audit_entry
WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id OR digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'REFUSAL'); END""",
    ),
    "audit_subject": (
        """
CREATE TRIGGER audit_subject_update BEFORE UPDATE ON audit_subject
BEGIN SELECT RAISE(ABORT, 'REFUSAL'); END""",
        """
CREATE TRIGGER audit_subject_delete BEFORE DELETE ON audit_subject
WHEN NOT EXISTS (SELECT 1 FROM audit_entry WHERE id = OLD.entry_id AND action = '')
BEGIN SELECT RAISE(ABORT, 'REFUSAL'); END""",
    ),
}

# The table is named by the trigger and all else by pg_catalog: whoever makes tables or operators of their own, and looks
# them up first, changes nothing of what is asked here.
POSTGRESQL: dict[str, tuple[str, ...]] = {
    "audit_entry": (
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
    ),
    "audit_subject": (
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
    ),
}
