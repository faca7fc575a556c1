"""記帳: what the record counts stands in the book, once, whatever happened on the way."""

import json
import stat

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from tests.webapp.participation import classroom as room
from tests.webapp.participation.gradebook.conftest import LATER
from tests.webapp.participation.gradebook.reading import comments, everything, grades, rows
from webapp.participation.gradebook import projection
from webapp.participation.gradebook.bookkeeping import REST
from webapp.participation.models import Score


@room.on_both_databases
def test_the_best_attempt_stands_in_the_book_cell_by_cell(hand_in, keeper, course, classroom):
    hand_in("b1-1")
    best = hand_in("b1-2")
    hand_in()
    keeper.look(LATER)
    aoi = classroom.aoi.hub_user
    assert grades(course) == {
        (aoi, best.number, "b1-1"): (0, None, False),
        (aoi, best.number, "b1-2"): (3, None, False),
        (aoi, best.number, "b1-text"): (None, None, True),
    }


def test_the_times_in_the_file_and_in_the_book_are_the_servers_and_the_same(
    hand_in, keeper, course, classroom
):
    hand_in("b1-1")
    keeper.look(LATER)
    ((moment,),) = rows(course, "SELECT timestamp FROM submitted_assignment")
    said = (course / "submitted" / classroom.aoi.hub_user / "b1" / "timestamp.txt").read_text()
    assert (moment, said) == ("2026-06-01 04:00:00.000001", "2026-06-01 04:00:00.000001 UTC\n")


def test_the_learner_was_told_in_japanese_and_the_answer_carries_it(hand_in, keeper, course):
    hand_in("b1-1")
    keeper.look(LATER)
    assert comments(course) == {
        "b1-1-answer": (None, None),
        "b1-2-answer": ("合計がちがうようです。", None),
        "b1-text": (None, None),
    }


def test_looking_again_changes_neither_rows_nor_files(hand_in, keeper, course, database):
    hand_in("b1-1")
    keeper.look(LATER)
    keeper.look(LATER)
    first, times = everything(course), {file: file.stat().st_mtime_ns for file in course.rglob("*.ipynb")}
    with database.transaction() as session:
        for score in session.scalars(select(Score)):
            score.projected_at = None
    keeper.look(LATER)
    assert everything(course) == first
    assert {file: file.stat().st_mtime_ns for file in course.rglob("*.ipynb")} == times


def test_a_page_costs_one_commit_in_the_book_and_no_look_without_news_costs_any(hand_in, keeper, settings):
    hand_in("b1-1")
    keeper.look(LATER)
    keeper.look(LATER)
    committed = []

    def count(session):
        if str(settings.gradebooks) in str(session.get_bind().url) and session.info.get("writing"):
            committed.append(session)

    event.listen(Session, "after_commit", count)
    try:
        keeper.look(LATER)
        assert len(committed) == 0
        hand_in("b1-1", "b1-2")
        keeper.look(LATER)
    finally:
        event.remove(Session, "after_commit", count)
    assert len(committed) == 1


def test_everything_in_the_folder_is_ours_alone(hand_in, keeper, course):
    hand_in("b1-1")
    keeper.look(LATER)
    for file in [course, *course.rglob("*")]:
        assert stat.S_IMODE(file.stat().st_mode) == (0o700 if file.is_dir() else 0o600), file


def test_names_of_people_stay_out(hand_in, keeper, course):
    hand_in("b1-1")
    keeper.look(LATER)
    assert rows(course, "SELECT first_name, last_name, email FROM student") == [(None, None, None)]


def test_one_page_that_cannot_be_written_is_told_and_keeps_nobody_waiting(
    hand_in, keeper, course, classroom, store, database, caplog
):
    lost, kept = hand_in("b1-1"), hand_in("b1-1", learner=classroom.yui, text="ほかの文")
    content = store.path_of(lost.sha256).read_bytes()
    store.path_of(lost.sha256).unlink()
    keeper.look(LATER)
    keeper.look(LATER)
    assert {number for _, number, _ in grades(course)} == {kept.number}
    assert caplog.text.count("could not be written") == 1
    with database.sessions() as session:
        assert session.get(Score, lost.id).points == 2
    store.path_of(lost.sha256).write_bytes(content)
    keeper.look(LATER + REST)
    assert {number for _, number, _ in grades(course)} == {lost.number, kept.number}


def change_release(releases, digest, **named):
    """Take cells out of a release, or give them other points."""
    file = releases / digest / "source.ipynb"
    notebook = json.loads(file.read_text())
    notebook["cells"] = [cell for cell in notebook["cells"] if named.get(cell["id"].replace("-", "_"), True)]
    file.write_text(json.dumps(notebook))


def test_a_question_that_is_no_longer_asked_keeps_its_points_and_leaves_the_maximum(
    hand_in, keeper, course, releases
):
    change_release(releases, room.SECOND_RELEASE, b1_2=False, b1_2_answer=False)
    hand_in("b1-2")
    keeper.look(LATER)
    assert dict(rows(course, "SELECT name, max_score FROM base_cell JOIN grade_cells USING (id)")) == {
        "b1-1": 2,
        "b1-2": 0,
        "b1-text": 4,
    }
    assert [points for (_, _, name), (points, *_) in grades(course).items() if name == "b1-2"] == [3]


def test_a_lesson_released_anew_is_in_the_book_without_another_hand_in(hand_in, keeper, course, releases):
    hand_in("b1-1")
    keeper.look(LATER)
    third = "3" * 64
    room.publish(releases, third)
    change_release(releases, third, b1_1=False)
    keeper.look(LATER)
    assert b'b1-1"' not in (course / "source" / "b1" / "exercise.ipynb").read_bytes()
    assert (
        dict(rows(course, "SELECT name, max_score FROM base_cell JOIN grade_cells USING (id)"))["b1-1"] == 0
    )


@pytest.mark.parametrize("answer", ["思ったこと", ""])
def test_a_deleted_cell_is_shown_empty(hand_in, keeper, course, classroom, answer):
    notebook = json.loads(room.work())
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != "b1-1-answer"]
    hand_in("b1-2", content=json.dumps(notebook).encode())
    keeper.look(LATER)
    shown = json.loads((course / "autograded" / classroom.aoi.hub_user / "b1" / "exercise.ipynb").read_text())
    names = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell["source"] for cell in shown["cells"]}
    assert names["b1-1-answer"] == ""


def test_while_a_page_changes_no_text_is_shown_beside_another_texts_row(
    hand_in, keeper, course, classroom, monkeypatch
):
    older = hand_in("b1-1", text="はじめの文")
    keeper.look(LATER)
    shown = course / "autograded" / classroom.aoi.hub_user / "b1" / "exercise.ipynb"
    number = "SELECT id FROM submitted_notebook"
    newer = hand_in("b1-1", "b1-2", text="あとの文")
    seen = []

    def put(file, content):
        seen.append((shown.exists(), rows(course, number)))
        real_put(file, content)

    real_put = projection.put
    monkeypatch.setattr(projection, "put", put)
    keeper.look(LATER)
    assert (True, [(older.number,)]) in seen
    assert (False, [(newer.number,)]) in seen
    assert all(there == (number == [(older.number,)]) for there, number in seen)
    assert shown.exists()
