"""The mistakes that are made with small cells: each is seen through by the checker, and by trying all tables; ours is not."""

from dataclasses import replace

import pytest

from tests.webapp.reports.disclosure.worlds import (
    PREFIX,
    grid,
    naively,
    people,
    possible_tables,
    table,
    with_best_proofs,
)
from webapp.reports.disclosure.arranging import ALL, Arrangement
from webapp.reports.disclosure.audience import EVERYBODY, EditionPlan, Recipient, Sheet
from webapp.reports.disclosure.editions import protect
from webapp.reports.disclosure.problem import Kind
from webapp.reports.disclosure.proof import Demand, Proof, Sight
from webapp.reports.disclosure.witnesses import failures, faults, impossible
from webapp.reports.indicators.values import Count
from webapp.reports.numerals import Sign


def values_of(world, cells, key, knows=(), most=40):
    """What a reader who tries all tables finds possible for a count."""
    return {candidate[key] for candidate in possible_tables(world, cells, knows, most)}


def assert_only_ours_passes(world, edition, naive, key, most=40):
    """The naive page leaves too little doubt of `key`, the checker says so; ours is proved, or refused with a reason."""
    threshold = edition.threshold
    told = values_of(world, naive.cells, key, most=most)
    assert not (min(told) <= 1 and max(told) >= threshold - 1), told
    assert any(str(key) in fault for fault in failures(world, [edition], {edition.name: naive}))
    ours = protect(world, [edition], "seed")
    assert failures(world, [edition], ours) == []
    if ours[edition.name].cells:
        left = values_of(world, ours[edition.name].cells, key, most=most)
        assert min(left) <= 1
        assert max(left) >= threshold - 1
    else:
        assert ours[edition.name].refused
    return ours[edition.name]


def council(page, threshold=5, **more):
    return EditionPlan("council", threshold, (page,), **more)


def test_hiding_the_small_cells_alone_is_undone_by_subtraction():
    world, page = table([[3, 9, 8], [7, 8, 9], [6, 9, 7]])
    key = (*PREFIX, "r0", "c0")
    naive = naively(world, council(page))
    assert values_of(world, naive.cells, key) == {3}
    ours = assert_only_ours_passes(world, council(page), naive, key)
    assert ours.hidden > {key}


def test_two_cells_in_each_line_are_not_enough():
    """x + x = 3 in a line leaves 1 and 2, and neither 3 nor 4."""
    world, page = table([[2, 1, 12], [1, 14, 13], [15, 12, 11]])
    hidden = {(*PREFIX, row, column) for row in ("r0", "r1") for column in ("c0", "c1")}
    naive = naively(world, council(page), hidden)
    key = (*PREFIX, "r0", "c0")
    assert values_of(world, naive.cells, key) == {1, 2}
    assert_only_ours_passes(world, council(page), naive, key, most=18)


def test_an_interval_from_nobody_to_k_is_none_where_nobody_is_printed_as_nil():
    """1, 1, 1, 1, 1 with its total 5: by [0, k] it is safe, and every reader knows each of them."""
    arrangement = Arrangement()
    lines = [f"r{number}" for number in range(5)]
    page = arrangement.table(
        "towns", PREFIX, {**{(line,): people(1) for line in lines}, (ALL,): people(5)}, [lines]
    )
    world, key = arrangement.world(), (*PREFIX, "r0")
    naive = naively(world, council(page))
    assert values_of(world, naive.cells, key) == {1}
    # The tables by which the first rule called it safe; a reader knows that they are not the true one.
    sight = Sight({(*PREFIX, ALL): 5}, {(*PREFIX, line): 1 for line in lines})
    for wrong in ([0, 2, 1, 1, 1], [5, 0, 0, 0, 0]):
        believed = {(*PREFIX, line): number for line, number in zip(lines, wrong, strict=True)}
        assert impossible(world.rules, sight, believed)
    ours = assert_only_ours_passes(world, council(page), naive, key)
    assert [refused.reason.value for refused in ours.refused] == ["no_pattern"]


def test_editions_protected_apart_break_for_whoever_reads_both():
    world, page = table([[6, 0, 4], [2, 0, 0], [1, 7, 6]])
    editions = [council(page, 3), EditionPlan("public", 5, (page,))]
    apart = {e.name: protect(world, [e], seed)[e.name] for e, seed in zip(editions, "ab", strict=True)}
    for edition in editions:
        assert failures(world, [edition], apart) == []
    both = {
        key: max((result.cell(key) for result in apart.values()), key=lambda cell: cell is not Sign.HIDDEN)
        for key in page.cells
    }
    assert values_of(world, both, (*PREFIX, "r1", "c0")) == {2}
    assert any(
        "never" in fault for fault in failures(world, editions, with_best_proofs(world, editions, apart))
    )
    nested = protect(world, editions, "a")
    assert failures(world, editions, nested) == []
    assert nested["council"].hidden <= nested["public"].hidden


def test_a_host_who_knows_its_own_column_needs_a_protection_of_its_own():
    world, page = table([[3, 4, 9], [9, 8, 7], [8, 9, 4]])
    own = frozenset(key for key in page.cells if key[-1] == "c1")
    host = Recipient("host of c1", own)
    forgotten = council(page)
    told = council(page, readers=(EVERYBODY, host))
    hidden = {(*PREFIX, row, column) for row in ("r0", "r2") for column in ("c0", "c1", "c2")}
    key = (*PREFIX, "r0", "c0")
    hidden -= {(*PREFIX, "r0", "c2"), (*PREFIX, "r2", "c0")}
    hidden |= {(*PREFIX, "r1", "c0"), (*PREFIX, "r1", "c1")}
    naive = naively(world, forgotten, hidden)
    assert values_of(world, naive.cells, key, most=20) > {1, 2, 3, 4}
    assert values_of(world, naive.cells, key, knows=own, most=20) == {3}
    as_read = with_best_proofs(world, [told], {"council": naive})
    assert any("host of c1" in fault for fault in failures(world, [told], as_read))
    assert failures(world, [told], protect(world, [told], "seed")) == []


def completions(whole, completed):
    """One course line and its completion: 受講, 修了, and of whom nothing good is told."""
    arrangement = Arrangement()
    pairs = {"a": (whole, completed), "b": (40, 30), "c": (50, 31)}
    everybody = sum(of for of, _ in pairs.values())
    well = sum(done for _, done in pairs.values())
    lines = [*pairs]
    of = {(line,): people(pairs[line][0]) for line in lines} | {(ALL,): people(everybody)}
    done = {(line,): people(pairs[line][1]) for line in lines} | {(ALL,): people(well)}
    first = arrangement.table("enrolments", ("C",), of, [lines])
    second = arrangement.table("completions", ("I11",), done, [lines], Kind.FAVOURABLE)
    for line in (*lines, ALL):
        arrangement.apart(("C-I11", line), ("C", line), ("I11", line), kind=Kind.UNFAVOURABLE)
        arrangement.outcome(("C", line), ("I11", line), ("C-I11", line))
    return arrangement.world(), EditionPlan("council", 5, (first, second))


@pytest.mark.parametrize("completed", [0, 5])
def test_that_none_or_all_of_five_completed_is_told_of_each_of_them(completed):
    world, edition = completions(5, completed)
    naive = naively(world, edition, hidden=())
    assert any("('I11', 'a')" in fault for fault in failures(world, [edition], {"council": naive}))
    ours = protect(world, [edition], "seed")
    assert failures(world, [edition], ours) == []
    result = ours["council"]
    assert result.cell(("C", "a")) == 5
    assert not result.publishes(("I11", "a"))
    if result.cells.get(("I11", "b")):
        assert len(values_of(world, result.cells, ("I11", "a"), most=120)) == 6


@pytest.mark.parametrize(("whole", "completed", "told"), [(20, 20, True), (20, 19, False), (20, 2, False)])
def test_an_outcome_is_told_where_both_sides_have_three_or_all_did_well(whole, completed, told):
    world, edition = completions(whole, completed)
    results = protect(world, [edition], "seed")
    assert failures(world, [edition], results) == []
    assert results["council"].publishes(("I11", "a")) is told


def test_persons_are_counted_and_not_attendances():
    """24 attendances by 3 persons are no large number."""
    arrangement = Arrangement()
    counts = {
        ("april",): Count(24, 3),
        ("may",): Count(30, 12),
        ("june",): Count(40, 15),
        (ALL,): Count(94, 20),
    }
    page = arrangement.table("months", ("I08a",), counts, [["april", "june", "may"]])
    world = arrangement.world()
    naive = naively(world, council(page), hidden=())
    key = ("I08a", "april")
    assert any(str(key) in fault for fault in failures(world, [council(page)], {"council": naive}))
    ours = protect(world, [council(page)], "seed")
    assert failures(world, [council(page)], ours) == []
    assert key in ours["council"].hidden


def quarters():
    """延べ: a first quarter of 20, and of 22 up to the second; cumulative figures as a report prints them."""
    arrangement = Arrangement()
    for key, number in ((("Q1",), 20), (("Q1-Q2",), 22), (("Q1-Q3",), 40), (("Q1-Q4",), 61)):
        arrangement.count(key, people(number))
    arrangement.apart(("Q2",), ("Q1-Q2",), ("Q1",))
    arrangement.apart(("Q3",), ("Q1-Q3",), ("Q1-Q2",))
    arrangement.apart(("Q4",), ("Q1-Q4",), ("Q1-Q3",))
    cells = frozenset({("Q1",), ("Q1-Q2",), ("Q1-Q3",), ("Q1-Q4",)})
    return arrangement.world(), council(Sheet("quarters", cells, ("Q1-Q4",)))


def test_the_difference_of_two_quarters_is_a_count():
    world, edition = quarters()
    naive = naively(world, edition)
    assert Sign.HIDDEN not in naive.cells.values()
    ours = assert_only_ours_passes(world, edition, naive, ("Q2",))
    assert ours.hidden


def test_who_applied_and_did_not_take_part_is_a_count():
    arrangement = Arrangement()
    for key, number in ((("I04",), 20), (("I06",), 18)):
        arrangement.count(key, people(number))
    arrangement.apart(("I04-I06",), ("I04",), ("I06",))
    world = arrangement.world()
    edition = council(Sheet("applications", frozenset({("I04",), ("I06",)}), ("I06",)))
    naive = naively(world, edition)
    assert Sign.HIDDEN not in naive.cells.values()
    ours = assert_only_ours_passes(world, edition, naive, ("I04-I06",))
    assert ours.hidden == {("I04",)}


def test_a_proof_in_which_anything_is_changed_is_no_proof():
    world, page = table([[3, 9, 8], [7, 8, 9], [6, 9, 7]])
    edition = council(page)
    good = protect(world, [edition], "seed")["council"]
    [proof] = good.proofs
    assert faults(world.rules, proof) == []
    for number, answer in enumerate(proof.tables):
        for key in answer:
            tables = list(proof.tables)
            tables[number] = {**answer, key: answer[key] + 1}
            assert faults(world.rules, replace(proof, tables=tuple(tables)))
    for number, pair in enumerate(proof.pairs):
        pairs = list(proof.pairs)
        pairs[number] = (pair[1], pair[0])
        assert faults(world.rules, replace(proof, pairs=tuple(pairs)))
    assert faults(world.rules, replace(proof, pairs=()))
    shown = naively(world, edition, hidden=good.hidden - {next(iter(good.complementary))})
    assert failures(world, [edition], {"council": replace(shown, proofs=good.proofs)})


def test_numbers_that_are_no_whole_numbers_are_no_witness():
    key = ("a",)
    half = Proof("everybody", Sight({}, {key: 1}), (Demand(key, 1, 4),), ({key: 1.0}, {key: 4}), ((0, 1),))
    world, _ = table([[9, 9], [9, 9]])
    assert "whole" in faults(replace(world.rules, sums=()), half)[0]


def test_the_grid_is_read_as_it_is_typed():
    assert grid([[1, 2], [3, 4]])["r1", "c0"] == 3
