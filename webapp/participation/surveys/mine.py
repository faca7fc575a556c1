"""自分へのアンケート: what a learner is asked and has not answered."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment
from webapp.participation.surveys.models import Survey, SurveyAsked


def own_mark(session: Session, survey_id: int, learner_id: int) -> SurveyAsked | None:
    """The mark of this person for a survey; None where they were not asked, or it is long closed."""
    return session.scalar(
        select(SurveyAsked)
        .join(Enrolment, Enrolment.id == SurveyAsked.enrolment_id)
        .where(SurveyAsked.survey_id == survey_id, Enrolment.learner_id == learner_id)
    )


def is_over_for(session: Session, survey: Survey, learner_id: int, at: datetime) -> bool:
    """Whether it is closed, and about a course that this person takes or took."""
    theirs = select(Enrolment.id).where(
        Enrolment.learner_id == learner_id, Enrolment.offering_id == survey.offering_id
    )
    return not survey.is_open(at) and session.scalar(theirs) is not None


def waiting_surveys(session: Session, learner_id: int, at: datetime) -> Sequence[Survey]:
    """Open surveys that wait for this person's answer, the one that closes first on top."""
    return session.scalars(
        select(Survey)
        .join(SurveyAsked, SurveyAsked.survey_id == Survey.id)
        .join(Enrolment, Enrolment.id == SurveyAsked.enrolment_id)
        .where(
            Enrolment.learner_id == learner_id,
            SurveyAsked.answered.is_(False),
            Survey.opened_at <= at,
            Survey.closes_at > at,
        )
        .order_by(Survey.closes_at, Survey.id)
    ).all()
