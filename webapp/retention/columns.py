"""列の台帳: what each column of the database is for, how long it is kept and who answers for it (`columns.toml`)."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("columns.toml")


@dataclass(frozen=True)
class Column:
    """One column: purpose, period and owner, each a word of the register's own lists."""

    table: str
    name: str
    purpose: str
    keep: str
    owner: str


def register() -> list[Column]:
    """Every line of the register; raises ValueError for a word that its lists do not explain."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return [column for table, lines in told["tables"].items() for column in _columns(table, lines, told)]


def _columns(table: str, lines: list[str], told: Mapping[str, Any]) -> Iterator[Column]:
    for line in lines:
        what, _, names = line.partition(": ")
        purpose, keep, owner = what.split()
        for kind, word in (("purposes", purpose), ("keeps", keep), ("owners", owner)):
            if word not in told[kind]:
                raise ValueError(f"{table}: {word} is none of {kind}")
        yield from (Column(table, name, purpose, keep, owner) for name in names.split())
