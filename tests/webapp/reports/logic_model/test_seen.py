"""The logic model says the numbers of the report that it goes with, on the sheet for the review as on the page."""

from dataclasses import replace
from decimal import Decimal

from tests.webapp.reports.faces.specimens import both, figures, report_with
from webapp.reports.faces.reviewing import review_of
from webapp.reports.frozen.plan import Box, Reasons, StageBoxes, YearPlan
from webapp.reports.frozen.report import ParticipationReport
from webapp.reports.logic_model.seen import measured, seen_model
from webapp.reports.numerals import Sign

PLAN = YearPlan(
    (
        StageBoxes(both("アウトプット"), (Box(both("増やす"), "I06", both("架空大学"), "報告書"), Box(both("言葉だけ")))),
        StageBoxes(both("初期アウトカム"), (Box(both("修了する"), "I12"), Box(both("ない指標"), "I99"))),
    ),
    {"I06": Reasons(both("周知が届いた"), both("続ける"))},
)  # fmt: skip


def planned():
    return replace(report_with(figures(I06=100, I12=Decimal("65.0"))), plan=PLAN)


def test_a_box_shows_what_the_main_figures_print_and_nothing_where_they_have_no_line():
    main = planned().table("main_figures")
    output, early = seen_model(PLAN, main)
    first, wordy = output.boxes
    assert (first.measured.actual, first.measured.target, first.measured.grade) == (90, 100, "B")
    assert wordy.measured is None
    assert early.boxes[0].measured.actual is Sign.HIDDEN
    assert early.boxes[1].measured is None


def test_the_bar_of_what_was_reached_is_never_longer_than_the_box():
    value = measured(planned().table("main_figures"), "I06")
    assert replace(value, achieved=Decimal("250.0")).share == 100
    assert replace(value, achieved=Decimal("-3.0")).share == 0


def test_the_review_takes_the_years_own_boxes_and_the_words_beside_its_targets():
    review = review_of(planned())
    assert [[item.ja for item in stage.items] for stage in review.stages] == [
        ["増やす（延べ受講者数 90％）【架空大学】", "言葉だけ【】"],
        ["修了する【】", "ない指標【】"],
    ]
    kpi = review.kpis[0]
    assert (kpi.indicator, kpi.cause.ja, kpi.next_step.ja) == ("I06", "周知が届いた", "続ける")
    assert review.kpis[1].cause.ja == ""


def test_a_report_with_a_plan_is_read_as_it_was_written_and_one_without_keeps_its_bytes():
    report = planned()
    assert ParticipationReport.from_data(report.as_data()) == report
    plain = report_with(figures(I06=100))
    assert "plan" not in plain.as_data()
    assert ParticipationReport.from_data(plain.as_data()) == plain
