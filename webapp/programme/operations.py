"""What happens to offerings: they are opened, inside one fiscal year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.programme.audience import Audience
from webapp.programme.models import (
    Meeting,
    MeetingMode,
    MeetingState,
    Offering,
    OfferingState,
    Partner,
    Programme,
)
from webapp.programme.rule_kinds import KINDS, asks_work
from webapp.wording import mark


class NotPossible(ValueError):
    """What was asked breaks a rule of offerings; the message is for people."""


@dataclass(frozen=True)
class MeetingPlan:
    """回の予定: when a class begins and ends, and how it is given."""

    starts_at: datetime
    ends_at: datetime
    mode: MeetingMode = MeetingMode.IN_PERSON


@dataclass(frozen=True)
class OfferingPlan:
    """開講の予定: all that is decided before people can apply."""

    course_slug: str
    title_ja: str
    title_en: str
    audience: Audience
    starts_on: date
    ends_on: date
    completion_rule: dict[str, Any]
    capacity: int | None = None
    apply_from: datetime | None = None
    apply_until: datetime | None = None
    meetings: Sequence[MeetingPlan] = ()


def open_offering(session: Session, programme: Programme, host: Partner, plan: OfferingPlan) -> Offering:
    """開講: open a course once more, as the next 第○期 of the year.

    Raises NotPossible when it crosses 31 March, leaves the programme's year, or a meeting lies outside it,
    or nobody knows its rule of completion.
    """
    refuse_wrong_days(plan, FiscalYear(programme.fiscal_year))
    refuse_unknown_rule(plan.completion_rule)
    offering = Offering(
        programme=programme,
        fiscal_year=programme.fiscal_year,
        number=next_number(session, programme.fiscal_year, plan.course_slug),
        host=host,
        state=OfferingState.OPEN if plan.apply_from else OfferingState.PLANNED,
        course_slug=plan.course_slug,
        title_ja=plan.title_ja,
        title_en=plan.title_en,
        audience=plan.audience,
        capacity=plan.capacity,
        apply_from=plan.apply_from,
        apply_until=plan.apply_until,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        completion_rule=plan.completion_rule,
        meetings=[
            Meeting(
                number=number,
                starts_at=meeting.starts_at,
                ends_at=meeting.ends_at,
                mode=meeting.mode,
                state=MeetingState.PLANNED,
            )
            for number, meeting in enumerate(plan.meetings, start=1)
        ],
    )
    session.add(offering)
    session.flush()
    return offering


def refuse_wrong_days(plan: OfferingPlan, year: FiscalYear) -> None:
    """Hold the rule that an offering belongs to one fiscal year: numbers of people add up only within it."""
    if plan.ends_on < plan.starts_on:
        raise NotPossible(mark("終わりの日が始まりの日より前になっています"))
    if FiscalYear.of(plan.starts_on) != FiscalYear.of(plan.ends_on):
        raise NotPossible(mark("講座は3月31日をまたげません。年度ごとに2つの講座に分けてください"))
    if plan.starts_on not in year:
        raise NotPossible(mark("始まりの日が、事業の年度に入っていません"))
    for meeting in plan.meetings:
        if not plan.starts_on <= japanese_date(meeting.starts_at) <= plan.ends_on:
            raise NotPossible(mark("回の日時が講座の期間に入っていません"))


def refuse_unknown_rule(rule: dict[str, Any]) -> None:
    """修了の条件: by hand-ins that pass every 基本 of some lessons, by attendance, or by both; nothing else is kept."""
    lessons = rule.get("lessons")
    has_work = isinstance(lessons, list) and bool(lessons)
    if "version" not in rule or rule.get("kind") not in KINDS or (asks_work(rule) and not has_work):
        raise NotPossible(mark("修了の条件がわかりません"))


def next_number(session: Session, fiscal_year: int, course_slug: str) -> int:
    """第○期: one more than the last of this course in this year."""
    last = session.scalar(
        select(func.max(Offering.number)).filter_by(fiscal_year=fiscal_year, course_slug=course_slug)
    )
    return (last or 0) + 1
