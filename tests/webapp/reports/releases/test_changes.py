"""正誤表 is what differs between two reports, cell by cell, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.reports.numerals import Sign
from webapp.reports.releases.changes import errata, uncovered


def _told(changes):
    return [(change.place[1], change.before, change.after) for change in changes]


def test_the_cell_that_changed_stands_with_both_numbers(a_report):
    changes = errata(a_report({"a": 120, "b": 7}), a_report({"a": 121, "b": 7}))
    assert _told(changes) == [("a", 120, 121)]
    assert [words.ja for words in changes[0].words] == ["講座別", "a", "延べ受講者数"]


def test_lines_that_came_or_went_are_told(a_report):
    assert _told(errata(a_report({"a": 5}), a_report({"b": 6}))) == [("b", None, 6), ("a", 5, None)]


def test_an_x_that_becomes_a_number_or_a_dash_is_uncovered(a_report):
    hidden = a_report({"a": Sign.HIDDEN, "b": Sign.HIDDEN, "c": Sign.HIDDEN, "d": Sign.HIDDEN})
    after = a_report({"a": 4, "b": Sign.NIL, "c": Sign.HIDDEN, "d": Sign.UNKNOWN})
    assert [change.place[1] for change in uncovered(hidden, after)] == ["a", "b"]


CELLS = st.dictionaries(
    st.sampled_from("abcde"),
    st.one_of(st.integers(1, 9), st.sampled_from([Sign.HIDDEN, Sign.NIL])),
    min_size=1,
)


@given(before=CELLS, after=CELLS)
def test_the_old_report_with_its_errata_is_the_new_one(a_report, before, after):
    mended = dict(before)
    for change in errata(a_report(before), a_report(after)):
        key = change.place[1]
        assert change.before == mended.get(key)
        mended[key] = change.after
    assert {key: cell for key, cell in mended.items() if cell is not None} == after
