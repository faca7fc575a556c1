"""生きたロジックモデル: each box with the number of the report that shows it, its target and how much of it was reached."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.region import Words
from webapp.reports.frozen.plan import Box, YearPlan
from webapp.reports.frozen.review import grade_of
from webapp.reports.frozen.table import NO_UNIT, Table
from webapp.reports.numerals import Cell, Sign


@dataclass(frozen=True)
class Measured:
    """指標の値: as the report's 主要指標表 prints it; － where there is no target."""

    indicator: str
    name: Words
    unit: Words
    actual: Cell
    target: Cell
    achieved: Cell

    @property
    def has_target(self) -> bool:
        """Whether anything was to be reached."""
        return self.target is not Sign.NIL

    @property
    def share(self) -> float:
        """達成率 as a part of a bar, from 0 to 100."""
        return 0.0 if isinstance(self.achieved, Sign) else float(min(100, max(0, self.achieved)))

    @property
    def grade(self) -> str:
        """評価: A, B, C, or the mark where there is no number."""
        return grade_of(self.achieved)


@dataclass(frozen=True)
class SeenBox:
    """箱とその値; no value where no indicator shows it."""

    box: Box
    measured: Measured | None


@dataclass(frozen=True)
class SeenStage:
    """段階 with its boxes."""

    name: Words
    boxes: Sequence[SeenBox]


def seen_model(plan: YearPlan, main: Table) -> list[SeenStage]:
    """The model beside the numbers of one 主要指標表: the same on page, paper and review sheet."""
    return [
        SeenStage(stage.name, [SeenBox(box, measured(main, box.indicator)) for box in stage.boxes])
        for stage in plan.stages
    ]


def measured(main: Table, indicator: str) -> Measured | None:
    """One line of the table; None where it has none for this indicator."""
    row = next((row for row in main.rows if row.key == indicator), None)
    if row is None:
        return None
    cells = {column.key: cell for column, cell in zip(main.columns, row.cells, strict=True)}
    return Measured(
        indicator,
        row.label,
        row.unit or NO_UNIT,
        cells["actual"],
        cells.get("target", Sign.NIL),
        cells.get("achieved", Sign.NIL),
    )
