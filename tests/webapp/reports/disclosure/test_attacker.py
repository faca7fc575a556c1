"""The attacker finds what a naive page tells, and of ours no more than the marks say."""

from tests.webapp.reports.disclosure.worlds import PREFIX, naively, possible_tables, table
from webapp.reports.disclosure.attacker import attacks, intervals
from webapp.reports.disclosure.audience import EditionPlan
from webapp.reports.disclosure.editions import protect
from webapp.reports.disclosure.problem import Rules, Sum
from webapp.reports.disclosure.proof import Sight

LINES = [[2, 7, 8], [7, 6, 9], [6, 9, 1]]


def test_a_page_that_hides_the_small_cells_alone_is_recovered():
    world, page = table(LINES)
    [attack] = attacks(naively(world, EditionPlan("council", 5, (page,))))
    assert {(found.key[1:], found.least) for found in attack.recovered} == {
        (("r0", "c0"), 2),
        (("r2", "c2"), 1),
    }


def test_of_ours_nothing_small_is_recovered_or_narrowed():
    world, page = table(LINES)
    protected = protect(world, [EditionPlan("council", 5, (page,))], "seed")["council"]
    [attack] = attacks(protected)
    assert {found.key for found in attack.small} == protected.primaries
    assert {found.key for found in attack.covering} == protected.complementary
    assert not attack.recovered
    assert not any(found.tells(5) for found in attack.small)


def test_the_attackers_intervals_are_those_of_all_possible_tables():
    world, page = table(LINES)
    protected = protect(world, [EditionPlan("council", 5, (page,))], "seed")["council"]
    tables = possible_tables(world, protected.cells, most=30)
    for found in (*attacks(protected)[0].small, *attacks(protected)[0].covering):
        values = {candidate[found.key] for candidate in tables}
        assert (found.least, found.most) == (min(values), max(values)), found


def test_what_nothing_bounds_has_no_most():
    rules = Rules((Sum(("all",), (("a",), ("b",))),))
    found = intervals(rules, Sight({("b",): 20}, {("all",): 1, ("a",): 1}), frozenset({("a",), ("all",)}))
    assert [(one.least, one.most) for one in found] == [(1, None), (21, None)]
    assert not found[0].is_exact
    assert PREFIX not in [one.key for one in found]
