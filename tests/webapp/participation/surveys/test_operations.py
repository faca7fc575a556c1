"""アンケート: who is asked, one answer each, and no way back from an anonymous one, from the whole database."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, text

from tests.webapp.participation.surveys.people import NOW, SAID
from webapp.enrolment.models import Enrolment, Learner
from webapp.participation.erasing import erase
from webapp.participation.seminars.survey import Full, answer_seminar, open_seminar_survey
from webapp.participation.surveys.asking import forget_marks
from webapp.participation.surveys.forms import BadAnswers, SurveyKind
from webapp.participation.surveys.models import Survey, SurveyAnswer, SurveyAsked, SurveyChoice, SurveyText
from webapp.participation.surveys.operations import (
    AlreadyAnswered,
    AlreadySent,
    NobodyToAsk,
    NotAsked,
    NotOpen,
    answer,
    close_survey,
)
from webapp.programme.models import MeetingState, Seminar
from webapp.schema import whole_metadata


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def settings(settings, request):
    if request.param == "sqlite":
        return settings
    return replace(settings, database_url=request.getfixturevalue("postgresql"))


@pytest.fixture
def reply(database):
    def reply(survey, enrolment, said=SAID, named=False, at=NOW):
        with database.transaction() as session:
            answer(session, session.get(Survey, survey.id), enrolment.id, said, at, named=named)

    return reply


@pytest.fixture
def seminar(database, programme, make_partner):
    host = make_partner()
    with database.transaction() as session:
        seminar = Seminar(
            programme_id=programme.id, fiscal_year=2026, title_ja="セミナー", title_en="Seminar",
            host_id=host.id, held_on=date(2026, 12, 6), headcount=2, state=MeetingState.HELD,
        )  # fmt: skip
        session.add(seminar)
    return seminar


def test_who_withdrew_before_the_sending_is_not_asked_and_the_number_stays(enrol, ask, database):
    stays, _ = enrol(), enrol(withdrawn=True)
    survey = ask()
    with database.transaction() as session:
        session.get(Enrolment, stays.id).withdrawn_at = NOW + timedelta(hours=1)
    with database.sessions() as session:
        assert session.get(Survey, survey.id).asked == 1
        assert session.scalars(select(SurveyAsked.enrolment_id)).all() == [stays.id]


def test_the_same_kind_is_sent_once_and_not_to_nobody(enrol, ask):
    with pytest.raises(NobodyToAsk):
        ask()
    enrol()
    ask()
    ask(SurveyKind.BEFORE)
    with pytest.raises(AlreadySent):
        ask()


def test_one_answer_each_by_who_was_asked_while_it_is_open(enrol, ask, reply, database):
    mine, other = enrol(), enrol()
    survey = ask()
    late = enrol()
    reply(survey, mine)
    with pytest.raises(AlreadyAnswered):
        reply(survey, mine)
    with pytest.raises(NotAsked):
        reply(survey, late)
    with database.transaction() as session:
        close_survey(session, session.get(Survey, survey.id), NOW + timedelta(days=1))
    with pytest.raises(NotOpen):
        reply(survey, other, at=NOW + timedelta(days=1))
    with database.sessions() as session:
        assert len(session.scalars(select(SurveyAnswer)).all()) == 1


@pytest.mark.parametrize("said", [{}, {"satisfaction": "6"}, {"satisfaction": "x"}, {"comment": "あ" * 1001}])
def test_nonsense_keeps_nothing_and_can_be_sent_again(enrol, ask, reply, said):
    mine = enrol()
    survey = ask()
    with pytest.raises(BadAnswers):
        reply(survey, mine, said)
    reply(survey, mine)


def test_a_hurried_person_with_two_tabs_answers_once_and_others_at_the_same_time_all_do(
    enrol, ask, reply, database
):
    people = [enrol() for _ in range(4)]
    survey = ask()

    def try_it(person):
        try:
            reply(survey, person)
        except AlreadyAnswered:
            return False
        return True

    with ThreadPoolExecutor(4) as several:
        kept = list(several.map(try_it, [*people, *people]))
    assert sum(kept) == 4
    with database.sessions() as session:
        assert len(session.scalars(select(SurveyAnswer.id)).all()) == 4


def test_an_anonymous_answer_holds_no_person_no_moment_and_no_order(enrol, ask, reply, database):
    people = [enrol() for _ in range(12)]
    survey = ask()
    for number, person in enumerate(people):
        reply(survey, person, {"satisfaction": str(number % 5 + 1), "comment": f"text {number}"})
    tables = whole_metadata().tables
    reached = {"survey_answer", "survey_choice", "survey_text"}
    for name in reached:
        for column in tables[name].columns:
            assert column.type.python_type not in (datetime, date), column
            ours = {key.column.table.name for key in column.foreign_keys}
            assert ours <= {"survey", "survey_answer"} or column.name == "enrolment_id", column
    with database.sessions() as session:
        assert set(session.scalars(select(SurveyAnswer.enrolment_id))) == {None}
        assert set(session.scalars(select(SurveyText.enrolment_id))) == {None}
        ids = session.scalars(select(SurveyAnswer.id)).all()
        assert {len(each) for each in ids} == {32}
        if database.engine.dialect.name == "sqlite":
            for name in reached:
                with pytest.raises(Exception, match="rowid") as trouble:
                    session.execute(text(f"SELECT rowid FROM {name}"))  # noqa: S608 - our own names
                assert isinstance(trouble.value.__cause__, sqlite3.OperationalError)
            assert ids == sorted(ids)
        else:
            # Which transaction wrote a row says nothing either: the marks of all have the newest one.
            writers = text("SELECT count(DISTINCT xmin::text), count(*) FROM survey_asked")
            assert session.execute(writers).one() == (1, 12)


def test_marks_go_when_the_survey_closes_so_that_the_only_anonymous_one_cannot_be_told(
    enrol, ask, reply, database
):
    named, alone, _ = enrol(), enrol(), enrol()
    survey = ask()
    reply(survey, named, named=True)
    reply(survey, alone)
    with database.transaction() as session:
        forget_marks(session, NOW)
        assert len(session.scalars(select(SurveyAsked)).all()) == 3
        forget_marks(session, survey.closes_at)
        assert session.scalars(select(SurveyAsked)).all() == []
        assert session.get(Survey, survey.id).asked == 3


def test_a_seminar_takes_as_many_answers_as_heads_were_counted(seminar, database):
    with database.transaction() as session:
        survey = open_seminar_survey(session, session.get(Seminar, seminar.id), NOW + timedelta(days=7), NOW)
        for _ in range(2):
            answer_seminar(session, survey, SAID, NOW)
        with pytest.raises(Full):
            answer_seminar(session, survey, SAID, NOW)
        assert survey.asked == 2


def test_erasing_a_person_takes_named_answers_and_the_mark_and_leaves_what_is_nobodys(
    enrol, ask, reply, database
):
    named, anonymous = enrol(), enrol()
    survey = ask()
    reply(survey, named, named=True)
    reply(survey, anonymous)
    with database.transaction() as session:
        for enrolment in (named, anonymous):
            erase(session, session.get(Learner, enrolment.learner_id), NOW, None)
    with database.sessions() as session:
        assert session.scalars(select(SurveyAsked)).all() == []
        assert session.scalars(select(SurveyAnswer.enrolment_id)).all() == [None]
        assert session.scalars(select(SurveyText.enrolment_id)).all() == [None]
        assert len(session.scalars(select(SurveyChoice)).all()) == 2


def test_a_sent_form_stays_as_it_was(enrol, ask, database, offering):
    enrol()
    survey = ask()
    with database.sessions() as session:
        form = session.get(Survey, survey.id).form
    assert form["version"] == 1
    assert [item["id"] for item in form["items"]][-2:] == ["k5", "comment"]
