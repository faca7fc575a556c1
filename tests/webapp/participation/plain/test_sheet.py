"""Every released exercise notebook reads as questions, each with its own text, answers and preparation."""

from collections import Counter

import pytest

from course.catalogue import read_releases
from tests.webapp.demo_site import releases
from webapp.participation.gradebook.notebooks import answers_in
from webapp.participation.plain.filling import filled
from webapp.participation.plain.needs import needed_by
from webapp.participation.plain.prose import prose
from webapp.participation.plain.sheet import Role, read_sheet


def sheets():
    return [
        read_sheet(releases(), release)
        for course in read_releases(releases()).courses
        for release in course.lessons
    ]


TAUGHT = ("beginner/b1", "beginner/b2", "beginner/b5", "beginner/b6", "teacher_training/t2")


@pytest.fixture(scope="module", params=TAUGHT)
def sheet(request):
    return read_sheet(releases(), read_releases(releases()).current(*request.param.split("/")))


def test_every_exercise_and_task_of_every_lesson_has_its_page():
    for sheet in sheets():
        wanted = [one.id for one in (*sheet.release.exercises, *sheet.release.tasks)]
        assert [question.id for question in sheet.questions] == wanted
        shown = [*sheet.intro, *(part for one in sheet.questions for part in (*one.before, *one.parts))]
        assert [part.place for part in shown] == [part.place for part in sheet.parts]


def test_no_part_is_lost_and_none_shown_twice(sheet):
    shown = [*sheet.intro, *(part for one in sheet.questions for part in (*one.before, *one.parts))]
    assert [part.place for part in shown] == [part.place for part in sheet.parts]


def test_a_questions_text_stands_before_its_answer(sheet):
    for question in sheet.questions:
        assert question.parts[0].role is Role.PROSE
        assert question.parts[0].text.startswith("## ")
        assert len(question.answers) == 1


def test_preparation_stands_before_the_first_answer_among_the_questions_own_or_ahead_of_all(sheet):
    first = sheet.questions[0]
    ahead = [part for part in (*first.before, *first.parts) if part.place < first.answers[0].place]
    assert any(part.role is Role.PREPARED for part in ahead)
    assert sheet.before(sheet.questions[0]) == ()
    assert sheet.before(sheet.questions[1])


def test_no_solution_and_no_hidden_test_is_on_a_sheet():
    for sheet in sheets():
        text = "\n".join(part.text for part in sheet.parts)
        assert "HIDDEN TESTS" not in text
        assert "BEGIN SOLUTION" not in text


def test_exercises_for_beginners_and_teachers_need_no_state_of_earlier_ones():
    known = {"beginner": 8, "teacher_training": 7}
    own = [sheet for sheet in sheets() if sheet.release.course in known]
    assert Counter(sheet.release.course for sheet in own) == known
    assert [one.id for sheet in own for one in sheet.questions if needed_by(one, sheet)] == []


def test_answers_come_back_from_the_notebook_that_they_were_put_into(sheet):
    typed = {id: f"# 私の答え {id}" for id in sheet.answers}
    content = filled(releases(), sheet.release, typed)
    assert typed.items() <= answers_in(content).items()
    assert content == filled(releases(), sheet.release, typed)


def test_an_answer_to_no_question_of_the_lesson_changes_nothing(sheet):
    untouched = filled(releases(), sheet.release, {})
    assert (
        filled(releases(), sheet.release, {"b9-answer": "x", f"{sheet.release.lesson}-data": "x"})
        == untouched
    )


def test_every_text_of_every_lesson_becomes_html_without_dead_links():
    for sheet in sheets():
        for part in sheet.parts:
            if part.role is Role.PROSE:
                assert 'href="lesson.ipynb"' not in prose(part.text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("[x](javascript:alert(1))", "href"),
        ("![x](data:text/html;base64,AAAA)", "<img"),
        ("[x](../../office)", "href"),
        ("`<b>`", "<b>"),
    ],
)
def test_markdown_brings_no_html_of_its_own(text, never):
    assert never not in prose(text)


def test_a_link_to_the_web_stays_and_tells_nobody_where_it_came_from():
    assert (
        prose("[県](https://example.jp/)") == '<p><a href="https://example.jp/" rel="noreferrer">県</a></p>\n'
    )
