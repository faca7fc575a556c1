"""Many applications are decided at once, or none; who waits is offered a seat only after all are decided."""

import pytest
from sqlalchemy import select

from tests.webapp.enrolment.applying.conftest import APRIL, Room
from webapp.audit import AuditEntry
from webapp.enrolment.applying.deciding import consequences_of, decide_all
from webapp.enrolment.models import Application, ApplicationState
from webapp.enrolment.operations import NotPossible
from webapp.programme.models import Offering, Selection

S = ApplicationState


def prepare(session, room, number):
    """So many people who applied for a reviewed offering, and the office's person."""
    office = room.person(session)
    people = [room.somebody_applies(session, email=f"{n}@example.invalid") for n in range(number)]
    return session.get(Offering, room.offering.id), people, office.id


def seen(*people):
    return {each.id: each.state for each in people}


def test_all_are_accepted_before_a_free_seat_is_offered_to_who_waits(either):
    room = Room(either, selection=Selection.REVIEW, capacity=2)
    with either.transaction() as session:
        offering, (a, b, waits), by = prepare(session, room, 3)
        waits.state = S.WAITING
        session.flush()
        assert decide_all(session, offering, seen(a, b), S.ACCEPTED, APRIL, by) == 2
        assert [each.state for each in (a, b, waits)] == [S.ACCEPTED, S.ACCEPTED, S.WAITING]
        assert "decided" in session.scalars(select(AuditEntry.action)).all()


def test_beyond_the_capacity_nobody_is_accepted_unless_the_office_says_so(room, database):
    made = room(selection=Selection.REVIEW, capacity=1)
    with database.transaction() as session:
        offering, (a, b), by = prepare(session, made, 2)
        found = consequences_of(session, offering, [a.id, b.id], S.ACCEPTED, APRIL)
        assert (found.beyond, found.mails, found.not_approved) == (1, 2, 0)
        with pytest.raises(NotPossible, match="席が足りません"):
            decide_all(session, offering, seen(a, b), S.ACCEPTED, APRIL, by)
        assert {a.state, b.state} == {S.APPLIED}
        decide_all(session, offering, seen(a, b), S.ACCEPTED, APRIL, by, beyond_capacity=True)
        assert {a.state, b.state} == {S.ACCEPTED}


def test_what_moved_while_the_office_looked_is_looked_at_again(room, database):
    made = room(selection=Selection.REVIEW)
    with database.transaction() as session:
        offering, (a, b), by = prepare(session, made, 2)
        looked_at = seen(a, b)
        a.state = S.WAITING
        session.flush()
        with pytest.raises(NotPossible, match="状態が変わりました"):
            decide_all(session, offering, looked_at, S.REJECTED, APRIL, by)
        assert (a.state, b.state) == (S.WAITING, S.APPLIED)


def test_deciding_the_same_twice_moves_nobody(room, database):
    made = room(selection=Selection.REVIEW)
    with database.transaction() as session:
        offering, (a,), by = prepare(session, made, 1)
        decide_all(session, offering, seen(a), S.REJECTED, APRIL, by)
        assert decide_all(session, offering, seen(a), S.REJECTED, APRIL, by) == 0


def test_applications_of_another_offering_are_not_touched(room, database):
    made = room(selection=Selection.REVIEW)
    with database.transaction() as session:
        offering, (a,), by = prepare(session, made, 1)
        stranger = session.scalars(select(Application)).one()
        assert stranger is a
        assert decide_all(session, offering, {10**6: S.APPLIED}, S.REJECTED, APRIL, by) == 0
        assert a.state is S.APPLIED
