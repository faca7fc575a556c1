"""The three embarrassments of a report, looked for in all that is made of it: screen, papers, workbook and lists."""

import re
from decimal import Decimal

import pytest

from tests.webapp.reports import golden_worlds as golden
from tests.webapp.reports.faces.reading import cells_of, made_of, words_of
from tests.webapp.reports.indicators.worlds import REGION
from webapp.programme.models import MeetingState
from webapp.reports.frozen.report import Edition
from webapp.reports.numerals import Sign
from webapp.reports.open_data.rows import OF_PEOPLE

EDITIONS = (Edition.COUNCIL, Edition.PUBLIC)
# A number of people; before or after it somebody has to say which of the two it is.
HEAD_COUNT = re.compile("(?:受講者|申込者|出席者|参加者|修了者)数")
SAYS_WHICH = re.compile("(?:延べ|実)$"), re.compile("^(?:[(（・]?(?:延べ|実)|[(（][^)）]*(?:延べ|実))")


@pytest.fixture
def printed(app, tmp_path):
    """The report of a world that a function has written."""
    worlds = iter(range(9))

    def make(write, edition=Edition.COUNCIL, where=None, **given):
        folder = tmp_path / str(next(worlds))
        folder.mkdir()
        with app.app_context(), golden.a_world(folder) as world:
            write(world, **given)
            return golden.report_of(world, edition, **(where or {}))

    return make


def main(report, indicator):
    """The line of an indicator in the main figures, without its target."""
    return tuple(report.table("main_figures").cell(indicator, key) for key in ("actual", "before", "change"))


# 1. 延べ called 実, or 実 added up.


def ambiguous(words):
    """Numbers of people of which nobody says whether they are 延べ or 実."""
    before, after = SAYS_WHICH
    return [
        words[max(0, found.start() - 20) : found.end() + 20]
        for found in HEAD_COUNT.finditer(words)
        if not before.search(words[: found.start()]) and not after.search(words[found.end() :])
    ]


@pytest.mark.parametrize("edition", [*EDITIONS, Edition.ASSEMBLY])
def test_every_number_of_people_says_in_every_face_which_of_the_two_it_is(app, printed, edition):
    report = printed(golden.half_a_year, edition)
    words = words_of(made_of(app, report, REGION, "ja"))
    assert all(HEAD_COUNT.search(said) for said in words.values())
    assert {name: ambiguous(said) for name, said in words.items() if ambiguous(said)} == {}


def test_a_number_of_people_that_does_not_say_so_would_be_found():
    assert ambiguous("令和8年度の受講者数は412人です。") != []
    assert ambiguous("延べ受講者数 修了者数（延べ） 実受講者数") == []


def test_every_column_or_line_of_people_is_named_as_one_of_the_two(printed):
    report = printed(golden.half_a_year)
    for table in report.tables:
        for row in table.rows:
            for column in table.columns:
                if (column.indicator or row.indicator) in OF_PEOPLE:
                    named = f"{table.title.ja} {row.label.ja} {column.label.ja}"
                    assert re.search("延べ|実", named), named


# 2. A unit with no one to hide behind.


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("write", "one", "other"),
    [
        (golden.towns, {"people": (60, 50, 4, 2)}, {"people": (60, 49, 4, 3)}),
        (
            golden.few,
            {"teachers_done": 0, "others_done": 4, "last_year": 4, "came": (8, 8, 8)},
            {"teachers_done": 1, "others_done": 3, "last_year": 3, "came": (7, 9, 6)},
        ),
    ],
    ids=["a village of two", "five teachers, three who came, four last year"],
)
def test_two_years_that_differ_in_hidden_numbers_alone_give_the_same_bytes_in_every_face(
    app, printed, edition, write, one, other
):
    reports = [printed(write, edition, **given) for given in (one, other)]
    assert reports[0] == reports[1]
    made = [made_of(app, report, REGION, "ja") for report in reports]
    assert {name for name in made[0] if made[0][name] != made[1][name]} == set()


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_village_is_merged_or_hidden_and_so_is_what_would_tell_it_by_subtraction(printed, edition):
    report = printed(golden.towns, edition, people=(60, 50, 4, 2))
    towns = {row.key: row.cells[0] for row in report.table("I07_municipality").rows}
    assert "99302" not in towns
    assert report.table("I07_municipality").cell("total", "I07") == 116
    # The sums of both areas are printed: a town's number beside them would tell the village.
    assert [row.cells[0] for row in report.table("I07_area").rows][:2] == [64, 52]
    assert {cell for key, cell in towns.items() if key != "total"} == {Sign.HIDDEN, Sign.NIL}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_few_who_came_completed_or_were_here_last_year_are_told_by_no_face(app, printed, edition, language):
    report = printed(golden.few, edition)
    made = made_of(app, report, REGION, language)
    cells = cells_of(made, report, language)
    # 4 persons last year, so that +200 % of 12 is x as well; 24 attendances of three persons; 4 of 12 修了.
    for id in ("I06", "I07"):
        assert [cells["main_figures", id, key] for key in ("actual", "before", "change")] == ["12", "x", "x"]
    for id in ("I08a", "I10", "I11", "I12"):
        assert cells["main_figures", id, "actual"] == "x"
    said = words_of(made)
    for name, words in said.items():
        assert not re.search(r"(?<![\d.])(?:200\.0|33\.3|24)(?:人|％|%|延べ人|attendances)", words), name
    assert not {Decimal(cell) for cell in cells.values() if re.fullmatch(r"[\d.]+", cell)} & {
        Decimal(number) for number in ("200", "33.3", "24", "4", "3")
    }


# 3. A fall or a rise that is none.


@pytest.mark.parametrize("language", ["ja", "en"])
def test_at_the_end_of_december_a_running_course_is_pending_and_last_year_ends_on_the_same_day(
    app, printed, language
):
    where = {"until": "2027-01-01", "closing": "2027-01-10"}
    report = printed(golden.half_a_year, where=where)
    made = made_of(app, report, REGION, language)
    cells = cells_of(made, report, language)
    assert cells["I06_course", "intermediate", "I12"] == ("集計中" if language == "ja" else "pending")
    # 12 of the 24 of the course that is over; the 20 who are still at it are no failures.
    assert cells["main_figures", "I12", "actual"] == "50.0"
    # Until 31 December of the year before 22 persons had begun, in the whole of it 53.
    assert [cells["main_figures", "I06", key] for key in ("actual", "before")] == ["44", "22"]
    for words in words_of(made).values():
        assert ("前年同期" if language == "ja" else "sameperiod") in words.lower()


def test_the_whole_year_stands_beside_the_whole_year_before(printed):
    report = printed(golden.half_a_year)
    assert main(report, "I06")[:2] == (44, 53)
    assert report.table("main_figures").columns[1].label.ja == "前年度"


def test_a_sheet_of_march_that_was_typed_in_april_is_in_the_final_values(app, printed):
    early, final = (
        printed(golden.late_sheet, where={"closing": day}) for day in ("2027-03-31", "2027-05-31")
    )
    assert main(early, "I08a")[0] is Sign.NIL
    assert main(final, "I08a")[0] == 14
    assert main(final, "I10")[0] == Decimal("100.0")
    cells = cells_of(made_of(app, final, REGION, "ja"), final, "ja")
    assert cells["main_figures", "I08a", "actual"] == "14"


def test_a_class_that_was_called_off_leaves_both_counts_of_a_rate(app, printed):
    expected = {MeetingState.HELD: ("50", "83.3", "3"), MeetingState.CANCELLED: ("40", "100.0", "2")}
    for third, told in expected.items():
        report = printed(golden.called_off, third=third)
        cells = cells_of(made_of(app, report, REGION, "ja"), report, "ja")
        assert tuple(cells["main_figures", id, "actual"] for id in ("I08a", "I10", "I02")) == told
