"""Moments keep their zone, writers wait for each other, and a failed block leaves nothing behind."""

import os
import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError

from webapp.db import Database, session, transaction
from webapp.enrolment.models import Learner
from webapp.programme.models import Partner

JAPAN = timezone(timedelta(hours=9))


def test_a_moment_comes_back_as_the_same_moment_in_utc(make_learner, database):
    midnight = datetime(2026, 4, 1, 0, 0, tzinfo=JAPAN)
    make_learner(created_at=midnight)
    with database.sessions() as reading:
        stored = reading.scalar(select(Learner.created_at))
    assert stored == midnight
    assert stored.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(make_learner):
    with pytest.raises(StatementError, match="time zone"):
        make_learner(created_at=datetime(2026, 4, 1))


def test_a_block_that_fails_leaves_nothing(database):
    def add_and_fail():
        with database.transaction() as writing:
            writing.add(Partner(slug="a", name_ja="あ", name_en="A"))
            writing.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        add_and_fail()
    with database.sessions() as reading:
        assert reading.scalars(select(Partner)).all() == []


def test_sqlite_keeps_foreign_keys_and_a_write_ahead_log(database):
    with database.engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def modes(tmp_path):
    return {file.name: oct(file.stat().st_mode & 0o777) for file in tmp_path.iterdir()}


def test_only_its_owner_can_read_a_sqlite_database(tmp_path):
    before = os.umask(0o022)
    try:
        database = Database(f"sqlite:///{tmp_path / 'new.sqlite'}")
        with database.transaction() as writing:
            writing.execute(text("CREATE TABLE names (name TEXT)"))
            assert modes(tmp_path) == dict.fromkeys(
                ("new.sqlite", "new.sqlite-wal", "new.sqlite-shm"), "0o600"
            )
        database.close()
    finally:
        os.umask(before)


def test_a_database_that_everybody_could_read_is_closed_to_them_when_it_is_opened(tmp_path):
    (tmp_path / "old.sqlite").touch(0o644)
    (tmp_path / "old.sqlite-wal").touch(0o644)
    database = Database(f"sqlite:///{tmp_path / 'old.sqlite'}")
    with database.sessions() as reading:
        reading.execute(text("SELECT 1"))
        assert set(modes(tmp_path).values()) == {"0o600"}
    database.close()


def test_a_row_that_points_nowhere_is_refused(make_offering):
    with pytest.raises(IntegrityError):
        make_offering(host_id=4711)


def test_writers_who_read_first_wait_for_each_other(database):
    with database.transaction() as writing:
        writing.add(Partner(slug="counter", name_ja="0", name_en=""))

    def count_to_ten():
        for _ in range(10):
            with database.transaction() as writing:
                row = writing.scalars(select(Partner)).one()
                row.name_ja = str(int(row.name_ja) + 1)

    threads = [threading.Thread(target=count_to_ten) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    with database.sessions() as reading:
        assert reading.scalar(select(Partner.name_ja)) == "40"


def test_a_request_reads_and_then_writes_on_one_session(app):
    with app.test_request_context():
        assert session().scalars(select(Partner)).all() == []
        with transaction() as writing:
            assert writing is session()
            writing.add(Partner(slug="a", name_ja="あ", name_en="A"))
    with app.test_request_context():
        assert session().scalar(select(Partner.slug)) == "a"


def test_a_transaction_inside_another_is_refused_and_nothing_is_kept(app):
    def nest():
        with transaction() as outer:
            outer.add(Partner(slug="a", name_ja="あ", name_en="A"))
            with transaction():
                pass

    with app.test_request_context():
        with pytest.raises(RuntimeError, match="one transaction"):
            nest()
        with transaction() as again:
            assert again.scalars(select(Partner)).all() == []


@pytest.mark.postgresql
def test_postgresql_is_reached_through_psycopg_and_keeps_moments(postgresql):
    database = Database(postgresql)
    assert database.engine.driver == "psycopg"
    with database.transaction() as writing:
        moment = writing.execute(text("SELECT TIMESTAMPTZ '2026-04-01 00:00+09'")).scalar()
    assert moment == datetime(2026, 3, 31, 15, tzinfo=UTC)
    database.close()
