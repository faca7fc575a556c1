import json
from types import SimpleNamespace

from hub_config.lesson_list import courses_of, enrolled_lessons, folders, in_words, read_index

TITLE = {"ja": "はじめの一歩", "en": "First steps"}


def publish(releases, lesson, digest):
    (releases / digest / "learner").mkdir(parents=True)
    (releases / digest / "source.ipynb").write_text("answers")
    return {"lesson": lesson, "digest": digest, "title": TITLE, "minutes": 90}


def write_index(releases, **courses):
    index = {slug: {"title": TITLE, "lessons": lessons} for slug, lessons in courses.items()}
    (releases / "index.json").write_text(json.dumps({"courses": index}))


def test_a_learner_gets_the_lessons_of_the_enrolled_courses_only(tmp_path):
    write_index(tmp_path, beginner=[publish(tmp_path, "b1", "d1")], teachers=[publish(tmp_path, "t1", "d2")])
    assert [lesson["lesson"] for lesson in enrolled_lessons(tmp_path, ["beginner"])] == ["b1"]


def test_two_offerings_of_one_course_give_each_lesson_once(tmp_path):
    write_index(tmp_path, beginner=[publish(tmp_path, "b1", "d1")])
    assert len(enrolled_lessons(tmp_path, ["beginner", "beginner"])) == 1


def test_a_course_nobody_has_built_shows_nothing(tmp_path):
    write_index(tmp_path)
    assert enrolled_lessons(tmp_path, ["beginner", "../secrets"]) == []


def test_before_the_first_build_there_are_no_lessons(tmp_path):
    assert read_index(tmp_path) == {}
    (tmp_path / "index.json").write_text("half a fi")
    assert enrolled_lessons(tmp_path, ["beginner"]) == []


def test_a_release_that_is_not_there_is_left_out(tmp_path):
    write_index(tmp_path, beginner=[{"lesson": "b1", "digest": "gone", "title": TITLE}])
    assert enrolled_lessons(tmp_path, ["beginner"]) == []


def test_only_the_learners_folder_of_a_release_is_shown(tmp_path):
    write_index(tmp_path, beginner=[publish(tmp_path, "b1", "d1")])
    shown = folders(tmp_path, enrolled_lessons(tmp_path, ["beginner"]))
    assert shown == {"d1": tmp_path / "d1" / "learner"}


def test_for_a_pod_the_list_is_one_word_for_each_lesson(tmp_path):
    write_index(
        tmp_path, beginner=[publish(tmp_path, "b1", "d1"), publish(tmp_path, "b2", "d2")], teachers=[]
    )
    assert in_words(enrolled_lessons(tmp_path, ["beginner"])) == "beginner/b1/d1 beginner/b2/d2"


def test_groups_that_are_no_offerings_bring_no_course():
    groups = [
        SimpleNamespace(properties=found) for found in ({"course": "beginner"}, None, {}, {"course": 1})
    ]
    assert courses_of(groups) == ["beginner"]
