"""数字の行: the named rows behind a number of the first screen; who hosts the offerings may count them again."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.fiscal_year import japanese_date
from webapp.reports.counting import Counted
from webapp.reports.facts import EnrolmentFact, OfferingFact


@dataclass(frozen=True)
class Row:
    """行: one enrolment, or one person with all offerings of theirs; `counts` where it stands in the numerator too."""

    name: str
    name_kana: str
    offerings: tuple[OfferingFact, ...]
    enrolled_on: date
    completed_on: date | None
    counts: bool = True


@dataclass(frozen=True)
class Rows:
    """数字の行: of one indicator, with the two counts of a rate; `whole` is None where it is none."""

    rows: tuple[Row, ...]
    part: int
    whole: int | None = None


Names = Mapping[int, tuple[str, str]]


def rows_of(indicator: str, counted: Counted, names: Names) -> Rows:
    """The rows of I06, I07, I09 or I12 (KeyError for another); what they come to is what the first screen prints."""
    return _ROWS[indicator](counted, names)


def has_rows(indicator: str) -> bool:
    """Whether a number can be opened down to its rows; an anonymous answer has none."""
    return indicator in _ROWS


def _enrolments(counted: Counted, names: Names) -> Rows:
    rows = _each(counted, counted.enrolments, names)
    return Rows(rows, len(rows))


def _persons(counted: Counted, names: Names) -> Rows:
    theirs: dict[int, list[EnrolmentFact]] = defaultdict(list)
    for enrolment in counted.enrolments:
        theirs[enrolment.learner_id].append(enrolment)
    rows = _by_name(_row(counted, enrolments, names) for enrolments in theirs.values())
    return Rows(rows, len(rows))


def _places(counted: Counted, names: Names) -> Rows:
    limited = {offering.id for offering in counted.offerings if offering.capacity is not None}
    rows = _each(counted, [each for each in counted.enrolments if each.offering_id in limited], names)
    return Rows(rows, len(rows), counted.capacity or 0)


def _closed(counted: Counted, names: Names) -> Rows:
    rows = _each(counted, counted.closed, names)
    return Rows(rows, sum(row.counts for row in rows), len(rows))


def _each(counted: Counted, enrolments: Sequence[EnrolmentFact], names: Names) -> tuple[Row, ...]:
    return _by_name(_row(counted, [enrolment], names) for enrolment in enrolments)


def _row(counted: Counted, enrolments: Sequence[EnrolmentFact], names: Names) -> Row:
    given = {offering.id: offering for offering in counted.offerings}
    completed = {enrolment.id for enrolment in counted.completed}
    ended = [each.completed_at for each in enrolments if each.id in completed and each.completed_at]
    return Row(
        *names[enrolments[0].learner_id],
        tuple(given[each.offering_id] for each in enrolments),
        japanese_date(min(each.enrolled_at for each in enrolments)),
        japanese_date(max(ended)) if ended else None,
        bool(ended),
    )


def _by_name(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (row.name_kana, row.name, row.enrolled_on)))


_ROWS: Mapping[str, Callable[[Counted, Names], Rows]] = {
    "I06": _enrolments,
    "I07": _persons,
    "I09": _places,
    "I12": _closed,
}
