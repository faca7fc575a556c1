"""The facts behind page and metrics are the same on both databases."""

from datetime import UTC, datetime, timedelta

from tests.webapp.participation.classroom import on_both_databases
from webapp import schema
from webapp.mail.models import Message, MessageState
from webapp.operating import facts
from webapp.participation.models import SubmissionState

pytestmark = on_both_databases
NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


def message(number, state, days):
    at = NOW - timedelta(days=days)
    return Message(
        key=str(number), template="code", address="a@example.jp", language="ja", subject="s", body="b",
        essential=True, state=state, queued_at=at, next_try_at=at,
    )  # fmt: skip


def test_an_empty_database_has_every_state_with_nothing_in_it(session):
    found = facts.backlog(session)
    assert found.hand_ins == dict.fromkeys(SubmissionState, 0)
    assert found.mail == dict.fromkeys(MessageState, 0)
    assert (found.waiting, found.oldest_hand_in, found.oldest_mail) == (0, None, None)


def test_mail_is_counted_and_what_failed_long_ago_is_let_rest(database, session):
    with database.transaction() as writing:
        writing.add_all(
            [
                message(1, MessageState.FAILED, 1),
                message(2, MessageState.FAILED, 8),
                message(3, MessageState.QUEUED, 0),
                message(4, MessageState.QUEUED, 2),
            ]
        )
    found = facts.backlog(session)
    assert (found.mail[MessageState.FAILED], found.mail[MessageState.QUEUED]) == (2, 2)
    assert found.oldest_mail == NOW - timedelta(days=2)
    assert facts.failed_lately(session, NOW) == 1


def test_a_database_has_a_size_and_a_name(session, settings, engine):
    assert facts.size_of(session, settings.database_url) > 10_000
    assert facts.kind_of(settings.database_url).lower() == engine


def test_tables_that_no_migration_made_are_not_the_newest(database):
    with database.engine.connect() as connection:
        assert not schema.is_newest(connection)
    schema.whole_metadata().drop_all(database.engine)
    schema.upgrade(database.engine)
    try:
        with database.engine.connect() as connection:
            assert schema.is_newest(connection)
    finally:
        schema.downgrade(database.engine)
