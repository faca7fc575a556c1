"""Worlds from tables: what adds up, what is counted once, what is implied; a contradiction raises."""

import pytest

from tests.webapp.reports.disclosure.worlds import people
from webapp.reports.disclosure.arranging import ALL, Arrangement
from webapp.reports.disclosure.audience import EditionPlan
from webapp.reports.disclosure.editions import protect
from webapp.reports.disclosure.problem import AtMost, CellCount, Coverage, Sum, World
from webapp.reports.disclosure.witnesses import failures
from webapp.reports.indicators.values import Count


def test_a_two_way_table_adds_up_both_ways_and_prints_its_totals():
    arrangement = Arrangement()
    counts = {("a", "x"): people(9), ("a", ALL): people(9), (ALL, "x"): people(9), (ALL, ALL): people(9)}
    page = arrangement.table("areas", ("I06",), counts, [["a", "b"], ["x"]])
    world = arrangement.world()
    assert len(page.cells) == 6
    assert page.total == ("I06", ALL, ALL)
    assert page.lines == (("I06", "a", ALL), ("I06", "b", ALL))
    assert Sum(page.total, (("I06", ALL, "x"),)) in world.rules.sums
    assert Sum(page.total, page.lines) in world.rules.sums
    assert world.by_key["I06", "a", ALL].is_margin


def test_persons_over_quarters_are_bounded_and_never_added():
    arrangement = Arrangement()
    for key, number in ((("Q1",), 6), (("Q2",), 7), (("Y",), 9)):
        arrangement.count(key, people(number))
    arrangement.distinct(("Y",), [("Q1",), ("Q2",)])
    rules = arrangement.world().rules
    assert rules.sums == ()
    assert set(rules.bounds) == {
        AtMost((("Q1",),), (("Y",),)),
        AtMost((("Q2",),), (("Y",),)),
        AtMost((("Y",),), (("Q1",), ("Q2",))),
    }


@pytest.mark.parametrize("persons", [0, 25])
def test_a_number_has_some_persons_behind_it_and_no_more_than_itself(persons):
    with pytest.raises(ValueError, match="persons cannot stand behind"):
        CellCount(("a",), 24, persons)


def test_a_key_is_one_count():
    arrangement = Arrangement()
    arrangement.count(("a",), people(3))
    arrangement.count(("a",), people(3))
    with pytest.raises(ValueError, match="another count"):
        arrangement.count(("a",), people(4))


def test_counts_that_break_a_rule_are_no_world():
    arrangement = Arrangement()
    for key, number in ((("whole",), 5), (("part",), 4)):
        arrangement.count(key, people(number))
    arrangement.total(("whole",), [("part",)])
    with pytest.raises(ValueError, match="break their own rules"):
        arrangement.world()


def test_worlds_with_a_count_in_common_are_one_world():
    first, second = (World((CellCount(("a",), 3, 3), CellCount((name,), 4, 4))) for name in "bc")
    assert set((first + second).values) == {("a",), ("b",), ("c",)}
    with pytest.raises(ValueError, match="another count"):
        first + World((CellCount(("a",), 4, 4),))


def towns(numbers):
    """Towns of which the small ones stand together; how many towns have anybody is printed (I21)."""
    arrangement = Arrangement()
    small = {f"s{at}": number for at, number in enumerate(numbers)}
    lines = {"big": 30, "other": sum(numbers)}
    page = arrangement.table(
        "towns",
        ("I07",),
        {(k,): people(v) for k, v in (lines | {ALL: sum(lines.values())}).items()},
        [[*lines]],
    )
    for name, number in small.items():
        arrangement.count(("I07", name), people(number))
    arrangement.total(("I07", "other"), [("I07", name) for name in small])
    arrangement.coverage([("I07", "big"), *(("I07", name) for name in small)])
    return arrangement.world(), [EditionPlan("public", 5, (page,))]


def test_how_many_towns_have_anybody_is_known_to_the_attacker():
    """Five towns with anybody that have five people together have one each, whatever else is not told."""
    world, editions = towns([4, 2, 0, 1])
    assert world.rules.coverages == (Coverage((("I07", "big"), *(("I07", f"s{n}") for n in range(4))), 4),)
    results = protect(world, editions, "seed")
    assert failures(world, editions, results) == []
    assert results["public"].cell(("I07", "other")) == 7
    world, editions = towns([1, 1, 1, 1, 1])
    results = protect(world, editions, "seed")
    assert failures(world, editions, results) == []
    assert not results["public"].publishes(("I07", "other"))


def test_attendances_are_never_fewer_than_their_persons():
    """実 and 延べ of one line: where 3 persons are hidden, their 延べ of 3 would give them away."""
    arrangement = Arrangement()
    lines = ["a", "b", "c"]
    persons = {("a",): people(3), ("b",): people(20), ("c",): people(21), (ALL,): people(44)}
    visits = {("a",): Count(3, 3), ("b",): Count(25, 20), ("c",): Count(30, 21), (ALL,): Count(58, 44)}
    first = arrangement.table("persons", ("I07",), persons, [lines])
    second = arrangement.table("visits", ("I06",), visits, [lines])
    for line in (*lines, ALL):
        arrangement.no_more(("I07", line), ("I06", line))
    world, editions = arrangement.world(), [EditionPlan("council", 5, (first, second))]
    results = protect(world, editions, "seed")
    assert failures(world, editions, results) == []
    assert {("I07", "a"), ("I06", "a")} <= results["council"].hidden
