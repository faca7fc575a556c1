"""事業計画の写し: a year's logic model and what was said of its targets, as they stood when a report was made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from webapp.region import Words
from webapp.reports.frozen.data import words_data, words_from
from webapp.reports.frozen.table import NO_UNIT


@dataclass(frozen=True)
class Box:
    """ロジックモデルの箱: what is done or to come about, by which indicator it is seen (empty: none), whose it is."""

    text: Words
    indicator: str = ""
    owner: Words = NO_UNIT
    source: str = ""

    def as_data(self) -> dict[str, Any]:
        """For a release's snapshot (JSON)."""
        return {
            "text": words_data(self.text),
            "indicator": self.indicator,
            "owner": words_data(self.owner),
            "source": self.source,
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Box":
        """What `as_data` wrote."""
        return cls(words_from(data["text"]), data["indicator"], words_from(data["owner"]), data["source"])


@dataclass(frozen=True)
class StageBoxes:
    """一つの段階: its name and its boxes, from the top."""

    name: Words
    boxes: tuple[Box, ...]

    def as_data(self) -> dict[str, Any]:
        """For a release's snapshot (JSON)."""
        return {"name": words_data(self.name), "boxes": [box.as_data() for box in self.boxes]}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "StageBoxes":
        """What `as_data` wrote."""
        return cls(words_from(data["name"]), tuple(Box.from_data(box) for box in data["boxes"]))


@dataclass(frozen=True)
class Reasons:
    """要因と次年度対応 of one target."""

    causes: Words
    next_steps: Words


@dataclass(frozen=True)
class YearPlan:
    """事業計画: the stages of the logic model in their order, and the words beside the targets, by indicator."""

    stages: tuple[StageBoxes, ...] = ()
    reasons: Mapping[str, Reasons] = field(default_factory=dict)

    @property
    def has_model(self) -> bool:
        """Whether anybody put a box into any stage."""
        return any(stage.boxes for stage in self.stages)

    @property
    def is_empty(self) -> bool:
        """Whether nobody wrote anything."""
        return not self.has_model and not self.reasons

    def as_data(self) -> dict[str, Any]:
        """For a release's snapshot (JSON)."""
        reasons = {
            key: [words_data(each.causes), words_data(each.next_steps)] for key, each in self.reasons.items()
        }
        return {"stages": [stage.as_data() for stage in self.stages], "reasons": reasons}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "YearPlan":
        """What `as_data` wrote."""
        return cls(
            tuple(StageBoxes.from_data(stage) for stage in data["stages"]),
            {
                key: Reasons(words_from(causes), words_from(steps))
                for key, (causes, steps) in data["reasons"].items()
            },
        )
