"""A report is written and read without loss."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from webapp.region import Words
from webapp.reports.frozen.chart import Chart, ChartKind
from webapp.reports.frozen.data import canonical
from webapp.reports.frozen.report import Edition, ParticipationReport, Section, Version
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.numerals import Sign


def both(ja, en="English"):
    return Words(ja, en)


@pytest.fixture
def table():
    columns = (
        Column("I06", both("延べ受講者数"), both("人"), "I06"),
        Column("I12", both("修了率"), both("％"), "I12"),
    )
    rows = (
        Row("beginner", both("初級"), (1234, Decimal("56.0"))),
        Row("hidden", both("中級"), (Sign.HIDDEN, Sign.PENDING), level=1),
    )
    return Table("courses", both("講座別"), both("講座"), columns, rows, (both("架空のデータ"),))


@pytest.fixture
def report(table):
    chart = Chart("c", ChartKind.BARS, "courses", ("I06",), both("図"), both("代わりの文"), (("n", "I06"),))
    return ParticipationReport(
        both("受講状況報告書"),
        "",
        Edition.COUNCIL,
        Version.DRAFT,
        2026,
        None,
        date(2027, 3, 31),
        date(2027, 5, 31),
        datetime(2027, 6, 1, tzinfo=UTC),
        both("事務局"),
        True,
        (Section("summary", both("要約"), (both("文"),), (table,), (chart,)),),
    )


def test_a_report_is_read_as_it_was_written(report):
    assert ParticipationReport.from_data(report.as_data()) == report


def test_the_same_report_has_the_same_bytes(report):
    again = ParticipationReport.from_data(report.as_data())
    assert canonical(again.as_data()) == canonical(report.as_data())


def test_a_cell_is_found_by_the_keys_of_its_row_and_column(report):
    assert report.table("courses").cell("beginner", "I12") == Decimal("56.0")
    with pytest.raises(KeyError):
        report.table("courses").cell("beginner", "I99")


def test_a_row_with_a_cell_too_few_is_refused(table):
    with pytest.raises(ValueError, match="one cell per column"):
        Table("t", both("t"), both("h"), table.columns, (Row("r", both("r"), (1,)),))
