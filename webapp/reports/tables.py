"""表: what the screen and the CSV are both made from, so that they cannot differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from webapp.fiscal_year import japanese_date
from webapp.programme.audience import Audience
from webapp.programme.models import OfferingState
from webapp.reports.facts import EnrolmentFact, OfferingFact, PersonFact, SeminarFact, YearFacts
from webapp.reports.indicators import Counted, count, is_counted
from webapp.reports.numerals import Cell, Sign, change, per_cent, percent
from webapp.reports.period import Period
from webapp.wording import mark

PER_CENT = "％"


@dataclass(frozen=True)
class Figure:
    """One of the first five numbers, with last year's beside it and the counts behind a rate."""

    definition: str
    name: str
    unit: str
    value: Cell
    before: Cell
    basis: tuple[int, int] | None = None
    pending: int = 0

    @property
    def change(self) -> str | None:
        """前年度比, or ポイント差 between two rates."""
        return change(self.value, self.before)

    @property
    def change_unit(self) -> str:
        """Rates differ by points, counts by per cent."""
        return mark("ポイント") if isinstance(self.value, Decimal) else PER_CENT


@dataclass(frozen=True)
class OfferingRow:
    """One offering that was held (開講)."""

    offering: OfferingFact
    capacity: Cell
    nobe_enrolments: int
    jitsu_learners: int
    submissions: int
    score: Cell
    nobe_completions: Cell


@dataclass(frozen=True)
class TotalRow:
    """合計: counts are added up, 実 is counted anew."""

    capacity: Cell
    nobe_enrolments: int
    jitsu_learners: int
    submissions: int
    score: Cell
    nobe_completions: Cell
    jitsu_completers: Cell


@dataclass(frozen=True)
class YearTable:
    """A fiscal year of the offerings that some partners host."""

    period: Period
    figures: tuple[Figure, ...]
    rows: tuple[OfferingRow, ...]
    total: TotalRow
    apart: tuple[OfferingFact, ...]  # not begun, or called off (開講中止): in no number
    seminars: tuple[SeminarFact, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was held or planned in this year."""
        return not (self.rows or self.apart or self.seminars)

    @property
    def scale(self) -> int:
        """The longest bar of the chart."""
        bars = [row.nobe_enrolments for row in self.rows]
        bars += [row.capacity for row in self.rows if isinstance(row.capacity, int)]
        return max([1, *bars])


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


def year_table(facts: YearFacts, before: YearFacts, period: Period) -> YearTable:
    """The coordinator's page: five numbers beside last year's, then a row per offering held."""
    counted = count(facts, period)
    rows = tuple(_offering_row(offering, counted) for offering in counted.offerings)
    held = {offering.id for offering in counted.offerings}
    return YearTable(
        period,
        _figures(counted, count(before, period.previous)),
        rows,
        _total_row(counted),
        tuple(offering for offering in facts.offerings if offering.id not in held),
        facts.seminars,
    )


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
    return OfferingTable(
        period,
        offering,
        _offering_row(offering, counted),
        percent(counted.fill),
        percent(counted.completion, Sign.PENDING if counted.pending else Sign.NIL),
        basics_asked,
        tuple(
            _person_row(
                person,
                by_id[person.enrolment_id],
                facts,
                period,
                basics_asked if isinstance(basics_asked, Sign) else basics_passed.get(person.enrolment_id, 0),
            )
            for person in people
        ),
    )


def _figures(now: Counted, before: Counted) -> tuple[Figure, ...]:
    return (
        Figure("I07", mark("実受講者数"), mark("人"), now.jitsu_learners, before.jitsu_learners),
        Figure("I06", mark("延べ受講者数"), mark("人"), now.nobe_enrolments, before.nobe_enrolments),
        Figure("I09", mark("定員充足率"), PER_CENT, percent(now.fill), percent(before.fill), now.fill),
        Figure(
            "I12",
            mark("修了率"),
            PER_CENT,
            percent(now.completion, Sign.PENDING if now.pending else Sign.NIL),
            percent(before.completion),
            now.completion,
            now.pending,
        ),
        Figure("submissions", mark("提出数"), mark("件"), now.submissions, before.submissions),
    )


def _offering_row(offering: OfferingFact, counted: Counted) -> OfferingRow:
    mine = counted.of(offering)
    return OfferingRow(
        offering,
        _or_nil(offering.capacity),
        mine.nobe_enrolments,
        mine.jitsu_learners,
        mine.submissions,
        per_cent(mine.score),
        _or_pending(mine.nobe_completions),
    )


def _total_row(counted: Counted) -> TotalRow:
    return TotalRow(
        _or_nil(counted.capacity),
        counted.nobe_enrolments,
        counted.jitsu_learners,
        counted.submissions,
        per_cent(counted.score),
        _or_pending(counted.nobe_completions),
        _or_pending(counted.jitsu_completers),
    )


def _person_row(
    person: PersonFact, enrolment: EnrolmentFact, facts: YearFacts, period: Period, basics: Cell
) -> PersonRow:
    mine = [work for work in facts.work if work.enrolment_id == enrolment.id]
    scored = [work for work in mine if work.points is not None and work.max_points is not None]
    completed = enrolment.completed_at if period.holds(enrolment.completed_at) else None
    return PersonRow(
        person.name,
        person.name_kana,
        person.audience,
        _standing(enrolment, facts.offerings[0], period),
        basics,
        sum(work.submissions for work in mine),
        _points([work.points for work in scored]),
        _points([work.max_points for work in scored]),
        japanese_date(completed) if completed else None,
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


def _or_nil(number: int | None) -> Cell:
    return Sign.NIL if number is None else number


def _or_pending(number: int | None) -> Cell:
    return Sign.PENDING if number is None else number
