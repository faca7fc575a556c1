"""Runs stand in a line of their own: hand-ins first, one of a person's at a time, and nothing stays for ever."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.webapp.participation import classroom as room
from webapp.enrolment.models import Enrolment
from webapp.participation.plain import line
from webapp.participation.plain.models import CellRun, CellRunState
from webapp.participation.plain.owners import Owner
from webapp.participation.plain.sheet import Part, Role

pytestmark = room.on_both_databases
CELL = [(Part(0, Role.PREPARED, "x = 1"), "x = 1"), (Part(1, Role.ANSWER, "", "b1-1-answer"), "x")]
SHOWED = {"state": "RAN", "cells": [], "seconds": 0.1}


@pytest.fixture
def owners(database, classroom):
    with database.sessions() as session:
        return [
            Owner(session.scalars(select(Enrolment.id).where(Enrolment.learner_id == person.id)).one())
            for person in (classroom.aoi, classroom.yui)
        ]


@pytest.fixture
def ask(database):
    def ask(owner, exercise="b1-1", at=room.NOW):
        with database.transaction() as session:
            return line.ask(session, owner, room.FIRST_RELEASE, "b1", exercise, CELL, at).id

    return ask


@pytest.fixture
def claim(database):
    def claim(at=room.NOW):
        with database.transaction() as session:
            return line.claim_run(session, at)

    return claim


def state_of(database, run_id):
    with database.sessions() as session:
        run = session.get(CellRun, run_id)
        return run.state if run else None


def test_who_asked_first_is_run_first(database, owners, ask, claim):
    first, second = ask(owners[0]), ask(owners[1])
    with database.sessions() as session:
        assert line.waiting_before(session, session.get(CellRun, second)) == 1
    assert [claim().id, claim().id, claim()] == [first, second, None]


def test_no_run_begins_while_a_hand_in_waits(owners, ask, claim, queue_work):
    ask(owners[0])
    queue_work()
    assert claim() is None


def test_of_one_person_only_the_newest_run_waits(database, owners, ask):
    ask(owners[0], "b1-1")
    ask(owners[0], "b1-2")
    with database.sessions() as session:
        assert list(session.scalars(select(CellRun.exercise_id))) == ["b1-2"]


def test_who_has_a_run_under_way_is_busy_and_nobody_else_is(database, owners, ask, claim):
    ask(owners[0])
    claim()
    with database.sessions() as session:
        assert [line.is_busy(session, owner, room.NOW) for owner in owners] == [True, False]


def test_what_it_showed_is_kept_until_the_next(database, owners, ask, claim):
    run_id, run = ask(owners[0]), claim()
    with database.transaction() as session:
        line.finish(session, run, SHOWED)
    assert state_of(database, run_id) is CellRunState.DONE
    ask(owners[0])
    with database.sessions() as session:
        assert session.scalar(select(func.count()).select_from(CellRun)) == 1


def test_a_run_that_was_replaced_meanwhile_is_not_kept(database, owners, ask, claim):
    ask(owners[0])
    run, newer = claim(), ask(owners[0])
    claim(room.NOW + timedelta(seconds=1))
    with database.transaction() as session:
        line.finish(session, run, SHOWED)
    assert state_of(database, newer) is CellRunState.RUNNING


def test_what_a_dead_worker_left_is_told_as_failed(database, owners, ask, claim):
    run_id = ask(owners[0])
    claim()
    later = room.NOW + line.LOST_AFTER + timedelta(seconds=1)
    with database.transaction() as session:
        assert line.needs_clearing(session, later)
        line.clear_line(session, later)
        assert not line.is_busy(session, owners[0], later)
    assert state_of(database, run_id) is CellRunState.FAILED


def test_a_run_that_nobody_took_is_let_go(database, owners, ask, claim):
    run_id = ask(owners[0])
    later = room.NOW + line.LET_GO_AFTER + timedelta(seconds=1)
    with database.transaction() as session:
        line.clear_line(session, later)
    assert state_of(database, run_id) is CellRunState.FAILED
    assert claim(later) is None


def test_runs_are_forgotten_after_a_day(database, owners, ask):
    run_id = ask(owners[0])
    later = room.NOW + line.FORGOTTEN_AFTER + timedelta(seconds=1)
    with database.transaction() as session:
        assert line.clear_line(session, later) == 1
    assert state_of(database, run_id) is None
