"""Seats and the line on SQLite and PostgreSQL: never a forty-sixth, nobody's work taken twice, one class for each teacher."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from tests.webapp.participation import classroom as room
from webapp.participation.school_classes import line
from webapp.participation.school_classes.counting import tally_of
from webapp.participation.school_classes.models import Asked, ClassMark, ClassSeat, ClassWork, SchoolClass
from webapp.participation.school_classes.opening import end_class, open_class
from webapp.participation.school_classes.seats import MOST_SEATS, find_seat, take_seat

pytestmark = room.on_both_databases
NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
RELEASE = SimpleNamespace(course="beginner", lesson="b1", digest=room.FIRST_RELEASE)


@pytest.fixture
def open_now(database, classroom):
    def open_now(_=None):
        with database.transaction() as session:
            return open_class(session, session.merge(classroom.aoi), classroom.offering, RELEASE, NOW)

    return open_now


def sit(database, found, number):
    def one(_):
        with database.transaction() as session:
            return take_seat(session, found, NOW)

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(one, range(number)))


def test_there_never_is_a_forty_sixth(database, open_now):
    tokens = sit(database, open_now(), MOST_SEATS + 6)
    assert tokens.count(None) == 6
    with database.sessions() as session:
        assert session.scalar(select(func.count()).select_from(ClassSeat)) == MOST_SEATS


def test_a_teacher_who_presses_twice_at_once_has_one_class(database, open_now):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(open_now, range(8)))
    with database.sessions() as session:
        assert session.scalar(select(func.count()).select_from(SchoolClass)) == 1


def test_nobodys_work_is_taken_twice(database, open_now):
    tokens = sit(database, open_now(), 12)
    with database.transaction() as session:
        for token in tokens:
            seat = find_seat(session, token, NOW)
            assert line.ask(session, seat, "b1-1", Asked.RUN, [], {}, NOW) is not None

    def claim(_):
        with database.transaction() as session:
            found = line.claim_work(session, NOW, 45)
            return found.id if found else None

    with ThreadPoolExecutor(4) as pool:
        taken = [id for id in pool.map(claim, range(16)) if id is not None]
    assert len(taken) == len(set(taken)) == 12


def test_what_a_class_leaves_is_a_count(database, open_now):
    found = open_now()
    (token,) = sit(database, found, 1)
    sheet = {"exercises": [{"id": "b1-1", "passed": True}, {"id": "b1-2", "passed": False}]}
    with database.transaction() as session:
        line.ask(session, find_seat(session, token, NOW), "b1-1", Asked.GRADE, [], {"b1-1-answer": "x"}, NOW)
    with database.transaction() as session:
        work = line.claim_work(session, NOW, 2)
    with database.transaction() as session:
        line.finish(session, work, sheet)
    with database.transaction() as session:
        end_class(session, session.get_one(SchoolClass, found.id), NOW + timedelta(minutes=30))
    with database.sessions() as session:
        ended = session.get_one(SchoolClass, found.id)
        assert tally_of(session, ended) == {"seats": 1, "exercises": {"b1-1": [1, 1]}}
        assert (ended.code, ended.ended_at) == (None, NOW + timedelta(minutes=30))
        for kind in (ClassSeat, ClassMark, ClassWork):
            assert session.scalar(select(func.count()).select_from(kind)) == 0
