"""レビューシートの中身: the logic model and the KPI lines of a year's report, from its printed main figures alone."""

from webapp.region import Words
from webapp.reports.frozen.report import ParticipationReport
from webapp.reports.frozen.review import Kpi, Review, Stage
from webapp.reports.frozen.table import Row, Table
from webapp.reports.numerals import Cell, Sign, write

TITLE = Words("官民協働事業レビューシート", "Review sheet of the public-private programme")
NOTE = Words(
    "数は、この報告書で公表した主要指標です。目標のある指標を KPI としています。",
    "The numbers are the published main figures of this report; those with a target are the KPIs.",
)
# Which indicators stand at which stage of the logic model, in the order in which one leads to the next.
STAGES: tuple[tuple[Words, tuple[str, ...]], ...] = (
    (Words("インプット", "Inputs"), ("I03", "I18")),
    (Words("アクティビティ", "Activities"), ("I01", "I02")),
    (Words("アウトプット", "Outputs"), ("I04", "I06", "I07", "I08a", "I08b", "I21", "I28", "I29")),
    (Words("初期アウトカム", "Early outcomes"), ("I10", "I12", "I15", "I16a", "I16b", "I24b")),
    (Words("中期アウトカム", "Later outcomes"), ("I25", "I27a")),
)


def review_of(report: ParticipationReport) -> Review | None:
    """The sheet of a whole year in which something has a target; None where there is nothing to review."""
    main = next((table for table in report.tables if table.key == "main_figures"), None)
    if main is None or report.quarter is not None or not any(c.key == "target" for c in main.columns):
        return None
    rows = {row.key: row for row in main.rows}
    kpis = tuple(
        _kpi(main, row, report.fiscal_year) for row in main.rows if _cell(main, row, "target") is not Sign.NIL
    )
    if not kpis:
        return None
    stages = tuple(
        Stage(
            name,
            tuple(_item(main, rows[key]) for key in keys if key in rows and not _is_mark(main, rows[key])),
        )
        for name, keys in STAGES
    )
    return Review(
        TITLE,
        report.fiscal_year,
        report.as_of,
        report.made_at,
        report.made_by,
        report.invented,
        stages,
        kpis,
        (NOTE,),
    )


def _kpi(main: Table, row: Row, year: int) -> Kpi:
    return Kpi(
        row.key,
        row.label,
        _cell(main, row, "before"),
        year - 1,
        _cell(main, row, "target"),
        year,
        _cell(main, row, "actual"),
        _cell(main, row, "achieved"),
        unit=row.unit,
    )


def _item(main: Table, row: Row) -> Words:
    number = write(_cell(main, row, "actual"))
    return Words(f"{row.label.ja} {number}{row.unit.ja}", f"{row.label.en}: {number} {row.unit.en}")


def _is_mark(main: Table, row: Row) -> bool:
    return isinstance(_cell(main, row, "actual"), Sign)


def _cell(main: Table, row: Row, column: str) -> Cell:
    return main.cell(row.key, column)
