"""回の問い合わせ: classes held, and who was there; both go by the day of the class."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, func, or_, select

from webapp.participation.attendance.seminars import SeminarCheckIn
from webapp.participation.models import Attendance, Presence
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering, OfferingState, Seminar
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.values import Key
from webapp.reports.queries import keys
from webapp.reports.queries.enrolled import enrolled, persons, total
from webapp.reports.queries.held import between, held_offerings, held_seminars, hosted_by, quarter_of
from webapp.reports.queries.reader import Reader, named
from webapp.reports.scope import Scope

WAS_THERE = (Presence.PRESENT, Presence.LATE)


@dataclass(frozen=True)
class Attended:
    """出席 of one line: who was there, of how many who could have been."""

    attendances: int
    people: int
    expected: int
    expected_people: int


def meetings_held(reader: Reader, scope: Scope, by: Breakdown = Breakdown.TOTAL) -> Mapping[Key, int]:
    """I02: a class in two rooms, or half of it online, is one; 振替 counts once, 休講 never, on demand there is none."""
    held = _held_meetings(scope)
    line = named(_line(held.c, by, scope))
    # Parallel rooms are rows of the same offering that begin at the same moment.
    rows = select(*line, func.count(func.distinct(held.c.occasion))).select_from(held)
    return {key: numbers[0] for key, numbers in reader.read(rows)}


def attended(reader: Reader, scope: Scope, by: Breakdown = Breakdown.TOTAL) -> Mapping[Key, Attended]:
    """I08a and I10: pairs of an enrolment in E and a held class of its offering.

    Somebody who came late into the course is expected from then on; a class of which nothing was recorded is in neither.
    """
    whole_year = Scope(scope.period, scope.recorded_before, None, scope.hosts)
    who, held = enrolled(whole_year, held_offerings(whole_year)), _held_meetings(scope)
    there = and_(
        Attendance.enrolment_id == who.c.id,
        Attendance.meeting_id == held.c.id,
        Attendance.recorded_at < scope.recorded_before,
    )
    came = case((Attendance.presence.in_(WAS_THERE), 1), else_=0)
    # Two rooms of one class are one: whoever checked in to both was there once.
    once = (
        who.c.id,
        who.c.learner_id,
        held.c.offering_id,
        held.c.course_slug,
        held.c.audience,
        held.c.starts_at,
        held.c.occasion,
    )
    pairs = (
        select(*once, func.min(held.c.mode).label("mode"), func.max(came).label("came"))
        .select_from(held)
        .join(who, who.c.offering_id == held.c.offering_id)
        .outerjoin(Attendance, there)
        .where(
            held.c.is_recorded == 1,
            or_(who.c.enrolled_at <= held.c.starts_at, Attendance.enrolment_id.is_not(None)),
        )
        .group_by(*once)
        .subquery("pairs")
    )
    line = named(_line(pairs.c, by, scope))
    learner = pairs.c.learner_id
    rows = select(*line, total(pairs.c.came), persons(learner, pairs.c.came), func.count(), persons(learner))
    return {key: Attended(*numbers) for key, numbers in reader.read(rows.select_from(pairs))}


def meetings_not_recorded(reader: Reader, scope: Scope) -> int:
    """未集計: classes that were held and of which nobody wrote down who was there."""
    held = _held_meetings(scope)
    return reader.session.scalar(select(func.count()).select_from(held).where(held.c.is_recorded == 0)) or 0


def seminar_heads(
    reader: Reader, scope: Scope, by: Breakdown = Breakdown.TOTAL
) -> Mapping[Key, tuple[int, int]]:
    """I08b: who came with an account and the heads of the others, and how many seminars were held and not counted yet."""
    line = named([] if by is Breakdown.TOTAL else [_seminar_line(by, scope)])
    came = (
        select(SeminarCheckIn.seminar_id, func.count().label("number"))
        .where(SeminarCheckIn.recorded_at < scope.recorded_before)
        .group_by(SeminarCheckIn.seminar_id)
        .subquery("came_with_an_account")
    )
    rows = (
        select(
            *line,
            total(func.coalesce(Seminar.headcount, 0) + func.coalesce(came.c.number, 0)),
            total(case((Seminar.headcount.is_(None), 1), else_=0)),
        )
        .select_from(Seminar)
        .outerjoin(came, came.c.seminar_id == Seminar.id)
        .where(*held_seminars(scope))
    )
    return {key: (numbers[0], numbers[1]) for key, numbers in reader.read(rows)}


def _held_meetings(scope: Scope) -> Subquery:
    """The classes held by the 基準日: id, offering_id, starts_at, mode, occasion, is_recorded, and the offering's keys."""
    written = exists().where(
        Attendance.meeting_id == Meeting.id, Attendance.recorded_at < scope.recorded_before
    )
    return (
        select(
            Meeting.id,
            Meeting.offering_id,
            Meeting.starts_at,
            Meeting.mode,
            Offering.course_slug,
            Offering.audience,
            func.min(Meeting.id)
            .over(partition_by=(Meeting.offering_id, Meeting.starts_at))
            .label("occasion"),
            case((written, 1), else_=0).label("is_recorded"),
        )
        .join(Offering, Offering.id == Meeting.offering_id)
        .where(
            Meeting.state == MeetingState.HELD,
            Meeting.mode != MeetingMode.ON_DEMAND,
            Meeting.starts_at < scope.period.until,
            Offering.fiscal_year == scope.period.year.year,
            Offering.state != OfferingState.CANCELLED,
            *hosted_by(scope),
            *([] if scope.quarter is None else [between(Meeting.starts_at, *quarter_of(scope))]),
        )
        .subquery("held_meetings")
    )


def _line(row: Any, by: Breakdown, scope: Scope) -> list[ColumnElement[Any]]:
    if by is Breakdown.TOTAL:
        return []
    if by in (Breakdown.MONTH, Breakdown.QUARTER):
        return [keys.in_periods(row.starts_at, by, scope.period.year)]
    lines: Mapping[Breakdown, ColumnElement[Any]] = {
        Breakdown.MODE: row.mode,
        Breakdown.COURSE: row.course_slug,
        Breakdown.OFFERING: keys.as_text(row.offering_id),
        Breakdown.PROGRAMME_ROW: keys.programme_row(row),
    }
    return [lines[by]]


def _seminar_line(by: Breakdown, scope: Scope) -> ColumnElement[str]:
    return keys.in_days(Seminar.held_on, by, scope.period.year)
