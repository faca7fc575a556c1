"""ロードマップ: the rows in which the programme is planned and reported, read from `roadmap.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from webapp.programme.audience import Audience

FILE = Path(__file__).with_name("roadmap.toml")


@dataclass(frozen=True)
class RoadmapRow:
    """事業の区分: a row, with the audiences or the courses whose offerings fall into it."""

    key: str
    name_ja: str
    name_en: str
    audiences: tuple[Audience, ...]
    courses: tuple[str, ...]
    is_rest: bool
    is_seminars: bool


@cache
def roadmap() -> Mapping[str, RoadmapRow]:
    """The rows by their keys, in the road map's order."""
    return {
        key: RoadmapRow(
            key,
            row["name"][0],
            row["name"][1],
            tuple(Audience(word) for word in row.get("audiences", ())),
            tuple(row.get("courses", ())),
            row.get("rest", False),
            row.get("seminars", False),
        )
        for key, row in _told()["rows"].items()
    }


def going_on() -> tuple[RoadmapRow, RoadmapRow]:
    """中級進級率: the row whose completers are asked about, and the row that they may enter."""
    first, second = _told()["going_on"]
    return roadmap()[first], roadmap()[second]


def rest() -> str:
    """The row of the offerings that no other row names."""
    return next(row.key for row in roadmap().values() if row.is_rest)


def seminars() -> str:
    """The row of the seminars."""
    return next(row.key for row in roadmap().values() if row.is_seminars)


def _told() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
