"""レビューシートの中身: the logic model and the KPI lines of a year's report, from its printed main figures alone."""

from collections.abc import Mapping

from webapp.region import Words
from webapp.reports.frozen.plan import YearPlan
from webapp.reports.frozen.report import ParticipationReport
from webapp.reports.frozen.review import Kpi, Review, Stage
from webapp.reports.frozen.table import NO_UNIT, Row, Table
from webapp.reports.logic_model.seen import SeenBox, seen_model
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
        _kpi(main, row, report.fiscal_year, report.plan)
        for row in main.rows
        if _cell(main, row, "target") is not Sign.NIL
    )
    if not kpis:
        return None
    return Review(
        TITLE,
        report.fiscal_year,
        report.as_of,
        report.made_at,
        report.made_by,
        report.invented,
        _planned(report.plan, main) if report.plan.has_model else _usual(main, rows),
        kpis,
        (NOTE,),
    )


def _usual(main: Table, rows: Mapping[str, Row]) -> tuple[Stage, ...]:
    """Of a year for which nobody put a model together: the main figures, stage by stage."""
    return tuple(
        Stage(
            name,
            tuple(_item(main, rows[key]) for key in keys if key in rows and not _is_mark(main, rows[key])),
        )
        for name, keys in STAGES
    )


def _planned(plan: YearPlan, main: Table) -> tuple[Stage, ...]:
    """The year's own model, each box with its number where there is one, and whose it is."""
    return tuple(
        Stage(stage.name, tuple(_of_box(each) for each in stage.boxes)) for stage in seen_model(plan, main)
    )


def _of_box(each: SeenBox) -> Words:
    box, value = each.box, each.measured
    ja, en = box.text.ja, box.text.en
    if value is not None and not isinstance(value.actual, Sign):
        number = write(value.actual)
        ja += f"（{value.name.ja} {number}{value.unit.ja}）"
        en += f" ({value.name.en}: {number} {value.unit.en})"
    return Words(f"{ja}【{box.owner.ja}】", f"{en} [{box.owner.en}]")


def _kpi(main: Table, row: Row, year: int, plan: YearPlan) -> Kpi:
    said = plan.reasons.get(row.key)
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
        cause=said.causes if said else NO_UNIT,
        next_step=said.next_steps if said else NO_UNIT,
    )


def _item(main: Table, row: Row) -> Words:
    number = write(_cell(main, row, "actual"))
    return Words(f"{row.label.ja} {number}{row.unit.ja}", f"{row.label.en}: {number} {row.unit.en}")


def _is_mark(main: Table, row: Row) -> bool:
    return isinstance(_cell(main, row, "actual"), Sign)


def _cell(main: Table, row: Row, column: str) -> Cell:
    return main.cell(row.key, column)
