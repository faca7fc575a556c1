import subprocess
import sys

import pytest

from course.catalogue import ROOT, ContentMistake, Hint, load_courses

TAUGHT_TOO = ("intermediate", "teacher_training")


def test_the_beginners_course_has_eight_lessons_in_their_order_written_or_announced():
    beginner = load_courses()["beginner"]
    written = [lesson.slug for lesson in beginner.lessons]
    announced = [planned.slug for planned in beginner.planned]
    assert sorted([*written, *announced]) == ["b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8"]
    assert (written, announced) == (sorted(written), sorted(announced))
    assert {lesson.minutes for lesson in [*beginner.lessons, *beginner.planned]} == {90}


def test_intermediate_lessons_take_two_hours_and_teachers_modules_eighty_minutes_after_half_an_hour():
    courses = load_courses()
    minutes = {lesson.slug: lesson.minutes for slug in TAUGHT_TOO for lesson in courses[slug].lessons}
    assert minutes == {
        **{f"i{number}": 120 for number in range(1, 9)},
        "t0": 30,
        **{f"t{number}": 80 for number in range(1, 7)},
    }


def test_what_a_lesson_takes_up_is_taught_before_it_in_its_course():
    needed = {}
    for course in load_courses().values():
        own = [lesson for lesson in course.lessons if lesson.course == course.slug]
        for place, lesson in enumerate(own):
            assert {*lesson.prerequisites} <= {earlier.slug for earlier in own[:place]}
            needed[lesson.slug] = lesson.prerequisites
    assert (needed["b2"], needed["i6"], needed["i8"]) == (("b1",), ("i5",), ("i6",))


def test_b1_has_seven_exercises_of_which_five_are_basic_and_twelve_points(b1):
    assert [exercise.number for exercise in b1.exercises] == [1, 2, 3, 4, 5, 6, 7]
    assert [exercise.id for exercise in b1.exercises] == [f"b1-{number}" for number in range(1, 8)]
    assert [e.number for e in b1.exercises if e.kind == "basic"] == [1, 2, 3, 5, 6]
    assert [e.points for e in b1.exercises] == [2, 2, 2, 1, 2, 2, 1]
    assert b1.max_points == 12
    assert [(task.id, task.points) for task in b1.tasks] == [("b1-text", 4)]


def test_every_word_of_a_course_is_there_in_both_languages():
    for course in load_courses().values():
        lessons = [*course.lessons, *course.planned]
        texts = [course.title, course.summary, course.audience, *(lesson.title for lesson in lessons)]
        exercises = [exercise for lesson in course.lessons for exercise in lesson.exercises]
        texts += [exercise.title for exercise in exercises]
        texts += [hint for exercise in exercises for hint in exercise.hints]
        assert all(text.ja.strip() and text.en.strip() for text in texts)


def test_a_lesson_is_read_with_its_hints_in_order(tiny):
    (exercise,) = tiny.lesson().exercises
    assert exercise.hints[0] == Hint("全部を足すと、いくつになりますか。", "How many are they together?")
    assert exercise.hints[1].ja.startswith("足し算をする言葉")


def test_a_folder_without_a_course_is_no_course(tmp_path):
    (tmp_path / "notes").mkdir()
    assert load_courses(tmp_path) == {}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("l1/lesson.toml", "minutes = 30", "", "minutes"),
        ("l1/lesson.toml", "minutes = 30", 'minutes = "thirty"', "minutes"),
        ("l1/lesson.toml", "minutes = 30", "minutes = true", "minutes"),
        ("l1/lesson.toml", 'kind = "basic"', 'kind = "easy"', "easy"),
        ("l1/lesson.toml", ', en = "Counting apples"', "", "'en'"),
        ("l1/lesson.toml", "[[exercises]]", "[[exercises", "TOML"),
        ("course.toml", 'lessons = ["l1"]', "", "lessons"),
    ],
)
def test_a_mistake_in_a_list_names_the_file_and_the_key(tiny, file, old, new, said):
    with pytest.raises(ContentMistake, match=said) as mistake:
        tiny.replace(file, old, new).load()
    assert mistake.value.file == tiny.root / "tiny" / file
    assert mistake.value.mend


def test_a_list_that_cannot_be_read_names_the_line(tiny):
    with pytest.raises(ContentMistake) as mistake:
        tiny.replace("l1/lesson.toml", "minutes = 30", "minutes = = 30").load()
    assert mistake.value.line == tiny.line_of("l1/lesson.toml", "minutes")


SERIES = """
[series]
lessons = ["l1"]

[[series.paths]]
school_types = ["小学校"]
lessons = ["l1"]

[[series.paths]]
school_types = []
lessons = ["l1"]
"""


def with_series(tiny, text):
    return tiny.replace("course.toml", 'lessons = ["l1"]', 'lessons = ["l1"]\n' + text)


def test_a_series_has_lessons_for_everybody_and_a_path_for_each_kind_of_school(tiny):
    series = with_series(tiny, SERIES).load().series
    assert series.lessons == ("l1",)
    assert [path.school_types for path in series.paths] == [("小学校",), ()]
    assert [path.other_subjects for path in series.paths] == [(), ()]


def test_a_path_names_what_teachers_of_other_subjects_choose_from(tiny):
    text = SERIES.replace(
        '["小学校"]\nlessons = ["l1"]', '["小学校"]\nlessons = ["l1"]\nother_subjects = ["l1"]'
    )
    assert with_series(tiny, text).load().series.paths[0].other_subjects == ("l1",)


def test_the_teachers_series_has_a_path_for_everybody():
    series = load_courses()["teacher_training"].series
    assert series.lessons == ("t0", "t5", "t6")
    paths = {kind: path for path in series.paths for kind in path.school_types or ("",)}
    assert [paths[kind].lessons for kind in ("小学校", "中学校", "高等学校")] == [
        ("t1",),
        ("t2",),
        ("t3", "t4"),
    ]
    assert paths["中等教育学校"].lessons == ("t2", "t3", "t4")
    assert paths[""].lessons == ("t1", "t2", "t3", "t4")
    by_subject = {kind for kind, path in paths.items() if path.other_subjects == ("t1", "t2", "t3", "t4")}
    assert by_subject == {"中学校", "中等教育学校", "高等学校"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('["小学校"]\nlessons = ["l1"]', '["小学校"]\nlessons = ["l9"]', "l9"),
        ('["小学校"]\n', '["小学校"]\nother_subjects = ["l8"]\n', "l8"),
        ("school_types = []", 'school_types = ["中学校"]', "校種を挙げない"),
        ('["小学校"]', "[]", "校種を挙げない"),
    ],
)
def test_a_slip_in_a_series_is_named_with_its_file(tiny, old, new, said):
    with pytest.raises(ContentMistake, match=said) as mistake:
        with_series(tiny, SERIES.replace(old, new)).load()
    assert mistake.value.file.name == "course.toml"


def test_a_lesson_that_is_listed_but_not_there_is_named(tiny):
    with pytest.raises(ContentMistake, match="l7") as mistake:
        tiny.replace("course.toml", '["l1"]', '["l1", "l7"]').load()
    assert mistake.value.file.name == "course.toml"
    assert mistake.value.line == tiny.line_of("course.toml", "lessons")


def test_those_who_only_read_the_catalogue_need_none_of_the_authors_libraries():
    look = "import sys, course.catalogue; print([m for m in ('jupytext', 'nbgrader', 'pandas') if m in sys.modules])"
    finished = subprocess.run([sys.executable, "-c", look], cwd=ROOT.parent, capture_output=True, text=True)
    assert finished.stdout.strip() == "[]", finished.stderr
