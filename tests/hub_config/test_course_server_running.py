"""An instructor opens a course's book in the real hub, proxy and sandbox; nobody else does, and it can do nothing else."""

import contextlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import psutil
import pytest

from hub_config import leftovers
from hub_config.configure import BOOKS
from tests.hub_config.small_platform import Learner, Platform, wait_for
from webapp.participation.gradebook.book import TABLES, Book, Part, bring
from webapp.participation.gradebook.folder import put

pytestmark = pytest.mark.sandbox

TEACHER, OTHER, AOI = "u00000000a01a", "u00000000b02b", "u00000000c03c"


def make_book(data, offering_id, record=None):
    """One learner with one free text that waits for a mark."""
    book = Book(data / "gradebooks", offering_id, record)
    with book.opened(), book.database.transaction() as rows:
        for name, row in {
            "assignment": {"id": "a", "name": "b1", "course_id": book.course},
            "notebook": {"id": "n", "name": "exercise", "assignment_id": "a"},
            "base_cell": {"id": "c", "name": "b1-text", "type": "GradeCell", "notebook_id": "n"},
            "grade_cells": {"id": "c", "max_score": 4, "cell_type": "markdown"},
            "student": {"id": AOI},
            "submitted_assignment": {"id": "S-00000001", "assignment_id": "a", "student_id": AOI},
            "submitted_notebook": {"id": "S-00000001", "assignment_id": "S-00000001", "notebook_id": "n"},
            "grade": {
                "id": "g",
                "cell_id": "c",
                "notebook_id": "S-00000001",
                "needs_manual_grade": True,
            },
        }.items():
            table = TABLES[name]
            bring(rows, [Part(table, table.c.id == row["id"], [row])])
    for file in (book.folder.lesson("source", "b1"), book.folder.work("submitted", AOI, "b1")):
        put(file, b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    return book.folder


@pytest.fixture(scope="module")
def platform():
    """Two books with an instructor each; aoi is enrolled in the first."""
    data = Path(tempfile.mkdtemp(prefix="tateyama-test-"))
    data.chmod(0o711)
    found = Platform(data)
    try:
        found.start({"teacher": TEACHER, "other": OTHER, "aoi": AOI})
        for offering_id, instructor in ((1, TEACHER), (2, OTHER)):
            make_book(data, offering_id)
            book = f"course-{offering_id}"
            put_into(found, BOOKS, book)
            found.ask_hub("POST", "/users", {"usernames": [instructor]}).raise_for_status()
            assert open_book(found, offering_id).status_code == 201
            share(found, book, instructor).raise_for_status()
        found.enrol([AOI], "beginner")
        yield found
    finally:
        found.stop()
        shutil.rmtree(data, ignore_errors=True)


def put_into(platform, group, name):
    platform.ask_hub("POST", "/users", {"usernames": [name]})
    platform.ask_hub("POST", f"/groups/{group}")
    platform.ask_hub("POST", f"/groups/{group}/users", {"users": [name]}).raise_for_status()


def share(platform, server, name):
    return platform.ask_hub("POST", f"/shares/{server}/", {"user": name, "scopes": ["access:servers"]})


def open_book(platform, offering_id):
    return platform.ask_hub("POST", f"/users/course-{offering_id}/server")


@pytest.fixture
def signed_in(platform):
    """A browser of anybody's."""
    with contextlib.ExitStack() as held:
        yield lambda name: held.enter_context(contextlib.closing(Learner(platform, name))).browser


@pytest.fixture
def teacher(signed_in):
    return signed_in("teacher")


def test_an_instructor_reads_the_books_numbers_without_being_asked_for_leave(teacher):
    page = teacher.get("/user/course-1/formgrader/gradebook")
    assert page.status_code == 200
    assert page.url.path == "/user/course-1/formgrader/gradebook"
    (assignment,) = teacher.get("/user/course-1/formgrader/api/assignments").json()
    assert (assignment["name"], assignment["max_score"], assignment["num_submissions"]) == ("b1", 4, 1)


def test_a_mark_that_an_instructor_types_stands_in_the_book_and_the_worker_can_write_on(platform, teacher):
    teacher.get("/user/course-1/formgrader/gradebook/b1/exercise")
    token = next(
        cookie.value for cookie in teacher.cookies.jar if cookie.name == "_xsrf" and "course-1" in cookie.path
    )
    answer = teacher.put(
        "/user/course-1/formgrader/api/grade/g",
        json={"manual_score": 3},
        headers={"X-CSRFToken": token},
    )
    assert answer.status_code == 200
    folder = make_book(platform.data, 1)
    with contextlib.closing(sqlite3.connect(folder.database)) as rows:
        assert rows.execute("select manual_score from grade").fetchall() == [(3,)]
    owners = {file.stat().st_uid for file in (folder.root, *folder.root.glob("gradebook.db*"))}
    assert len(owners) == 1
    assert 0 not in owners  # the server runs no root, and the worker, who may be, leaves it what it writes


@pytest.mark.parametrize("name", ["other", "aoi"])
def test_nobody_else_sees_anything_of_it(signed_in, name):
    browser = signed_in(name)
    for path in ("formgrader/gradebook", "formgrader/api/assignments", "formgrader/api/grade/g"):
        answer = browser.get(f"/user/course-1/{path}")
        assert answer.status_code in (403, 404)
        # A page's random token may hold the same two letters; everything else may not.
        assert "b1" not in re.sub(r"[\w|:=-]{24,}", "", answer.text)
    assert browser.get("/hub/spawn/course-1").status_code in (403, 404)


def test_its_pages_load_nothing_from_elsewhere(teacher):
    for path in ("gradebook", "gradebook/b1/exercise", "manage_students"):
        policy = teacher.get(f"/user/course-1/formgrader/{path}").headers["Content-Security-Policy"]
        assert "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:;" in policy
        assert "http" not in policy


def test_it_has_no_kernels_terminals_or_files(teacher):
    teacher.get("/user/course-1/formgrader/gradebook")
    for path in (
        *("api/kernels", "api/kernelspecs", "api/sessions", "api/terminals", "api/contents", "api/status"),
        *("api/contents/gradebook.db", "files/gradebook.db", "view/gradebook.db", "nbconvert/html/x.ipynb"),
        *("lab", "tree", "terminals/1", "notebooks/x.ipynb", "api/shutdown", "api/events"),
    ):
        assert (path, teacher.get(f"/user/course-1/{path}").status_code) in {(path, 403), (path, 404)}


def test_it_can_neither_give_work_out_nor_take_it_in(teacher):
    teacher.get("/user/course-1/formgrader/gradebook")
    for path in ("assign", "release", "unrelease", "collect", "generate_feedback", "release_feedback"):
        answer = teacher.post(f"/user/course-1/formgrader/api/assignment/b1/{path}")
        assert (path, answer.status_code) in {(path, 403), (path, 404), (path, 405)}


def first_process(platform, name):
    outer = leftovers.remembered(platform.run / "servers" / name / "pid.json")[0]
    return psutil.Process(outer).children()[0]


def test_its_process_sees_its_own_book_and_no_network(platform):
    server = first_process(platform, "course-1")
    root = Path(f"/proc/{server.pid}/root")
    assert Path(os.readlink(f"/proc/{server.pid}/ns/net")) != Path(os.readlink("/proc/self/ns/net"))
    assert (root / "home/book/gradebook.db").exists()
    assert sorted(found.name for found in (root / "home").iterdir()) == ["book"]
    for path in (
        platform.data,
        platform.data / "gradebooks" / "2",
        platform.data / "homes",
        "/run/tateyama/web",
    ):
        assert not (root / str(path).lstrip("/")).exists()
    mounts = [line.split() for line in Path(f"/proc/{server.pid}/mountinfo").read_text().splitlines()]
    writable = {
        words[4]
        for words in mounts
        if words[5].startswith("rw") and not words[4].startswith(("/proc", "/dev"))
    }
    assert writable == {"/home/book", "/home/book/gradebook.db", "/tmp"}
    if os.getuid() == 0:
        assert 0 not in server.uids()


def test_who_is_taken_off_the_offering_loses_the_book(platform, teacher):
    assert teacher.get("/user/course-1/formgrader/gradebook").status_code == 200
    platform.ask_hub("PATCH", "/shares/course-1/", {"user": TEACHER}).raise_for_status()
    try:
        refused = lambda: teacher.get("/user/course-1/formgrader/gradebook").status_code == 403  # noqa: E731
        wait_for(refused, 30, "the refusal")
    finally:
        share(platform, "course-1", TEACHER).raise_for_status()


def test_webapp_can_start_the_servers_of_books_and_no_persons(platform):
    assert platform.ask_hub("POST", f"/users/{AOI}/server").status_code in (403, 404)
    assert share(platform, AOI, TEACHER).status_code in (403, 404)
    already = open_book(platform, 1)
    assert already.status_code == 400
    assert "already running" in json.loads(already.text)["message"]


def test_a_course_without_a_book_has_nothing_to_open(platform):
    put_into(platform, BOOKS, "course-3")
    assert open_book(platform, 3).status_code in (404, 500)
    assert not (platform.data / "gradebooks" / "3").exists()


def test_the_server_cannot_put_a_link_where_the_worker_writes(platform):
    """Tried from inside its own namespaces and as its own uid, as a server that was taken over would."""
    server = first_process(platform, "course-1")
    root = Path(f"/proc/{server.pid}/root/home/book")
    inside = [
        "nsenter",
        f"--target={server.pid}",
        "--user",
        "--mount",
        "--setuid=1000",
        "--setgid=1000",
        "--",
    ]
    subprocess.run([*inside, "/usr/bin/touch", "/home/book/loose"], check=True)
    subprocess.run([*inside, "/bin/mv", "/home/book/loose", "/home/book/moved"], check=True)
    for name in ("gradebook.db", "submitted", "source", "nbgrader_config.py"):
        tried = subprocess.run(
            [*inside, "/bin/mv", f"/home/book/{name}", f"/home/book/away-{name}"],
            capture_output=True,
            text=True,
        )
        assert "Device or resource busy" in tried.stderr
        assert (root / name).exists()
