"""Whatever happens in whatever order: no seat is given twice, none stays empty while somebody waits for it."""

import tempfile
import threading
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.webapp.around_the_guard import go_around
from tests.webapp.enrolment.applying.conftest import APRIL, PROFILE, Room
from webapp.db import Database
from webapp.enrolment.applying.models import ApplicationMove
from webapp.enrolment.applying.operations import apply, decide, reply, take_back
from webapp.enrolment.applying.queue import queue_of
from webapp.enrolment.applying.seats import seats_of
from webapp.enrolment.applying.waiting import begins_at, look_after_waiting_lists
from webapp.enrolment.models import Application, ApplicationState, Enrolment, IllegalMove, Learner
from webapp.enrolment.operations import NotPossible
from webapp.programme.conditions import ReservedSeats
from webapp.programme.models import Offering
from webapp.schema import whole_metadata

S = ApplicationState
PEOPLE = 6
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(("apply", "apply as sent", "take back", "take", "leave", "wait", "look", "accept")),
        st.integers(0, PEOPLE - 1),
        st.integers(0, 100),  # hours until then
    ),
    max_size=40,
)


@contextmanager
def database_at(url):
    database = Database(url)
    whole_metadata().create_all(database.engine)
    yield database
    database.close()


@pytest.fixture(scope="module")
def one_postgresql(postgresql_cluster):
    with database_at(postgresql_cluster.new_database()) as database:
        yield database


def happen(session, room, learners, event, who, at):
    offering = session.get(Offering, room.offering.id)
    learner = session.get(Learner, learners[who])
    mine = session.scalar(select(Application).filter_by(learner_id=learner.id))
    if event.startswith("apply"):
        sender = room.partners[1].id if event.endswith("sent") else None
        apply(session, learner, offering, PROFILE, at, sent_by=sender)
    elif event == "look":
        look_after_waiting_lists(session, at)
    elif mine is not None and event == "take back":
        take_back(session, mine, at, learner.id)
    elif mine is not None and event in ("take", "leave"):
        reply(session, mine, event == "take", at)
    elif mine is not None and event == "accept":
        decide(session, mine, S.ACCEPTED, at, learner.id)


def hold_true(session, room, at):
    """What must be so after every event, once the platform has made its rounds."""
    look_after_waiting_lists(session, at)
    offering = session.get(Offering, room.offering.id)
    states = Counter(session.scalars(select(Application.state)))
    assert states[S.ACCEPTED] + states[S.OFFERED] <= offering.capacity
    enrolled = session.scalars(select(Enrolment.learner_id).where(Enrolment.withdrawn_at.is_(None))).all()
    accepted = session.scalars(select(Application.learner_id).filter_by(state=S.ACCEPTED)).all()
    assert sorted(enrolled) == sorted(accepted)
    if at < begins_at(offering):
        seats = seats_of(session, offering, at)
        assert not [a for a in queue_of(session, offering) if seats.free_for(a.sent_by_id)]
    for application in session.scalars(select(Application)):
        moves = session.scalars(
            select(ApplicationMove).filter_by(application_id=application.id).order_by(ApplicationMove.id)
        ).all()
        assert [m.before for m in moves] == [None, *(m.after for m in moves[:-1])]
        assert moves[-1].after is application.state


def live_through(database, events, capacity, reserved):
    room = Room(database, capacity=capacity)
    at = APRIL
    with database.transaction() as session:
        learners = [room.person(session).id for _ in range(PEOPLE)]
        if reserved:
            session.add(
                ReservedSeats(offering_id=room.offering.id, partner_id=room.partners[1].id, seats=reserved)
            )
    for event, who, hours in events:
        at += timedelta(hours=hours)
        try:
            with database.transaction() as session:
                happen(session, room, learners, event, who, at)
        except (NotPossible, IllegalMove):
            pass
        with database.transaction() as session:
            hold_true(session, room, at)


@settings(max_examples=40, deadline=None)
@given(events=EVENTS, capacity=st.integers(0, 3), reserved=st.integers(0, 2))
def test_no_seat_is_given_twice_and_none_stays_empty(events, capacity, reserved):
    with (
        tempfile.TemporaryDirectory() as folder,
        database_at(f"sqlite:///{Path(folder) / 'waiting.sqlite'}") as database,
    ):
        live_through(database, events, capacity, reserved)


@pytest.mark.postgresql
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS, capacity=st.integers(0, 3), reserved=st.integers(0, 2))
def test_the_same_on_postgresql(one_postgresql, events, capacity, reserved):
    tables = reversed(whole_metadata().sorted_tables)
    with one_postgresql.engine.begin() as connection:
        go_around(connection)
        for table in tables:
            connection.execute(table.delete())
    live_through(one_postgresql, events, capacity, reserved)


def at_once(*acts):
    """Let several things happen at the same moment, each in a thread with a transaction of its own."""
    together, problems = threading.Barrier(len(acts)), []

    def do(act):
        try:
            together.wait()
            act()
        except Exception as error:
            problems.append(error)

    threads = [threading.Thread(target=do, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


@pytest.mark.parametrize("round", range(5))
def test_two_who_cancel_at_once_make_room_for_two_different_people(either, round):
    room = Room(either, capacity=2)
    with either.transaction() as session:
        ids = [room.somebody_applies(session).id for _ in range(5)]

    def cancel(id):
        with either.transaction() as session:
            take_back(session, session.get(Application, id), APRIL)

    assert at_once(lambda: cancel(ids[0]), lambda: cancel(ids[1])) == []
    with either.sessions() as session:
        states = [session.get(Application, id).state for id in ids]
    assert states == [S.WITHDRAWN, S.WITHDRAWN, S.OFFERED, S.OFFERED, S.WAITING]


@pytest.mark.parametrize("round", range(5))
def test_two_who_apply_at_once_for_the_last_seat_do_not_both_get_it(either, round):
    room = Room(either, capacity=1)
    with either.transaction() as session:
        people = [room.person(session).id for _ in range(4)]

    def come(learner_id):
        with either.transaction() as session:
            offering = session.get(Offering, room.offering.id)
            apply(session, session.get(Learner, learner_id), offering, PROFILE, APRIL)

    assert at_once(*(lambda id=id: come(id) for id in people)) == []
    with either.sessions() as session:
        states = Counter(session.scalars(select(Application.state)))
    assert states == {S.ACCEPTED: 1, S.WAITING: 3}


@pytest.mark.parametrize("round", range(3))
def test_one_who_presses_twice_at_once_applies_once(either, round):
    room = Room(either, capacity=1)
    with either.transaction() as session:
        person = room.person(session).id

    def come():
        with either.transaction() as session:
            offering = session.get(Offering, room.offering.id)
            apply(session, session.get(Learner, person), offering, PROFILE, APRIL)

    assert at_once(come, come, come) == []
    with either.sessions() as session:
        assert session.scalars(select(Application.state)).all() == [S.ACCEPTED]
