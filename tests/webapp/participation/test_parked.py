"""保留の提出物: what we failed to grade is told to people and goes back into the queue after the mend."""

import logging

import pytest

from webapp.participation import queue
from webapp.participation.models import Submission, SubmissionState
from webapp.participation.parked import grade_again, parked, parked_by_offering


def stuck(database, queue_work, **of):
    submission = queue_work(**of)
    with database.transaction() as session:
        queue.park(session.get(Submission, submission.id), "SandboxFault: the sandbox did not start")
    return submission


def test_one_that_is_parked_raises_an_alarm_with_its_number_and_kind_of_reason_and_nothing_of_its_person(
    database, queue_work, caplog
):
    with caplog.at_level(logging.CRITICAL):
        submission = stuck(database, queue_work)
    (record,) = [record for record in caplog.records if record.levelno == logging.CRITICAL]
    assert submission.number in record.getMessage()
    assert record.getMessage().endswith("SandboxFault")
    assert "aoi" not in record.getMessage()


def test_parked_ones_are_counted_by_offering_for_its_own_host_only(database, queue_work, classroom, session):
    stuck(database, queue_work, made_by=1)
    stuck(database, queue_work, learner=classroom.yui)
    queue_work(made_by=2)
    host = classroom.offering.host_id
    assert parked_by_offering(session, [host]) == {classroom.offering.id: 2}
    assert parked_by_offering(session, [host + 1]) == {}


def test_after_the_mend_it_is_graded_as_if_it_had_just_come(database, queue_work, session):
    submission = stuck(database, queue_work)
    with database.transaction() as writing:
        assert grade_again(writing, parked(writing)) == 1
        assert grade_again(writing, parked(writing)) == 0
    found = session.get(Submission, submission.id)
    assert (found.state, found.tries, found.problem) == (SubmissionState.QUEUED, 0, None)


@pytest.fixture
def command(app):
    """Run a command as an operator does."""
    with app.app_context():  # as the flask command makes one
        yield lambda *words: app.test_cli_runner().invoke(args=words)


def test_the_operator_lists_them_and_puts_those_named_back(database, queue_work, command, session):
    first, second = stuck(database, queue_work, made_by=1), stuck(database, queue_work, made_by=2)
    listed = command("parked")
    assert f"{first.number}\tSandboxFault: the sandbox did not start" in listed.output
    assert command("grade-again", first.number).exit_code == 0
    states = [session.get(Submission, item.id).state for item in (first, second)]
    assert states == [SubmissionState.QUEUED, SubmissionState.PARKED]


def test_the_operator_puts_all_back_at_once(database, queue_work, command):
    stuck(database, queue_work, made_by=1)
    stuck(database, queue_work, made_by=2)
    assert "2 件を採点待ちに戻しました" in command("grade-again").output
    assert "保留の提出物 0 件" in command("parked").output


def test_a_number_that_is_not_parked_is_named_and_nothing_is_changed(database, queue_work, command):
    waiting = stuck(database, queue_work)
    refused = command("grade-again", waiting.number, "S-99999999")
    assert refused.exit_code == 1
    assert "S-99999999" in refused.output
    assert waiting.number in command("parked").output
