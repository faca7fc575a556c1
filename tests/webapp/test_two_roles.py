"""監査の記録を別の役割に持たせる: the operators' commands, run as they stand there, leave the platform's role nothing but adding."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url, select, text
from sqlalchemy.exc import DBAPIError

from webapp import schema
from webapp.audit import AuditEntry, broken_links, record
from webapp.audit_cli import misled_lines
from webapp.audit_emptying import empty_old
from webapp.audit_guard import missing
from webapp.backups.databases import copy_record
from webapp.db import Database
from webapp.erasures import wipe_deleted
from webapp.programme.models import Partner

pytestmark = pytest.mark.postgresql
OPERATING = Path(__file__).resolve().parents[2] / "OPERATING.md"
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
PASSWORD = "of the role of the platform"


def blocks():
    """What OPERATING has the operator type into psql: to hand over, and to take back."""
    found = re.findall(
        r"<<'SQL'\n(.*?)^SQL$", OPERATING.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return [words for words in found if "audit_entry" in words]


@pytest.fixture
def address(postgresql_cluster):
    """A database whose owner is no more than what `createuser` makes; roles are the server's, so each test leaves none."""
    for statement in (
        f"CREATE ROLE platform LOGIN PASSWORD '{PASSWORD}'",
        "CREATE DATABASE two_roles OWNER platform",
    ):
        postgresql_cluster.execute(statement)
    yield f"postgresql://platform@/two_roles?host={postgresql_cluster.folder}&port={postgresql_cluster.port}"
    for statement in ("DROP DATABASE two_roles", "DROP ROLE platform", "DROP ROLE IF EXISTS tateyama_audit"):
        postgresql_cluster.execute(statement)


@pytest.fixture
def operator(postgresql_cluster):
    """Type words of OPERATING at the server; the platform's role has another name here."""
    return lambda words: postgresql_cluster.execute(re.sub(r"\btateyama\b", "platform", words), "two_roles")


@pytest.fixture
def platform(address, operator):
    """The platform on that database, started once, three days of audit in it, and the audit handed over."""
    database = Database(make_url(address).set(password=PASSWORD).render_as_string(hide_password=False))
    schema.upgrade(database.engine)
    for number in range(3):
        add_line(database, NOW + timedelta(days=number))
    operator(blocks()[0])
    yield database
    database.close()


def add_line(database, at):
    with database.transaction() as session:
        record(session, at, 7, "learners_seen", "offering/1", whose=[1, 2])


REFUSED = {
    "UPDATE audit_entry SET digest = previous": "InsufficientPrivilege",
    "UPDATE audit_entry SET detail = '{}'": "RestrictViolation",
    "UPDATE audit_entry SET actor = NULL, action = '', subject = '', detail = '{}'": "RestrictViolation",
    "DELETE FROM audit_entry": "InsufficientPrivilege",
    "TRUNCATE audit_entry CASCADE": "InsufficientPrivilege",
    "DELETE FROM audit_subject": "RestrictViolation",
    "UPDATE audit_subject SET learner_id = 9": "InsufficientPrivilege",
    "ALTER TABLE audit_entry DISABLE TRIGGER ALL": "InsufficientPrivilege",
    "DROP TRIGGER audit_entry_rows ON audit_entry": "InsufficientPrivilege",
    "DROP FUNCTION audit_entry_append_only CASCADE": "InsufficientPrivilege",
    "CREATE OR REPLACE FUNCTION audit_entry_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'": (
        "InsufficientPrivilege"
    ),
    "CREATE TRIGGER a_first BEFORE UPDATE ON audit_entry EXECUTE FUNCTION suppress_redundant_updates_trigger()": (
        "InsufficientPrivilege"
    ),
    "SET session_replication_role = replica": "InsufficientPrivilege",
    "DROP TABLE audit_subject": "InsufficientPrivilege",
    "ALTER TABLE audit_entry RENAME TO audit_other": "InsufficientPrivilege",
    "DROP SCHEMA public CASCADE": "InsufficientPrivilege",
    "SET ROLE tateyama_audit": "InsufficientPrivilege",
    "GRANT tateyama_audit TO platform": "InsufficientPrivilege",
}


def test_the_platforms_role_adds_lines_and_can_change_none(platform):
    for statement, kind in REFUSED.items():
        with pytest.raises(DBAPIError) as refused, platform.transaction() as session:
            session.connection().execute(text(statement))
        assert type(refused.value.orig).__name__ == kind, statement
    add_line(platform, NOW + timedelta(days=3))
    with platform.sessions() as session:
        assert len(session.scalars(select(AuditEntry.id)).all()) == 4
        assert list(broken_links(session)) == []
        assert missing(session.connection()) == []


def test_the_platform_goes_on_as_before(platform, tmp_path):
    schema.upgrade(platform.engine)  # the next start
    with platform.transaction() as session:
        session.add(Partner(slug="city", name_ja="市", name_en="City"))
        assert empty_old(session, NOW + timedelta(days=1), NOW + timedelta(days=99)) == 1
    with platform.transaction() as session:
        session.delete(session.scalars(select(Partner)).one())
        assert list(broken_links(session)) == []
        assert misled_lines(session) == []
    assert wipe_deleted(platform.engine)
    with platform.engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA hub"))  # as the hub does at its start, and a book
        connection.execute(text("CREATE TABLE hub.spawners (id integer)"))
    copy_record(platform.engine, tmp_path / "kept.sqlite")
    kept = Database(f"sqlite:///{tmp_path / 'kept.sqlite'}")
    with kept.sessions() as session:
        assert session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()[0] == ""
        assert missing(session.connection()) == []
    kept.close()


def test_a_release_that_changes_the_audits_tables_waits_until_they_are_given_back(platform, operator):
    with pytest.raises(DBAPIError, match="must be owner"):
        schema.downgrade(platform.engine, "0028")
    with platform.sessions() as session:
        assert missing(session.connection()) == []
    operator(blocks()[1])
    schema.downgrade(platform.engine, "0028")
    schema.upgrade(platform.engine)
    operator(blocks()[0].replace("CREATE ROLE tateyama_audit NOLOGIN;", ""))
    with pytest.raises(DBAPIError), platform.transaction() as session:
        session.connection().execute(text("DELETE FROM audit_entry"))
    add_line(platform, NOW + timedelta(days=3))
