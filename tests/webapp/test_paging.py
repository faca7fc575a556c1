"""A long list is shown page by page, and an address that asks for no page of it finds none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import NotFound

from webapp.paging import Paging, asked_page


@given(rows=st.integers(0, 1000), size=st.integers(1, 60))
def test_every_row_is_on_one_page(rows, size):
    pages = [Paging(number, size, rows) for number in range(1, Paging(1, size, rows).last + 1)]
    shown = [row for page in pages for row in range(page.offset, page.last_row)]
    assert shown == list(range(rows))


@pytest.mark.parametrize("asked", ["0", "-1", "3", "１", "two", "", "9" * 400, "1;drop table learner"])
def test_what_is_no_page_of_the_list_is_not_found(app, asked):
    with app.test_request_context("/", query_string={"page": asked}), pytest.raises(NotFound):
        asked_page(100)


def test_the_first_page_is_shown_unless_another_is_asked_for(app):
    with app.test_request_context("/"):
        assert asked_page(51) == Paging(1, 50, 51)
    with app.test_request_context("/?page=2"):
        assert (asked_page(51).first_row, asked_page(51).last_row) == (51, 51)
