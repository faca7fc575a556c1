"""The peer that everybody knows: nbgrader's own command line in a course directory that it made itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from nbgrader.api import Gradebook
from processes import Cost, run_all
from workload import Scores, Workload


class Nbgrader:
    """One workload's course, made once and copied afresh for every run."""

    def __init__(self, workload: Workload, folder: Path) -> None:
        self._workload, self._made, self._runs = workload, folder / "course", folder / "runs"
        source = self._made / "source" / workload.lesson.name
        shutil.copytree(workload.source, source)
        (self._made / "nbgrader_config.py").write_text(
            'c = get_config()\nc.CourseDirectory.course_id = "bench"\n', "utf-8"
        )
        run_all([["nbgrader", "generate_assignment", workload.lesson.name]], [self._made])
        # Whoever ran the command once has its bytecode and its fonts; nobody pays for them below.
        self.graded([[workload.learners[0]]])

    def start(self) -> Cost:
        """What the command costs by itself, with nobody's work to grade."""
        folder = self._course(())
        line = ["nbgrader", "autograde", self._workload.lesson.name, "--help"]
        return run_all([line], [folder])

    def graded(self, shares: Sequence[Sequence[str]]) -> tuple[Cost, Scores]:
        """Grade each share of the learners by a process of its own, all at the same time."""
        folders = [self._course(share) for share in shares]
        lines = [["nbgrader", "autograde", self._workload.lesson.name] for _ in shares]
        cost = run_all(lines, folders)
        scores: Scores = {}
        for folder, share in zip(folders, shares, strict=True):
            scores |= self._scores(folder, share)
        return cost, scores

    def _course(self, learners: Sequence[str]) -> Path:
        """A fresh copy of the course with these learners' work handed in."""
        number = len(os.listdir(self._runs)) if self._runs.exists() else 0
        folder = self._runs / str(number)
        shutil.copytree(self._made, folder)
        for learner in learners:
            place = folder / "submitted" / learner / self._workload.lesson.name
            shutil.copytree(self._workload.handed_in(learner), place)
        return folder

    def _scores(self, folder: Path, learners: Sequence[str]) -> Scores:
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
            return {
                learner: {
                    grade.name: float(grade.score)
                    for notebook in book.find_submission(self._workload.lesson.name, learner).notebooks
                    for grade in notebook.grades
                }
                for learner in learners
            }
