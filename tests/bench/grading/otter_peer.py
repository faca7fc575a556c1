"""The other peer: `otter run`, in an environment of its own, on the same exercises with the same asserts."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from processes import Cost, environment, run_all
from workload import Scores, Workload

VERSION = "7.0.0"
# The same versions as ours, so that the learners' own code costs the same.
SHARED = ("pandas", "matplotlib", "numpy", "ipykernel", "ipython")
TEST = """OK_FORMAT = False

from otter.test_files import test_case

name = {name!r}
points = {points}

@test_case()
def test_{name}(env):
    exec({text!r}, env)
"""


def installed(folder: Path) -> Path | None:
    """The folder of otter's programs, installed on first use; None where no registry can be reached."""
    programs = folder / "bin"
    marker = folder / f"otter-{VERSION}"
    if marker.exists():
        return programs
    wanted = [
        f"otter-grader=={VERSION}",
        *(f"{name}=={importlib.metadata.version(name)}" for name in SHARED),
    ]
    try:
        for line in (
            [sys.executable, "-m", "venv", "--clear", folder],
            [programs / "python", "-m", "pip", "install", "--quiet", *wanted],
        ):
            subprocess.run(line, check=True, env=environment(), capture_output=True, timeout=900)
    except (OSError, subprocess.SubprocessError):
        return None
    marker.touch()
    return programs


class Otter:
    """One workload's autograder, made by `otter generate` and used for each learner in turn."""

    def __init__(self, programs: Path, workload: Workload, folder: Path) -> None:
        self._otter, self._workload, self._folder = programs / "otter", workload, folder
        tests = folder / "tests"
        tests.mkdir(parents=True)
        for name, text in self._tests().items():
            points = workload.points[name]
            (tests / f"{name}.py").write_text(TEST.format(name=name, points=points, text=text), "utf-8")
        files = [path.relative_to(workload.source) for path in workload.source.glob("data/*")]
        for path in files:
            (folder / path).parent.mkdir(exist_ok=True)
            shutil.copy(workload.source / path, folder / path)
        run_all([[self._otter, "generate", "-t", "tests", "-o", "autograder.zip", *files]], [folder])
        # The first run compiles what pip left uncompiled.
        self.graded(workload.learners[:1])

    def graded(self, learners: tuple[str, ...]) -> tuple[Cost, Scores]:
        """Grade some learners, one after the other, as the command does."""
        cost, scores = Cost(0.0, 0.0), {}
        for learner in learners:
            out = self._folder / "results" / learner
            out.mkdir(parents=True, exist_ok=True)
            work = self._folder / f"{learner}.ipynb"
            work.write_text(json.dumps(self._notebook(learner), ensure_ascii=False), "utf-8")
            line = [self._otter, "run", "--no-logo", "-a", "autograder.zip", "-o", out, work.name]
            cost += run_all([line], [self._folder])
            scores[learner] = self._scores(out / "results.json")
        return cost, scores

    def _scores(self, results: Path) -> dict[str, float]:
        """Otter lists each test case on its own, and a summary without points before them."""
        told = json.loads(results.read_text("utf-8"))["tests"]
        scores = dict.fromkeys(self._workload.points, 0.0)
        for test in told:
            name = test["name"].split(" ")[0]
            if name in scores:
                scores[name] += float(test.get("score", 0.0))
        return scores

    def _tests(self) -> dict[str, str]:
        """Each exercise's asserts, as the instructor's notebook has them."""
        cells = json.loads(self._workload.notebook(self._workload.source).read_text("utf-8"))["cells"]
        return {_grade_id(cell): cell["source"] for cell in cells if _is_test(cell)}

    def _notebook(self, learner: str) -> dict[str, Any]:
        """The learner's notebook as otter keeps it: the tests are named after the cell that they follow."""
        folder = self._workload.handed_in(learner)
        notebook = json.loads(self._workload.notebook(folder).read_text("utf-8"))
        return {**notebook, "cells": list(_with_tests_named(notebook["cells"]))}


def _with_tests_named(cells: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for cell in cells:
        named = {"otter": {"tests": [_grade_id(cell)]}} if _is_test(cell) else {}
        yield {**cell, "metadata": named, "source": "" if named else cell["source"]}


def _is_test(cell: dict[str, Any]) -> bool:
    return cell["metadata"].get("nbgrader", {}).get("grade") is True


def _grade_id(cell: dict[str, Any]) -> str:
    return str(cell["metadata"]["nbgrader"]["grade_id"])
