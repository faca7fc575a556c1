"""What crosses the grader's wall for a run (実行): cells in, and what they showed out; JSON and nothing else.

What a cell showed is text, tables as plain cells of text, and PNG pictures: never HTML, so that nobody has to clean any.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from grader.contract import ContractError, Words
from grader.words import NOTHING

__all__ = [
    "CellShown",
    "ErrorShown",
    "Picture",
    "Printed",
    "RunCell",
    "RunRequest",
    "RunState",
    "Shown",
    "ShownCell",
    "TableShown",
]


class RunState(StrEnum):
    """How a run ended (実行の状態); an error in a cell is told with that cell and is RAN as well."""

    RAN = "RAN"
    TIMED_OUT = "TIMED_OUT"
    OUT_OF_MEMORY = "OUT_OF_MEMORY"
    CRASHED = "CRASHED"


@dataclass(frozen=True)
class RunCell:
    """One cell to run; `locked` says that its text is the lesson's own, so that what it imports may be loaded early."""

    text: str
    locked: bool = False


@dataclass(frozen=True)
class RunRequest:
    """Cells to run one after another, and data files by relative path as base64.

    The first error ends it, unless it `goes_on`.
    """

    request_id: str
    cells: tuple[RunCell, ...]
    files: Mapping[str, str] = field(default_factory=dict)
    goes_on: bool = False

    def to_json(self) -> bytes:
        """The request as JSON bytes."""
        return _dump({**asdict(self), "files": dict(self.files)})

    @classmethod
    def from_json(cls, data: bytes) -> RunRequest:
        """Read a request of ours; raises ContractError."""
        with _faults():
            told = json.loads(data)
            cells = tuple(RunCell(str(cell["text"]), bool(cell["locked"])) for cell in told["cells"])
            return cls(str(told["request_id"]), cells, dict(told["files"]), bool(told["goes_on"]))


@dataclass(frozen=True)
class Printed:
    """印字: text, from standard output, from standard error (`loud`), or the value of a cell's last line."""

    text: str
    loud: bool = False


@dataclass(frozen=True)
class ShownCell:
    """表のます: its text, whether it is a heading, and how many columns and rows it spans."""

    text: str
    head: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class TableShown:
    """表: rows of cells, and what stands below it, such as its size."""

    rows: tuple[tuple[ShownCell, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Picture:
    """図: a PNG as base64, with its size in pixels."""

    png: str
    width: int
    height: int


@dataclass(frozen=True)
class ErrorShown:
    """エラー: its name and text as Python says them, its line, and two plain sentences where there are any."""

    name: str
    text: str
    line: int | None
    what: Words = NOTHING
    mend: Words = NOTHING


Shown = Printed | TableShown | Picture


@dataclass(frozen=True)
class CellShown:
    """What one cell showed, in order; `cut` where there was more than is kept."""

    shown: tuple[Shown, ...] = ()
    error: ErrorShown | None = None
    cut: bool = False


@dataclass(frozen=True)
class RunOutcome:
    """実行の結果: how the run ended, and what each cell that ran to an end showed."""

    state: RunState
    cells: tuple[CellShown, ...]
    seconds: float = 0.0

    def to_json(self) -> bytes:
        """The outcome as JSON bytes."""
        return _dump(self.as_dict())

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "state": str(self.state),
            "seconds": round(self.seconds, 3),
            "cells": [
                {
                    "shown": [{"kind": _KINDS[type(one)], **asdict(one)} for one in cell.shown],
                    "error": None if cell.error is None else asdict(cell.error),
                    "cut": cell.cut,
                }
                for cell in self.cells
            ],
        }

    @classmethod
    def from_json(cls, data: bytes) -> RunOutcome:
        """Read an outcome; raises ContractError."""
        with _faults():
            return cls.from_dict(json.loads(data))

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> RunOutcome:
        """Read an outcome from plain data."""
        return cls(RunState(told["state"]), tuple(map(_cell, told["cells"])), float(told["seconds"]))


_KINDS: Mapping[type[Any], str] = {Printed: "printed", TableShown: "table", Picture: "picture"}


def _cell(told: Mapping[str, Any]) -> CellShown:
    error = told["error"]
    return CellShown(
        tuple(map(_shown, told["shown"])),
        None
        if error is None
        else ErrorShown(
            **{**error, "what": Words(**error["what"]), "mend": Words(**error["mend"])},
        ),
        told["cut"],
    )


def _shown(told: Mapping[str, Any]) -> Shown:
    rest = {name: value for name, value in told.items() if name != "kind"}
    match told["kind"]:
        case "printed":
            return Printed(**rest)
        case "picture":
            return Picture(**rest)
    return TableShown(tuple(tuple(ShownCell(**cell) for cell in row) for row in rest["rows"]), rest["note"])


@contextmanager
def _faults() -> Iterator[None]:
    """What is not as the contract says is a fault of ours."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ContractError(f"not a run as the contract says: {type(error).__name__}") from error


def _dump(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode("ascii")
