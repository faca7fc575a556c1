"""What may be printed from a result: cells, rates of two published counts, reasons in words."""

import pytest

from webapp.reports.disclosure.refusing import town_refusal
from webapp.reports.disclosure.result import Protected, Reason, Refused, publishable_rate
from webapp.reports.numerals import Sign

RESULT = Protected(
    "council",
    5,
    {("done",): 12, ("of",): 40, ("hidden",): Sign.HIDDEN, ("nobody",): Sign.NIL},
)


@pytest.mark.parametrize(
    ("numerator", "denominator", "told"),
    [
        ("done", "of", True),
        ("nobody", "of", True),
        ("hidden", "of", False),
        ("done", "hidden", False),
        ("done", "nobody", False),
        ("done", "elsewhere", False),
        ("elsewhere", "of", False),
    ],
)
def test_a_rate_is_told_where_both_its_counts_are(numerator, denominator, told):
    assert publishable_rate((numerator,), (denominator,), RESULT) is told


def test_a_town_with_fewer_than_twice_k_people_has_no_page():
    assert town_refusal(9, 5, "town") == Refused("town", Reason.TOWN_TOO_SMALL)
    assert town_refusal(10, 5, "town") is None


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_says_what_to_do_instead(reason):
    assert reason.label_ja.endswith("ください。")
