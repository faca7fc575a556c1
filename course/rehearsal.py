"""稽古: plays a lesson's notebooks with given answers before any learner does."""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from course import warm
from course.notebook import is_answer, is_graded_code

TIME_LIMIT_SECONDS = 240.0


@dataclass(frozen=True)
class Attempt:
    """One way of answering: the answers that differ from the solution, by answer cell.

    `looks` is whether drawings that come out faulty, with letters that no font has, are among its problems.
    """

    name: str
    answers: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    literals: tuple[str, ...] = ()
    looks: bool = True


@dataclass(frozen=True)
class Verdict:
    """What a test cell said; `line` is where in the cell it stopped."""

    passed: bool
    line: int | None = None
    problem: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt: a verdict per exercise, errors outside the tests, values as literals."""

    attempt: Attempt
    verdicts: Mapping[str, Verdict]
    problems: tuple[str, ...]
    literals: Mapping[str, str]
    seconds: float


@dataclass(frozen=True)
class Rehearsed:
    """All outcomes of one process, and the most memory it took."""

    outcomes: tuple[Outcome, ...]
    megabytes: float


class RehearsalFailed(Exception):
    """The process itself ended badly: a cell stopped it, or it ran past its time."""


def rehearse(notebook: NotebookNode, files: Mapping[str, bytes], attempts: Sequence[Attempt]) -> Rehearsed:
    """Play every attempt in one fresh process, in a folder with the lesson's data; raises RehearsalFailed."""
    wanted = [
        {"answers": dict(a.answers), "strict": a.strict, "literals": a.literals, "looks": a.looks}
        for a in attempts
    ]
    answer = ask("course.stage", notebook, files, {"attempts": wanted}, TIME_LIMIT_SECONDS)
    outcomes = tuple(
        _outcome(attempt, result) for attempt, result in zip(attempts, answer["attempts"], strict=True)
    )
    return Rehearsed(outcomes, answer["megabytes"])


def ask(
    module: str, notebook: NotebookNode, files: Mapping[str, bytes], wanted: Mapping[str, Any], seconds: float
) -> dict[str, Any]:
    """Have a process of its own play a notebook in a folder with its data; raises RehearsalFailed."""
    with _laid_out(files) as folder:
        cells = [_cell(cell) for cell in notebook.cells if cell.cell_type == "code"]
        return _ask(module, {"folder": str(folder), "cells": cells, **wanted}, folder, seconds)


def _ask(module: str, request: dict[str, Any], folder: Path, seconds: float) -> dict[str, Any]:
    try:
        code, answer, said = warm.perform(module, folder, json.dumps(request), seconds)
    except ChildProcessError as ended:
        raise RehearsalFailed(str(ended)) from ended
    except TimeoutError as late:
        raise RehearsalFailed(f"{seconds:.0f} 秒たっても終わりませんでした") from late
    if code:
        raise RehearsalFailed(said.strip()[-2000:])
    answered: dict[str, Any] = json.loads(answer)
    return answered


def _cell(cell: NotebookNode) -> dict[str, str]:
    role = "check" if is_graded_code(cell) else "answer" if is_answer(cell) else "run"
    return {"id": cell.id, "role": role, "text": cell.source}


def _outcome(attempt: Attempt, result: dict[str, Any]) -> Outcome:
    return Outcome(
        attempt=attempt,
        verdicts={
            name: Verdict(check["passed"], check.get("line"), check.get("problem", ""))
            for name, check in result["checks"].items()
        },
        problems=tuple(f"{found['cell']}: {found['problem']}" for found in result["problems"]),
        literals=result["literals"],
        seconds=result["seconds"],
    )


@contextmanager
def _laid_out(files: Mapping[str, bytes]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as name:
        for path, body in files.items():
            file = Path(name, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
        yield Path(name)
