"""照合: where a book and the record differ it is said, and nothing is changed."""

import sqlite3
from contextlib import closing

import pytest

from tests.webapp.participation.gradebook.conftest import LATER
from tests.webapp.participation.gradebook.reading import everything, type_mark
from webapp.participation.gradebook.comparison import compare_all


@pytest.fixture
def found(keeper):
    return lambda: compare_all(keeper.record, keeper.gradebooks, keeper.library)


@pytest.fixture
def kept(hand_in, keeper):
    submission = hand_in("b1-1")
    keeper.look(LATER)
    return submission


def spoil(course, statement):
    with closing(sqlite3.connect(course / "gradebook.db")) as book, book:
        book.execute(statement)


def test_a_book_that_says_what_the_record_says_has_no_differences(kept, found):
    assert found() == []


def test_without_scored_work_there_is_nothing_to_compare(found, classroom):
    assert found() == []


def test_a_book_that_is_not_there_is_one_difference(hand_in, found):
    hand_in("b1-1")
    assert found() == ["offering-1 gradebook.db: 成績簿にありません / missing in the book"]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE grade SET auto_score = 1 WHERE auto_score = 2", "得点 / score b1-1: auto_score 記録 / record 2.0, 成績簿 / book 1.0"),
        ("DELETE FROM grade WHERE auto_score = 0", "得点 / score b1-2: 成績簿にありません"),
        ("UPDATE submitted_notebook SET late_submission_penalty = 1", "late_submission_penalty 記録 / record 0.0"),
        ("UPDATE submitted_assignment SET timestamp = NULL", "提出物 / hand-in"),
        ("UPDATE grade_cells SET max_score = 9 WHERE max_score = 2", "設問 / questions: max_score 記録 / record 2.0"),
        ("UPDATE assignment SET name = 'b2'", "記録 / record b1, 成績簿 / book b2"),
        (
            "INSERT INTO submitted_assignment (id, assignment_id, student_id)"
            " SELECT 'x', assignment_id, 'somebody' FROM submitted_assignment",
            "b1 somebody: 提出物 / hand-in: 成績簿にだけあります",
        ),
    ],
)  # fmt: skip
def test_a_row_that_is_not_as_recorded_is_named(kept, found, course, statement, said):
    spoil(course, statement)
    assert any(said in line for line in found()), found()


def test_a_mark_that_was_not_read_back_yet_is_a_difference(kept, found, course):
    type_mark(course, kept.number, "b1-text", 3)
    assert any("manual_score 記録 / record —, 成績簿 / book 3.0" in line for line in found())


def test_notebooks_are_compared_too_and_nothing_is_changed(kept, found, course, classroom):
    shown = course / "autograded" / classroom.aoi.hub_user / "b1" / "exercise.ipynb"
    shown.write_text("{}")
    (course / "submitted" / classroom.aoi.hub_user / "b1" / "timestamp.txt").unlink()
    before = everything(course)
    assert [line.split(": ", 1)[1] for line in found()] == [
        "submitted/…/timestamp.txt: 成績簿にありません / missing in the book",
        "autograded/…/exercise.ipynb: 中身が違います / has other content",
    ]
    assert everything(course) == before


def test_what_was_handed_in_after_the_last_round_is_a_difference_until_the_next(kept, hand_in, keeper, found):
    hand_in("b1-1", "b1-2")
    assert found() != []
    keeper.look(LATER)
    assert found() == []


def test_what_cannot_be_read_is_said_and_does_not_end_the_comparison(
    kept, found, store, course, hand_in, keeper, classroom
):
    hand_in("b1-1", learner=classroom.yui, text="ほかの文")
    keeper.look(LATER)
    store.path_of(kept.sha256).write_bytes(b"{}")
    (said,) = found()
    assert "b1 u000000616f69: 読めません / cannot be read" in said


def test_an_unreadable_book_is_a_difference(hand_in, found, course):
    hand_in("b1-1")
    course.mkdir(parents=True)
    (course / "gradebook.db").write_bytes(b"no database at all" * 100)
    assert all("読めません / cannot be read: file is not a database" in line for line in found())
    assert found()
