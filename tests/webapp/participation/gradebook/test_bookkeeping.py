"""帳簿つけ: the worker's rounds keep every book, and one that cannot be kept harms no other."""

import threading

import pytest

from tests.webapp.participation import classroom as room
from tests.webapp.participation.gradebook.conftest import LATER
from tests.webapp.participation.gradebook.reading import everything, grades, type_mark
from webapp.participation.gradebook.bookkeeping import REST, Bookkeeper
from webapp.participation.gradebook.comparison import compare_all
from webapp.participation.gradebook.folder import CourseFolder, books_in
from webapp.participation.models import ManualMark
from webapp.programme.models import Offering, OfferingState


@pytest.fixture
def another(database, classroom):
    """A second offering of the course, with somebody in it."""
    with database.transaction() as session:
        first = session.get(Offering, classroom.offering.id)
        given = room.offering(first.programme, first.host, number=2, state=OfferingState.RUNNING)
        ren = room.learner("ren")
        session.add(room.enrolment(ren, given))
        session.flush()
        return given, ren


def test_each_offering_has_a_book_of_its_own(hand_in, keeper, another, settings, classroom):
    offering, ren = another
    hand_in("b1-1")
    hand_in("b1-2", learner=ren)
    keeper.look(LATER)
    assert books_in(settings.gradebooks) == [classroom.offering.id, offering.id]
    of = {number: {student for student, *_ in grades(settings.gradebooks / str(number))} for number in (1, 2)}
    assert of == {1: {classroom.aoi.hub_user}, 2: {ren.hub_user}}


def test_an_unreadable_book_is_told_once_and_keeps_no_other_from_being_written(
    hand_in, keeper, another, settings, course, caplog
):
    offering, ren = another
    course.mkdir(parents=True)
    (course / "gradebook.db").write_bytes(b"no database at all" * 100)
    hand_in("b1-1")
    hand_in("b1-2", learner=ren)
    keeper.look(LATER)
    keeper.look(LATER + REST / 2)
    assert len(grades(settings.gradebooks / str(offering.id))) == 3
    assert caplog.text.count("could not be written") == 1
    (course / "gradebook.db").unlink()
    keeper.look(LATER + REST)
    assert len(grades(course)) == 3


def test_two_workers_at_once_end_in_one_whole_book(
    hand_in, database, settings, store, releases, classroom, course
):
    for text in ("一", "二", "三"):
        hand_in("b1-1", text=text)
        hand_in("b1-2", text=text, learner=classroom.yui)
    keepers = [Bookkeeper(database, settings.gradebooks, store, releases) for _ in range(3)]
    threads = [threading.Thread(target=keeper.look, args=(LATER,)) for keeper in keepers for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert compare_all(database, settings.gradebooks, keepers[0].library) == []


def test_while_somebody_else_writes_in_the_book_the_round_waits_and_then_reads_what_they_typed(
    hand_in, keeper, course, session
):
    submission = hand_in("b1-1")
    keeper.look(LATER)
    hand_in("b1-1", "b1-2")
    with CourseFolder(course).locked():
        round = threading.Thread(target=keeper.look, args=(LATER,))
        round.start()
        round.join(timeout=0.3)
        assert round.is_alive()
        type_mark(course, submission.number, "b1-text", 3)
    round.join()
    assert session.query(ManualMark).count() == 1
    assert {manual for (*_, name), (_, manual, _) in grades(course).items() if name == "b1-text"} == {3}


def test_nothing_is_written_where_nothing_is_new(hand_in, keeper, course):
    hand_in("b1-1")
    keeper.look(LATER)
    keeper.look(LATER)
    before, touched = everything(course), (course / "gradebook.db").stat().st_mtime_ns
    keeper.look(LATER)
    assert (everything(course), (course / "gradebook.db").stat().st_mtime_ns) == (before, touched)
