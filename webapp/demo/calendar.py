"""架空の年間計画: what is offered in one fiscal year, and how far it has come on a given day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from course.catalogue import load_courses
from webapp.demo.shapes import AROUND_THE_DAY, EVERY_YEAR, Shape
from webapp.fiscal_year import JAPAN, FiscalYear
from webapp.programme.audience import Audience
from webapp.programme.models import MeetingMode, MeetingState, OfferingState
from webapp.programme.paths import promised

ENOUGH_ATTENDANCE = Fraction(2, 3)
BY_ATTENDANCE = {"version": 0, "kind": "attendance", "min": str(ENOUGH_ATTENDANCE)}
BY_WORK = {"version": 1, "kind": "all_basic"}
RESULTS_CLOSE_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class PlannedMeeting:
    """A dated class (回) and what became of it."""

    number: int
    starts_at: datetime
    ends_at: datetime
    mode: MeetingMode
    state: MeetingState


@dataclass(frozen=True)
class PlannedOffering:
    """An offering (開講講座) as it stands on the day of the demo."""

    shape: Shape
    capacity: int
    state: OfferingState
    apply_from: datetime
    apply_until: datetime
    starts_on: date
    ends_on: date
    rule: dict[str, Any]
    meetings: tuple[PlannedMeeting, ...]

    @property
    def first_held_at(self) -> datetime | None:
        """When the first class that took place began; None while none has."""
        return min((m.starts_at for m in self.meetings if m.state is MeetingState.HELD), default=None)

    @property
    def is_counted(self) -> bool:
        """Whether its people are 受講者: it was not called off and a class took place."""
        return self.state is not OfferingState.CANCELLED and self.first_held_at is not None


def plan_year(year: FiscalYear, at: date, newest: FiscalYear) -> list[PlannedOffering]:
    """Every offering of a fiscal year as it stands at the beginning of the day `at`, by first day."""
    growth = max(60, 100 - 8 * (newest.year - year.year))
    offerings = [_plan_regular(shape, year, at, growth) for shape in EVERY_YEAR]
    offerings += [_plan_around(shape, year, at, growth) for shape in AROUND_THE_DAY]
    return sorted(offerings, key=lambda offering: (offering.starts_on, offering.shape.title_en))


def _plan_regular(shape: Shape, year: FiscalYear, at: date, growth: int) -> PlannedOffering:
    starts_on = _first_day(shape, year)
    classes = shape.classes + (1 if shape.moved_class else 0)
    days = [starts_on + timedelta(days=shape.every * index) for index in range(classes)]
    apply_from, apply_until = starts_on - timedelta(days=60), starts_on - timedelta(days=10)
    called_off = shape.too_few and apply_until < at
    state = OfferingState.CANCELLED if called_off else _state_of(days[0], days[-1], apply_from, at)
    return PlannedOffering(
        shape,
        shape.capacity * growth // 100,
        state,
        _at(apply_from, 9),
        _at(apply_until, 17),
        days[0],
        days[-1],
        BY_ATTENDANCE,
        tuple(_plan_meeting(shape, index, day, at, called_off) for index, day in enumerate(days, start=1)),
    )


def _first_day(shape: Shape, year: FiscalYear) -> date:
    month, day = shape.not_before
    earliest = date(year.year if month >= 4 else year.year + 1, month, day)
    return earliest + timedelta(days=(shape.weekday - earliest.weekday()) % 7)


def _plan_around(shape: Shape, year: FiscalYear, at: date, growth: int) -> PlannedOffering:
    """A course that runs on this day of every year, and so on the day of the demo."""
    day = _same_day(at, year)
    starts_on = max(year.start, day - timedelta(days=21))
    ends_on = min(year.end, day + timedelta(days=56))
    runs = at in year
    # It opens on demand at midnight, so that somebody is learning even on 1 April.
    opening = PlannedMeeting(
        1, _at(starts_on, 0), _at(starts_on, 1), MeetingMode.ON_DEMAND, MeetingState.HELD
    )
    days = [starts_on + timedelta(days=7 * week) for week in range(1, shape.classes)]
    classes = [_plan_meeting(shape, n, d, at, False) for n, d in enumerate(days, start=2) if d <= ends_on]
    return PlannedOffering(
        shape,
        shape.capacity * growth // 100,
        OfferingState.RUNNING if runs else OfferingState.CLOSED,
        _at(starts_on - timedelta(days=40), 9),
        _at(starts_on - timedelta(days=5), 17),
        starts_on,
        ends_on,
        _rule(shape) if runs else BY_ATTENDANCE,
        (opening, *classes),
    )


def _rule(shape: Shape) -> dict[str, Any]:
    """修了要件 of what runs now: work, where one of the demo's accounts is there to do it."""
    return by_work(shape.course) if shape.accounts else BY_ATTENDANCE


def by_work(course: str) -> dict[str, Any]:
    """Everybody's modules and one of one's own kind of school, where the course names a series; else its lessons."""
    series = load_courses()[course].series
    if series is None:
        return {**BY_WORK, "lessons": lessons_asked_of(course)}
    return {**BY_WORK, "lessons": [*series.lessons], "paths": [promised(path) for path in series.paths]}


def lessons_asked_of(course: str) -> list[str]:
    """The first lesson of the beginners' course, so that completion can be tried; all lessons of any other."""
    slugs = [lesson.slug for lesson in load_courses()[course].lessons]
    return slugs[:1] if course == "beginner" else slugs


def _same_day(at: date, year: FiscalYear) -> date:
    shifted = at.year - FiscalYear.of(at).year + year.year
    try:
        return at.replace(year=shifted)
    except ValueError:  # 29 February
        return at.replace(year=shifted, day=28)


def _plan_meeting(shape: Shape, number: int, day: date, at: date, called_off: bool) -> PlannedMeeting:
    hour = 9 if shape.audience is Audience.TEACHER else 18
    state = MeetingState.HELD if day < at else MeetingState.PLANNED
    if called_off or (day < at and number == shape.cancelled_class):
        state = MeetingState.CANCELLED
    elif day < at and number == shape.moved_class:
        state = MeetingState.MOVED
    return PlannedMeeting(number, _at(day, hour), _at(day, hour + 2), shape.mode, state)


def _state_of(first: date, last: date, apply_from: date, at: date) -> OfferingState:
    if last + RESULTS_CLOSE_AFTER < at:
        return OfferingState.CLOSED
    if first <= at:
        return OfferingState.RUNNING
    return OfferingState.OPEN if apply_from < at else OfferingState.PLANNED


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), JAPAN)
