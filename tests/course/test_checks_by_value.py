"""No check of any lesson looks for something that the grader's tests can never see."""

import pytest

from course.catalogue import ROOT, load_courses
from course.release import build, read_materials
from grader.advice import advise
from grader.assignment import read_assignment

LESSONS = [
    pytest.param(slug, lesson, id=f"{slug}-{lesson.slug}")
    for slug, course in load_courses(ROOT).items()
    for lesson in course.lessons
]


@pytest.mark.parametrize(("course", "lesson"), LESSONS)
def test_every_check_of_a_built_lesson_can_work_by_value(course, lesson):
    release = build(course, lesson, read_materials(lesson))
    assert advise(read_assignment(release.files["source.ipynb"].decode())) == []
