"""集計係: the one reader of the reports; it hands over small aggregates by key, and never a row of anybody's.

Counters kept in tables could come behind the same methods later; whoever asks would not notice.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, String, Subquery, and_, case, cast, func, select
from sqlalchemy.orm import Session

from webapp.enrolment.models import LearnerYear
from webapp.region import Region
from webapp.reports.indicators.breakdowns import PERSON_ATTRIBUTES, Breakdown
from webapp.reports.indicators.values import Key
from webapp.reports.queries import keys
from webapp.reports.queries.enrolled import by_person, enrolled, somebody, total
from webapp.reports.queries.held import held_offerings
from webapp.reports.scope import Scope

KEY = "line_"
Found = TypeVar("Found")
PERSON_KEYS = PERSON_ATTRIBUTES | {Breakdown.AREA_BY_COURSE, Breakdown.AREA_BY_PROGRAMME_ROW}


@dataclass(frozen=True)
class Enrolments:
    """What is counted of the enrolments of one line; people are distinct persons."""

    enrolments: int
    people: int
    closed: int
    closed_people: int
    completed: int
    completers: int
    dropped: int
    droppers: int
    limited: int  # in offerings with a capacity
    limited_people: int

    @property
    def open_enrolments(self) -> int:
        """Those whose results are not closed: 集計中."""
        return self.enrolments - self.closed


@dataclass(frozen=True)
class Offerings:
    """What is counted of the offerings of one line."""

    offerings: int
    limited: int  # with a capacity
    capacity: int


class Reader:
    """Reads one database for the reports of one region, as it is at one moment: the same question is asked once."""

    def __init__(self, session: Session, region: Region) -> None:
        self.session, self.region = session, region
        self._kept: dict[Hashable, Any] = {}

    def offerings(self, scope: Scope, by: Breakdown = Breakdown.TOTAL) -> Mapping[Key, Offerings]:
        """開かれた講座 and their 定員, by line."""
        return self.once(("offerings", scope, by), lambda: self._offerings(scope, by))

    def _offerings(self, scope: Scope, by: Breakdown) -> Mapping[Key, Offerings]:
        held = held_offerings(scope)
        line = named(self.offering_line(held.c, by, scope))
        counted = select(
            *line, func.count(), func.count(held.c.capacity), func.coalesce(func.sum(held.c.capacity), 0)
        )
        return {key: Offerings(*row) for key, row in self.read(counted.select_from(held.rows))}

    def enrolments(self, scope: Scope, by: Breakdown = Breakdown.TOTAL) -> Mapping[Key, Enrolments]:
        """E and C by line: enrolments and the distinct people behind them."""
        return self.once(("enrolments", scope, by), lambda: self._enrolments(scope, by))

    def _enrolments(self, scope: Scope, by: Breakdown) -> Mapping[Key, Enrolments]:
        who = enrolled(scope, held_offerings(scope))
        flags: dict[str, Any] = {
            "closed": who.c.is_closed,
            "completed": who.c.is_completed,
            "dropped": who.c.is_dropped,
            "limited": case((who.c.capacity.is_not(None), 1), else_=0),
        }
        each = self.each_person(who, by, scope, **flags)
        counted = [total(each.c.rows), somebody(each.c.rows)]
        for name in flags:
            counted += [total(each.c[name]), somebody(each.c[name])]
        rows = select(*key_of(each), *counted)
        return {key: Enrolments(*row) for key, row in self.read(rows)}

    def once(self, asked: Hashable, count: Callable[[], Found]) -> Found:
        """What was counted already for the same question: several indicators are made of one aggregate."""
        if asked not in self._kept:
            self._kept[asked] = count()
        found: Found = self._kept[asked]
        return found

    def each_person(self, who: Any, by: Breakdown, scope: Scope, **flags: Any) -> Subquery:
        """E by line and person: the parts of the key, learner_id, `rows`, and by each flag how many of these have it."""
        if by in PERSON_ATTRIBUTES:
            # Whoever it is has one line: the attributes are looked up once per person, and not once per enrolment.
            alone = by_person([], who.c.learner_id, **flags).select_from(who).subquery("alone")
            line = named(self.line(who.c, by, scope))
            return select(*line, alone).select_from(self.with_year(alone, scope)).subquery("each")
        line = named(self.line(who.c, by, scope))
        source = self.with_year(who, scope) if by in PERSON_KEYS else who
        return by_person(line, who.c.learner_id, **flags).select_from(source).subquery("each")

    def with_year(self, people: Any, scope: Scope) -> Any:
        """Rows with a learner_id, beside the year's attributes of that person."""
        of_the_year = and_(
            LearnerYear.learner_id == people.c.learner_id, LearnerYear.fiscal_year == scope.period.year.year
        )
        return people.outerjoin(LearnerYear, of_the_year)

    def line(self, row: Any, by: Breakdown, scope: Scope) -> list[ColumnElement[Any]]:
        """The key of a row of E."""
        if by is Breakdown.AREA_BY_COURSE:
            return [keys.area(self.region), row.course_slug]
        if by is Breakdown.AREA_BY_PROGRAMME_ROW:
            return [keys.area(self.region), keys.programme_row(row)]
        if by in PERSON_KEYS:
            return [keys.person_attribute(by, self.region)]
        return self.offering_line(row, by, scope)

    def offering_line(self, row: Any, by: Breakdown, scope: Scope) -> list[ColumnElement[Any]]:
        """The key of an offering, or of a row that knows its own."""
        if by is Breakdown.TOTAL:
            return []
        if by in (Breakdown.MONTH, Breakdown.QUARTER):
            return [keys.in_periods(row.first_at, by, scope.period.year)]
        identity = row.offering_id if "offering_id" in row else row.id
        lines: Mapping[Breakdown, ColumnElement[Any]] = {
            Breakdown.COURSE: row.course_slug,
            Breakdown.OFFERING: cast(identity, String),
            Breakdown.PROGRAMME_ROW: keys.programme_row(row),
        }
        return [lines[by]]

    def read(self, counted: Select[Any]) -> Iterator[tuple[Key, list[int]]]:
        """The rows of an aggregate as (key, numbers); its key columns are those that `named` labelled.

        Grouped by their labels: repeated with parameters of their own, PostgreSQL takes them for other expressions.
        """
        labels = [column.name for column in counted.selected_columns if column.name.startswith(KEY)]
        for row in self.session.execute(counted.group_by(*labels) if labels else counted):
            key = tuple(str(part) for part in row[: len(labels)])
            # 対象外 is no line: the kind of school of somebody who is no teacher.
            if keys.NOT_ASKED not in key:
                yield key, [int(number or 0) for number in row[len(labels) :]]


def key_of(rows: Subquery) -> list[ColumnElement[Any]]:
    """The parts of the key that a subquery bears."""
    return [column for column in rows.c if column.name.startswith(KEY)]


def named(line: list[ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    """The parts of a key, labelled so that they can be grouped by."""
    return [part.label(f"{KEY}{place}") for place, part in enumerate(line)]
