"""採点のやり直し, for once with the real grader: a wrong test is mended, and kept work is graded with the new one."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.webapp.participation import classroom as room
from tests.webapp.participation.watching import finished, until, wait_for, working
from webapp.participation.models import Score
from webapp.participation.regrading.models import Regrade, Trial
from webapp.participation.regrading.operations import apply_regrade
from webapp.participation.regrading.preview import progress_of


def is_complete(database, number):
    with database.sessions() as session:
        return progress_of(session, session.get(Regrade, number)).is_complete


def mend(releases):
    """The current release says that doubling keeps a number as it is: what was marked wrong is now right."""
    file = releases / room.SECOND_RELEASE / "source.ipynb"
    text = file.read_text(encoding="utf-8").replace("double(21) == 42", "double(21) == 21")
    file.write_text(text.replace("double(2) == 4", "double(2) == 2"), encoding="utf-8")


@pytest.mark.sandbox
def test_kept_and_new_work_from_the_old_release_is_graded_with_the_mended_test(
    database,
    queue_work,
    desk,
    releases,
    ask,
):
    kept = queue_work(room.HALF_RIGHT)
    with working(desk):
        until(database, finished)
        mend(releases)
        number = ask()
        wait_for(lambda: is_complete(database, number))
        with database.sessions() as session:
            assert session.get(Score, kept.id).points == 2
        with database.transaction() as session:
            assert apply_regrade(session, session.get(Regrade, number), releases, room.NOW) == 1
        new = queue_work(room.HALF_RIGHT)
        until(database, finished)
    with database.sessions() as session:
        scores = {each.submission_id: each for each in session.scalars(select(Score))}
        assert {id: score.points for id, score in scores.items()} == {kept.id: 5, new.id: 5}
        assert {score.graded_with for score in scores.values()} == {room.SECOND_RELEASE}


@pytest.mark.sandbox
def test_work_that_comes_while_a_batch_is_open_joins_it(database, queue_work, desk, releases, ask):
    queue_work(room.HALF_RIGHT)
    with working(desk):
        until(database, finished)
        mend(releases)
        number = ask()
        late = queue_work(room.HALF_RIGHT)
        until(database, finished)
        wait_for(lambda: len(trials_of(database, number)) == 2 and is_complete(database, number))
        with database.transaction() as session:
            apply_regrade(session, session.get(Regrade, number), releases, room.NOW)
    with database.sessions() as session:
        assert session.get(Score, late.id).points == 5


@pytest.mark.sandbox
def test_work_whose_tests_were_mended_while_it_was_graded_is_graded_again(
    database, queue_work, desk, releases, ask, grade
):
    queue_work(room.HALF_RIGHT)
    with working(desk):
        until(database, finished)
    mend(releases)
    number = ask()
    grade({})
    applied = []

    def apply_once(point):
        """Apply the batch between the claim of the next hand-in and its score."""
        if point == "claimed" and not applied:
            applied.append(point)
            with database.transaction() as session:
                apply_regrade(session, session.get(Regrade, number), releases, room.NOW)

    late = queue_work(room.HALF_RIGHT)
    with working(replace(desk, reached=apply_once)):
        until(database, finished)
    with database.sessions() as session:
        score = session.get(Score, late.id)
        assert (score.points, score.graded_with, score.submission.tries) == (5, room.SECOND_RELEASE, 1)


def trials_of(database, number):
    with database.sessions() as session:
        return session.scalars(select(Trial.id).where(Trial.regrade_id == number)).all()
