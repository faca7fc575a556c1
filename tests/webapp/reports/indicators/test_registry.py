"""Every number along every axis that it may be broken down by, on either database."""

from webapp.reports.indicators.breakdowns import WHITELIST, Breakdown
from webapp.reports.indicators.registry import INDICATORS


def test_every_allowed_breakdown_can_be_counted_on_this_database(world):
    offering = world.offering("2026-05-12")
    world.came(world.enrol("ann", offering), 1)
    world.apply("ann", offering, channels=("web",))
    for indicator in INDICATORS:
        for by in WHITELIST[indicator]:
            assert world.ask(indicator, by) is not None


def test_an_enrolment_counted_along_any_axis_is_counted_once(world):
    for number, day in enumerate(("2026-05-12", "2026-07-14", "2026-11-03")):
        offering = world.offering(day, course=("beginner", "intermediate", "beginner")[number])
        for name in ("ann", "ben", "cho")[: number + 1]:
            world.enrol(name, offering)
    axes = WHITELIST["I06"] - {Breakdown.SCHOOL_TYPE}
    assert {by: sum(value.value for value in world.ask("I06", by).values()) for by in axes} == dict.fromkeys(
        axes, 6
    )
