"""Of a table's HTML its cells are taken, as text; of everything else nothing."""

import pandas as pd
import pytest

from grader.inside.plain_table import plain_table


def texts(html):
    return [[cell["text"].strip() for cell in row] for row in plain_table(html)["rows"]]


def test_a_frame_becomes_its_cells_and_its_size():
    frame = pd.DataFrame({"a": range(100)})
    with pd.option_context("display.max_rows", 10):
        found = plain_table(frame._repr_html_())
    assert found["note"] == "100 rows × 1 columns"
    assert len(found["rows"]) == 12


def test_entities_are_read_and_tags_are_not():
    frame = pd.DataFrame({"<b>": ["<script>alert(1)</script> & more"]})
    assert texts(frame._repr_html_()) == [["", "<b>"], ["0", "<script>alert(1)</script> & more"]]


def test_a_style_in_it_is_no_text():
    assert texts("<style>td {color: red}</style><table><tr><td>1<br>2</td></tr></table>") == [["1\n2"]]


def test_spans_are_kept_within_bounds():
    (row,) = plain_table("<table><tr><td colspan=3>x<td rowspan=99999>y<td colspan=-1>z</table>")["rows"]
    assert [(cell["columns"], cell["rows"]) for cell in row] == [(3, 1), (1, 60), (1, 1)]


@pytest.mark.parametrize(
    "html", ["<p>none</p>", "<table></table>", "<table>" + "<tr><td>x" * 500, "x" * 500_000]
)
def test_what_holds_no_table_to_look_at_is_none(html):
    assert plain_table(html) is None
