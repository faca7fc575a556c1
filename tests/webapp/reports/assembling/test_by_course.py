"""講座別の表: the table of courses stays where too few of those who applied take no part."""

import pytest

from tests.webapp.reports.indicators.worlds import REGION, World, at, scope
from webapp.reports.assembling.by_course import APPLIED, BY_COURSE
from webapp.reports.assembling.order import Order
from webapp.reports.assembling.summary import summary_table
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
def year(empty_session):
    """Two courses of fifteen people, and eight more who applied: enough for the council, too few for the public."""
    made = World(empty_session)
    for course in ("beginner", "intermediate"):
        offering = made.offering("2026-05-12", course=course, capacity=None)
        for number in range(15):
            made.enrol(f"{course}{number}", offering)
            made.apply(f"{course}{number}", offering)
        for number in range(4):
            made.apply(f"{course} waits {number}", offering)
    empty_session.flush()
    order = Order(scope(), Edition.COUNCIL, Version.FINAL, NOW.date(), NOW, "seed")
    reader = Reader(empty_session, REGION)
    return reader, year_world(reader, order, THRESHOLDS)


def test_who_applied_is_told_to_nobody_who_could_count_the_few_that_take_no_part(year):
    reader, planned = year
    results = protect(planned.world, planned.editions, "seed")
    assert failures(planned.world, planned.editions, results) == []
    for edition, is_told in (("council", True), ("public", False)):
        result = results[edition]
        assert BY_COURSE not in {one.sheet for one in result.refused}
        assert result.cells["I06", "*", "*"] == 30
        assert ((APPLIED, "*") in result.cells) is is_told
        in_main = summary_table(reader, scope(), THRESHOLDS[edition], LABELS).cell("I04", "actual")
        assert in_main == (38 if is_told else Sign.HIDDEN)
