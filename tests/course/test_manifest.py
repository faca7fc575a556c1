import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.catalogue import read_release, read_releases
from course.publish import publish


@pytest.fixture
def released(tiny, tmp_path):
    (built,) = publish([tiny.load()], tmp_path / "releases")
    return tmp_path / "releases", built


def test_what_was_released_is_read_back_as_it_was_written(tiny, released):
    folder, built = released
    release = read_releases(folder).current("tiny", "l1")
    lesson = tiny.lesson()
    assert release.digest == built.digest
    assert release.title == lesson.title
    assert release.exercises == lesson.exercises
    assert release.tasks == lesson.tasks
    assert (release.minutes, release.max_points) == (30, 3)


def test_a_platform_without_releases_has_no_courses(tmp_path):
    assert read_releases(tmp_path).courses == ()


def test_what_is_not_released_is_none_and_not_an_error(released):
    releases = read_releases(released[0])
    assert releases.course("no-such-course") is None
    assert releases.current("tiny", "no-such-lesson") is None
    assert releases.current("no-such-course", "l1") is None


def test_work_on_an_older_release_can_still_be_scored_against_it(tiny, released):
    folder, first = released
    tiny.replace("l1/lesson.toml", "points = 3", "points = 5")
    tiny.replace("l1/exercise.md", "points: 3", "points: 5")
    (second,) = publish([tiny.load()], folder)
    assert second.digest != first.digest
    assert read_releases(folder).current("tiny", "l1").max_points == 5
    assert read_release(folder, first.digest).max_points == 3


def test_a_release_knows_which_exercises_count_towards_completion(released):
    folder, built = released
    release = read_release(folder, built.digest)
    assert release.basic_ids == ("l1-1",)
    assert release.exercise("l1-1").points == 3
    with pytest.raises(KeyError):
        release.exercise("l1-9")


def test_an_unknown_digest_is_not_found(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_release(tmp_path, "0" * 64)


@settings(deadline=None)
@given(st.text() | st.sampled_from(["../secret", "..", "/etc", "", "A" * 64, "0" * 63, "0" * 64 + "\n"]))
def test_only_a_digest_is_ever_made_into_a_path(tmp_path_factory, name):
    folder = tmp_path_factory.getbasetemp() / "outside" / "releases"
    folder.mkdir(parents=True, exist_ok=True)
    (folder.parent / "lesson.json").write_text("{}")
    with pytest.raises(FileNotFoundError):
        read_release(folder, name)
