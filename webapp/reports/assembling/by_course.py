"""講座別: enrolments by course in the year and its quarters, and how they began and ended."""

from collections.abc import Sequence

from webapp.reports.assembling.axes import as_counts
from webapp.reports.disclosure.arranging import ALL, Arrangement, sheet
from webapp.reports.disclosure.audience import Sheet
from webapp.reports.disclosure.problem import Key, Kind
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.registry import evaluate
from webapp.reports.indicators.values import Count, Rate
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope

BY_COURSE = "I06_course"
QUARTERS = (1, 2, 3, 4)
NOBODY = Count(0, 0)
# 申込, 結果が確定した受講, 修了 of a course; its enrolments are ("I06", ALL, course) like everywhere.
APPLIED, CLOSED, COMPLETED = "I04", "C", "I11"
NOT_ENROLLED = "not enrolled"
# Columns without which the table can do.
APPLICATIONS, OUTCOMES = "applications", "outcomes"


def quarter_key(quarter: int) -> str:
    """How a quarter stands in a key."""
    return f"Q{quarter}"


def courses(arrangement: Arrangement, reader: Reader, year: Scope) -> list[str]:
    """Enrolments by course, in the year and in each quarter: an offering belongs to one of them."""
    in_year = as_counts(evaluate("I06", reader, year, Breakdown.COURSE))
    whole = as_counts(evaluate("I06", reader, year)).get((), NOBODY)
    slugs = sorted(course for (course,) in in_year)
    arrangement.count(("I06", ALL, ALL), whole, is_margin=True)
    for slug in slugs:
        arrangement.count(("I06", ALL, slug), in_year[slug,], is_margin=True)
    arrangement.total(("I06", ALL, ALL), [("I06", ALL, slug) for slug in slugs])
    for quarter in QUARTERS:
        counts = as_counts(evaluate("I06", reader, year.in_quarter(quarter), Breakdown.COURSE))
        in_all = as_counts(evaluate("I06", reader, year.in_quarter(quarter))).get((), NOBODY)
        key = quarter_key(quarter)
        arrangement.count(("I06", key, ALL), in_all, is_margin=True)
        for slug in slugs:
            arrangement.count(("I06", key, slug), counts.get((slug,), NOBODY))
        arrangement.total(("I06", key, ALL), [("I06", key, slug) for slug in slugs])
    for slug in (*slugs, ALL):
        arrangement.total(("I06", ALL, slug), [("I06", quarter_key(quarter), slug) for quarter in QUARTERS])
    return slugs


def quarter_sheet(slugs: Sequence[str], quarter: int) -> Sheet:
    """Enrolments of one quarter by course."""
    return sheet(f"{BY_COURSE}_{quarter_key(quarter)}", ("I06", quarter_key(quarter)), [slugs])


def course_sheet(arrangement: Arrangement, reader: Reader, year: Scope, slugs: Sequence[str]) -> Sheet:
    """申込 → 受講 → 修了 of each course, and of all; who applied and takes no part, and who did not complete, are people too."""
    cells: set[Key] = {("I06", ALL, slug) for slug in (*slugs, ALL)}
    parts = {
        APPLICATIONS: _applications(arrangement, reader, year, slugs),
        OUTCOMES: _outcomes(arrangement, reader, year, slugs),
    }
    cells = cells.union(*parts.values())
    lines = tuple(("I06", ALL, slug) for slug in slugs)
    # The main figures tell these totals whatever stands here.
    kept = frozenset({(APPLIED, ALL), (CLOSED, ALL), (COMPLETED, ALL)} & cells)
    # So few applied and take no part, or so few results changed, that a column would tell of them: it goes, the table stays.
    spare = tuple((part, frozenset(cells)) for part, cells in parts.items())
    return Sheet(BY_COURSE, frozenset(cells), ("I06", ALL, ALL), lines, kept=kept, spare=spare)


def _applications(arrangement: Arrangement, reader: Reader, year: Scope, slugs: Sequence[str]) -> set[Key]:
    asked = {
        slug: count for (slug,), count in as_counts(evaluate("I04", reader, year, Breakdown.COURSE)).items()
    }
    asked[ALL] = as_counts(evaluate("I04", reader, year)).get((), NOBODY)
    told: set[Key] = set()
    for slug in (*slugs, ALL):
        took_part = arrangement.known(("I06", ALL, slug))
        count = asked.get(slug, NOBODY)
        if took_part is None or count.value < took_part.value:
            # A class that was moved between courses: nothing can be subtracted here, so nothing is printed.
            return set()
        arrangement.count((APPLIED, slug), count, is_margin=True)
        told.add((APPLIED, slug))
    arrangement.total((APPLIED, ALL), [(APPLIED, slug) for slug in slugs])
    for slug in (*slugs, ALL):
        arrangement.apart((APPLIED, slug, NOT_ENROLLED), (APPLIED, slug), ("I06", ALL, slug))
    return told


def _outcomes(arrangement: Arrangement, reader: Reader, year: Scope, slugs: Sequence[str]) -> set[Key]:
    found = {slug: rate for (slug,), rate in evaluate("I12", reader, year, Breakdown.COURSE).items()}
    found[ALL] = evaluate("I12", reader, year).get((), Rate(NOBODY, NOBODY))
    ended = {slug: rate for slug, rate in found.items() if isinstance(rate, Rate) and rate.denominator.value}
    if ALL not in ended:
        return set()
    for slug, rate in ended.items():
        well, closed = rate.numerator, rate.denominator
        rest = closed.value - well.value
        people = max(min(rest, 1), (closed.contributors or 0) - (well.contributors or 0))
        arrangement.count((CLOSED, slug), closed, is_margin=True)
        arrangement.count((COMPLETED, slug), well, slug == ALL, Kind.FAVOURABLE)
        arrangement.count((COMPLETED, slug, "not"), Count(rest, people), kind=Kind.UNFAVOURABLE)
        arrangement.outcome((CLOSED, slug), (COMPLETED, slug), (COMPLETED, slug, "not"))
        arrangement.no_more((CLOSED, slug), ("I06", ALL, slug))
    names = [slug for slug in slugs if slug in ended]
    for kind in (CLOSED, COMPLETED):
        arrangement.total((kind, ALL), [(kind, slug) for slug in names])
    return {(kind, slug) for slug in ended for kind in (CLOSED, COMPLETED)}
