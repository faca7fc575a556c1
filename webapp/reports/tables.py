"""受講状況の表: what the screen and the CSV of a year are both made from, so that they cannot differ."""

from dataclasses import dataclass
from decimal import Decimal

from webapp.reports.counting import Counted, count
from webapp.reports.facts import OfferingFact, SeminarFact, YearFacts
from webapp.reports.numerals import Cell, Sign, change, per_cent, percent
from webapp.reports.period import Period
from webapp.reports.rows import has_rows
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
    # Whether the counts behind the rate are answers and no people.
    counts_answers: bool = False

    @property
    def has_rows(self) -> bool:
        """Whether it opens its rows."""
        return has_rows(self.definition) and not isinstance(self.value, Sign)

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


def year_table(facts: YearFacts, before: YearFacts, period: Period) -> YearTable:
    """The coordinator's page: four of its five numbers beside last year's (`satisfaction` is the fifth), then a row per offering held."""
    counted = count(facts, period)
    rows = tuple(offering_row(offering, counted) for offering in counted.offerings)
    held = {offering.id for offering in counted.offerings}
    return YearTable(
        period,
        _figures(counted, count(before, period.previous)),
        rows,
        _total_row(counted),
        tuple(offering for offering in facts.offerings if offering.id not in held),
        facts.seminars,
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
    )


def offering_row(offering: OfferingFact, counted: Counted) -> OfferingRow:
    """The numbers of one offering."""
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


def _or_nil(number: int | None) -> Cell:
    return Sign.NIL if number is None else number


def _or_pending(number: int | None) -> Cell:
    return Sign.PENDING if number is None else number
