"""Lines with few people are merged first; nobody is merged for nothing, and nobody is lost."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.reports.disclosure.result import Merged
from webapp.reports.disclosure.rolling_up import roll_up

TOWNS = {"a": 40, "b": 25, "c": 3, "d": 4, "e": 0, "outside": 2}


def test_small_towns_stand_together_and_empty_ones_stay():
    rolled = roll_up(TOWNS, 5, 5, "other", apart=frozenset({"outside"}))
    assert rolled.into == {
        "a": "a", "b": "b", "c": "other", "d": "other", "e": "e", "outside": "outside"
    }  # fmt: skip
    assert rolled.merged == (Merged("other", ("c", "d"), 5, 7),)


def test_what_is_still_too_small_takes_the_next_smallest_in():
    rolled = roll_up({"a": 40, "b": 25, "c": 3}, 5, 5, "other")
    assert rolled.merged == (Merged("other", ("b", "c"), 5, 28),)


def test_towns_go_to_the_rest_of_their_area_where_that_is_enough():
    areas = {"a": "west", "b": "west", "c": "west", "d": "east", "e": "east"}
    rolled = roll_up({"a": 40, "b": 3, "c": 4, "d": 2, "e": 1}, 5, 5, "other", areas)
    assert rolled.into["b"] == rolled.into["c"] == "west"
    assert rolled.into["d"] == rolled.into["e"] == rolled.into["a"] == "other"


def test_a_line_alone_that_reaches_k_keeps_its_name():
    assert roll_up({"a": 40, "b": 7}, 5, 10, "other").merged == ()


def test_where_all_together_are_too_few_it_says_so():
    assert roll_up({"a": 1, "b": 2}, 5, 5, "other").is_hopeless


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), min_size=1),
    st.sampled_from([3, 5, 10]),
    st.booleans(),
    st.booleans(),
)
def test_every_line_goes_somewhere_and_no_merged_line_is_small(people, threshold, twice, by_area):
    areas = {line: "west" if line < "d" else "east" for line in people} if by_area else None
    rolled = roll_up(people, threshold, threshold * (1 + twice), "other", areas)
    assert set(rolled.into) == set(people)
    totals = {}
    for line, into in rolled.into.items():
        totals[into] = totals.get(into, 0) + people[line]
    for merged in rolled.merged:
        assert merged.contributors == totals[merged.into]
        assert {line for line, into in rolled.into.items() if into == merged.into} == set(merged.lines)
    small = [total for total in totals.values() if 0 < total < threshold]
    assert not small or rolled.is_hopeless
    assert rolled.is_hopeless == (0 < sum(people.values()) < threshold)
