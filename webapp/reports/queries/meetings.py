"""回の問い合わせ: classes held, and who was there; both go by the day of the class."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, exists, func, or_, select

from webapp.participation.attendance.seminars import SeminarCheckIn
from webapp.participation.models import Attendance, AttendanceSource, Presence
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Seminar
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.values import Key
from webapp.reports.queries import keys
from webapp.reports.queries.enrolled import by_person, enrolled, somebody, total
from webapp.reports.queries.held import between, held_offerings, held_seminars, quarter_of
from webapp.reports.queries.once import Once
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
    held = _held_meetings(reader, scope)
    line = named(_line(held.c, by, scope))
    # Parallel rooms are rows of the same offering that begin at the same moment.
    rows = select(*line, func.count(func.distinct(held.c.occasion))).select_from(held)
    return {key: numbers[0] for key, numbers in reader.read(rows)}


def attended(reader: Reader, scope: Scope, by: Breakdown = Breakdown.TOTAL) -> Mapping[Key, Attended]:
    """I08a and I10: pairs of an enrolment in E and a held class of its offering.

    Somebody who came late into the course is expected from then on; a class of which nothing was recorded is in neither.
    """
    return reader.once(("attended", scope, by), lambda: _attended(reader, scope, by))


def _attended(reader: Reader, scope: Scope, by: Breakdown) -> Mapping[Key, Attended]:
    pair, held, line = _pairs(reader, scope), _held_meetings(reader, scope), []
    source, of_class = pair, named(_line(held.c, by, scope))
    if by is Breakdown.MODE:
        line, of_class = named([pair.c.mode]), []
    if of_class or scope.quarter is not None:
        # Each class's line once: worked out beside the pairs it would be once for everybody who was there.
        lines = select(held.c.meeting_id, *of_class).cte("lines").prefix_with("MATERIALIZED")
        line += [lines.c[part.name] for part in of_class]
        source = pair.join(lines, lines.c.meeting_id == pair.c.occasion)
    each = by_person(line, pair.c.learner_id, came=pair.c.came).select_from(source).subquery("each")
    counted = (total(each.c.came), somebody(each.c.came), total(each.c.rows), somebody(each.c.rows))
    rows = select(*(each.c[part.name] for part in line), *counted)
    return {key: Attended(*numbers) for key, numbers in reader.read(rows)}


def _pairs(reader: Reader, scope: Scope) -> FromClause:
    """An enrolment in E and a held class of its offering, of the whole year: learner_id, occasion, mode, came."""
    year = replace(scope, quarter=None)
    return reader.set_aside(("pairs", year), lambda: _paired(reader, year))


def _paired(reader: Reader, scope: Scope) -> Select[Any]:
    held, who = _held_meetings(reader, scope), enrolled(reader, scope)
    there = and_(
        Attendance.enrolment_id == who.c.id,
        Attendance.meeting_id == held.c.meeting_id,
        Attendance.recorded_at < scope.recorded_before,
    )
    came = case((Attendance.presence.in_(WAS_THERE), 1), else_=0)
    pairs = (
        select(who.c.learner_id, held.c.occasion, held.c.mode, came.label("came"))
        .select_from(held.join(who, who.c.offering_id == held.c.id).outerjoin(Attendance, there))
        .where(
            held.c.is_recorded == 1,
            or_(who.c.enrolled_at <= held.c.starts_at, Attendance.enrolment_id.is_not(None)),
        )
    )
    # Two rooms of one class are one: whoever checked in to both was there once. Without any there is nothing to join.
    rooms = select(held.c.meeting_id).where(held.c.meeting_id != held.c.occasion).limit(1)
    if reader.session.scalar(rooms) is None:
        return pairs
    once = (who.c.learner_id, held.c.occasion)
    mode, there = func.min(held.c.mode).label("mode"), func.max(came).label("came")
    return pairs.with_only_columns(*once, mode, there).group_by(who.c.id, *once)


def meetings_not_recorded(reader: Reader, scope: Scope) -> int:
    """未集計: classes that were held and of which nobody wrote down who was there."""
    held = _held_meetings(reader, scope)
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


def _held_meetings(asking: Once, scope: Scope) -> FromClause:
    """The classes held by the 基準日, each with its offering's columns, of whichever quarter that is.

    Besides: meeting_id, starts_at, mode, occasion (the first room of a class), is_recorded.
    """
    year = replace(scope, quarter=None)
    held = asking.set_aside(
        ("meetings held", year), lambda: _held_meetings_in(asking, year), key=["meeting_id"]
    )
    if scope.quarter is None:
        return held
    return select(held).where(between(held.c.starts_at, *quarter_of(scope))).subquery("held_meetings")


def _held_meetings_in(asking: Once, scope: Scope) -> Select[Any]:
    held = held_offerings(asking, scope)
    written = exists().where(
        Attendance.meeting_id == Meeting.id,
        Attendance.recorded_at < scope.recorded_before,
        # Whoever made the class up elsewhere, or said before that they would not come, says nothing of who sat in it.
        Attendance.made_up_at_id.is_(None),
        Attendance.source.is_distinct_from(AttendanceSource.NOTICE),
    )
    occasion = func.min(Meeting.id).over(partition_by=(Meeting.offering_id, Meeting.starts_at))
    return (
        select(
            held,
            Meeting.id.label("meeting_id"),
            Meeting.starts_at,
            Meeting.mode,
            occasion.label("occasion"),
            case((written, 1), else_=0).label("is_recorded"),
        )
        .select_from(held)
        .join(Meeting, Meeting.offering_id == held.c.id)
        .where(
            Meeting.state == MeetingState.HELD,
            Meeting.mode != MeetingMode.ON_DEMAND,
            Meeting.starts_at < scope.period.until,
        )
    )


def _line(row: Any, by: Breakdown, scope: Scope) -> list[ColumnElement[Any]]:
    if by is Breakdown.TOTAL:
        return []
    if by in (Breakdown.MONTH, Breakdown.QUARTER):
        return [keys.in_periods(row.starts_at, by, scope.period.year)]
    lines: Mapping[Breakdown, ColumnElement[Any]] = {
        Breakdown.MODE: row.mode,
        Breakdown.COURSE: row.course_slug,
        Breakdown.OFFERING: keys.as_text(row.id),
        Breakdown.PROGRAMME_ROW: keys.programme_row(row),
    }
    return [lines[by]]


def _seminar_line(by: Breakdown, scope: Scope) -> ColumnElement[str]:
    return keys.in_days(Seminar.held_on, by, scope.period.year)
