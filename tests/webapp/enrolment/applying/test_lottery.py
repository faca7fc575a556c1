"""The draw can be computed again by anybody, and favours nobody."""

import hashlib
import subprocess
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from webapp.enrolment.applying.lottery import digest_of_list, draw_order

NUMBERS = st.lists(st.integers(1, 10**9), min_size=1, max_size=50, unique=True)


@given(published=st.text(max_size=40), numbers=NUMBERS)
def test_everybody_is_drawn_once_and_the_order_of_the_list_decides_nothing(published, numbers):
    order = draw_order(published, numbers)
    assert sorted(order.numbers) == sorted(numbers)
    assert draw_order(published, list(reversed(numbers))) == order


@given(numbers=NUMBERS)
def test_another_string_or_another_list_is_another_seed(numbers):
    order = draw_order("令和8年4月1日の終値", numbers)
    assert order.seed != draw_order("令和8年4月2日の終値", numbers).seed
    assert order.seed != draw_order("令和8年4月1日の終値", [*numbers, 10**9 + 1]).seed


def test_the_shell_of_any_machine_computes_the_same_order():
    numbers = [3, 17, 5, 101]
    order = draw_order("2026-05-01 12:00 気温 18.4", numbers)
    script = r"""
      digest() { printf '%s' "$1" | sha256sum | cut -d' ' -f1; }
      list=$(digest "$(printf '3\n5\n17\n101')")
      seed=$(digest "$(printf '%s\n%s' '2026-05-01 12:00 気温 18.4' "$list")")
      for n in 3 5 17 101; do echo "$(digest "$seed:$n") $n"; done | sort | cut -d' ' -f2
    """
    told = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True).stdout
    assert [int(line) for line in told.split()] == list(order.numbers)


def test_each_has_the_same_chance_of_being_first():
    people = [1, 2, 3, 4, 5]
    first = Counter(draw_order(f"string {n}", people).numbers[0] for n in range(5000))
    assert all(850 < times < 1150 for times in first.values())  # 1000 each, five standard deviations


def test_the_digest_is_that_of_the_sorted_numbers_one_a_line():
    assert digest_of_list([10, 9]) == hashlib.sha256(b"9\n10").hexdigest()
