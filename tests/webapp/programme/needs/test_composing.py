"""A composed course becomes a real one: its lessons are released under its name, and taken back with it."""

import pytest

from course.catalogue import Text, load_courses, read_releases
from webapp.participation.rounds import build_courses
from webapp.programme.audience import Audience
from webapp.programme.needs.composing import (
    Composition,
    build_new,
    compose,
    composed_like,
    free_slug,
    read_composition,
    take_apart,
)

GOOD = {
    "lessons": ["beginner/b3", "beginner/b1"],
    "order-beginner/b3": ["1"],
    "title_ja": ["工場の数字を読む"],
    "title_en": ["Reading Factory Numbers!"],
    "audience": ["private"],
    "answers-beginner/b3": ["7"],
}
LESSONS = ["beginner/b1", "beginner/b2", "beginner/b3"]


def read(**changed):
    return read_composition({**GOOD, **changed}, LESSONS, [7, 8])


def test_lessons_come_in_the_order_of_their_numbers_and_then_of_the_catalogue():
    made, problems = read()
    assert problems == []
    assert made.lessons == ("beginner/b3", "beginner/b1")
    assert made.answers["beginner/b3"] == {7}
    assert made.summary == made.title


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"lessons": []}, "lessons"),
        ({"lessons": ["beginner/zzz", "../../etc"]}, "lessons"),
        ({"title_ja": [""]}, "title_ja"),
        ({"audience": ["nobody"]}, "audience"),
        ({"order-beginner/b3": ["-1"]}, "order-beginner/b3"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(changed, field):
    made, problems = read(**changed)
    assert made is None
    assert field in {problem.field for problem in problems}


def test_a_name_is_made_of_the_english_title_and_nobody_has_it():
    assert free_slug("Reading Factory Numbers!", ()) == "reading-factory-numbers"
    assert free_slug("Reading Factory Numbers!", {"reading-factory-numbers"}) == "reading-factory-numbers-2"
    assert free_slug("題だけ", ()) == "course"
    assert free_slug("../../etc/passwd", ()) == "etc-passwd"


def test_a_composed_course_is_released_and_taken_apart_again(settings):
    made, _problems = read()
    slug = compose(made, settings.courses, Text("民間企業・団体等", "Companies"))
    assert composed_like(made, settings.courses) == slug
    assert load_courses(composed=settings.courses)[slug].audience.en == "Companies"
    assert build_courses(settings)
    released = read_releases(settings.releases)
    assert [release.lesson for release in released.course(slug).lessons] == ["b3", "b1"]
    assert released.course("beginner").lessons  # the others stay
    assert not build_new(settings.releases, settings.courses)
    take_apart(slug, settings.courses)
    assert build_new(settings.releases, settings.courses)
    assert read_releases(settings.releases).course(slug) is None


def test_where_nothing_was_composed_nothing_is_built(settings):
    assert not build_new(settings.releases, settings.courses)
    assert not settings.releases.exists()


def test_a_build_that_fails_is_told_and_not_raised(settings, caplog):
    made = Composition(
        Text("題", "Title"),
        Text("題", "Title"),
        Audience.OTHER,
        ("beginner/b1",),
        {"beginner/b1": frozenset()},
    )
    compose(made, settings.courses, Text("対象", "Whom"))
    settings.releases.write_text("a file where the folder should be")
    assert not build_courses(settings)
    assert "could not be released" in caplog.text
