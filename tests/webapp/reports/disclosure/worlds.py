"""Worlds for the tests, naive protections to hold against the criterion, and every possible table of a tiny one."""

from dataclasses import replace

from hypothesis import strategies as st

from webapp.reports.disclosure.arranging import ALL, Arrangement, sheet
from webapp.reports.disclosure.audience import EVERYBODY, EditionPlan, Recipient, known_to
from webapp.reports.disclosure.primary import demands, must_be_hidden
from webapp.reports.disclosure.proof import Proof
from webapp.reports.disclosure.result import Protected
from webapp.reports.disclosure.rolling_up import roll_up
from webapp.reports.disclosure.seeking import Seeker
from webapp.reports.disclosure.witnesses import seen_by
from webapp.reports.indicators.values import Count
from webapp.reports.numerals import Sign

PREFIX = ("I06",)


def people(number):
    return Count(number, number)


def with_margins(cells):
    """{(row, column): n} with its totals under ALL."""
    whole = dict.fromkeys(
        (key for row, column in cells for key in ((row, ALL), (ALL, column), (ALL, ALL))), 0
    )
    for (row, column), number in cells.items():
        for key in ((row, ALL), (ALL, column), (ALL, ALL)):
            whole[key] += number
    return {key: people(number) for key, number in (whole | cells).items()}


def grid(lines):
    """A table from lists of numbers, as one would type it: rows r0, r1, …, columns c0, c1, …"""
    return {
        (f"r{row}", f"c{column}"): number
        for row, line in enumerate(lines)
        for column, number in enumerate(line)
    }


def axes_of(cells):
    return [sorted({key[at] for key in cells}) for at in (0, 1)]


def table(lines):
    """The world of one two-way table, and its sheet."""
    cells = grid(lines)
    arrangement = Arrangement()
    page = arrangement.table("areas", PREFIX, with_margins(cells), axes_of(cells))
    return arrangement.world(), page


def council_and_public(lines, council=5, public=10, hosts=False):
    """One table for a council whose members host a column each; for the public, lines under 2k are merged."""
    cells = grid(lines)
    rows, columns = axes_of(cells)
    counts = with_margins(cells)
    rolled = roll_up({row: counts[row, ALL].value for row in rows}, public, 2 * public, "other")
    shown = sorted({rolled.into[row] for row in rows})
    arrangement = Arrangement()
    fine = arrangement.table("areas", PREFIX, counts, [rows, columns])
    for merged in rolled.merged:
        for column in (*columns, ALL):
            number = sum(counts[row, column].value for row in merged.lines)
            arrangement.count((*PREFIX, "other", column), people(number), is_margin=True)
            arrangement.total((*PREFIX, "other", column), [(*PREFIX, row, column) for row in merged.lines])
    limits = arrangement.limits(rolled, 2 * public, {row: (*PREFIX, row, ALL) for row in rows})
    coarse = sheet("areas", PREFIX, [shown, columns], rolled.merged, limits)
    readers = [EVERYBODY]
    if hosts:
        own = {column: frozenset((*PREFIX, row, column) for row in rows) for column in columns}
        readers += [Recipient(f"host of {column}", keys) for column, keys in own.items()]
    editions = [
        EditionPlan("council", council, (fine,), tuple(readers)),
        EditionPlan("public", public, (coarse,)),
    ]
    return arrangement.world(), editions


def tables_of_people(most_rows=6, most_columns=4, most=30):
    """Lists of numbers as programmes have them: many nobody, many few, some large."""
    cell = st.one_of(st.just(0), st.integers(1, 6), st.integers(1, most))
    shape = st.tuples(st.integers(2, most_rows), st.integers(2, most_columns))
    return shape.flatmap(
        lambda size: st.lists(
            st.lists(cell, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
        )
    )


def naively(world, edition, hidden=None):
    """An edition that hides these counts (its small ones, where none are given), with the best proof that there is."""
    hidden = must_be_hidden(world, [edition]) if hidden is None else frozenset(hidden)
    cells = {key: Sign.HIDDEN if key in hidden else world.values[key] or Sign.NIL for key in edition.printed}
    bare = Protected(edition.name, edition.threshold, cells, rules=world.rules)
    return with_best_proofs(world, [edition], {edition.name: bare})[edition.name]


def with_best_proofs(world, editions, results):
    """The same cells with every witness that a solver can find; where there is none, the true table is put forward."""
    proved = dict(results)
    for at, edition in enumerate(editions):
        proofs = [best_proof(world, editions[at:], results, reader) for reader in edition.readers]
        proved[edition.name] = replace(results[edition.name], proofs=tuple(proofs))
    return proved


def best_proof(world, editions, results, reader):
    sight = seen_by(world, editions, results, reader)
    asked = demands(world, editions, sight, known_to(world, editions, reader), reader.name)
    true = {key: world.values[key] for key in sight.floors}
    seeker = Seeker(world.rules, world.values)
    tables = []
    for demand in asked:
        for least, most in ((0, demand.at_most), (demand.at_least, 10**6)):
            ranges = {key: (floor, true[key] + 60) for key, floor in sight.floors.items()}
            if demand.key in ranges:
                floor, top = ranges[demand.key]
                ranges[demand.key] = (max(floor, least), min(top, most))
            tables.append(seeker.table(ranges, {}) or true)
    pairs = tuple((2 * at, 2 * at + 1) for at in range(len(asked)))
    return Proof(reader.name, sight, asked, tuple(tables), pairs)


def possible_tables(world, cells, knows=(), most=12):
    """Every whole-number table that agrees with what is printed, tried one after the other; no solver, no sight.

    `cells` is what stands on paper: a number, － for nobody, x for one or more.
    """
    ranges = {}
    for key, count in world.by_key.items():
        cell = count.value if key in knows else cells.get(key, Sign.UNKNOWN)
        if cell is Sign.HIDDEN:
            nil = count.kind != "volume"
            ranges[key] = range(0 if nil else 1, most + 1)
        elif cell is Sign.UNKNOWN:
            ranges[key] = range(most + 1)
        else:
            ranges[key] = range(0 if cell is Sign.NIL else cell, (0 if cell is Sign.NIL else cell) + 1)
    for limit in world.rules.limits:
        ranges[limit.key] = [value for value in ranges[limit.key] if limit.allows(value)]
    return list(_fill({}, ranges, world.rules))


def _fill(table, ranges, rules):
    """All ways to fill in the rest of a table, dropping each that breaks a rule as soon as it shows."""
    ranges = _narrowed(ranges, rules)
    if ranges is None:
        return
    open_keys = [key for key, values in ranges.items() if len(values) > 1]
    if not open_keys:
        filled = {key: values[0] for key, values in ranges.items()}
        if all(
            sum(filled[key] > 0 for key in coverage.among) == coverage.filled for coverage in rules.coverages
        ):
            yield filled
        return
    key = min(open_keys, key=lambda key: len(ranges[key]))
    for value in ranges[key]:
        yield from _fill(table, ranges | {key: range(value, value + 1)}, rules)


def _narrowed(ranges, rules):
    """Ranges without the values that sums and bounds rule out at once; None where nothing is left."""
    ranges = dict(ranges)
    limits = [((total.whole,), total.parts) for total in rules.sums]
    limits += [(total.parts, (total.whole,)) for total in rules.sums]
    limits += [(bound.smaller, bound.larger) for bound in rules.bounds]
    moved = True
    while moved:
        moved = False
        for smaller, larger in limits:
            slack = sum(ranges[key][-1] for key in larger) - sum(ranges[key][0] for key in smaller)
            if slack < 0:
                return None
            for keys, is_smaller in ((smaller, True), (larger, False)):
                for key in keys:
                    old = ranges[key]
                    low, high = (
                        (old[0], min(old[-1], old[0] + slack))
                        if is_smaller
                        else (max(old[0], old[-1] - slack), old[-1])
                    )
                    if (low, high) != (old[0], old[-1]):
                        ranges[key], moved = range(low, high + 1), True
    return ranges
