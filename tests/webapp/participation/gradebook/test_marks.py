"""手動採点の点: what an instructor typed belongs to the text, and is never lost by what we do to the book."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.webapp.participation import classroom as room
from tests.webapp.participation.gradebook.conftest import LATER
from tests.webapp.participation.gradebook.reading import comments, grades, opened, rows, type_mark
from webapp.participation.gradebook.book import Book
from webapp.participation.gradebook.comparison import compare_all
from webapp.participation.gradebook.projection import project, waiting_turns
from webapp.participation.models import ManualMark, MarkSource

pytestmark = room.on_both_databases


@pytest.fixture
def marked(session):
    """Every mark in the record, oldest first, as (cell, points, comment)."""

    def marked():
        session.rollback()
        found = session.scalars(select(ManualMark).order_by(ManualMark.id))
        return [(mark.grade_id, mark.points, mark.comment) for mark in found]

    return marked


@pytest.fixture
def look(keeper):
    """Make a round; each is a minute later than the one before."""
    rounds = iter(range(10_000))
    return lambda: keeper.look(LATER + timedelta(minutes=next(rounds)))


@pytest.fixture
def given(course):
    """The instructor's points in the book, by cell."""
    return lambda: {
        name: manual for (_, _, name), (_, manual, _) in grades(course).items() if manual is not None
    }


@pytest.fixture
def first(hand_in, look, course):
    """A hand-in whose free text was marked 3 with a word."""
    submission = hand_in("b1-1")
    look()
    assert type_mark(course, submission.number, "b1-text", 3, comment="よく書けています。")
    look()
    return submission


def test_a_mark_typed_in_formgrader_comes_into_the_record_once(
    first, look, marked, session, course, classroom
):
    look()
    assert marked() == [("b1-text", 3, "よく書けています。")]
    (mark,) = session.scalars(select(ManualMark))
    assert (mark.lesson_slug, mark.source, mark.marked_at) == (
        "b1",
        MarkSource.FORMGRADER,
        LATER + timedelta(minutes=1),
    )
    assert mark.enrolment.learner_id == classroom.aoi.id
    assert [waits for *_, waits in grades(course).values()] == [False, False, False]


def test_it_survives_a_better_attempt_with_the_same_text(first, hand_in, look, given, course):
    hand_in("b1-1", "b1-2")
    look()
    assert given() == {"b1-text": 3}
    assert comments(course)["b1-text"] == (None, "よく書けています。")


def test_another_text_waits_for_a_mark_of_its_own_and_the_old_one_returns_with_its_text(
    first, hand_in, look, given, course
):
    second = hand_in("b1-1", "b1-2", text="書き直しました")
    look()
    assert given() == {}
    assert [name for (*_, name), (*_, waits) in grades(course).items() if waits] == ["b1-text"]
    type_mark(course, second.number, "b1-text", 4)
    hand_in("b1-1", "b1-2", text="思ったこと")
    look()
    assert given() == {"b1-text": 3}


def test_a_mark_typed_just_before_a_new_attempt_arrives_is_kept(hand_in, look, given, course):
    submission = hand_in("b1-1")
    look()
    type_mark(course, submission.number, "b1-text", 2)
    hand_in("b1-1", "b1-2")
    look()
    assert given() == {"b1-text": 2}


def test_a_mark_typed_between_the_reading_and_the_writing_of_a_round_is_kept(
    hand_in, look, given, course, keeper, classroom
):
    submission = hand_in("b1-1")
    look()
    hand_in("b1-1", "b1-2")
    type_mark(course, submission.number, "b1-text", 2)
    with keeper.record.sessions() as session:
        (turn,) = waiting_turns(session)
    with Book(keeper.gradebooks, classroom.offering.id, keeper.record).opened() as book:
        project(keeper.record, book, keeper.library, turn, LATER)
    assert given() == {"b1-text": 2}


def test_what_is_typed_on_a_page_of_an_older_attempt_falls_on_nothing(
    first, hand_in, look, given, course, marked
):
    hand_in("b1-1", "b1-2", text="書き直しました")
    look()
    assert not type_mark(course, first.number, "b1-text", 1)
    look()
    assert given() == {}
    assert marked() == [("b1-text", 3, "よく書けています。")]


def test_of_two_marks_for_one_text_the_newest_wins(first, look, given, course, marked):
    type_mark(course, first.number, "b1-text", 4)
    look()
    assert given() == {"b1-text": 4}
    assert [points for _, points, _ in marked()] == [3, 4]


def test_a_mark_that_was_taken_back_stays_taken_back(first, hand_in, look, given, course, marked):
    type_mark(course, first.number, "b1-text")
    look()
    assert marked()[-1] == ("b1-text", None, None)
    hand_in("b1-1", "b1-2")
    look()
    assert given() == {}


def test_points_that_overrule_a_check_hold_for_those_very_bytes(hand_in, look, given, course, marked):
    submission = hand_in("b1-1")
    look()
    type_mark(course, submission.number, "b1-2", 2.5)
    look()
    assert marked() == [("b1-2", 2.5, None)]
    hand_in("b1-1")
    look()
    assert given() == {"b1-2": 2.5}
    hand_in("b1-1", text="ほかの文")
    look()
    assert given() == {}


def test_extra_credit_is_part_of_the_points(hand_in, look, course, marked):
    submission = hand_in("b1-1")
    look()
    type_mark(course, submission.number, "b1-1", extra=0.5)
    look()
    assert marked() == [("b1-1", 2.5, None)]
    assert rows(course, "SELECT manual_score, extra_credit FROM grade WHERE manual_score > 0") == [
        (2.5, None)
    ]
    look()
    assert len(marked()) == 1


def test_a_word_on_an_answer_stays_with_that_answer(hand_in, look, course, marked):
    submission = hand_in("b1-1")
    look()
    type_mark(course, submission.number, "b1-1-answer", comment="変数名がよいです。")
    look()
    assert marked() == [("b1-1-answer", None, "変数名がよいです。")]
    hand_in("b1-1", "b1-2", text="ほかの文")
    look()
    assert comments(course)["b1-1-answer"] == (None, "変数名がよいです。")


def test_one_learners_marks_are_not_anothers(first, hand_in, look, given, classroom, course):
    hand_in("b1-1", learner=classroom.yui)
    look()
    assert {
        student: manual for (student, _, name), (_, manual, _) in grades(course).items() if name == "b1-text"
    } == {
        classroom.aoi.hub_user: 3,
        classroom.yui.hub_user: None,
    }


def test_an_erased_comment_leaves_nothing_to_mend(first, look, course, marked, keeper):
    type_mark(course, first.number, "b1-text", 3, extra=0, comment="")
    look()
    assert marked()[-1] == ("b1-text", 3, None)
    assert compare_all(keeper.record, keeper.gradebooks, keeper.library) == []


def test_a_hand_in_that_is_not_ours_is_passed_by(first, look, course, marked):
    in_file = (course / "gradebook.db").exists()
    with opened(course) as ask:
        ask("PRAGMA foreign_keys = OFF" if in_file else "SET session_replication_role = replica")
        ask("UPDATE submitted_notebook SET id = 'd6c1f0'")
        ask("UPDATE grade SET notebook_id = 'd6c1f0', manual_score = 1")
    look()
    assert len(marked()) == 1
