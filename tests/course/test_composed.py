"""Courses composed outside git: a second root, whose faults stop nothing of the first."""

import pytest

from course.beginnings import new_course, new_lesson
from course.catalogue import composed_mistakes, load_courses, read_releases
from course.content import Text
from course.mistake import ContentMistake
from course.publish import publish

TITLE = Text('工場の"数字"', "Factory numbers")


@pytest.fixture
def composed(tiny, tmp_path):
    """A course of the tiny course's lesson in a root of its own."""
    tiny.write()
    new_lesson(tiny.root, "tiny", "l3")
    new_course(tiny.root, "factory", ["tiny/l3", "tiny/l1"], TITLE, into=tmp_path / "composed")
    return tmp_path / "composed"


def test_it_stands_beside_the_others_and_is_released_under_its_own_name(tiny, composed, tmp_path):
    courses = load_courses(tiny.root, composed)
    assert courses["factory"].title == TITLE
    assert [(lesson.course, lesson.slug) for lesson in courses["factory"].lessons] == [
        ("tiny", "l3"),
        ("tiny", "l1"),
    ]
    publish(courses.values(), tmp_path / "releases")
    release = read_releases(tmp_path / "releases").current("factory", "l1")
    assert (release.course, release.max_points) == ("factory", 3)
    assert composed_mistakes(tiny.root, composed) == []


def test_without_a_second_root_it_does_not_exist(tiny, composed):
    assert "factory" not in load_courses(tiny.root)


def test_a_lesson_that_is_no_more_is_left_out_and_told(tiny, composed):
    file = composed / "factory" / "course.toml"
    file.write_text(file.read_text().replace('"tiny/l3"', '"tiny/gone"'))
    assert [lesson.slug for lesson in load_courses(tiny.root, composed)["factory"].lessons] == ["l1"]
    (mistake,) = composed_mistakes(tiny.root, composed)
    assert "tiny/gone" in str(mistake)


def test_a_file_that_cannot_be_read_stops_no_other_course(tiny, composed):
    (composed / "factory" / "course.toml").write_text("title = ")
    assert set(load_courses(tiny.root, composed)) == {"tiny"}
    (mistake,) = composed_mistakes(tiny.root, composed)
    assert "TOML" in str(mistake)


def test_a_name_that_git_has_as_well_is_gits(tiny, composed):
    (composed / "factory").rename(composed / "tiny")
    assert [lesson.slug for lesson in load_courses(tiny.root, composed)["tiny"].lessons] == ["l1", "l3"]
    (mistake,) = composed_mistakes(tiny.root, composed)
    assert "course/" in str(mistake)


@pytest.mark.parametrize("slug", ["tiny", "factory", "../factory"])
def test_it_takes_nobodys_name_and_no_path(tiny, composed, slug):
    with pytest.raises(ContentMistake):
        new_course(tiny.root, slug, ["tiny/l1"], TITLE, into=composed)


@pytest.mark.parametrize("title", ['"""', "a\\b", "{ ja = 1 }", "line\x7fend", "'", "𠮷野家 ♪"])
def test_whatever_its_title_holds_is_read_back(tiny, composed, title):
    new_course(tiny.root, "titled", ["tiny/l1"], Text(title, title), into=composed)
    assert load_courses(tiny.root, composed)["titled"].title.ja == title
