"""Each thing that must hold of the record and its files: broken by hand, it is found; otherwise nothing is said."""

import json
import os
import time

import pytest

from tests.webapp.participation import classroom as room
from webapp.enrolment.models import Enrolment
from webapp.participation.models import Score, Submission, SubmissionState
from webapp.participation.verification import breaches

HOURS_LATER = room.NOW + 10 * (room.NOW - room.NOW.replace(hour=0))


@pytest.fixture
def found(database, store, releases):
    """The breaches, as sentences."""

    def found():
        with database.sessions() as session:
            return [str(breach) for breach in breaches(session, store, releases, HOURS_LATER)]

    return found


@pytest.fixture
def spoil(database):
    """Change one column of the hand-in or of its score, past every rule."""

    def spoil(kind, submission, **values):
        with database.transaction() as session:
            row = session.get(kind, submission.id)
            for name, value in values.items():
                setattr(row, name, value)

    return spoil


def test_a_record_as_it_should_be_has_no_breaches(attempt, found):
    attempt("b1-1", "b1-2")
    attempt("b1-1")
    attempt(scored=False)
    assert found() == []


def test_a_file_that_is_gone_or_was_changed_is_named_by_its_receipt(attempt, found, store):
    submission = attempt("b1-1")
    path = store.path_of(submission.sha256)
    path.write_bytes(path.read_bytes() + b" ")
    assert found() == [
        f"{submission.number}: ファイルが受け取ったものと違います / the file is not what was received"
    ]
    path.unlink()
    assert "the file that was received is gone" in found()[0]


def test_a_completion_that_the_rule_gives_but_nobody_wrote_is_named(attempt, found, spoil):
    submission = attempt("b1-1", "b1-2", "b1-3")
    assert found() == []
    spoil(Enrolment, submission.enrolment, completed_at=None)
    assert found() == [
        f"enrolment {submission.enrolment_id}: 修了の記録が、修了要件を今読んだ結果と違います"
        " / the completion on record is not what the rule says now"
    ]


def test_a_graded_hand_in_has_a_score_and_no_other_has(attempt, found, spoil):
    waiting, graded = attempt(scored=False), attempt("b1-1")
    spoil(Submission, waiting, state=SubmissionState.GRADED)
    spoil(Submission, graded, state=SubmissionState.QUEUED)
    assert [line.split(" / ")[1] for line in found()] == [
        "graded, but there is no score",
        "there is a score, but it is not graded",
    ]


def test_a_hand_in_that_nobody_grades_any_more_is_found(attempt, found, spoil):
    spoil(Submission, attempt(scored=False), state=SubmissionState.RUNNING, lease_until=room.NOW)
    assert "by nobody any more" in found()[0]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"points": 6.0}, "points beyond the maximum"),
        ({"points": -1.0}, "points beyond the maximum"),
        ({"points": 4.0}, "points that do not add up"),
        ({"late_penalty": 2.5}, "more taken for lateness"),
    ],
)
def test_points_add_up_and_stay_within_their_maxima(attempt, found, spoil, values, said):
    spoil(Score, attempt("b1-1"), **values)
    assert said in found()[0]


def test_an_exercise_beyond_its_maximum_is_found_also_where_the_sum_is_not(attempt, found, spoil, database):
    submission = attempt("b1-1")
    with database.sessions() as session:
        sheet = session.get(Score, submission.id).sheet
    sheet["exercises"][0]["points"], sheet["exercises"][1]["points"] = 2.5, -0.5
    spoil(Score, submission, sheet=sheet)
    assert "points beyond the maximum" in found()[0]


def test_old_files_that_no_receipt_names_are_found_and_young_ones_left_alone(attempt, found, store):
    attempt("b1-1")
    folder = store.root / "ab"
    folder.mkdir()
    (folder / ".tmp-0123").write_bytes(b"half")
    (folder / f"{'ab' * 32}.ipynb").write_bytes(b"whole")
    assert found() == []
    two_hours_ago = time.time() - 7200
    for path in folder.iterdir():
        os.utime(path, (two_hours_ago, two_hours_ago))
    assert [line.split(" / ")[1] for line in found()] == [
        "left over from an upload that broke off",
        "a file that belongs to no hand-in",
    ]


def test_the_command_fails_where_something_is_broken_and_tells_programs_in_json(app, attempt, store):
    submission = attempt(scored=False)
    runner = app.test_cli_runner()
    with app.app_context():
        whole = runner.invoke(args=["verify", "--json"])
        store.path_of(submission.sha256).unlink()
        broken = runner.invoke(args=["verify", "--json"])
    told = json.loads(whole.stdout)
    assert (whole.exit_code, told["submissions"]["queued"], told["record"], told["audit"]) == (0, 1, [], True)
    assert broken.exit_code == 1
    assert submission.number in json.loads(broken.stdout)["record"][0]
    assert "食い違い 1 件" in broken.stderr
