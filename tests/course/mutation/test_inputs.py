import datetime

import pandas as pd

from course.mutation.inputs import Call, State, calls_beyond, states_beyond, thinned, varied


def test_a_number_is_tried_on_both_sides_of_the_solutions_own_numbers():
    assert list(varied(5, [10])) == [6, 4, 10, 9, 11]


def test_a_number_that_was_not_negative_stays_so():
    assert min(varied(0, [0])) == 1
    assert min(varied(-1, [])) == -2


def test_a_code_of_digits_stays_one_of_its_length():
    assert list(varied("16211", ())) == ["27322", "49544", "83988"]


def test_a_table_is_turned_cut_and_given_other_numbers():
    table = pd.DataFrame({"name": ["甲", "乙", "丙"], "people": [10, 20, 30]})
    tables = list(varied(table, ()))
    assert tables[0]["name"].tolist() == ["丙", "乙", "甲"]
    assert [len(one) for one in tables[1:4]] == [2, 2, 2]
    assert all(one["people"].tolist() != [10, 20, 30] for one in tables[4:])
    assert table["people"].tolist() == [10, 20, 30]


def test_a_date_moves_by_days_and_a_month():
    assert datetime.date(2026, 4, 1) in set(varied(datetime.date(2026, 3, 31), ()))


def test_what_is_of_an_unknown_kind_is_not_varied():
    assert list(varied(object(), (1,))) == []


def test_one_thing_is_varied_at_a_time():
    states = states_beyond([State()], {"a": 1, "b": "x"}, ["a", "b"])
    assert [dict(state.names) for state in states] == [{"a": 2}, {"a": 0}]
    calls = calls_beyond([Call(State(), "f", (1, 7), {})], [])
    assert all(call.args[0] == 1 or call.args[1] == 7 for call in calls)


def test_too_many_are_thinned_evenly_and_always_the_same():
    assert thinned(range(10), 4) == [0, 3, 6, 9]
    assert thinned(range(3), 4) == [0, 1, 2]
