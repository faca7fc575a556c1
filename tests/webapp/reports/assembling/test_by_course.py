"""講座別の表: the table of courses stays where too few of those who applied take no part."""

import pytest
from sqlalchemy import select

from tests.webapp.reports.indicators.worlds import REGION, World, at, scope
from webapp.enrolment.models import Enrolment
from webapp.fiscal_year import FiscalYear
from webapp.reports.assembling.by_course import APPLICATIONS, APPLIED, BY_COURSE, COMPLETED, OUTCOMES
from webapp.reports.assembling.order import Order
from webapp.reports.assembling.summary import summary_table
from webapp.reports.assembling.tables import tables_of
from webapp.reports.assembling.worlds import year_world
from webapp.reports.disclosure.editions import protect
from webapp.reports.disclosure.witnesses import failures
from webapp.reports.frozen.report import Edition, Version
from webapp.reports.labels import Labels
from webapp.reports.numerals import Sign
from webapp.reports.queries.reader import Reader

NOW = at("2027-06-01")
THRESHOLDS = {"council": 5, "public": 10}
LABELS = Labels(REGION, lambda ja: f"en:{ja}")


@pytest.fixture
def world(empty_session):
    """Two courses of fifteen people, half of whom completed, and eight more who applied: too few for the public alone."""
    made = World(empty_session)
    for course in ("beginner", "intermediate"):
        offering = made.offering("2026-05-12", course=course, capacity=None)
        for number in range(15):
            completed = "2026-06-01" if number < 8 else None
            made.enrol(f"{course}{number}", offering, completed=completed)
            made.apply(f"{course}{number}", offering)
        for number in range(4):
            made.apply(f"{course} waits {number}", offering)
    empty_session.flush()
    return made


def planned(world, earlier=None):
    order = Order(scope(), Edition.COUNCIL, Version.FINAL, NOW.date(), NOW, "seed", earlier=earlier or {})
    return year_world(Reader(world.session, REGION), order, THRESHOLDS)


def protected(year):
    results = protect(year.world, year.editions, "seed")
    assert failures(year.world, year.editions, results) == []
    return results


def left_out(result):
    return {one.part for one in result.refused if one.sheet == BY_COURSE}


def test_who_applied_is_told_to_nobody_who_could_count_the_few_that_take_no_part(world):
    results = protected(planned(world))
    for edition, gone in (("council", set()), ("public", {APPLICATIONS})):
        result = results[edition]
        assert left_out(result) == gone
        assert BY_COURSE not in {one.sheet for one in result.refused_whole}
        assert result.cells["I06", "*", "*"] == 30
        assert ((APPLIED, "*") in result.cells) is (not gone)
        reader = Reader(world.session, REGION)
        in_main = summary_table(reader, scope(), THRESHOLDS[edition], LABELS).cell("I04", "actual")
        assert in_main == (Sign.HIDDEN if gone else 38)


def test_a_correction_of_one_result_leaves_the_table_without_its_columns_of_results(world):
    before = protected(planned(world))
    assert before["council"].cells[COMPLETED, "beginner"] == 8
    one = world.session.scalars(select(Enrolment).where(Enrolment.completed_at.is_(None))).first()
    one.completed_at = at("2026-06-01")
    world.session.flush()
    year = planned(world, {name: (result,) for name, result in before.items()})
    for edition, result in protected(year).items():
        assert OUTCOMES in left_out(result)
        assert BY_COURSE not in {each.sheet for each in result.refused_whole}
        (table,) = (
            each
            for each in tables_of(
                next(plan for plan in year.editions if plan.name == edition),
                result,
                LABELS,
                {},
                FiscalYear(2026),
            )
            if each.key == BY_COURSE
        )
        assert "I06" in {column.key for column in table.columns}
        assert not {COMPLETED, "I12"} & {column.key for column in table.columns}
