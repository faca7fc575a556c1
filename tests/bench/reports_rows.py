"""Rows as frames, the way that somebody without SQL would get them: every row through the ORM, then into pandas."""

from operator import attrgetter

import pandas as pd
from sqlalchemy import select

from tests.webapp.reports.indicators.by_pandas import Tables
from tests.webapp.reports.indicators.more_by_pandas import MoreTables
from webapp.enrolment.applying.models import ApplicationMove
from webapp.enrolment.models import Application, Enrolment, LearnerYear
from webapp.participation.attendance.seminars import SeminarCheckIn
from webapp.participation.models import Attendance, Deadline, Score, Submission
from webapp.participation.surveys.models import Survey, SurveyAnswer, SurveyChoice
from webapp.programme.models import Meeting, Offering, Programme, Seminar


def frame(session, model, *joined, where=()):
    """A table's rows, of these only where joined with conditions."""
    statement = select(model)
    for other in joined:
        statement = statement.join(other)
    columns = [column.key for column in model.__mapper__.column_attrs]
    take = attrgetter(*columns)
    rows = [take(row) for row in session.scalars(statement.where(*where))]
    session.expunge_all()
    made = pd.DataFrame(rows, columns=columns)
    moments = [name for name in columns if name.endswith(("_at", "_from", "_until")) or name == "starts_at"]
    for name in moments:
        made[name] = pd.to_datetime(made[name], utc=True)
    return made


def tables(session, year, whole):
    """Of the year what belongs to it, or all; every enrolment, offering and class, since earlier years decide who is new."""
    this = () if whole else (Offering.fiscal_year == year,)
    made = Tables.__new__(Tables)
    made.offering, made.meeting, made.enrolment = (
        frame(session, kind) for kind in (Offering, Meeting, Enrolment)
    )
    made.attendance = frame(session, Attendance, Enrolment, Offering, where=this)
    made.year = frame(session, LearnerYear, where=() if whole else (LearnerYear.fiscal_year == year,))
    made.application = frame(session, Application, Offering, where=this)
    made.move = frame(session, ApplicationMove, Application, Offering, where=this)
    return made


def more_tables(session, year, whole):
    """The same of the other tables."""
    this = () if whole else (Offering.fiscal_year == year,)
    made = MoreTables.__new__(MoreTables)
    made.seminar, made.check_in = frame(session, Seminar), frame(session, SeminarCheckIn)
    made.survey = frame(session, Survey)
    made.answer = frame(session, SurveyAnswer, Survey, Offering, where=this)
    made.choice = frame(session, SurveyChoice, SurveyAnswer, Survey, Offering, where=this)
    made.submission = frame(session, Submission, Enrolment, Offering, where=this)
    made.score = frame(session, Score, Submission, Enrolment, Offering, where=this)
    made.deadline, made.programme = frame(session, Deadline), frame(session, Programme)
    return made
