"""監査は追記のみ: both databases and the ORM refuse to change or delete a line; what retention empties is let through."""

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, event, inspect, select, text, update
from sqlalchemy.exc import IntegrityError

from tests.webapp.around_the_guard import go_around
from tests.webapp.participation.classroom import on_both_databases
from webapp import schema
from webapp.audit import EMPTIED, EMPTYING, AuditEntry, AuditIsAppendOnly, AuditSubject, broken_links, record
from webapp.audit_cli import misled_lines
from webapp.audit_emptying import empty_old
from webapp.audit_guard import make_anew
from webapp.db import Database
from webapp.verify_cli import verify

pytestmark = on_both_databases
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
LINES = 6
NOTHING = "actor = NULL, action = '', subject = '', detail = '{}'"
BOTH_LANGUAGES = "監査の記録は追記だけができます.*the audit is append-only"


@pytest.fixture
def lines(database):
    """Six lines of the audit, a day between them, each of one person."""
    for number in range(LINES):
        with database.transaction() as session:
            record(
                session,
                NOW + timedelta(days=number),
                7,
                "learners_seen",
                f"offering/{number}",
                whose=[number],
            )


@pytest.fixture
def ask(database):
    """Run raw SQL in a transaction of its own."""

    def ask(*statements):
        with database.transaction() as session:
            for statement in statements:
                session.connection().execute(text(statement))

    return ask


def content(database):
    with database.engine.connect() as connection:
        return [
            connection.execute(select(table).order_by(*table.primary_key)).all()
            for table in (AuditEntry.__table__, AuditSubject.__table__)
        ]


REFUSED = {
    "a word": "UPDATE audit_entry SET subject = 'offering/9' WHERE id = 2",
    "who it was": "UPDATE audit_entry SET actor = 8 WHERE id = 2",
    "a moment": "UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE id = 2",
    "its number": "UPDATE audit_entry SET id = 99 WHERE id = 6",
    "a digest": "UPDATE audit_entry SET digest = previous WHERE id = 2",
    "nothing at all": "UPDATE audit_entry SET subject = subject",
    "a line": "DELETE FROM audit_entry WHERE id = 6",
    "all lines": "DELETE FROM audit_entry",
    "what a line says": f"UPDATE audit_entry SET {NOTHING} WHERE id = 2",  # noqa: S608
    "whom it tells of": "UPDATE audit_subject SET learner_id = 9 WHERE entry_id = 2",
    "that it tells of them": "DELETE FROM audit_subject WHERE entry_id = 2",
}
# A line that writes over another, and what empties a table without looking at its rows.
OF_SQLITE = [
    "INSERT OR REPLACE INTO audit_entry SELECT id, at, 8, action, subject, detail, previous, 'x' FROM audit_entry WHERE id = 2",
    "REPLACE INTO audit_entry SELECT 99, at, 8, action, subject, detail, previous, digest FROM audit_entry WHERE id = 2",
    "UPDATE OR REPLACE audit_entry SET digest = (SELECT digest FROM audit_entry WHERE id = 2) WHERE id = 3",
    "INSERT INTO audit_entry SELECT id, at, 8, action, subject, detail, previous, 'x' FROM audit_entry WHERE id = 2"
    " ON CONFLICT (id) DO UPDATE SET actor = 8",
]
OF_POSTGRESQL = [
    "TRUNCATE audit_entry CASCADE",
    "TRUNCATE audit_subject",
    "INSERT INTO audit_entry SELECT id, at, 8, action, subject, detail, previous, 'x' FROM audit_entry WHERE id = 2"
    " ON CONFLICT (id) DO UPDATE SET actor = 8",
    # A table of one's own that is looked up before the real one.
    """CREATE TEMPORARY TABLE audit_entry AS
       SELECT 999 AS id, 'audit_emptied' AS action, CAST('{"through": 99}' AS json) AS detail;
       UPDATE public.audit_entry SET actor = NULL, action = '', subject = '', detail = '{}' WHERE id = 2""",
]


@pytest.mark.parametrize("change", REFUSED)
def test_the_database_refuses_to_change_or_delete_a_line_and_says_why(database, lines, ask, change):
    before = content(database)
    with pytest.raises(IntegrityError, match=BOTH_LANGUAGES):
        ask(REFUSED[change])
    assert content(database) == before


def test_no_other_word_of_the_database_does_it_either(database, engine, lines, ask):
    before = content(database)
    for statement in OF_SQLITE if engine == "sqlite" else OF_POSTGRESQL:
        with pytest.raises(IntegrityError, match=BOTH_LANGUAGES):
            ask(statement)
    assert content(database) == before


def _change(session, line):
    line.subject = "offering/9"
    session.flush()


def _delete(session, line):
    session.delete(line)
    session.flush()


CHANGES = {
    "a change": _change,
    "a deletion": _delete,
    "many changes": lambda session, _: session.execute(update(AuditEntry).values(actor=8)),
    "many deletions": lambda session, _: session.execute(delete(AuditEntry)),
    "of the table": lambda session, _: session.execute(update(AuditEntry.__table__).values(actor=8)),
    "of the index": lambda session, _: session.execute(delete(AuditSubject)),
    "of old": lambda session, _: session.query(AuditEntry).update({"actor": 8}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_session_refuses_before_the_database_has_to(database, lines, change):
    before = content(database)
    with database.transaction() as session:
        line = session.get_one(AuditEntry, 2)
        asked = []
        event.listen(session.connection(), "before_cursor_execute", lambda *given: asked.append(given[2]))
        with pytest.raises(AuditIsAppendOnly, match=BOTH_LANGUAGES):
            CHANGES[change](session, line)
        session.rollback()
    assert asked == []
    assert content(database) == before


def test_lines_are_added_as_before(database, lines):
    with database.transaction() as session:
        record(session, NOW + timedelta(days=LINES), 7, "learners_seen", "offering/9", whose=[1, 2])
    with database.sessions() as session:
        assert len(session.scalars(select(AuditEntry.id)).all()) == LINES + 1
        assert list(broken_links(session)) == []
        assert misled_lines(session) == []


def test_what_retention_empties_says_nothing_and_the_chain_holds(database, lines):
    with database.transaction() as session:
        assert empty_old(session, NOW + timedelta(days=3), NOW + timedelta(days=99)) == 3
    with database.sessions() as session:
        assert session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all() == [
            *[""] * 3,
            *["learners_seen"] * 3,
            EMPTIED,
        ]
        assert set(session.scalars(select(AuditSubject.entry_id))) == {4, 5, 6}
        assert list(broken_links(session)) == []
        assert misled_lines(session) == []


@pytest.mark.parametrize("change", [REFUSED[name] for name in REFUSED if "= 2" in REFUSED[name]])
def test_what_is_emptied_is_no_more_open_to_changes_than_before(database, lines, ask, change):
    with database.transaction() as session:
        empty_old(session, NOW + timedelta(days=1), NOW + timedelta(days=99))
    with pytest.raises(IntegrityError, match=BOTH_LANGUAGES):
        ask(change)  # the second line: the first was emptied
    with pytest.raises(IntegrityError, match=BOTH_LANGUAGES):
        ask("UPDATE audit_entry SET subject = 'offering/9' WHERE id = 1")


def test_a_line_is_emptied_only_while_the_newest_says_so(database, lines, ask):
    empty = f"UPDATE audit_entry SET {NOTHING} WHERE id"  # noqa: S608
    with database.transaction() as session:
        record(session, NOW + timedelta(days=99), None, EMPTIED, "audit", through=2)
    for beyond in ("= 3", "= 7"):  # not that far, and never itself
        with pytest.raises(IntegrityError, match=BOTH_LANGUAGES):
            ask(f"{empty} {beyond}")
    ask(f"{empty} = 1")
    with database.transaction() as session:
        record(session, NOW + timedelta(days=99), 7, "learners_seen", "offering/9", whose=[1])
    with pytest.raises(IntegrityError, match=BOTH_LANGUAGES):
        ask(f"{empty} = 2")


def test_the_option_of_the_lawful_way_opens_the_session_and_not_the_database(database, lines):
    with (
        pytest.raises(IntegrityError, match=BOTH_LANGUAGES),
        database.transaction() as session,
    ):
        session.execute(update(AuditEntry).values(actor=8), execution_options={EMPTYING: True})


def test_whoever_holds_the_database_gets_around_it_and_the_chain_shows_it(database, lines):
    with database.transaction() as session:
        go_around(session.connection()).execute(text("UPDATE audit_entry SET actor = 8 WHERE id = 2"))
        assert list(broken_links(session)) == [2]
        session.rollback()
    with database.sessions() as session:
        assert list(broken_links(session)) == []


def guards(database):
    """The triggers of the audit, as the database says them."""
    words = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT pg_get_triggerdef(t.oid), pg_get_functiondef(p.oid) FROM pg_trigger t"
        " JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal",
    }
    with database.engine.connect() as connection:
        return sorted(map(tuple, connection.execute(text(words[database.engine.dialect.name]))))


def test_migrations_and_models_make_the_same_triggers_and_going_down_takes_them_away(
    database, engine, tmp_path, request
):
    url = (
        f"sqlite:///{tmp_path / 'm.sqlite'}" if engine == "sqlite" else request.getfixturevalue("postgresql")
    )
    migrated = Database(url)
    schema.upgrade(migrated.engine)
    assert guards(migrated) == guards(database)
    assert len(guards(migrated)) == {"sqlite": 5, "postgresql": 4}[engine]
    schema.downgrade(migrated.engine, "0028")
    assert guards(migrated) == []
    assert inspect(migrated.engine).has_table("audit_entry")
    schema.upgrade(migrated.engine)
    assert guards(migrated) == guards(database)
    migrated.close()


OFF = {
    "sqlite": {
        "audit_entry_update": "DROP TRIGGER audit_entry_update",
        "audit_subject_delete": "DROP TRIGGER audit_subject_delete",
    },
    "postgresql": {
        "audit_entry_rows": "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_rows",
        "audit_subject_rows": "DROP FUNCTION audit_subject_append_only CASCADE",
    },
}


def test_a_guard_that_does_not_stand_is_told_by_verify_and_can_be_made_anew(
    app, database, engine, lines, ask
):
    def look():
        with app.app_context():
            return CliRunner().invoke(verify, [])

    whole = guards(database)
    assert look().exit_code == 0
    ask(*OFF[engine].values())
    told = look()
    assert told.exit_code == 1
    assert f"監査の記録を守るトリガーがデータベースにありません（{', '.join(OFF[engine])}" in told.output
    with database.transaction() as session:
        assert set(OFF[engine]) <= set(make_anew(session.connection()))
        assert make_anew(session.connection()) == []
    assert guards(database) == whole
    assert look().exit_code == 0
    with pytest.raises(IntegrityError, match=BOTH_LANGUAGES):
        ask(REFUSED["a word"])
