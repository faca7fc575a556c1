"""定義: what each number counts, in the words that screen, PDF notes and open data share; they are data, not code."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from webapp.region import Words

FILE = Path(__file__).with_name("definitions.toml")


class Kind(StrEnum):
    """指標の種類: by it a number is protected: 量 (how many), 結果 (how it went), 率 (two numbers), 物 (no people)."""

    VOLUME = "volume"
    OUTCOME = "outcome"
    RATE = "rate"
    THINGS = "things"


@dataclass(frozen=True)
class Definition:
    """指標の定義; its id is the anchor that numbers link to."""

    id: str
    kind: Kind
    name: Words
    unit: Words
    text: Words
    note: Words
    source: Words

    @property
    def digits(self) -> int:
        """How many decimals it is printed with: none where it counts."""
        by_unit = {"％": 1, "ポイント": 1, "倍": 2}
        return by_unit.get(self.unit.ja, 1 if self.kind is Kind.RATE else 0)


@cache
def definitions() -> Mapping[str, Definition]:
    """Every definition by its id, in the order of the file."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {id: _definition(id, entry) for id, entry in told.items()}


def _definition(id: str, entry: Mapping[str, Any]) -> Definition:
    def words(key: str) -> Words:
        return Words(*entry.get(key, ("", "")))

    return Definition(
        id, Kind(entry["kind"]), words("name"), words("unit"), words("text"), words("note"), words("source")
    )
