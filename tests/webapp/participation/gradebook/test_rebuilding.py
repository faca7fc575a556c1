"""成績簿を作り直す: whatever was done in whatever order, the book is the one that the record alone would give."""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from tests.webapp.participation import classroom as room
from tests.webapp.participation.gradebook.conftest import LATER, School
from tests.webapp.participation.gradebook.reading import everything, grades, type_mark
from webapp.db import Database
from webapp.participation.gradebook.book import Book
from webapp.participation.gradebook.bookkeeping import Bookkeeper
from webapp.participation.gradebook.comparison import compare_all
from webapp.participation.gradebook.projection import all_turns, bring_lessons, project
from webapp.participation.gradebook.rebuilding import rebuild
from webapp.participation.models import Score
from webapp.participation.storage import SubmissionStore
from webapp.schema import whole_metadata

CHECKOUT = Path(__file__).resolve().parents[4]


@pytest.fixture
def rebuilt(keeper, classroom):
    return lambda: rebuild(keeper.record, keeper.gradebooks, keeper.library, classroom.offering.id, LATER)


def test_a_book_made_anew_is_the_same_and_keeps_what_was_typed_since_the_last_reading(
    hand_in, keeper, course, rebuilt
):
    submission = hand_in("b1-1")
    keeper.look(LATER)
    keeper.look(LATER)
    type_mark(course, submission.number, "b1-text", 3, comment="よい")
    before = everything(course)
    assert rebuilt() == 1
    assert everything(course) == before


def test_what_does_not_belong_there_goes(hand_in, keeper, course, rebuilt):
    hand_in("b1-1")
    keeper.look(LATER)
    (course / "submitted" / "somebody" / "b1").mkdir(parents=True)
    (course / "nbgrader_config.py").write_text("raise SystemExit")
    rebuilt()
    assert not (course / "submitted" / "somebody").exists()
    assert "raise SystemExit" not in (course / "nbgrader_config.py").read_text()


def test_a_book_that_was_deleted_comes_back_with_its_marks(hand_in, keeper, course, rebuilt):
    submission = hand_in("b1-1")
    keeper.look(LATER)
    type_mark(course, submission.number, "b1-text", 3)
    keeper.look(LATER)
    before = everything(course)
    shutil.rmtree(course)
    rebuilt()
    assert everything(course) == before


def test_a_file_that_is_no_database_is_set_aside_and_the_book_written(hand_in, course, rebuilt, caplog):
    hand_in("b1-1")
    course.mkdir(parents=True)
    (course / "gradebook.db").write_bytes(b"no database at all" * 100)
    rebuilt()
    assert len(grades(course)) == 3
    assert [file.read_bytes()[:11] for file in course.glob("unreadable-*-gradebook.db")] == [b"no database"]
    assert "is set aside" in caplog.text


def test_a_book_that_is_only_busy_is_never_set_aside(hand_in, keeper, course, rebuilt, monkeypatch):
    hand_in("b1-1")
    keeper.look(LATER)
    before = everything(course)
    busy = OperationalError("BEGIN IMMEDIATE", {}, sqlite3.OperationalError("database is locked"))

    def fail(*_):
        raise busy

    monkeypatch.setattr(Book, "make", fail)
    with pytest.raises(OperationalError):
        rebuilt()
    assert everything(course) == before


# The real projection in a process of its own, which ends without a word at the named point.
DIES = """
import os, sys
from datetime import datetime
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.orm import Session
from tests.webapp.participation.gradebook.conftest import LATER
from webapp.db import Database
from webapp.participation.gradebook import bookkeeping, projection
from webapp.participation.storage import SubmissionStore

data, point = Path(sys.argv[1]), sys.argv[2]

def reached(name):
    if name == point:
        os._exit(9)

real_put, real_take = projection.put, projection.take_away

def put(file, content):
    real_put(file, content)
    reached(f"wrote {file.parts[-4]}")

def take_away(files):
    real_take(files)
    reached("took away")

projection.put, projection.take_away = put, take_away

def committed(session):
    where = str(session.get_bind().url)
    if session.info.get("writing"):
        reached("book committed" if "gradebook.db" in where else "record committed")

keeper = bookkeeping.Bookkeeper(
    Database(f"sqlite:///{data / 'tateyama.sqlite'}"), data / "gradebooks",
    SubmissionStore(data / "submissions"), data / "releases",
)
event.listen(Session, "after_commit", committed)
keeper.look(LATER)
"""


@pytest.mark.parametrize("point", ["took away", "book committed", "wrote submitted"])
def test_a_page_that_a_kill_left_half_done_is_completed_by_the_next_round(
    hand_in, keeper, course, settings, classroom, point
):
    hand_in("b1-1")
    keeper.look(LATER)
    hand_in("b1-1", "b1-2", text="書き直しました")
    ended = subprocess.run(
        [sys.executable, "-c", DIES, settings.data, point], cwd=CHECKOUT, timeout=60, check=False
    )
    assert ended.returncode == 9
    keeper.look(LATER)
    assert compare_all(keeper.record, keeper.gradebooks, keeper.library) == []


def test_a_rebuilding_that_stopped_half_way_is_finished_by_the_worker(
    hand_in, keeper, course, rebuilt, classroom, monkeypatch
):
    hand_in("b1-1")
    hand_in("b1-2", learner=classroom.yui)
    keeper.look(LATER)
    keeper.look(LATER)
    before = everything(course)

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("webapp.participation.gradebook.rebuilding.project", stop)
        with pytest.raises(KeyboardInterrupt):
            rebuilt()
    assert grades(course) == {}
    keeper.look(LATER)
    assert everything(course) == before


attempts = st.lists(
    st.tuples(
        st.sampled_from(["aoi", "yui"]),
        st.sets(st.sampled_from(["b1-1", "b1-2"])),
        st.sampled_from(["思ったこと", "書き直しました"]),
        st.sampled_from([room.FIRST_RELEASE, room.SECOND_RELEASE]),
        st.sampled_from([None, None, 1.0, 3.0]),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=10, deadline=None)
@given(attempts, st.randoms(use_true_random=False))
def test_any_order_and_repetition_ends_in_the_book_that_the_record_alone_gives(made, dice):
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        (data / "releases").mkdir()
        room.publish(data / "releases", room.FIRST_RELEASE, room.SECOND_RELEASE)
        store = SubmissionStore(data / "submissions")
        record = Database(f"sqlite:///{data / 'record.sqlite'}")
        whole_metadata().create_all(record.engine)
        with record.transaction() as session:
            classroom = room.fill(session)
        school = School(record, store, data / "releases")
        keeper = Bookkeeper(record, data / "gradebooks", store, data / "releases")
        course = data / "gradebooks" / str(classroom.offering.id)
        for who, passed, text, release, mark, look in made:
            submission = school.hand_in(getattr(classroom, who), *passed, text=text, release=release)
            if look:
                keeper.look(LATER)
                if mark is not None:
                    type_mark(course, submission.number, "b1-text", mark)
        project_at_random(keeper, classroom.offering.id, dice)
        with record.sessions() as session:
            assert None not in session.scalars(select(Score.projected_at)).all()
        rebuild(record, data / "another", keeper.library, classroom.offering.id, LATER)
        assert everything(course) == everything(data / "another" / str(classroom.offering.id))
        record.close()


def project_at_random(keeper, offering_id, dice):
    """Write every page at least once, in any order, some again."""
    with keeper.record.sessions() as session:
        turns = all_turns(session, offering_id)
    again = [dice.choice(turns) for _ in range(3)]
    with Book(keeper.gradebooks, offering_id).opened() as book:
        for turn in [*dice.sample(turns, len(turns)), *again]:
            project(keeper.record, book, keeper.library, turn, LATER)
        bring_lessons(keeper.record, book, keeper.library, offering_id)
