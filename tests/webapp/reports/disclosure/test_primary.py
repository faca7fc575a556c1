"""What is small: persons, not numbers; outcomes by their own rule; what the marks alone allow is the least."""

import pytest

from tests.webapp.reports.disclosure.worlds import people, table
from webapp.reports.disclosure.arranging import Arrangement
from webapp.reports.disclosure.audience import EVERYBODY, EditionPlan, Recipient, Sheet, known_to
from webapp.reports.disclosure.primary import (
    demands,
    enough_answers,
    least_values,
    must_be_hidden,
    small_changes,
    small_outcomes,
)
from webapp.reports.disclosure.problem import Kind
from webapp.reports.disclosure.proof import Sight
from webapp.reports.indicators.values import Count
from webapp.reports.numerals import Sign


def outcome_of(whole, completed):
    arrangement = Arrangement()
    arrangement.count(("C",), people(whole))
    arrangement.count(("done",), people(completed), kind=Kind.FAVOURABLE)
    arrangement.apart(("not",), ("C",), ("done",), kind=Kind.UNFAVOURABLE)
    arrangement.outcome(("C",), ("done",), ("not",))
    return arrangement.world()


@pytest.mark.parametrize(
    ("whole", "completed", "small"),
    [
        (10, 3, set()),
        (10, 10, set()),
        (30, 27, set()),
        (0, 0, set()),
        (10, 8, {"not"}),
        (30, 2, {"done"}),
        (30, 0, {"done"}),
        (9, 5, {"done", "not"}),
        (5, 0, {"done", "not"}),
    ],
)
def test_the_outcome_rule(whole, completed, small):
    assert small_outcomes(outcome_of(whole, completed)) == {(name,) for name in small}


def test_a_rate_of_satisfaction_needs_ten_answers():
    assert not enough_answers(9)
    assert enough_answers(10)


def test_three_persons_with_24_attendances_are_three():
    arrangement = Arrangement()
    arrangement.count(("april",), Count(24, 3))
    page = Sheet("months", frozenset({("april",)}), ("april",))
    assert must_be_hidden(arrangement.world(), [EditionPlan("council", 5, (page,))]) == {("april",)}


def test_a_margin_may_go_down_to_its_non_zero_cells_and_no_further():
    world, _ = table([[2, 1, 0], [9, 9, 9]])
    hidden = {("I06", "r0", "c0"), ("I06", "r0", "c1"), ("I06", "r0", "*")}
    sight = Sight(
        {key: value for key, value in world.values.items() if key not in hidden}, dict.fromkeys(hidden, 1)
    )
    assert least_values(world.rules, sight)["I06", "r0", "*"] == 2


def test_what_a_host_knows_and_what_follows_from_it_need_not_be_hidden_from_it():
    world, page = table([[3, 0], [9, 9], [8, 7]])
    own = frozenset(key for key in page.cells if key[-1] == "c0")
    edition = EditionPlan("council", 5, (page,), (EVERYBODY, Recipient("host", own)))
    knows = known_to(world, [edition], edition.readers[1])
    # Its own 3, beside which － is printed, are the whole line.
    assert ("I06", "r0", "*") in knows
    assert ("I06", "r1", "*") not in knows
    sight = Sight({key: world.values[key] for key in knows}, dict.fromkeys(set(world.values) - knows, 0))
    assert demands(world, [edition], sight, knows, "everybody") == ()


def test_a_change_by_few_persons_is_small_and_one_by_nobody_is_none():
    world, page = table([[21, 30], [40, 59]])
    before = {
        ("I06", "r0", "c0"): 20,
        ("I06", "r0", "c1"): 30,
        ("I06", "r1", "c1"): 50,
        ("I06", "*", "*"): 140,
        ("I06", "r1", "c0"): Sign.HIDDEN,
    }
    edition = EditionPlan("public", 5, (page,), earlier=(before,))
    assert small_changes(world, [edition]) == {(("I06", "r0", "c0"), 20)}
    assert must_be_hidden(world, [edition]) == {("I06", "r0", "c0"), ("I06", "r1", "c0")}
    by_two = EditionPlan("public", 5, (page,), earlier=(before,), changed={("I06", "r1", "c1"): 2})
    assert (("I06", "r1", "c1"), 50) in small_changes(world, [by_two])
