"""Who is erased is in no page, row or file of nbgrader's book any more; everybody else's pages and marks stay."""

import pytest

from tests.webapp.participation.gradebook.conftest import LATER
from tests.webapp.participation.gradebook.reading import grades, type_mark
from webapp.participation.gradebook.bookkeeping import Bookkeeper


@pytest.fixture
def command(app):
    def command(*arguments):
        with app.app_context():
            return app.test_cli_runner().invoke(args=arguments)

    return command


def everything_in(course):
    """Every name and every byte below a course folder, as one text."""
    files = [path for path in course.rglob("*") if path.is_file()]
    return " ".join([*map(str, files), *(path.read_bytes().decode("utf-8", "replace") for path in files)])


def test_an_erased_learners_pages_and_marks_are_gone_and_the_others_stay(
    command, hand_in, keeper: Bookkeeper, course, classroom, hub
):
    mine = hand_in("b1-1", text="only-aoi-wrote-this")
    theirs = hand_in("b1-1", "b1-2", text="結衣が書いた文", learner=classroom.yui)
    keeper.look(LATER)
    type_mark(course, mine.number, "b1-text", 3, comment="a-word-for-aoi")
    type_mark(course, theirs.number, "b1-text", 4)
    before = everything_in(course)
    words = (classroom.aoi.hub_user, mine.number, "only-aoi-wrote-this", "a-word-for-aoi")
    assert [word for word in words if word not in before] == []

    done = command("erase-learner", str(classroom.aoi.id), "--yes")
    assert done.exit_code == 0, done.output
    assert [word for word in words if word in everything_in(course)] == []
    assert {student for student, *_ in grades(course)} == {classroom.yui.hub_user}
    assert 4 in {manual for _, manual, _ in grades(course).values()}
    assert command("verify").exit_code == 0
