import pytest

from course.beginnings import new_course, new_lesson
from course.catalogue import ROOT, load_courses
from course.checks import check_lesson
from course.content import Text
from course.mistake import ContentMistake
from course.mutation.running import mutate

TITLE = Text("新しい順の講座", "In a new order")


def test_a_new_lesson_passes_check_and_mutate_at_once(tiny):
    tiny.write()
    new_lesson(tiny.root, "tiny", "my-lesson")
    lesson = load_courses(tiny.root)["tiny"].lesson("my-lesson")
    assert [str(mistake) for mistake in check_lesson("tiny", lesson).mistakes] == []
    (report,) = mutate([("tiny", lesson)])
    assert report.is_enough
    assert report.distinct > 1


def test_a_new_lesson_is_no_longer_announced_as_being_prepared(tiny):
    tiny.write()
    new_lesson(tiny.root, "tiny", "l2")
    course = load_courses(tiny.root)["tiny"]
    assert [lesson.slug for lesson in course.lessons] == ["l1", "l2"]
    assert course.planned == ()


@pytest.mark.parametrize(
    ("course", "slug", "said"),
    [("tiny", "l1", "there already"), ("tiny", "../l1", "is no name"), ("other", "l3", "no course other")],
)
def test_a_lesson_is_not_begun_where_it_cannot_be(tiny, course, slug, said):
    tiny.write()
    with pytest.raises(ContentMistake, match=said):
        new_lesson(tiny.root, course, slug)


def test_a_composed_course_has_others_lessons_in_its_own_order_without_a_copy(tiny):
    tiny.write()
    new_lesson(tiny.root, "tiny", "l3")
    file = new_course(tiny.root, "composed", ["tiny/l3", "tiny/l1"], TITLE)
    course = load_courses(tiny.root)["composed"]
    assert course.title == TITLE
    assert [(lesson.slug, lesson.course) for lesson in course.lessons] == [("l3", "tiny"), ("l1", "tiny")]
    assert [path.name for path in file.parent.iterdir()] == ["course.toml"]


def test_a_lesson_that_is_being_prepared_at_home_is_so_in_a_composed_course(tiny):
    tiny.write()
    new_course(tiny.root, "composed", ["tiny/l2", "tiny/l1"], TITLE)
    course = load_courses(tiny.root)["composed"]
    assert [planned.slug for planned in course.planned] == ["l2"]
    assert course.planned[0].minutes == 60


@pytest.mark.parametrize("name", ["tiny/l9", "l1", "tiny/../l1", "nowhere/l1"])
def test_a_course_is_not_composed_of_lessons_that_are_not_there(tiny, name):
    tiny.write()
    with pytest.raises(ContentMistake, match="no course has a lesson"):
        new_course(tiny.root, "composed", [name], TITLE)
    assert not (tiny.root / "composed").exists()


def test_two_lessons_of_one_name_from_two_courses_are_refused(tiny):
    tiny.write()
    new_course(tiny.root, "composed", ["tiny/l1"], TITLE)
    listed = tiny.root / "composed" / "course.toml"
    listed.write_text(listed.read_text().replace('"tiny/l1",', '"tiny/l1", "l1",'))
    (listed.parent / "l1").mkdir()
    (listed.parent / "l1" / "lesson.toml").write_text(tiny.files["l1/lesson.toml"])
    with pytest.raises(ContentMistake, match="2 lessons are called l1"):
        load_courses(tiny.root)


def test_the_course_for_staff_begins_with_the_question_and_ends_with_explaining():
    courses = load_courses(ROOT)
    staff, beginner = courses["staff"], courses["beginner"]
    own = {lesson.slug for lesson in (*beginner.lessons, *beginner.planned)}
    slugs = [lesson.slug for lesson in (*staff.lessons, *staff.planned)]
    assert set(slugs) <= own
    assert slugs[0] == "b1"
    assert all(lesson.course == "beginner" for lesson in staff.lessons)
