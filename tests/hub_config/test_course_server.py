"""What the server of a course's book may see, read from its description."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from traitlets.config import Config

from hub_config import course_server, sandbox
from hub_config.settings import Settings
from hub_config.spawner import LearnerSpawner

SETTINGS = Settings(data=Path("/data"), run=Path("/run/t"))


@pytest.fixture
def words():
    given = {"JUPYTERHUB_API_TOKEN": "a-token", "SECRET_OF_THE_HUB": "x"}
    return sandbox.arguments(
        course_server.describe(SETTINGS, course_server.book_of(SETTINGS, "course-12"), given)
    )


def pairs(words, kind):
    return {(words[n + 1], words[n + 2]) for n, word in enumerate(words) if word == kind}


@pytest.mark.parametrize(
    ("name", "offering"),
    [
        ("course-1", 1),
        ("course-120", 120),
        *((name, None) for name in ("course-0", "course-01", "course-", "course-1/..", "u0123456789ab")),
    ],
)
def test_a_book_is_known_by_its_name(name, offering):
    assert course_server.offering_of(name) == offering


def test_only_the_own_book_can_be_written(words):
    assert pairs(words, "--bind") == {
        ("/data/gradebooks/12", "/home/book"),
        ("/data/gradebooks/12/gradebook.db", "/home/book/gradebook.db"),
    }


def test_its_notebooks_and_its_settings_are_read_only_and_come_after_the_book(words):
    assert {
        ("/data/gradebooks/12/nbgrader_config.py", "/home/book/nbgrader_config.py"),
        ("/data/gradebooks/12/submitted", "/home/book/submitted"),
        ("/data/gradebooks/12/autograded", "/home/book/autograded"),
    } <= pairs(words, "--ro-bind")
    assert words.index("/home/book") < words.index("/home/book/nbgrader_config.py")


def test_webapp_homes_and_lessons_are_not_there(words):
    seen = {source for source, _ in pairs(words, "--ro-bind") | pairs(words, "--bind")}
    assert not [path for path in seen if path.startswith(("/data/homes", "/data/releases"))]
    assert [path for path in seen if path.startswith("/run")] == ["/run/t/gate"]


def test_of_the_hubs_environment_only_its_own_words_get_in(words):
    assert "a-token" in words
    assert "SECRET_OF_THE_HUB" not in words
    assert ("JUPYTER_NO_CONFIG", "1") in pairs(words, "--setenv")


def test_a_book_that_webapp_has_not_made_is_not_opened(tmp_path):
    assert not course_server.prepare_book(tmp_path / "12", None)
    assert not (tmp_path / "12").exists()


def test_no_folder_that_the_worker_writes_to_is_left_for_the_server_to_make(tmp_path):
    (tmp_path / "gradebook.db").touch()
    assert course_server.prepare_book(tmp_path, None)
    assert {entry.name for entry in tmp_path.iterdir() if entry.is_dir()} == set(course_server.KEPT_FOLDERS)


@pytest.mark.parametrize(
    ("name", "scopes"),
    [("course-1", ["users:activity!user", "access:servers!server"]), ("u0123456789ab", [])],
)
def test_a_books_token_hands_nothing_in(name, scopes):
    user = SimpleNamespace(name=name, id=7)
    spawner = LearnerSpawner(settings=SETTINGS, user=user, config=Config())
    assert spawner.server_token_scopes == scopes
