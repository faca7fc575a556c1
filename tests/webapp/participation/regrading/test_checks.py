"""抜き取り再採点: a second grading in fresh processes that says otherwise is raised, and the first score stands."""

import logging
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.webapp.participation import classroom as room
from tests.webapp.participation.regrading.conftest import sheet
from tests.webapp.participation.watching import until, wait_for, working
from webapp.participation.models import Score, SubmissionState
from webapp.participation.regrading.checks import (
    ask_for_check,
    differing,
    differing_by_offering,
    is_sampled,
)
from webapp.participation.regrading.models import Trial


@pytest.fixture
def check(database, attempt, grade):
    """Grade a hand-in, then a second time with another outcome; returns the hand-in."""

    def check(*passed, environment=""):
        work = attempt("b1-1")
        with database.transaction() as session:
            ask_for_check(session, work.id, room.FIRST_RELEASE)
        grade({work.id: passed}, environment=environment)
        return work

    return check


def test_a_difference_is_raised_in_the_log_and_for_the_host_and_the_score_stands(
    check, database, classroom, caplog
):
    with caplog.at_level(logging.CRITICAL):
        work = check()
    assert "0/5" in caplog.text
    assert "2/5" in caplog.text
    with database.sessions() as session:
        assert [each.submission_id for each in differing(session)] == [work.id]
        assert differing_by_offering(session, [classroom.offering.host_id]) == {classroom.offering.id: 1}
        assert differing_by_offering(session, []) == {}
        assert session.get(Score, work.id).points == 2


def test_agreement_is_not_raised(check, database, caplog):
    check("b1-1")
    assert not [record for record in caplog.records if record.levelno >= logging.CRITICAL]
    with database.sessions() as session:
        assert differing(session) == []
        assert session.scalar(select(Trial.differs)) is False


def test_another_environment_proves_nothing(check, database):
    check(environment="e" * 64)
    with database.sessions() as session:
        assert session.scalar(select(Trial.differs)) is None


def test_about_one_in_so_many_is_sampled_and_only_the_key_tells_which():
    chosen = {n for n in range(5000) if is_sampled(f"S-{n:08d}", "key", 50)}
    assert 50 < len(chosen) < 160
    assert chosen != {n for n in range(5000) if is_sampled(f"S-{n:08d}", "other", 50)}
    assert not any(is_sampled(f"S-{n:08d}", "key", 0) for n in range(100))


@pytest.mark.sandbox
def test_the_worker_grades_its_sample_again_in_fresh_processes_and_agrees(database, queue_work, desk):
    work = queue_work(room.HALF_RIGHT)
    with working(replace(desk, cold_sample=1)):
        until(database, lambda each: each.state is SubmissionState.GRADED)
        wait_for(lambda: trial_is_graded(database))
    with database.sessions() as session:
        trial, score = session.scalars(select(Trial)).one(), session.get(Score, work.id)
        assert (trial.cold, trial.differs) == (True, False)
        assert len(score.environment) == 64
        assert trial.sheet["environment"] == score.environment


def trial_is_graded(database):
    with database.sessions() as session:
        states = session.scalars(select(Trial.state)).all()
    return states == [SubmissionState.GRADED]


def test_a_sheet_says_what_it_was_scored_with():
    assert sheet(environment="e").as_dict()["environment"] == "e"
    assert "environment" not in sheet().as_dict()
