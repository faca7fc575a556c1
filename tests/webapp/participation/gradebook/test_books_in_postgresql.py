"""Where the record is in PostgreSQL the books are there too, each in a schema of its own, and say the same."""

import csv

import psycopg
import pytest
from sqlalchemy import make_url

from tests.webapp.participation.gradebook.conftest import LATER
from tests.webapp.participation.gradebook.formgrader import formgrader, nbgrader
from tests.webapp.participation.gradebook.reading import GRADES
from webapp.database_address import in_schema
from webapp.participation.books import has_book
from webapp.participation.gradebook.comparison import compare_all
from webapp.participation.gradebook.folder import books_in
from webapp.participation.gradebook.rebuilding import rebuild
from webapp.participation.gradebook.waiting import texts_waiting
from webapp.participation.models import ManualMark

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.parametrize("engine", ["postgresql"], indirect=True),
]


@pytest.fixture
def ask(settings):
    """Ask the book's rows as somebody who has only its address would."""
    with psycopg.connect(settings.database_url, autocommit=True, options="-csearch_path=book_1") as rows:
        yield lambda query, *values: rows.execute(query, values)


@pytest.fixture
def kept(hand_in, classroom, keeper):
    hand_in("b1-1")
    hand_in(learner=classroom.yui)
    keeper.look(LATER)


def test_the_book_says_what_the_record_says_and_leaves_no_file_of_rows(
    kept, ask, settings, database, keeper, course, session
):
    assert [row[2:6] for row in ask(GRADES).fetchall()][:3] == [
        ("b1-1", 2.0, None, False),
        ("b1-2", 0.0, None, False),
        ("b1-text", None, None, True),
    ]
    assert not list(course.glob("*.db"))
    assert books_in(settings.gradebooks) == [1]
    assert has_book(settings.gradebooks, 1)
    assert texts_waiting(session, settings.gradebooks, 1) == 2
    assert texts_waiting(session, settings.gradebooks, 2) is None
    assert compare_all(database, settings.gradebooks, keeper.library) == []


def test_what_an_instructor_types_is_read_back_and_outlives_a_rebuild(kept, ask, database, settings, keeper):
    ask("UPDATE grade SET manual_score = 3, needs_manual_grade = false WHERE needs_manual_grade")
    keeper.look(LATER.replace(minute=LATER.minute + 1))  # the counters may be late; the next minute never is
    with database.sessions() as session:
        assert [mark.points for mark in session.query(ManualMark)] == [3, 3]
    ask("DELETE FROM comment")
    assert compare_all(database, settings.gradebooks, keeper.library) != []
    assert rebuild(database, settings.gradebooks, keeper.library, 1, LATER) == 2
    assert compare_all(database, settings.gradebooks, keeper.library) == []
    assert ask("SELECT count(*) FROM grade WHERE manual_score = 3").fetchone() == (2,)


def test_a_mark_typed_while_the_page_is_written_waits_and_is_not_lost(kept, ask, database, settings, keeper):
    from webapp.participation.gradebook.book import Book

    with Book(settings.gradebooks, 1, database).opened() as book, book.writing():
        ask("SET lock_timeout = '200ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            ask("UPDATE grade SET manual_score = 1 WHERE needs_manual_grade")
        assert ask("SELECT count(*) FROM grade").fetchone() == (6,)  # reading goes on


def test_nbgraders_own_commands_read_it_at_the_address_that_a_command_prints(
    kept, app, course, tmp_path, engine
):
    with app.app_context():
        told, missing = (app.test_cli_runner().invoke(args=["book-address", number]) for number in ("1", "2"))
    assert told.exit_code == 0, told.output
    done = nbgrader(
        course, tmp_path, "export", "--to", str(tmp_path / "all.csv"), TATEYAMA_BOOK_URL=told.stdout.strip()
    )
    assert done.returncode == 0, done.stderr
    with (tmp_path / "all.csv").open() as lines:
        assert sorted(float(row["score"]) for row in csv.DictReader(lines)) == [0, 2]
    assert (missing.exit_code, "PostgreSQL" in missing.output) == (1, True)


def test_nbgraders_own_formgrader_shows_the_numbers_and_takes_a_mark(kept, ask, settings, course, tmp_path):
    address = in_schema(make_url(settings.database_url).set(drivername="postgresql+psycopg"), "book_1")
    with formgrader(
        course, tmp_path, TATEYAMA_BOOK_URL=address.render_as_string(hide_password=False)
    ) as running:
        (assignment,) = running.get("assignments")
        assert (assignment["name"], assignment["max_score"], assignment["num_submissions"]) == ("b1", 9, 2)
        assert sorted(row["score"] for row in running.get("submissions/b1")) == [0, 2]
        assert len(running.get("notebooks/b1")) == 1
        assert len(running.get("students")) == 2
        for page in (
            "gradebook",
            "gradebook/b1",
            "gradebook/b1/exercise",
            "manage_students",
            "manage_assignments",
        ):
            assert "nbgrader" in running.page(f"/formgrader/{page}")  # it answers, and not with an error
        assert len(running.get("submitted_notebooks/b1/exercise")) == 2
        grades = ask("SELECT id FROM grade WHERE needs_manual_grade").fetchall()
        running.put(f"grade/{grades[0][0]}", {"manual_score": 4})
        assert sorted(row["score"] for row in running.get("submissions/b1"))[-1] >= 4
    assert ask("SELECT manual_score FROM grade WHERE manual_score IS NOT NULL").fetchall() == [(4.0,)]
