"""Rows that are set aside: written once, gone with their transaction, and never another reader's."""

import pytest
from sqlalchemy import func, select, text

from tests.webapp.participation.classroom import on_both_databases
from webapp.programme.models import Partner
from webapp.reports.queries.once import Once

pytestmark = on_both_databases


def set_aside(asking):
    return asking.set_aside("partners", lambda: select(Partner.id, Partner.slug), key=["id"])


def rows_of(session, table):
    return session.scalar(select(func.count()).select_from(table))


def tables_left(database):
    """What the next one would find who is given the same connection."""
    where = {
        "sqlite": "SELECT count(*) FROM sqlite_temp_master WHERE name LIKE 'set_aside%'",
        "postgresql": "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'set_aside%'",
    }[database.engine.dialect.name]
    with database.sessions() as session:
        return session.scalar(text(where))


def test_the_same_question_reads_the_rows_that_were_written_first(session, make_partner):
    make_partner()
    asking = Once(session)
    assert rows_of(session, set_aside(asking)) == 1
    session.add(Partner(slug="later", name_ja="後", name_en="Later"))
    session.flush()
    assert rows_of(session, set_aside(asking)) == 1


def test_two_readers_of_one_session_each_have_their_own(session, make_partner):
    first = set_aside(Once(session))
    session.add(Partner(slug="later", name_ja="後", name_en="Later"))
    session.flush()
    second = set_aside(Once(session))
    assert (rows_of(session, first), rows_of(session, second)) == (0, 1)


@pytest.mark.parametrize("ends", ["commit", "rollback"])
def test_nothing_is_left_on_the_connection_and_another_transaction_writes_anew(database, make_partner, ends):
    make_partner()
    with database.sessions() as session:
        asking = Once(session)
        set_aside(asking)
        getattr(session, ends)()
        assert tables_left(database) == 0
        make_partner("later")
        assert rows_of(session, set_aside(asking)) == 2
    assert tables_left(database) == 0


def test_a_savepoint_that_is_taken_back_takes_its_rows_along(session, make_partner):
    asking = Once(session)
    with session.begin_nested() as savepoint:
        set_aside(asking)
        savepoint.rollback()
    assert rows_of(session, set_aside(asking)) == 0
