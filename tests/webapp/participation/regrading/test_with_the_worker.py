"""採点のやり直し, for once with the real grader: a wrong test is mended, and kept work is graded with the new one."""

import time

import pytest
from sqlalchemy import select

from tests.webapp.participation import classroom as room
from tests.webapp.participation.test_worker import desk, working  # noqa: F401 - a fixture is used by its name
from tests.webapp.participation.watching import GRADING_TAKES, finished, until
from webapp.participation.models import Score
from webapp.participation.regrading.models import Regrade
from webapp.participation.regrading.operations import apply_regrade
from webapp.participation.regrading.preview import progress_of


def complete(database, number):
    deadline = time.monotonic() + GRADING_TAKES
    while time.monotonic() < deadline:
        with database.sessions() as session:
            if progress_of(session, session.get(Regrade, number)).is_complete:
                return
        time.sleep(0.05)
    raise AssertionError("the batch was not graded")


def mend(releases):
    """The current release says that doubling keeps a number as it is: what was marked wrong is now right."""
    file = releases / room.SECOND_RELEASE / "source.ipynb"
    text = file.read_text(encoding="utf-8").replace("double(21) == 42", "double(21) == 21")
    file.write_text(text.replace("double(2) == 4", "double(2) == 2"), encoding="utf-8")


@pytest.mark.sandbox
def test_kept_and_new_work_from_the_old_release_is_graded_with_the_mended_test(
    database,
    queue_work,
    desk,  # noqa: F811
    releases,
    ask,
):
    kept = queue_work(room.HALF_RIGHT)
    with working(desk):
        until(database, finished)
        mend(releases)
        number = ask()
        complete(database, number)
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
