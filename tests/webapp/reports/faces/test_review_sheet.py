"""The sheet for the public-private review: each KPI line with its grade, and the same bytes each time."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from tests.webapp.reports.faces.specimens import PER_CENT, both, figures, report_with
from webapp.reports.faces.everything import makers
from webapp.reports.faces.review_sheet import review_sheet
from webapp.reports.faces.reviewing import review_of
from webapp.reports.frozen.review import Kpi, Review, Stage
from webapp.reports.numerals import Sign


@pytest.fixture
def review():
    kpis = (
        Kpi("I12", both("修了率"), Decimal("56.8"), 2025, Decimal("65.0"), 2026, Decimal("58.2"), Decimal("89.5"), both("中級が難しい"), both("補講"), PER_CENT),
        Kpi("I25", both("業務での活用"), Sign.UNKNOWN, 2025, 40, 2026, Sign.PENDING, Sign.PENDING),
    )  # fmt: skip
    stages = tuple(Stage(both(name), (both("予算"), both("講師"))) for name in ("インプット", "アクティビティ", "アウトプット", "初期アウトカム", "中期アウトカム", "長期アウトカム"))  # fmt: skip
    return Review(
        both("連携推進事業レビューシート"), 2026, date(2027, 3, 31), datetime(2027, 6, 1, tzinfo=UTC), both("事務局"),
        True, stages, kpis,
    )  # fmt: skip


def test_each_line_has_its_numbers_grade_cause_and_what_follows(review):
    lines = (
        CalamineWorkbook.from_filelike(io.BytesIO(review_sheet(review, "ja")))
        .get_sheet_by_index(0)
        .to_python()
    )
    found = {line[1]: line for line in lines}
    assert found["I12"] == ["修了率", "I12", "％", 56.8, "令和7年度", 65.0, "令和8年度", 58.2, 89.5, "B", "中級が難しい", "補講"]  # fmt: skip
    assert found["I25"][3] == "…"
    assert found["I25"][7:10] == ["集計中", "集計中", "－"]


@pytest.mark.parametrize(("achieved", "grade"), [("100.0", "A"), ("99.9", "B"), ("80.0", "B"), ("79.9", "C")])
def test_the_grade_goes_by_what_of_the_target_was_reached(achieved, grade):
    kpi = Kpi("I06", both("延べ受講者数"), 1, 2025, 2, 2026, 3, Decimal(achieved))
    assert kpi.grade == grade


def test_a_review_is_read_as_it_was_written_and_has_the_same_bytes(review):
    again = Review.from_data(review.as_data())
    assert again == review
    assert review_sheet(again, "en") == review_sheet(review, "en")


def test_a_year_with_targets_is_reviewed_by_its_printed_numbers_alone():
    review = review_of(report_with(figures(I06=100, I12=Decimal("65.0"))))
    assert [(kpi.indicator, kpi.baseline, kpi.target, kpi.actual) for kpi in review.kpis] == [
        ("I06", 70, 100, 90),
        ("I12", 70, Decimal("65.0"), Sign.HIDDEN),
    ]
    items = [item.ja for stage in review.stages for item in stage.items]
    assert items == ["延べ受講者数 90％"]


def test_without_targets_or_in_a_quarter_there_is_nothing_to_review():
    assert review_of(report_with(figures())) is None
    assert review_of(report_with(figures(I06=100), quarter=2)) is None


@pytest.mark.parametrize(("language", "ending"), [("ja", "_レビューシート.xlsx"), ("en", "_review.xlsx")])
def test_the_sheet_is_one_of_the_files_of_a_year_with_targets(language, ending):
    assert [name for name in makers(report_with(figures(I06=100)), language) if name.endswith(ending)]
    assert not [name for name in makers(report_with(figures()), language) if name.endswith(ending)]
