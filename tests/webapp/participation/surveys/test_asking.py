"""アンケートのお願い: once, then at most twice, to who is silent; three months after the end by itself."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.webapp.participation.surveys.people import NOW, SAID
from webapp.fiscal_year import JAPAN
from webapp.mail.models import Message
from webapp.participation.surveys.asking import make_survey_round, three_months_after
from webapp.participation.surveys.forms import SurveyKind
from webapp.participation.surveys.models import Survey
from webapp.participation.surveys.operations import answer


@pytest.fixture
def go_round(database):
    def go_round(at):
        with database.transaction() as session:
            return make_survey_round(session, at)

    return go_round


def test_the_silent_are_reminded_twice_and_who_answered_is_left_in_peace(enrol, ask, go_round, database):
    quick, slow, _ = enrol(email="quick@example.jp"), enrol(email="slow@example.jp"), enrol()
    survey = ask(days=40)
    assert [go_round(NOW), go_round(NOW + timedelta(hours=1))] == [2, 0]
    with database.transaction() as session:
        answer(session, session.get(Survey, survey.id), quick.id, SAID, NOW, named=False)
    assert [go_round(NOW + timedelta(days=day)) for day in (6, 7, 8, 14, 15, 30, 40)] == [0, 1, 0, 1, 0, 0, 0]
    with database.sessions() as session:
        told = session.execute(select(Message.template, Message.learner_id, Message.essential)).all()
    assert [(template, who == slow.learner_id) for template, who, _ in told if template != "survey"] == [
        ("survey_reminder", True)
    ] * 2
    assert {essential for _, _, essential in told} == {False}


@pytest.mark.parametrize(
    ("day", "later"),
    [(date(2027, 1, 19), date(2027, 4, 19)), (date(2026, 11, 30), date(2027, 2, 28)),
     (date(2026, 12, 31), date(2027, 3, 31)), (date(2027, 3, 31), date(2027, 6, 30))],
)  # fmt: skip
def test_three_months_later(day, later):
    assert three_months_after(day) == later


def test_the_survey_three_months_later_is_sent_by_itself_and_once(enrol, go_round, database):
    enrol(email="a@example.jp")
    enrol(withdrawn=True)
    day = datetime(2027, 4, 18, 12, 0, tzinfo=JAPAN)  # the offering ends on 19 January
    assert [go_round(day + timedelta(days=more)) for more in (0, 1, 2)] == [0, 1, 0]
    with database.sessions() as session:
        (survey,) = session.scalars(select(Survey)).all()
        assert (survey.kind, survey.asked) == (SurveyKind.LATER, 1)


def test_nobody_is_written_to_about_a_course_of_long_ago(enrol, go_round):
    enrol(email="a@example.jp")
    assert go_round(datetime(2027, 9, 1, 12, 0, tzinfo=JAPAN)) == 0
