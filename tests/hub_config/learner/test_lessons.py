import json
import os
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub_config.learner import lessons
from hub_config.learner.lessons import Step, decide, deliver

EXERCISE = Path("beginner/b1/exercise.ipynb")


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def sources(tmp_path):
    return tmp_path / "releases"


def publish(sources, digest, files):
    """Bind one release of lesson b1, as the spawner does."""
    for name, text in files.items():
        (sources / digest / name).parent.mkdir(parents=True, exist_ok=True)
        (sources / digest / name).write_text(text)
    listed = [{"course": "beginner", "lesson": "b1", "digest": digest}]
    (sources / "lessons.json").write_text(json.dumps(listed))


def beside(home, *, stem="exercise"):
    return sorted(path for path in (home / "beginner/b1").glob(f"{stem}.*.ipynb"))


def test_at_the_first_start_the_whole_lesson_arrives(home, sources):
    publish(sources, "d1", {"exercise.ipynb": "one", "lesson.ipynb": "text", "data/prices.csv": "1,2"})
    deliver(sources, home)
    assert (home / EXERCISE).read_text() == "one"
    assert (home / "beginner/b1/data/prices.csv").read_text() == "1,2"


def test_what_the_learner_did_not_change_is_renewed_in_place(home, sources):
    publish(sources, "d1", {"exercise.ipynb": "one"})
    deliver(sources, home)
    publish(sources, "d2", {"exercise.ipynb": "two"})
    deliver(sources, home)
    assert (home / EXERCISE).read_text() == "two"
    assert beside(home) == []


def test_what_the_learner_changed_stays_and_the_new_one_comes_beside_it_with_a_note(home, sources):
    publish(sources, "d1", {"exercise.ipynb": "one"})
    deliver(sources, home)
    (home / EXERCISE).write_text("my answers")
    publish(sources, "d2", {"exercise.ipynb": "two"})
    deliver(sources, home)
    assert (home / EXERCISE).read_text() == "my answers"
    assert [path.read_text() for path in beside(home)] == ["two"]
    note = (home / "beginner/b1" / lessons.NOTE_NAME).read_text()
    assert "そのまま残してあります" in note
    assert "kept as they are" in note


def test_a_start_without_a_new_release_changes_nothing(home, sources):
    publish(sources, "d1", {"exercise.ipynb": "one"})
    deliver(sources, home)
    (home / EXERCISE).write_text("my answers")
    deliver(sources, home)
    assert (home / EXERCISE).read_text() == "my answers"
    assert beside(home) == []
    assert not (home / "beginner/b1" / lessons.NOTE_NAME).exists()


def test_the_same_new_release_is_laid_beside_once_even_when_the_learner_takes_it_away(home, sources):
    publish(sources, "d1", {"exercise.ipynb": "one"})
    deliver(sources, home)
    (home / EXERCISE).write_text("my answers")
    publish(sources, "d2", {"exercise.ipynb": "two"})
    deliver(sources, home)
    beside(home)[0].unlink()
    deliver(sources, home)
    assert beside(home) == []


def test_a_lesson_the_learner_deleted_comes_back(home, sources):
    publish(sources, "d1", {"exercise.ipynb": "one"})
    deliver(sources, home)
    (home / EXERCISE).unlink()
    deliver(sources, home)
    assert (home / EXERCISE).read_text() == "one"


def test_with_a_lost_record_nothing_is_overwritten(home, sources):
    publish(sources, "d1", {"exercise.ipynb": "one"})
    deliver(sources, home)
    (home / EXERCISE).write_text("my answers")
    (home / lessons.RECORD).write_text("[not a record")
    publish(sources, "d2", {"exercise.ipynb": "two"})
    deliver(sources, home)
    assert (home / EXERCISE).read_text() == "my answers"


def test_a_link_in_place_of_a_lesson_is_not_followed(home, sources, tmp_path):
    outside = tmp_path / "outside.ipynb"
    outside.write_text("somebody else's")
    publish(sources, "d1", {"exercise.ipynb": "one"})
    (home / "beginner/b1").mkdir(parents=True)
    (home / EXERCISE).symlink_to(outside)
    deliver(sources, home)
    assert outside.read_text() == "somebody else's"
    assert (home / EXERCISE).is_symlink()


def test_a_link_in_place_of_a_folder_is_not_entered(home, sources, tmp_path, capsys):
    outside = tmp_path / "outside"
    outside.mkdir()
    publish(sources, "d1", {"exercise.ipynb": "one"})
    (home / "beginner").symlink_to(outside)
    deliver(sources, home)
    assert list(outside.iterdir()) == []
    assert "is a link" in capsys.readouterr().err


def test_a_pipe_in_place_of_a_lesson_does_not_hold_the_start_up(home, sources):
    publish(sources, "d1", {"exercise.ipynb": "one"})
    (home / "beginner/b1").mkdir(parents=True)
    os.mkfifo(home / EXERCISE)
    deliver(sources, home)
    assert [path.read_text() for path in beside(home)] == ["one"]


def test_when_one_file_cannot_be_written_the_others_still_come(home, sources, capsys):
    publish(sources, "d1", {"exercise.ipynb": "one", "data/prices.csv": "1"})
    (home / "beginner/b1").mkdir(parents=True)
    (home / "beginner/b1/data").write_text("a file where a folder should be")
    deliver(sources, home)
    assert (home / EXERCISE).read_text() == "one"
    assert "data/prices.csv was not delivered" in capsys.readouterr().err


def test_without_a_list_of_lessons_nothing_happens(home, sources):
    deliver(sources, home)
    assert list(home.iterdir()) == []


def test_where_everybodys_releases_lie_only_those_that_were_told_of_arrive(home, sources):
    for digest in ("d1", "d2"):
        (sources / digest / "learner").mkdir(parents=True)
        (sources / digest / "learner" / "exercise.ipynb").write_text(digest)
    deliver(sources, home, "beginner/b1/d1 beginner/b9/not-here-yet")
    assert (home / EXERCISE).read_text() == "d1"
    assert {path.name for path in (home / "beginner").iterdir()} == {"b1"}


def test_told_of_nothing_nothing_arrives_whatever_else_lies_there(home, sources):
    publish(sources, "d1", {"exercise.ipynb": "one"})
    deliver(sources, home, "")
    assert not (home / "beginner").exists()


def test_no_half_written_file_is_left_behind(home, sources):
    publish(sources, "d1", {"exercise.ipynb": "one"})
    deliver(sources, home)
    assert not list(home.rglob("*.new"))


@pytest.mark.parametrize(
    ("present", "delivered", "offered", "new", "step"),
    [
        (None, None, None, "1", Step.WRITE),
        (None, "1", None, "1", Step.WRITE),
        ("1", "1", None, "1", Step.KEEP),
        ("1", "1", None, "2", Step.WRITE),
        ("mine", "1", None, "1", Step.KEEP),
        ("mine", "1", None, "2", Step.OFFER),
        ("mine", "1", "2", "2", Step.KEEP),
        ("mine", "1", "2", "3", Step.OFFER),
        ("2", "1", "2", "2", Step.KEEP),
        ("mine", None, None, "1", Step.OFFER),
    ],
)
def test_each_case_has_its_step(present, delivered, offered, new, step):
    assert decide(present, delivered, offered, new) is step


EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("release"), st.sampled_from("abcd")),
        st.tuples(st.just("edit"), st.text("xyz", min_size=1, max_size=2)),
        st.tuples(st.just("start"), st.just("")),
        st.tuples(st.just("lose record"), st.just("")),
    ),
    max_size=12,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS)
def test_whatever_happens_no_start_ever_changes_what_the_learner_wrote(events, tmp_path_factory):
    home, sources = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("releases")
    written = None
    for event, value in [("release", "a"), ("start", ""), *events]:
        if event == "release":
            publish(sources, f"digest-{value}", {"exercise.ipynb": f"release {value}"})
        elif event == "edit":
            written = f"learner {value}"
            (home / EXERCISE).write_text(written)
        elif event == "lose record":
            (home / lessons.RECORD).unlink(missing_ok=True)
        else:
            deliver(sources, home)
            assert written is None or (home / EXERCISE).read_text() == written


def test_the_name_beside_carries_a_mark_and_keeps_its_ending():
    assert lessons.beside(PurePosixPath("a/exercise.ipynb"), "0123456789") == PurePosixPath(
        "a/exercise.01234567.ipynb"
    )
