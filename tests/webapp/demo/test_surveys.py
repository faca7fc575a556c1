"""Surveys of the demo: closed ones only, of people who were there, and the same for the same day."""

from sqlalchemy import func, select

from tests.webapp.demo.conftest import NOVEMBER, new_database
from webapp.demo import seed_demo
from webapp.enrolment.models import Enrolment
from webapp.participation.surveys.forms import SurveyKind
from webapp.participation.surveys.models import Survey, SurveyAnswer, SurveyAsked, SurveyChoice


def test_every_kind_was_asked_and_nothing_waits_for_an_answer(november):
    surveys = november.scalars(select(Survey)).all()
    assert {survey.kind for survey in surveys} == set(SurveyKind)
    assert max(survey.closes_at.date() for survey in surveys) <= NOVEMBER
    assert november.scalars(select(SurveyAsked)).all() == []


def test_no_more_answer_than_were_asked_and_names_are_those_of_the_course(november):
    rows = november.execute(
        select(Survey.asked, func.count(SurveyAnswer.id)).join(SurveyAnswer).group_by(Survey.id, Survey.asked)
    ).all()
    assert all(0 < answered <= asked for asked, answered in rows)
    strangers = (
        select(SurveyAnswer.id)
        .join(Survey)
        .join(Enrolment, Enrolment.id == SurveyAnswer.enrolment_id)
        .where(Enrolment.offering_id != Survey.offering_id)
    )
    assert november.scalars(strangers).all() == []


def test_the_same_answers_are_given_on_the_same_day(november, tmp_path):
    database = new_database(tmp_path)
    with database.transaction() as session:
        seed_demo(session, NOVEMBER)
    every = select(SurveyChoice.answer_id, SurveyChoice.item, SurveyChoice.value).order_by(
        SurveyChoice.answer_id, SurveyChoice.item
    )
    with database.sessions() as session:
        assert session.execute(every).all() == november.execute(every).all()
    database.close()
