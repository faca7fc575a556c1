import json
import os
import stat

import pytest

from course.beginnings import new_course
from course.catalogue import load_courses, read_releases
from course.content import Text
from course.publish import publish, shelve


def mode(file):
    return stat.S_IMODE(file.stat().st_mode)


def test_the_index_names_the_newest_release_of_each_lesson_in_order(tiny, tmp_path):
    (built,) = publish([tiny.load()], tmp_path)
    assert json.loads((tmp_path / "index.json").read_text()) == {
        "courses": {
            "tiny": {
                "title": {"ja": "小さな講座", "en": "A tiny course"},
                "lessons": [
                    {
                        "lesson": "l1",
                        "digest": built.digest,
                        "title": {"ja": "りんごを数える", "en": "Counting apples"},
                        "minutes": 30,
                    }
                ],
            }
        }
    }


def test_every_file_lies_where_its_name_says(tiny, tmp_path):
    (built,) = publish([tiny.load()], tmp_path)
    folder = tmp_path / built.digest
    lying = {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}
    assert lying == built.files


def test_a_release_that_is_there_is_left_alone(tiny, tmp_path):
    (built,) = publish([tiny.load()], tmp_path)
    file = tmp_path / built.digest / "learner" / "lesson.ipynb"
    before = file.stat()
    publish([tiny.load()], tmp_path)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_older_release_stays_beside_the_newer_one(tiny, tmp_path):
    (first,) = publish([tiny.load()], tmp_path)
    (second,) = publish([tiny.replace("l1/lesson.md", "1 + 1", "1 + 2").load()], tmp_path)
    assert (tmp_path / first.digest).is_dir()
    assert (tmp_path / second.digest).is_dir()
    assert first.digest != second.digest


@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_learners_uids_can_read_their_part_and_nobody_else_the_solutions(tiny, tmp_path, umask):
    course, before = tiny.load(), os.umask(umask)
    try:
        (built,) = publish([course], tmp_path / "releases")
    finally:
        os.umask(before)
    folder = tmp_path / "releases" / built.digest
    folders = (folder.parent, folder, folder / "learner", folder / "learner" / "data")
    assert [mode(path) for path in folders] == [0o755] * 4
    assert mode(folder / "learner" / "data" / "apples.csv") == 0o644
    assert mode(folder.parent / "index.json") == 0o644
    assert mode(folder / "source.ipynb") == mode(folder / "lesson.json") == 0o600


def test_of_two_builds_at_once_either_may_be_the_quicker(tiny, tmp_path, monkeypatch):
    course = tiny.load()
    (built,) = publish([course], tmp_path)
    quicker = tmp_path / built.digest
    monkeypatch.setattr("course.publish._is_there", lambda release: False)
    shelve(built, tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert (quicker / "source.ipynb").read_bytes() == built.files["source.ipynb"]


def test_a_release_that_could_not_be_finished_leaves_the_old_index_and_no_half_folder(
    tiny, tmp_path, monkeypatch
):
    (built,) = publish([tiny.load()], tmp_path)
    index = (tmp_path / "index.json").read_bytes()

    def full(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        publish([tiny_changed(tiny)], tmp_path)
    monkeypatch.undo()
    assert (tmp_path / "index.json").read_bytes() == index
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([built.digest, "courses", "index.json"])


def tiny_changed(tiny):
    return tiny.replace("l1/lesson.md", "1 + 1", "1 + 2").load()


def test_a_composed_course_is_released_under_its_own_name_with_the_same_exercises(tiny, tmp_path):
    tiny.write()
    new_course(tiny.root, "composed", ["tiny/l1"], Text("組み合わせ", "Composed"))
    publish(load_courses(tiny.root).values(), tmp_path / "releases")
    released = read_releases(tmp_path / "releases")
    own, composed = released.current("tiny", "l1"), released.current("composed", "l1")
    assert composed.course == "composed"
    assert composed.digest != own.digest
    assert composed.exercises == own.exercises
