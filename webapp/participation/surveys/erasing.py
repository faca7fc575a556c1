"""回答の消去: what was answered by name goes with the person; an anonymous answer is nobody's and stays."""

from typing import Any

from sqlalchemy import delete, select

from webapp.participation.surveys.models import SurveyAnswer, SurveyAsked, SurveyChoice, SurveyText


def survey_deletions(enrolments: Any) -> list[Any]:
    """Statements, in the order in which rows refer to each other."""
    named = select(SurveyAnswer.id).where(SurveyAnswer.enrolment_id.in_(enrolments))
    return [
        delete(SurveyText).where(SurveyText.enrolment_id.in_(enrolments)),
        delete(SurveyChoice).where(SurveyChoice.answer_id.in_(named)),
        delete(SurveyAnswer).where(SurveyAnswer.enrolment_id.in_(enrolments)),
        delete(SurveyAsked).where(SurveyAsked.enrolment_id.in_(enrolments)),
    ]
