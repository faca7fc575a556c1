"""採点待ちの列: each hand-in is claimed by one worker, survives its death, and is parked rather than zeroed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.webapp.participation import classroom as room
from webapp.participation import queue
from webapp.participation.models import Score, Submission, SubmissionState
from webapp.participation.operations import look_at_work, receive_submission

pytestmark = room.on_both_databases


NOW = room.NOW
AFTER_LEASE = queue.LEASE + timedelta(seconds=1)


@pytest.fixture
def waiting(database, classroom, store, releases):
    """Put so many hand-ins of one person, else of aoi, into the queue and return their ids."""

    def waiting(count, learner=None):
        learner = learner or classroom.aoi
        with database.transaction() as session:
            work = look_at_work(session, store, releases, learner, room.work())
            return [
                receive_submission(session, learner, work, room.new_key(), NOW).submission.id
                for _ in range(count)
            ]

    return waiting


@pytest.fixture
def claim(database):
    def claim(worker="one", at=NOW):
        with database.transaction() as session:
            found = queue.claim(session, worker, at)
            return found and found.id

    return claim


@pytest.fixture
def fail(database):
    def fail(submission_id, worker="one", at=NOW, problem="it broke"):
        with database.transaction() as session:
            queue.fail(session, submission_id, worker, problem, at)

    return fail


@pytest.fixture
def look(database):
    def look(submission_id):
        with database.sessions() as session:
            return session.get(Submission, submission_id)

    return look


def test_of_one_persons_the_newest_comes_first_and_each_comes_once(waiting, claim):
    first, second, third = waiting(3)
    assert [claim(), claim("two"), claim(), claim("two")] == [third, second, first, None]


def test_many_hand_ins_of_one_person_hold_up_nobody_elses_newest(waiting, claim, database, classroom):
    first, second, third = waiting(3)
    late, later = waiting(2, classroom.yui)
    with database.sessions() as session:
        told = [
            queue.waiting_before(session, session.get(Submission, id)) for id in (third, later, second, first)
        ]
    assert told == [0, 1, 2, 4]
    assert [claim() for _ in range(5)] == [third, later, second, late, first]


def test_what_a_dead_worker_held_is_taken_up_after_its_lease(waiting, claim):
    (id,) = waiting(1)
    claim("dead")
    assert claim("alive", NOW + queue.LEASE / 2) is None
    assert claim("alive", NOW + AFTER_LEASE) == id


def test_a_worker_that_renews_its_lease_keeps_its_hand_in(waiting, claim, database):
    waiting(1)
    claim("slow")
    with database.transaction() as session:
        queue.renew(session, "slow", NOW + queue.LEASE / 2)
    assert claim("other", NOW + AFTER_LEASE) is None


def test_a_failure_of_ours_is_tried_again_after_a_pause(waiting, claim, fail, look):
    (id,) = waiting(1)
    claim()
    fail(id)
    assert look(id).state is SubmissionState.QUEUED
    assert claim() is None
    assert claim(at=NOW + queue.PAUSES[0]) == id


def test_after_three_tries_it_is_parked_with_the_reason_and_never_scored(waiting, claim, fail, look, session):
    (id,) = waiting(1)
    at = NOW
    for _ in range(3):
        assert claim(at=at) == id
        fail(id, at=at, problem="the release's file is unreadable")
        at += timedelta(minutes=1)
    assert claim(at=at) is None
    parked = look(id)
    assert (parked.state, parked.problem) == (SubmissionState.PARKED, "the release's file is unreadable")
    assert session.scalar(select(Score)) is None


def test_one_that_kills_its_worker_three_times_is_parked_and_the_queue_goes_on(waiting, claim, look):
    next_one, poison = waiting(2)
    at = NOW
    for _ in range(3):
        assert claim("killed", at) == poison
        at += AFTER_LEASE
    assert claim("alive", at) == next_one
    assert look(poison).state is SubmissionState.PARKED
    assert "worker ended" in look(poison).problem


def test_a_worker_that_lost_its_lease_can_no_longer_fail_the_hand_in(waiting, claim, fail, look):
    (id,) = waiting(1)
    claim("slow")
    claim("other", NOW + AFTER_LEASE)
    fail(id, "slow")
    assert (look(id).state, look(id).claimed_by) == (SubmissionState.RUNNING, "other")


def test_handing_back_at_a_stop_costs_no_try(waiting, claim, database, look):
    (id,) = waiting(1)
    claim()
    with database.transaction() as session:
        queue.hand_back(session, id, "one")
    assert (look(id).state, look(id).tries) == (SubmissionState.QUEUED, 0)
    assert claim("other") == id


def test_waiting_counts_those_before_and_ends_with_the_turn(waiting, claim, database):
    first, second, third = waiting(3)
    with database.sessions() as session:
        counted = [
            queue.waiting_before(session, session.get(Submission, id)) for id in (first, second, third)
        ]
    assert counted == [2, 1, 0]
    claim()
    claim()
    with database.sessions() as session:
        counted = [
            queue.waiting_before(session, session.get(Submission, id)) for id in (first, second, third)
        ]
    assert counted == [2, 0, 0]


def test_an_empty_queue_is_seen_without_taking_the_write_lock(waiting, claim, database):
    waiting(1)
    with database.transaction(), database.sessions() as reading:
        assert queue.has_work(reading, NOW)
    claim()
    with database.sessions() as reading:
        assert not queue.has_work(reading, NOW)
