"""アンケートの集計: sums alone, for the office's page and the reports; nothing here knows a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Subquery, case, func, select
from sqlalchemy.orm import Session, aliased

from webapp.participation.surveys.forms import SurveyKind
from webapp.participation.surveys.models import Survey, SurveyAnswer, SurveyChoice
from webapp.programme.models import Offering, Seminar

USED = 1  # the first word of the item `used`


@dataclass(frozen=True)
class Response:
    """回収: how many were asked and how many valid answers came."""

    asked: int
    valid: int


@dataclass(frozen=True)
class Gain:
    """伸び: of n persons with both tests, the sum of differences in right answers, and of their squares."""

    n: int
    total: int
    squares: int


@dataclass(frozen=True)
class Use:
    """活用: who used it among valid answers to that item; `pending` (集計中) while a window is open or none was sent."""

    used: int
    valid: int
    pending: bool


def survey_ids(session: Session, kind: SurveyKind, fiscal_year: int) -> Sequence[int]:
    """The surveys of a kind about what was held in a fiscal year."""
    event = Seminar if kind is SurveyKind.SEMINAR else Offering
    joined = Survey.seminar if kind is SurveyKind.SEMINAR else Survey.offering
    found = select(Survey.id).join(joined).where(Survey.kind == kind, event.fiscal_year == fiscal_year)
    return session.scalars(found.order_by(Survey.id)).all()


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


def gains(session: Session, offerings: Iterable[int]) -> Gain:
    """I24b: persons who gave their name and answered every knowledge item before and after the same offering."""
    before = _right_answers(SurveyKind.BEFORE, list(offerings))
    after = _right_answers(SurveyKind.AFTER, list(offerings))
    difference = after.c.right - before.c.right
    same: ColumnElement[bool] = before.c.enrolment_id == after.c.enrolment_id
    same &= before.c.said == after.c.said
    row = session.execute(
        select(func.count(), func.sum(difference), func.sum(difference * difference)).select_from(
            before.join(after, same)
        )
    ).one()
    return Gain(row[0], int(row[1] or 0), int(row[2] or 0))


def use(session: Session, fiscal_year: int, at: datetime) -> Use:
    """I25 of a fiscal year's offerings; pending until the window of every 3-month survey has shut."""
    surveys = survey_ids(session, SurveyKind.LATER, fiscal_year)
    is_open: ColumnElement[bool] = Survey.closes_at > at
    still = session.scalar(select(Survey.id).where(Survey.id.in_(surveys), is_open).limit(1))
    chosen = counts(session, surveys).get("used", {})
    return Use(chosen.get(USED, 0), sum(chosen.values()), pending=not surveys or still is not None)


def _right_answers(kind: SurveyKind, offerings: list[int]) -> Subquery:
    """By enrolment: items answered and right ones, where none of the items that the pair has was left out."""
    answer, survey, chosen = aliased(SurveyAnswer), aliased(Survey), aliased(SurveyChoice)
    right = func.sum(case((chosen.correct.is_(True), 1), else_=0))
    return (
        select(answer.enrolment_id, right.label("right"), func.count().label("said"))
        .join(survey, survey.id == answer.survey_id)
        .join(chosen, chosen.answer_id == answer.id)
        .where(
            survey.kind == kind,
            survey.offering_id.in_(offerings),
            answer.enrolment_id.is_not(None),
            chosen.correct.is_not(None),
        )
        .group_by(answer.enrolment_id, survey.knowledge_items)
        .having(func.count() == survey.knowledge_items)
        .subquery()
    )
