"""From what a partner sees, no hidden count can be worked out: every table that could look the same is tried."""

from collections import defaultdict
from itertools import product

import pytest

from webapp.reports.numerals import Sign
from webapp.reports.partners.protection import Counts, protect

NOBODY = Counts(0, 0, 0)


def tables(most, least=NOBODY):
    """Every (applied, enrolled, completed) with so many people beside those whom the reader knows."""
    for applied, enrolled, completed in product(range(most + 1), repeat=3):
        if completed <= enrolled <= applied:
            yield Counts(applied + least.applied, enrolled + least.enrolled, completed + least.completed)


def as_printed(shown):
    return shown.applied, shown.enrolled, shown.completed


@pytest.mark.parametrize("threshold", [2, 3, 5])
@pytest.mark.parametrize(
    "known", [NOBODY, Counts(1, 0, 0), Counts(2, 2, 1), Counts(3, 3, 3), Counts(6, 5, 2)]
)
def test_a_hidden_count_has_as_many_possible_values_as_its_mark(threshold, known):
    """x alone says "one of threshold-1 values"; the rest of the page may take none of these away."""
    alike = defaultdict(list)
    for counts in tables(5 * threshold, known):
        alike[as_printed(protect(counts, known, threshold))].append(counts)
    for printed, candidates in alike.items():
        if isinstance(printed[1], int) and printed[1] - known.enrolled > 4 * threshold:
            continue  # so near the largest table tried that its neighbours are missing
        for name, cell in zip(("applied", "enrolled", "completed"), printed, strict=True):
            if cell is Sign.HIDDEN:
                values = {getattr(counts, name) - getattr(known, name) for counts in candidates}
                if values == {0}:
                    continue  # nobody but the reader's own people: there is nothing to tell
                assert len(values) >= threshold - 1, (printed, name, values)


@pytest.mark.parametrize("threshold", [2, 3, 5])
@pytest.mark.parametrize("known", [NOBODY, Counts(1, 0, 0), Counts(2, 2, 1), Counts(6, 5, 2)])
def test_no_difference_of_shown_counts_is_a_handful_of_others(threshold, known):
    for counts in tables(4 * threshold, known):
        shown = protect(counts, known, threshold)
        others = {
            name: getattr(shown, name) - getattr(known, name)
            for name in ("applied", "enrolled", "completed")
            if isinstance(getattr(shown, name), int)
        }
        differences = [
            others[a] - others[b]
            for a, b in (("applied", "enrolled"), ("enrolled", "completed"))
            if {a, b} <= set(others)
        ]
        assert not [n for n in (*others.values(), *differences) if 0 < n < threshold], (counts, shown)


@pytest.mark.parametrize(
    ("counts", "printed"),
    [
        (Counts(0, 0, 0), (Sign.NIL, Sign.NIL, Sign.NIL)),
        (Counts(40, 30, 20), (40, 30, 20)),
        (Counts(30, 30, 30), (30, 30, 30)),
        (Counts(40, 30, 0), (40, 30, Sign.NIL)),
        (Counts(40, 30, 4), (40, 30, Sign.HIDDEN)),
        (Counts(40, 30, 27), (40, 30, Sign.HIDDEN)),
        (Counts(32, 30, 20), (Sign.HIDDEN, 30, 20)),
        (Counts(40, 4, 4), (Sign.HIDDEN, Sign.HIDDEN, Sign.HIDDEN)),
        (Counts(12, None, None), (12, Sign.PENDING, Sign.PENDING)),
        (Counts(4, None, None), (Sign.HIDDEN, Sign.PENDING, Sign.PENDING)),
        (Counts(40, 30, None), (40, 30, Sign.PENDING)),
    ],
)
def test_what_is_printed(counts, printed):
    assert as_printed(protect(counts, NOBODY, 5)) == printed


def test_the_people_one_sent_are_taken_off_before_asking():
    """Six take part, of whom the reader sent four: the other two could be told by subtraction."""
    assert protect(Counts(20, 6, None), Counts(4, 4, 0), 5).enrolled is Sign.HIDDEN
    assert protect(Counts(20, 6, None), NOBODY, 5).enrolled == 6
