"""国勢調査の人口: how many people live in each town of the region pack, and in which year they were counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from webapp.region_files import rows, wrong


@dataclass(frozen=True)
class Census:
    """人口 by 団体コード; a pack may have none, and then nothing is counted per 10,000 people."""

    year: int | None = None
    populations: Mapping[str, int] = field(default_factory=dict)


def read_census(folder: Path) -> Census:
    """`population.csv` of a pack; raises CannotStart where a number is none or the years differ."""
    file = folder / "population.csv"
    if not file.is_file():
        return Census()
    told = rows(file, ("code5", "population", "census_year"))
    years = {_number(file, year) for _code, _population, year in told}
    if len(years) > 1:
        raise wrong(file, "census_year は一つの年だけにします", "census_year must be the same in every row")
    return Census(years.pop(), {code5: _number(file, population) for code5, population, _year in told})


def _number(file: Path, text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise wrong(file, f"「{text}」は正の整数ではありません", f"{text} is no whole number above 0")
    return int(text)
