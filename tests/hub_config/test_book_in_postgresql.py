"""In PostgreSQL a book's server reaches its own rows through a door, and no other row of the platform."""

import asyncio
import contextlib
import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from hub_config import book_door
from hub_config.book_role import BookRows, find_rows, open_rows
from hub_config.configure import BOOKS
from hub_config.refusal import Refusal
from tests.hub_config.small_platform import Learner, Platform, wait_for
from tests.hub_config.test_course_server_running import (
    TEACHER,
    first_process,
    make_book,
    open_book,
    put_into,
    share,
)
from tests.webapp.postgresql import PASSWORD
from webapp.db import Database
from webapp.participation.gradebook.book import Book

ROWS = BookRows("book_7", "t_book_7", "t", "/run", 5432)


@pytest.mark.parametrize(
    ("greeting", "let_in"),
    [
        (b"user\0t_book_7\0database\0t\0options\0-csearch_path=book_7\0\0", True),
        (b"user\0t_book_7\0\0", False),
        (b"user\0tateyama\0database\0t\0\0", False),
        (b"user\0t_book_7\0database\0postgres\0\0", False),
        (b"user\0tateyama\0user\0t_book_7\0database\0t\0\0", False),
        (b"user\0t_book_7\0user\0tateyama\0database\0t\0\0", False),
        (b"user\0t_book_7\0database\0t\0replication\0true\0\0", False),
        (b"user\0t_book_7\0database\0t\0x\0\0", False),
        (b"", False),
    ],
)
def test_only_the_books_role_and_database_pass(greeting, let_in):
    assert book_door.is_for(greeting, ROWS) is let_in


@pytest.fixture
def books(postgresql):
    """Two books in PostgreSQL, and a table of webapp's beside them."""
    record = Database(postgresql)
    folder = Path(tempfile.mkdtemp(prefix="tateyama-test-"))
    for offering_id in (1, 2):
        with Book(folder, offering_id, record).opened():
            pass
    with psycopg.connect(postgresql) as rows:
        rows.execute("CREATE TABLE learner (name text)")
    yield postgresql
    record.close()
    shutil.rmtree(folder)


def enter(url, rows, schema="book_1"):
    address = make_url(url)
    return psycopg.connect(
        user=rows.role,
        password=rows.password,
        dbname=rows.database,
        host=address.query["host"],
        port=address.query["port"],
        options=f"-csearch_path={schema}",
        autocommit=True,
    )


@pytest.mark.postgresql
def test_a_books_role_reads_and_writes_its_own_rows_and_nothing_else(books):
    rows = open_rows(books, 1)
    with enter(books, rows) as connection:
        connection.execute("UPDATE grade SET manual_score = 1")
        for forbidden in (
            "SELECT * FROM public.learner",
            "SELECT * FROM book_2.grade",
            "DROP TABLE grade",
            "ALTER TABLE grade ADD x int",
            "CREATE TABLE book_1.x (x int)",
            "CREATE SCHEMA x",
            "SET ROLE tateyama",
            "CREATE ROLE another",
            "COPY grade TO '/tmp/x'",
            "SELECT pg_read_file('/etc/passwd')",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(forbidden)


@pytest.mark.postgresql
def test_each_start_gives_a_new_password_and_the_old_one_is_good_no_more(books):
    first = open_rows(books, 1)
    second = open_rows(books, 1)
    assert first.password != second.password
    assert first.password not in repr(first)
    with pytest.raises(psycopg.OperationalError):
        enter(books, first)
    enter(books, second).close()
    assert find_rows(books, 1).role == second.role


@pytest.mark.postgresql
def test_a_platform_that_may_make_no_roles_says_what_to_set(books, postgresql_cluster):
    postgresql_cluster.execute("CREATE ROLE plain LOGIN PASSWORD 'plain'")
    try:
        with pytest.raises(Refusal, match="CREATEROLE"):
            open_rows(books.replace("tateyama@", "plain:plain@"), 1)
    finally:
        postgresql_cluster.execute("DROP ROLE plain")


@pytest.mark.postgresql
@pytest.mark.parametrize("way", ["socket", "tls"])
def test_through_the_door_the_books_role_comes_in_and_the_platforms_does_not(
    books, postgresql_cluster, tmp_path, way
):
    url = books if way == "socket" else postgresql_cluster.over_tls(books)
    rows = open_rows(url, 1)
    told = make_url(rows.address(str(tmp_path / "door")))

    def ask(user, password, database=rows.database):
        with psycopg.connect(
            user=user,
            password=password,
            dbname=database,
            host=str(tmp_path / "door"),
            options=told.query["options"],
        ) as connection:
            return connection.execute("SELECT count(*) FROM grade").fetchone()

    async def come():
        door = book_door.Door(tmp_path / "door", rows, url)
        await door.open()
        try:
            assert await asyncio.to_thread(ask, rows.role, rows.password) == (0,)
            for refused in (
                ("tateyama", PASSWORD),
                (rows.role, rows.password, "postgres"),
                (rows.role, "guessed"),
            ):
                with pytest.raises(psycopg.OperationalError):
                    await asyncio.to_thread(ask, *refused)
        finally:
            door.close()

    asyncio.run(come())
    assert not (tmp_path / "door" / book_door.SOCKET).exists()


@pytest.mark.postgresql
@pytest.mark.sandbox
def test_an_instructor_reads_and_marks_a_book_in_postgresql_over_killed_hub_and_server(
    postgresql_cluster, postgresql
):
    url = postgresql_cluster.over_tls(postgresql)
    data = Path(tempfile.mkdtemp(prefix="tateyama-test-"))
    data.chmod(0o711)
    found, record = Platform(data), Database(postgresql)
    try:
        found.start({"teacher": TEACHER}, TATEYAMA_DATABASE_URL=url)
        make_book(data, 1, record)
        put_into(found, BOOKS, "course-1")
        found.ask_hub("POST", "/users", {"usernames": [TEACHER]}).raise_for_status()
        assert open_book(found, 1).status_code == 201, (data / "logs" / "hub.log").read_text()[-3000:]
        share(found, "course-1", TEACHER).raise_for_status()
        with contextlib.closing(Learner(found, "teacher")) as teacher:
            browser = teacher.browser
            assert browser.get("/user/course-1/formgrader/gradebook").status_code == 200
            (assignment,) = browser.get("/user/course-1/formgrader/api/assignments").json()
            assert (assignment["name"], assignment["num_submissions"]) == ("b1", 1)
            found.kill_hub()
            found.start_hub(TATEYAMA_DATABASE_URL=url)
            shows = lambda: browser.get("/user/course-1/formgrader/api/assignments").status_code == 200  # noqa: E731
            wait_for(shows, 30, "the book after the hub was killed")
            browser.get("/user/course-1/formgrader/gradebook/b1/exercise")
            token = next(
                each.value for each in browser.cookies.jar if each.name == "_xsrf" and "course-1" in each.path
            )
            path, headers = "/user/course-1/formgrader/api/grade/g", {"X-CSRFToken": token}
            assert browser.put(path, json={"manual_score": 3}, headers=headers).status_code == 200
            postgresql_cluster.restart()
            wait_for(shows, 30, "the book after PostgreSQL was restarted")
            knows = lambda: found.ask_hub("GET", f"/users/{TEACHER}").status_code == 200  # noqa: E731
            # The hub's one session may lose its first statement then; the next one has a new connection.
            wait_for(knows, 10, "the hub after PostgreSQL was restarted")
        with psycopg.connect(postgresql) as rows:
            # The hub's own rows are there as well, in a schema of theirs.
            assert (TEACHER,) in rows.execute("SELECT name FROM hub.users").fetchall()
            assert rows.execute("SELECT to_regclass('public.users')").fetchone() == (None,)
            assert rows.execute("SELECT manual_score FROM book_1.grade").fetchall() == [(3,)]
            idle = (
                "SELECT count(*) FROM pg_stat_activity WHERE usename LIKE '%book_1' AND state LIKE 'idle in%'"
            )
            assert rows.execute(idle).fetchone() == (0,)
        assert not (data / "hub" / "jupyterhub.sqlite").exists()
        assert "a%20password" not in (data / "logs" / "hub.log").read_text()
        root = Path(f"/proc/{first_process(found, 'course-1').pid}/root/run/tateyama")
        assert sorted(each.name for each in root.iterdir()) == ["book", "gate"]
        assert [each.name for each in (root / "book").iterdir()] == [book_door.SOCKET]
    finally:
        record.close()
        found.stop()
        shutil.rmtree(data, ignore_errors=True)
