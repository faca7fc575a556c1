"""The drills' own eyes: what is taken away or doubled by hand is seen, and an untouched platform is not accused."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from tests.drills.hand_ins import Receipt, hand_ins_of
from tests.drills.invariants import look
from tests.drills.outcome import Outcome
from tests.drills.small_platform import platform
from webapp.enrolment.models import Learner
from webapp.participation.models import Submission
from webapp.participation.operations import look_at_work, receive_submission


@pytest.fixture
def received():
    """A platform with two hand-ins, and their receipts."""
    with platform(1) as built:
        hand_ins = list(hand_ins_of(built.people, 2))
        yield built, hand_ins, [receive(built, each) for each in hand_ins]


def receive(built, hand_in):
    with built.database.transaction() as session:
        learner = session.query(Learner).one()
        work = look_at_work(session, built.store, built.settings.releases, learner, hand_in.content)
        submission = receive_submission(
            session, learner, work, UUID(hand_in.key), datetime.now(UTC)
        ).submission
        return Receipt(hand_in, submission.number, {}, 0.0)


def test_an_untouched_platform_has_no_faults(received):
    assert look(*received, graded=False).faults == ()


def test_a_row_that_is_gone_is_lost(received):
    built = received[0]
    with built.database.transaction() as session:
        session.delete(session.get(Submission, 1))
    assert len(look(*received, graded=False).lost) == 1


def test_a_file_that_is_gone_is_corrupt_and_verify_says_so_too(received):
    built, hand_ins, _ = received
    built.store.path_of(hand_ins[0].sha256).unlink()
    found = look(*received, graded=False)
    assert (len(found.corrupt), len(found.differing)) == (1, 1)


def test_a_second_row_for_one_hand_in_is_there_twice(received):
    built, hand_ins, _ = received
    receive(built, type(hand_ins[0])(hand_ins[0].person, hand_ins[0].content, 5.0))
    assert len(look(*received, graded=False).twice) == 1


def test_without_a_score_a_receipt_is_not_rightly_graded(received):
    assert len(look(*received).wrong) == 2


def test_a_drill_with_a_fault_says_lost(tmp_path):
    outcome = Outcome("a drill", "three hand-ins", faults=("S-00000001: a receipt without its row",))
    outcome.write("it", tmp_path)
    assert str(outcome).splitlines()[0].endswith("LOST")
    assert '"held": false' in (tmp_path / "it.json").read_text()
