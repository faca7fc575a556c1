"""集計係: the one reader of the reports; it hands over small aggregates by key, and never a row of anybody's.

Counters kept in tables could come behind the same methods later; whoever asks would not notice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, String, Subquery, cast, func, select
from sqlalchemy.orm import Session

from webapp.region import Region
from webapp.reports.indicators.breakdowns import PERSON_ATTRIBUTES, Breakdown
from webapp.reports.indicators.values import Key
from webapp.reports.queries import keys
from webapp.reports.queries.enrolled import FLAGS, by_person, enrolled, flags_of, people, somebody, total
from webapp.reports.queries.held import held_offerings
from webapp.reports.queries.once import Once
from webapp.reports.scope import Scope

KEY = "line_"
OF_PERSONS = PERSON_ATTRIBUTES | {Breakdown.TOTAL}
BY_AREA = {
    Breakdown.AREA_BY_COURSE: Breakdown.COURSE,
    Breakdown.AREA_BY_PROGRAMME_ROW: Breakdown.PROGRAMME_ROW,
}


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


class Reader(Once):
    """Reads one database for the reports of one region, as it is at one moment."""

    def __init__(self, session: Session, region: Region) -> None:
        super().__init__(session)
        self.region = region

    def offerings(self, scope: Scope, by: Breakdown = Breakdown.TOTAL) -> Mapping[Key, Offerings]:
        """開かれた講座 and their 定員, by line."""
        return self.once(("offerings", scope, by), lambda: self._offerings(scope, by))

    def _offerings(self, scope: Scope, by: Breakdown) -> Mapping[Key, Offerings]:
        held = held_offerings(self, scope)
        line = named(self.offering_line(held.c, by, scope))
        counted = select(
            *line, func.count(), func.count(held.c.capacity), func.coalesce(func.sum(held.c.capacity), 0)
        )
        return {key: Offerings(*row) for key, row in self.read(counted.select_from(held))}

    def enrolments(self, scope: Scope, by: Breakdown = Breakdown.TOTAL) -> Mapping[Key, Enrolments]:
        """E and C by line: enrolments and the distinct people behind them."""
        return self.once(("enrolments", scope, by), lambda: self._enrolments(scope, by))

    def _enrolments(self, scope: Scope, by: Breakdown) -> Mapping[Key, Enrolments]:
        each = self.each_person(by, scope)
        counted = []
        for name in ("rows", *FLAGS):
            counted += [total(each.c[name]), somebody(each.c[name])]
        return {key: Enrolments(*row) for key, row in self.read(select(*key_of(each), *counted))}

    def each_person(self, by: Breakdown, scope: Scope) -> Subquery:
        """E by line and person: the parts of the key, learner_id, `rows`, and how many of these have each flag."""
        if by in OF_PERSONS:
            # Whoever it is has one line.
            alone = people(self, scope)
            return select(*named(self.person_line(alone.c, by)), alone).subquery("each")
        who = enrolled(self, scope)
        line = named(self.offering_line(who.c, BY_AREA.get(by, by), scope))
        source: Any = who
        if by in BY_AREA:
            person = people(self, scope)
            line = named([*self.person_line(person.c, Breakdown.AREA), *line])
            source = who.join(person, person.c.learner_id == who.c.learner_id)
        return by_person(line, who.c.learner_id, **flags_of(who)).select_from(source).subquery("each")

    def person_line(self, person: Any, by: Breakdown) -> list[ColumnElement[Any]]:
        """The key of a person of E."""
        return [] if by is Breakdown.TOTAL else [keys.person_attribute(by, self.region, person)]

    def offering_line(self, row: Any, by: Breakdown, scope: Scope) -> list[ColumnElement[Any]]:
        """The key of an offering, or of a row that knows its own; KeyError for what is of persons."""
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
