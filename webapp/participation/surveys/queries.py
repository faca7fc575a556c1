"""アンケートの集計: sums alone, for the office's page and the reports; nothing here knows a person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Subquery, case, func, select
from sqlalchemy.orm import Session, aliased

from webapp.participation.surveys.forms import SurveyKind
from webapp.participation.surveys.models import Survey, SurveyAnswer, SurveyChoice

USED = 1  # the first word of the item `used`


@dataclass(frozen=True)
class Response:
    """回収: how many were asked and how many valid answers came."""

    asked: int
    valid: int


def responses(session: Session, surveys: Iterable[int]) -> dict[int, Response]:
    """I14 by survey: asked as it was at sending; a valid answer says at least one thing."""
    rows = session.execute(
        select(Survey.id, Survey.asked, func.count(SurveyAnswer.id))
        .outerjoin(SurveyAnswer, SurveyAnswer.survey_id == Survey.id)
        .where(Survey.id.in_(list(surveys)))
        .group_by(Survey.id, Survey.asked)
    )
    return {survey: Response(asked, valid) for survey, asked, valid in rows}


def counts(session: Session, surveys: Iterable[int]) -> dict[str, dict[int, int]]:
    """I15, I16: by item, how many chose each word (from 1), pooled over these surveys; words nobody chose are absent."""
    rows = session.execute(
        select(SurveyChoice.item, SurveyChoice.value, func.count())
        .join(SurveyAnswer, SurveyAnswer.id == SurveyChoice.answer_id)
        .where(SurveyAnswer.survey_id.in_(list(surveys)))
        .group_by(SurveyChoice.item, SurveyChoice.value)
    )
    found: dict[str, dict[int, int]] = {}
    for item, value, number in rows:
        found.setdefault(item, {})[value] = number
    return found


def favourable(of_item: Mapping[int, int]) -> tuple[int, int]:
    """4 or 5 on the five-point scale, and all valid answers to that item."""
    return of_item.get(4, 0) + of_item.get(5, 0), sum(of_item.values())


def paired_differences() -> Subquery:
    """I24b: enrolments that gave their name and answered every knowledge item before and after the same offering.

    Columns: enrolment_id, said (items answered each time), difference (right answers after, less those before), closes_at (of the later one).
    """
    before, after = _right_answers(SurveyKind.BEFORE), _right_answers(SurveyKind.AFTER)
    same: ColumnElement[bool] = before.c.enrolment_id == after.c.enrolment_id
    same &= before.c.said == after.c.said
    difference = (after.c.right - before.c.right).label("difference")
    return (
        select(after.c.enrolment_id, after.c.said, difference, after.c.closes_at)
        .select_from(before.join(after, same))
        .subquery("paired_differences")
    )


def _right_answers(kind: SurveyKind) -> Subquery:
    """By enrolment: items answered and right ones, where none of the items that the pair has was left out."""
    answer, survey, chosen = aliased(SurveyAnswer), aliased(Survey), aliased(SurveyChoice)
    right = func.sum(case((chosen.correct.is_(True), 1), else_=0))
    return (
        select(answer.enrolment_id, survey.closes_at, right.label("right"), func.count().label("said"))
        .join(survey, survey.id == answer.survey_id)
        .join(chosen, chosen.answer_id == answer.id)
        .where(survey.kind == kind, answer.enrolment_id.is_not(None), chosen.correct.is_not(None))
        .group_by(answer.enrolment_id, survey.closes_at, survey.knowledge_items)
        .having(func.count() == survey.knowledge_items)
        .subquery()
    )
