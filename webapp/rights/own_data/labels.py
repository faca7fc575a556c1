"""列のことば: what each table and column of the package is called (`labels.toml`), and why some are not in it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("labels.toml")
# No column is called so.
TITLE = "called"


@cache
def _told() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def tables() -> list[str]:
    """The tables of the package, in its order."""
    return list(_told()["tables"])


def title_of(table: str) -> str:
    """ "アカウント / Account"."""
    return str(_told()["tables"][table][TITLE])


def columns_of(table: str) -> dict[str, str]:
    """The columns of a table that are in the package, with their words."""
    return {name: words for name, words in _told()["tables"][table].items() if name != TITLE}


def why_left_out(table: str, column: str) -> str | None:
    """The reason why a column is not in the package; None where there is none."""
    told = _told()
    reasons, machine = told["left_out"], told["machine"]
    named: str | None = reasons.get(f"{table}.{column}") or reasons.get(table)
    return named or (str(machine["why"]) if column in machine["names"] else None)


def reasons() -> dict[str, str]:
    """What stays behind, with the reason; for the note that lies in the package."""
    told = _told()
    return {**told["left_out"], ", ".join(told["machine"]["names"]): told["machine"]["why"]}
