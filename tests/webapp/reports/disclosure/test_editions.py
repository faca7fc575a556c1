"""Whatever the tables, the readers and the order of releases: every small count keeps two witnesses, or the table is refused."""

import json
from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.webapp.reports.disclosure.worlds import (
    PREFIX,
    axes_of,
    council_and_public,
    grid,
    people,
    possible_tables,
    table,
    tables_of_people,
    with_margins,
)
from webapp.reports.disclosure.arranging import ALL, Arrangement
from webapp.reports.disclosure.audience import EVERYBODY, EditionPlan, Recipient, as_told, known_to
from webapp.reports.disclosure.editions import protect
from webapp.reports.disclosure.result import Protected, Reason, Refused
from webapp.reports.disclosure.witnesses import failures, recheck
from webapp.reports.numerals import Sign

SLOWLY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
THRESHOLDS = st.sampled_from([(3, 5), (5, 10), (10, 10)])


@SLOWLY
@given(tables_of_people(), THRESHOLDS, st.booleans())
def test_every_small_count_keeps_its_witnesses_for_council_public_and_each_host(lines, thresholds, hosts):
    world, editions = council_and_public(lines, *thresholds, hosts=hosts)
    results = protect(world, editions, "seed")
    assert failures(world, editions, results) == []


@SLOWLY
@given(tables_of_people(5, 3), st.sampled_from([3, 5]), st.data())
def test_a_sequence_of_releases_hides_ever_more_and_tells_no_small_change(lines, threshold, data):
    world, page = table(lines)
    first = [EditionPlan("public", threshold, (page,))]
    earlier = protect(world, first, "first")["public"]
    size = st.lists(st.sampled_from([0, 0, 0, 0, 1, 2, threshold, 12]), min_size=3, max_size=3)
    later = [[number + more for number, more in zip(line, data.draw(size), strict=False)] for line in lines]
    world, page = table(later)
    second = [EditionPlan("public", threshold, (page,), earlier=(earlier.cells,))]
    result = protect(world, second, "second")
    assert failures(world, second, result) == []
    for key, before in earlier.cells.items():
        now = result["public"].cell(key)
        if before is Sign.HIDDEN:
            assert now in (Sign.HIDDEN, Sign.UNKNOWN)
        elif isinstance(before, int) and isinstance(now, int) and key != page.total:
            assert now == before or abs(now - before) >= threshold


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=3))
def test_of_all_tables_that_look_the_same_some_have_the_least_and_some_the_most(lines):
    """No solver and no proof of ours: every table that agrees with the printed page is tried."""
    world, page = table(lines)
    result = protect(world, [EditionPlan("council", 3, (page,))], "seed")["council"]
    small = [count for count in world.counts if 1 <= count.contributors < 3]
    tables = possible_tables(world, result.cells) if result.cells else []
    for count in small if result.cells else ():
        values = {candidate[count.key] for candidate in tables}
        cells = sum(world.values[key] > 0 for key in world.values if _is_cell_of(key, count.key))
        assert min(values) == max(1, cells), (count, values)
        assert max(values) >= 2, (count, values)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=2), min_size=2, max_size=3).filter(
        lambda lines: sum(map(sum, lines)) <= 10
    )
)
def test_nor_do_both_editions_together_tell_anything_to_a_host(lines):
    """Council and public on one desk, one's own column beside them: every table that agrees with all of it is tried."""
    world, editions = council_and_public(lines, 3, 4, hosts=True)
    results = protect(world, editions, "seed")
    told = [editions[at].without(results[editions[at].name].refused) for at in (0, 1)]
    world = as_told(world, told)
    printed = {key: cell for name in ("public", "council") for key, cell in results[name].cells.items()} | {
        key: cell for key, cell in results["public"].cells.items() if cell is not Sign.HIDDEN
    }
    # Where not even the total is told, there is no end to what would have to be tried.
    for reader in editions[0].readers if results["council"].cells else ():
        knows = known_to(world, told, reader)
        tables = possible_tables(world, printed, knows, most=max(world.values.values()))
        assert world.values in tables
        for count in world.counts:
            if 1 <= count.contributors < 3 and count.key not in knows:
                values = {candidate[count.key] for candidate in tables}
                cells = [key for key in world.values if _is_cell_of(key, count.key)]
                own = sum(world.values[key] for key in cells if key in knows)
                least = own + sum(world.values[key] > 0 for key in cells if key not in knows)
                assert min(values) <= max(1, least), (reader.name, count, values)
                assert max(values) >= 2, (reader.name, count, values)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=3))
def test_nor_do_quarters_beside_their_year(towns):
    """延べ add up over the quarters, 実 do not: max Q ≤ Y ≤ ΣQ, and 実 ≤ 延べ."""
    arrangement, lines = Arrangement(), [f"t{at}" for at in range(len(towns))]
    numbers = {
        "Q1": [first for first, _, _ in towns],
        "Q2": [second for _, second, _ in towns],
        "Y": [max(first, second, min(first + second, year)) for first, second, year in towns],
    }
    sheets = []
    for name, values in numbers.items():
        counts = {(line,): people(value) for line, value in zip(lines, values, strict=True)}
        sheets.append(arrangement.table(name, (name,), counts | {(ALL,): people(sum(values))}, [lines]))
    for line in (*lines, ALL):
        arrangement.distinct(("Y", line), [("Q1", line), ("Q2", line)])
    world, edition = arrangement.world(), EditionPlan("council", 3, tuple(reversed(sheets)))
    results = protect(world, [edition], "seed")
    assert failures(world, [edition], results) == []
    small = [count for count in world.counts if 1 <= count.contributors < 3]
    tables = possible_tables(world, results["council"].cells, most=5) if small else []
    for count in small:
        if any(count.key in sheet.cells for sheet in sheets if sheet.name not in _refused(results)):
            values = {candidate[count.key] for candidate in tables}
            assert min(values) <= count.value <= 2 <= max(values), (count, values)
            assert count.value == 1 or ALL in count.key or min(values) == 1, (count, values)


def _refused(results):
    return {one.sheet for one in results["council"].refused}


def _is_cell_of(key, margin):
    inner = ALL not in key
    return inner and key != margin and all(m in (ALL, k) for k, m in zip(key, margin, strict=True))


def ordinary_tables(number):
    """15 towns and 4 courses, as a year of the programme has them: some villages, a city."""
    for seed in range(number):
        chance = Random(seed)  # noqa: S311 - the same tables each time
        sizes = [chance.choice([2, 5, 10, 20, 60]) for _ in range(15)]
        yield [[chance.choice([0, 1, 1, 1]) * chance.randint(1, size) for _ in range(4)] for size in sizes]


def test_ordinary_tables_are_published_and_mostly_numbers():
    """Whoever refused everything, or hid everything, would pass the other tests."""
    told, refused = Counter(), 0
    for lines in ordinary_tables(12):
        world, editions = council_and_public(lines)
        for result in protect(world, editions, "seed").values():
            refused += len(result.refused)
            told["small"] += len(result.primaries)
            told["covering"] += len(result.complementary)
            told["of people"] += sum(cell is not Sign.NIL for cell in result.cells.values())
    print(f"refused {refused} of 24 tables; {dict(told)}")
    assert refused == 0
    assert told["covering"] < 0.6 * told["small"]
    assert told["small"] + told["covering"] < 0.55 * told["of people"]


def test_what_the_council_does_not_see_the_public_does_not_see_either():
    for lines in ordinary_tables(4):
        world, editions = council_and_public(lines)
        results = protect(world, editions, "seed")
        both = results["council"].hidden & set(results["public"].cells)
        assert both <= results["public"].hidden


def test_the_snapshot_gives_back_the_whole_proof():
    world, editions = council_and_public(next(ordinary_tables(1)), hosts=True)
    for result in protect(world, editions, "seed").values():
        again = Protected.from_data(json.loads(json.dumps(result.as_data())))
        assert again == result
        assert recheck(again) == []
        assert again.proofs


def test_the_same_seed_hides_the_same_cells_and_another_seed_others():
    world, page = table(next(ordinary_tables(1)))
    edition = [EditionPlan("council", 5, (page,))]
    hidden = [protect(world, edition, seed)["council"].hidden for seed in ("a", "a", "b", "c")]
    assert hidden[0] == hidden[1]
    assert len(set(hidden)) > 1


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([[1, 1], [1, 0]], Reason.TOTAL_TOO_SMALL),
        ([[0, 0], [9, 7]], Reason.ONE_LINE),
        ([[1, 1], [1, 2]], Reason.NO_PATTERN),
    ],
)
def test_a_table_that_cannot_be_protected_is_refused_with_its_reason(lines, reason):
    world, page = table(lines)
    result = protect(world, [EditionPlan("council", 5, (page,))], "seed")["council"]
    assert result.refused == (Refused("areas", reason),)
    assert result.cells == {}
    assert result.cell(page.total) is Sign.UNKNOWN


def test_a_table_of_nobody_says_so():
    world, page = table([[0, 0], [0, 0]])
    result = protect(world, [EditionPlan("council", 5, (page,))], "seed")["council"]
    assert set(result.cells.values()) == {Sign.NIL}


def test_a_recount_that_differs_by_one_person_is_refused_where_subtraction_would_tell():
    world, page = table([[20, 30], [40, 50]])
    before = protect(world, [EditionPlan("public", 5, (page,))], "seed")["public"]
    assert not before.hidden
    world, page = table([[21, 30], [40, 50]])
    recount = [EditionPlan("public", 5, (page,), (EVERYBODY,), (before.cells,))]
    result = protect(world, recount, "seed")
    assert [one.reason for one in result["public"].refused] == [Reason.NO_PATTERN]
    assert failures(world, recount, result) == []


def test_a_recount_that_differs_by_many_is_published():
    world, page = table([[20, 30], [40, 50]])
    before = protect(world, [EditionPlan("public", 5, (page,))], "seed")["public"]
    world, page = table([[29, 30], [40, 50]])
    result = protect(world, [EditionPlan("public", 5, (page,), (EVERYBODY,), (before.cells,))], "seed")[
        "public"
    ]
    assert result.cell((*PREFIX, "r0", "c0")) == 29
    assert not result.hidden


def test_a_recount_is_held_against_every_earlier_release_and_not_against_the_last_alone():
    """20, then 29, then 21: the last two differ by many, the first and the last by one person."""
    releases = []
    for number in (20, 29, 21):
        world, page = table([[number, 30], [40, 50]])
        edition = EditionPlan("public", 5, (page,), earlier=tuple(one.cells for one in releases))
        results = protect(world, [edition], "seed")
        assert failures(world, [edition], results) == []
        releases.append(results["public"])
    assert [len(one.refused) for one in releases] == [0, 0, 1]


def test_what_was_hidden_once_stays_hidden_also_where_nobody_is_left():
    world, page = table([[3, 30, 20], [40, 50, 6], [12, 9, 10]])
    before = protect(world, [EditionPlan("public", 5, (page,))], "seed")["public"]
    assert (*PREFIX, "r0", "c0") in before.hidden
    world, page = table([[0, 30, 20], [40, 50, 26], [12, 9, 10]])
    edition = EditionPlan("public", 5, (page,), earlier=(before.cells,))
    results = protect(world, [edition], "seed")
    assert failures(world, [edition], results) == []
    assert results["public"].cell((*PREFIX, "r0", "c0")) in (Sign.HIDDEN, Sign.UNKNOWN)


def test_the_rule_by_which_lines_were_merged_is_known_to_the_reader():
    """A host that sent 18 to a line of fewer than 20 knows that the others are one: that page is not published."""
    lines = [[18, 1, 0, 0], [10, 2, 3, 4], [30, 40, 50, 20], [60, 35, 20, 25]]
    world, editions = council_and_public(lines, hosts=True)
    results = protect(world, editions, "seed")
    assert failures(world, editions, results) == []
    assert [result.refused for result in results.values()] == [(), (Refused("areas", Reason.NO_PATTERN),)]
    world, editions = council_and_public(lines)
    assert not any(result.refused for result in protect(world, editions, "seed").values())


def test_only_the_table_that_tells_a_count_is_refused_also_where_the_count_stands_in_no_table():
    """One of 68 teachers sat in another host's course, and the table of schools ends with the sum of all teachers."""
    arrangement, teachers = Arrangement(), ("I07", "audience", "teacher")
    schools, towns = grid([[20, 18], [15, 15]]), grid([[30, 40], [50, 60]])
    telling = arrangement.table("schools", ("I07", "school_type"), with_margins(schools), axes_of(schools))
    unrelated = arrangement.table("towns", PREFIX, with_margins(towns), axes_of(towns))
    arrangement.count(teachers, people(68), is_margin=True)
    arrangement.total(teachers, [("I07", "school_type", *key) for key in schools])
    host = Recipient("host", frozenset({arrangement.beside(teachers, people(67), "host", 1)}))
    world, editions = (
        arrangement.world(),
        [
            EditionPlan("council", 5, (telling, unrelated), (EVERYBODY, host)),
            EditionPlan("public", 10, (telling, unrelated)),
        ],
    )
    results = protect(world, editions, "seed")
    assert failures(world, editions, results) == []
    assert [result.refused for result in results.values()] == [(Refused("schools", Reason.NO_PATTERN),)] * 2
