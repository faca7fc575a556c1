"""Every lesson there is, as `python -m course check` and `mutate` prove it (`make course`, all of both).

Mutating all lessons takes minutes: here one of each course stands for the others.
"""

import pytest

from course.catalogue import ROOT, asked_for, load_courses
from course.checks import check_lesson
from course.mutation.running import mutate

LESSONS = asked_for(load_courses(ROOT), ())
EVERY_LESSON = pytest.mark.parametrize(
    ("course", "lesson"), LESSONS, ids=[f"{course}-{lesson.slug}" for course, lesson in LESSONS]
)
ONE_OF_EACH = {course: lesson.slug for course, lesson in reversed(LESSONS)}
MUTATED = pytest.mark.parametrize(
    ("course", "lesson"),
    [
        pytest.param(
            course,
            lesson,
            id=f"{course}-{lesson.slug}",
            marks=() if ONE_OF_EACH[course] == lesson.slug else pytest.mark.whole,
        )
        for course, lesson in LESSONS
    ],
)


@EVERY_LESSON
def test_a_lesson_is_proved_sound(course, lesson):
    report = check_lesson(course, lesson)
    assert [str(mistake) for mistake in report.mistakes] == []
    assert report.wrong_answers_caught >= 3 * report.exercises
    assert report.tests >= 2 * report.exercises


@MUTATED
def test_a_lessons_tests_catch_95_of_100_mutants(course, lesson):
    (report,) = mutate([(course, lesson)])
    assert report.is_enough, [str(survivor) for survivor in report.survivors]
    assert report.distinct > 5 * len(lesson.exercises)
