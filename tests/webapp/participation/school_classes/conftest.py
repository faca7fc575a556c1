"""A teacher's class on the invented lesson of `classroom`, and pupils' browsers.

A module of the teachers' course itself is opened to a class in `tests/journeys/test_a_class.py` and in the bench.
"""

import re

import pytest

from grader.engine import grade_aside, run_cells
from tests.webapp.participation import classroom as room
from webapp.enrolment.models import Enrolment
from webapp.participation.school_classes.models import SchoolClass
from webapp.participation.school_classes.runner import ClassRunner
from webapp.programme.audience import Audience
from webapp.programme.models import Offering

HOME = "/services/tateyama"
TEACHER_PAGE = f"{HOME}/plain/beginner/b1/class"
ENTRANCE = f"{HOME}/class"
QUESTION = f"{ENTRANCE}/exercises/b1-1"
ANSWER = "b1-1-answer"


def token_on(page):
    return re.search(r'name="csrf_token" value="([^"]*)"', page)[1]


@pytest.fixture
def classroom(database):
    """The classroom as teachers' (教職員); aoi is one of them."""
    with database.transaction() as session:
        people = room.fill(session)
        session.get(Offering, people.offering.id).audience = Audience.TEACHER
    return people


@pytest.fixture
def teacher(app, classroom, sign_in):
    return sign_in(app.test_client(), classroom.aoi)


@pytest.fixture
def press_as_teacher(teacher):
    def press(what):
        return teacher.post(
            f"{TEACHER_PAGE}/{what}", data={"csrf_token": token_on(teacher.get(HOME + "/").text)}
        )

    return press


@pytest.fixture
def open_one(press_as_teacher, database):
    """Open a class; its code."""

    def open_one():
        assert press_as_teacher("open").status_code == 303
        with database.sessions() as session:
            return session.query(SchoolClass).one().code

    return open_one


class Pupil:
    """A browser without an account."""

    def __init__(self, client):
        self.client = client

    def enter(self, code):
        page = self.client.get(ENTRANCE).text
        return self.client.post(ENTRANCE, data={"csrf_token": token_on(page), "code": code})

    def press(self, what, text, address=QUESTION, answer=ANSWER, headers=None, **more):
        page = self.client.get(ENTRANCE).text
        form = {"csrf_token": token_on(page), f"text-{answer}": text, **more}
        return self.client.post(f"{address}/{what}" if what else address, data=form, headers=headers or {})


@pytest.fixture
def pupil(app):
    return Pupil(app.test_client())


@pytest.fixture
def another(app):
    return lambda: Pupil(app.test_client())


@pytest.fixture
def runner(database, releases, settings):
    return ClassRunner(database, releases, run_cells, grade_aside, settings.grading_key)


@pytest.fixture
def work_now(runner):
    """Run and grade what waits."""

    def work_now():
        while work := runner.next_work():
            runner.do(work)

    return work_now


@pytest.fixture
def withdraw(database, classroom):
    """The teacher withdraws from the course."""

    def withdraw():
        with database.transaction() as writing:
            theirs = writing.query(Enrolment).filter(Enrolment.learner_id == classroom.aoi.id).one()
            theirs.withdrawn_at = room.NOW

    return withdraw
