"""地域パックのファイル: reading them, and the sentence that says which one to mend and how."""

import csv
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from webapp.cannot_start import CannotStart


def read_toml(file: Path) -> dict[str, Any]:
    """A TOML file of the pack; raises CannotStart where it cannot be read."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise wrong(file, f"読めません（{error}）", f"cannot be read ({error})") from error


def entry(folder: Path, told: Mapping[str, Any], key: str, kind: type) -> Any:
    """What stands under a key of region.toml; raises CannotStart where it is missing or of another kind."""
    if not isinstance(told.get(key), kind) or not told[key]:
        raise wrong(folder / "region.toml", f"{key} がありません", f"{key} is missing")
    return told[key]


def rows(file: Path, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Every row of a CSV file, each with a value in each column; raises CannotStart otherwise."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            read = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise wrong(file, "読めません", "cannot be read") from error
    found = [tuple((row.get(column) or "").strip() for column in columns) for row in read]
    if not found or not all(all(row) for row in found):
        wanted = ", ".join(columns)
        raise wrong(file, f"{wanted} の列にすべて値が必要です", f"every row needs {wanted}")
    return found


def wrong(file: Path, ja: str, en: str) -> CannotStart:
    """The error that says, in both languages, what is wrong with a file of the pack."""
    return CannotStart(
        f"地域パックの {file} を直してください: {ja}。 / Mend {file} of the region pack: {en}."
    )
