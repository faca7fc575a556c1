"""What stands beside the results of surveys in the table of main figures."""

from decimal import Decimal
from fractions import Fraction

from webapp.region import Words
from webapp.reports.assembling.summary import told_beside
from webapp.reports.indicators.values import Count, Estimate, Rate
from webapp.reports.numerals import Sign

RESPONSE = Rate(Count(23, 23), Count(40, 40))


def test_a_result_stands_with_its_n_and_its_response_rate():
    value = Rate(Count(15, 15), Count(20, 20), response=RESPONSE)
    assert told_beside({"I15": value}, {"I15": value.cell}, threshold=5) == (
        Words(
            "満足度: 有効回答 20件、回収率 57.5％",
            "Satisfaction: 20 valid answers, response rate 57.5 %",
        ),
    )


def test_a_mean_stands_with_its_interval():
    value = Estimate(Fraction(40), Decimal("24.9"), Decimal("55.1"), 10, response=RESPONSE)
    (note,) = told_beside({"I24b": value}, {"I24b": value.cell}, threshold=5)
    assert note.ja == "得点の伸び: 有効回答 10件、95％信頼区間 24.9～55.1、回収率 57.5％"


def test_nothing_is_told_beside_a_result_that_is_hidden_and_a_small_response_is_an_x():
    few = Rate(Count(11, 11), Count(12, 12), response=Rate(Count(4, 4), Count(12, 12)))
    assert told_beside({"I15": few}, {"I15": Sign.HIDDEN}, threshold=5) == ()
    assert told_beside({"I15": few}, {"I15": few.cell}, threshold=5)[0].ja.endswith("回収率 x％")
