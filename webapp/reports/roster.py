"""受講者名簿: one offering with everybody enrolled in it; screen and CSV are made from the same table."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from webapp.fiscal_year import japanese_date
from webapp.programme.audience import Audience
from webapp.programme.models import OfferingState
from webapp.reports.counting import count, is_counted
from webapp.reports.facts import EnrolmentFact, OfferingFact, PersonFact, WorkFact, YearFacts
from webapp.reports.numerals import Cell, Sign, percent
from webapp.reports.period import Period
from webapp.reports.tables import OfferingRow, offering_row
from webapp.wording import mark


class Standing(StrEnum):
    """How an enrolment stands at the end of the period."""

    COMPLETED = "completed"
    LEARNING = "learning"
    NOT_COMPLETED = "not_completed"
    WITHDRAWN = "withdrawn"
    NEVER_BEGAN = "never_began"
    TO_BEGIN = "to_begin"

    @property
    def label_ja(self) -> str:
        """The Japanese words, which are also the key of their translation."""
        return _STANDINGS[self]


_STANDINGS = {
    Standing.COMPLETED: mark("修了"),
    Standing.LEARNING: mark("受講中"),
    Standing.NOT_COMPLETED: mark("未修了"),
    Standing.WITHDRAWN: mark("辞退"),
    Standing.NEVER_BEGAN: mark("初回前に辞退"),
    Standing.TO_BEGIN: mark("開講前"),
}


@dataclass(frozen=True)
class PersonRow:
    """A named row of an offering (開講講座), for its host only."""

    name: str
    name_kana: str
    audience: Audience
    standing: Standing
    basics: Cell
    submissions: int
    points: Cell
    max_points: Cell
    completed_on: date | None
    learner_id: int = 0


@dataclass(frozen=True)
class OfferingTable:
    """One offering: its numbers and everybody enrolled in it."""

    period: Period
    offering: OfferingFact
    row: OfferingRow
    fill: Cell
    completion: Cell
    basics_asked: Cell
    people: tuple[PersonRow, ...]

    @property
    def asks_basics(self) -> bool:
        """Whether 修了 depends on the 基本 exercises; － where it depends on something else."""
        return self.basics_asked is not Sign.NIL


def offering_table(
    facts: YearFacts,
    people: tuple[PersonFact, ...],
    period: Period,
    basics_asked: Cell,
    basics_passed: Mapping[int, int],
) -> OfferingTable:
    """One offering, its facts joined with the people behind them."""
    (offering,) = facts.offerings
    counted = count(facts, period)
    by_id = {enrolment.id: enrolment for enrolment in facts.enrolments}
    work: defaultdict[int, list[WorkFact]] = defaultdict(list)
    for handed_in in facts.work:
        work[handed_in.enrolment_id].append(handed_in)
    return OfferingTable(
        period,
        offering,
        offering_row(offering, counted),
        percent(counted.fill),
        percent(counted.completion, Sign.PENDING if counted.pending else Sign.NIL),
        basics_asked,
        tuple(
            _person_row(
                person,
                by_id[person.enrolment_id],
                offering,
                work[person.enrolment_id],
                period,
                basics_asked if isinstance(basics_asked, Sign) else basics_passed.get(person.enrolment_id, 0),
            )
            for person in people
        ),
    )


def _person_row(
    person: PersonFact,
    enrolment: EnrolmentFact,
    offering: OfferingFact,
    mine: Sequence[WorkFact],
    period: Period,
    basics: Cell,
) -> PersonRow:
    scored = [work for work in mine if work.points is not None and work.max_points is not None]
    completed = enrolment.completed_at if period.holds(enrolment.completed_at) else None
    return PersonRow(
        person.name,
        person.name_kana,
        person.audience,
        _standing(enrolment, offering, period),
        basics,
        sum(work.submissions for work in mine),
        _points([work.points for work in scored]),
        _points([work.max_points for work in scored]),
        japanese_date(completed) if completed else None,
        person.learner_id,
    )


def _standing(enrolment: EnrolmentFact, offering: OfferingFact, period: Period) -> Standing:
    if period.holds(enrolment.withdrawn_at):
        counts = is_counted(enrolment, offering, period)
        return Standing.WITHDRAWN if counts else Standing.NEVER_BEGAN
    if period.holds(enrolment.completed_at):
        return Standing.COMPLETED
    if not period.holds(offering.first_held_at):
        return Standing.TO_BEGIN
    return Standing.NOT_COMPLETED if offering.state is OfferingState.CLOSED else Standing.LEARNING


def _points(points: list[float | None]) -> Cell:
    """Added up exactly, written without a needless .0."""
    if not points:
        return Sign.NIL
    total = sum((Decimal(str(value)) for value in points), Decimal(0))
    return int(total) if total == total.to_integral_value() else total
