"""Every row goes from one kind of database to the other and back, and is the same row afterwards."""

import shutil
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, text

from tests.webapp.twins import fill_twice
from webapp import create_app, schema
from webapp.audit import broken_links, record
from webapp.audit_guard import missing
from webapp.db import Database
from webapp.demo import seed_demo
from webapp.moving import CannotMove, counts, move, snapshot
from webapp.programme.models import Meeting, Partner
from webapp.run_lock import not_running

# Before the year of the twins, which have a programme of their own.
LONG_AGO = date(2019, 11, 23)
NOON = datetime(2026, 11, 23, 3, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def new_database(tmp_path):
    """Open a database by its address, or a new SQLite one."""
    opened = []

    def make(url=None):
        opened.append(Database(url or f"sqlite:///{tmp_path / f'{len(opened)}.sqlite'}"))
        return opened[-1]

    yield make
    for database in opened:
        database.close()


@pytest.fixture
def full(new_database, filled, tmp_path):
    """A copy of the filled database."""
    shutil.copyfile(filled, tmp_path / "full.sqlite")
    return new_database(f"sqlite:///{tmp_path / 'full.sqlite'}")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The demo's five years, and two rows of every table."""
    file = tmp_path_factory.mktemp("moving") / "filled.sqlite"
    database = Database(f"sqlite:///{file}")
    schema.upgrade(database.engine)
    with database.transaction() as session:
        seed_demo(session, LONG_AGO)
    with database.transaction() as session:
        fill_twice(session)
        first, second = session.scalars(select(Meeting).order_by(Meeting.id).limit(2))
        first.replaces_id, second.replaces_id = second.id, first.id  # one refers to a later row
        record(session, NOON, 1, "looked", "offering/1", number=0.1, name="立山", nothing=None)
    database.close()
    return file


def dump(database):
    """Every value as the database itself holds it, without our types."""
    with database.engine.connect() as connection:
        return {
            name: sorted(map(repr, connection.execute(select(text("*")).select_from(text(name)))))
            for name in counts(connection)
        }


@pytest.mark.postgresql
def test_every_table_is_row_for_row_equal_in_postgresql_and_back_in_sqlite(full, new_database, postgresql):
    there, back = new_database(postgresql), new_database()
    copied = move(full.engine, there.engine)
    assert all(table.equal for table in copied)
    assert all(table.rows for table in copied), [table.table for table in copied if not table.rows]
    returned = move(there.engine, back.engine)
    assert [(table.table, table.digest) for table in returned] == [
        (table.table, table.digest) for table in copied
    ]
    assert dump(back) == dump(full)
    for database in (there, back):
        with database.sessions() as session:
            assert missing(session.connection()) == [], "the guard of the audit stands where it went"


@pytest.mark.postgresql
def test_the_audit_chain_holds_and_the_next_row_gets_the_next_number(full, new_database, postgresql):
    there = new_database(postgresql)
    move(full.engine, there.engine)
    with full.sessions() as session:
        broken = list(broken_links(session))  # the two rows that the twins made up
    with there.transaction() as session:
        assert list(broken_links(session)) == broken
        newest = max(session.scalars(select(Partner.id)))
        partner = Partner(slug="new", name_ja="新", name_en="new")
        session.add(partner)
        session.flush()
        assert partner.id == newest + 1
        record(session, NOON, None, "goes on", "offering/1")
        assert list(broken_links(session)) == broken


def test_a_target_that_holds_a_row_is_refused_and_left_alone(full, new_database):
    there = new_database()
    schema.upgrade(there.engine)
    with there.transaction() as session:
        session.add(Partner(slug="ours", name_ja="私", name_en="ours"))
    with pytest.raises(CannotMove, match="partner"):
        move(full.engine, there.engine)
    with there.sessions() as session:
        assert session.scalars(select(Partner.slug)).all() == ["ours"]


@pytest.mark.postgresql
def test_a_row_that_the_target_refuses_is_named_by_its_table_alone_and_nothing_is_moved(
    full, new_database, postgresql
):
    there = new_database(postgresql)
    with full.engine.begin() as connection:
        connection.execute(text("UPDATE partner SET slug = :long WHERE id = 1"), {"long": "secret" * 20})
    with pytest.raises(CannotMove, match="partner") as refused:
        move(full.engine, there.engine)
    assert "secret" not in str(refused.value)
    with snapshot(there.engine) as connection:
        assert not any(counts(connection).values())


def test_a_database_of_an_older_version_is_not_moved(new_database):
    here, there = new_database(), new_database()
    schema.upgrade(here.engine, "0011")
    with pytest.raises(CannotMove, match="upgrade-database"):
        move(here.engine, there.engine)


def test_the_copy_is_of_one_moment_though_somebody_writes_meanwhile(full, new_database, monkeypatch):
    from webapp import moving

    there, copy_table = new_database(), moving.copy_table

    def copy_while_somebody_writes(table, *connections):
        if table.name == "partner":
            with full.transaction() as session:
                session.add(Partner(slug="late", name_ja="後", name_en="late"))
        copy_table(table, *connections)

    with snapshot(full.engine) as connection:
        before = counts(connection)
    monkeypatch.setattr(moving, "copy_table", copy_while_somebody_writes)
    assert all(table.equal for table in move(full.engine, there.engine))
    with snapshot(there.engine) as connection:
        assert counts(connection) == before


@pytest.fixture
def run(settings, database):
    app = create_app(settings)
    with app.app_context():
        yield lambda *arguments: app.test_cli_runner().invoke(args=arguments)
    app.extensions["database"].close()
    app.extensions["hub"].close()


@pytest.fixture
def versioned(database):
    """A database that knows its version, as every real one does."""
    schema.whole_metadata().drop_all(database.engine)
    schema.upgrade(database.engine)
    return database


def test_the_command_prints_counts_and_digests_and_is_refused_a_second_time(run, versioned, tmp_path):
    with versioned.transaction() as session:
        session.add(Partner(slug="city", name_ja="市", name_en="City"))
    target = f"sqlite:///{tmp_path / 'target.sqlite'}"
    done = run("move-database", target)
    assert done.exit_code == 0, done.output
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("partner\t")]
    assert line.split("\t")[1] == "1"
    again = run("move-database", target)
    assert again.exit_code == 1
    assert "空ではありません" in again.output


def test_the_command_waits_for_nobody_who_still_writes(run, settings, versioned, tmp_path):
    target = f"sqlite:///{tmp_path / 'target.sqlite'}"
    with not_running(settings.data):
        assert "Ctrl-C" in run("move-database", target).output
        assert run("move-database", target, "--while-running").exit_code == 0


def test_an_address_that_is_none_is_told_in_a_sentence(run, versioned):
    for address in ("nonsense", "postgresql://nobody@/x?host=/nowhere"):
        done = run("move-database", address)
        assert (done.exit_code, "Traceback" in done.output) == (1, False)
        assert "Error" in done.output
