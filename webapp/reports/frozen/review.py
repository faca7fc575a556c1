"""官民協働事業レビュー: the logic model and the KPI lines of a year, as they go to the reviewers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from webapp.region import Words
from webapp.reports.frozen.data import cell_data, cell_from, words_data, words_from
from webapp.reports.frozen.table import NO_UNIT
from webapp.reports.numerals import Cell, Sign

MET, NEARLY = 100, 80  # per cent of the target: A from the one, B from the other, else C


def grade_of(achieved: Cell) -> str:
    """評価 of a 達成率: A where the target is met, B from 80 per cent of it, C below; the mark where there is no number."""
    if isinstance(achieved, Sign):
        return str(Sign.NIL.value)
    return "A" if achieved >= MET else "B" if achieved >= NEARLY else "C"


@dataclass(frozen=True)
class Stage:
    """段階: インプット, アクティビティ, アウトプット, 初期・中期・長期アウトカム, and what stands in it."""

    name: Words
    items: tuple[Words, ...]

    def as_data(self) -> dict[str, Any]:
        """For a release's snapshot (JSON)."""
        return {"name": words_data(self.name), "items": [words_data(item) for item in self.items]}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Stage":
        """What `as_data` wrote."""
        return cls(words_from(data["name"]), tuple(words_from(item) for item in data["items"]))


@dataclass(frozen=True)
class Kpi:
    """KPI の行: from which value to which, what was reached, why, and what follows."""

    indicator: str
    name: Words
    baseline: Cell
    baseline_year: int
    target: Cell
    target_year: int
    actual: Cell
    achieved: Cell  # per cent of the target
    cause: Words = NO_UNIT
    next_step: Words = NO_UNIT
    unit: Words = NO_UNIT

    @property
    def grade(self) -> str:
        """評価: A where the target is met, B from 80 per cent of it, C below; the mark where there is no number."""
        return grade_of(self.achieved)

    def as_data(self) -> dict[str, Any]:
        """For a release's snapshot (JSON)."""
        cells = {key: cell_data(getattr(self, key)) for key in _CELLS}
        words = {key: words_data(getattr(self, key)) for key in _WORDS}
        years = {"baseline_year": self.baseline_year, "target_year": self.target_year}
        return {"indicator": self.indicator, **years, **cells, **words}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Kpi":
        """What `as_data` wrote."""
        cells: dict[str, Any] = {key: cell_from(data[key]) for key in _CELLS}
        words: dict[str, Any] = {key: words_from(data[key]) for key in _WORDS}
        return cls(
            indicator=data["indicator"], baseline_year=data["baseline_year"], target_year=data["target_year"],
            **cells, **words,
        )  # fmt: skip


_CELLS = ("baseline", "target", "actual", "achieved")
_WORDS = ("name", "cause", "next_step", "unit")


@dataclass(frozen=True)
class Review:
    """レビューシート: one programme's year on one sheet; its unit costs are KPI lines without a target."""

    title: Words
    fiscal_year: int
    as_of: date
    made_at: datetime
    made_by: Words
    invented: bool
    stages: tuple[Stage, ...]
    kpis: tuple[Kpi, ...]
    notes: tuple[Words, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """For a release's snapshot (JSON)."""
        return {
            "title": words_data(self.title),
            "fiscal_year": self.fiscal_year,
            "as_of": self.as_of.isoformat(),
            "made_at": self.made_at.isoformat(),
            "made_by": words_data(self.made_by),
            "invented": self.invented,
            "stages": [stage.as_data() for stage in self.stages],
            "kpis": [kpi.as_data() for kpi in self.kpis],
            "notes": [words_data(note) for note in self.notes],
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Review":
        """What `as_data` wrote."""
        return cls(
            title=words_from(data["title"]),
            fiscal_year=data["fiscal_year"],
            as_of=date.fromisoformat(data["as_of"]),
            made_at=datetime.fromisoformat(data["made_at"]),
            made_by=words_from(data["made_by"]),
            invented=data["invented"],
            stages=tuple(Stage.from_data(stage) for stage in data["stages"]),
            kpis=tuple(Kpi.from_data(kpi) for kpi in data["kpis"]),
            notes=tuple(words_from(note) for note in data["notes"]),
        )
