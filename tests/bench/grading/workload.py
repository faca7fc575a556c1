"""One workload on disk: what each grader is given, all of it made from the same lesson and the same seed."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path

from lesson import Lesson, Notebook, learner_name

from grader.contract import GradingRequest
from grader.warmth import imports

Scores = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Workload:
    """A lesson, its learners, and the folder that holds their work."""

    lesson: Lesson
    folder: Path
    learners: tuple[str, ...]

    @classmethod
    def written(cls, lesson: Lesson, folder: Path, learners: int) -> Workload:
        """Write a lesson's work down for every grader; the folder must not be there yet."""
        lesson.requests(folder / "notebooks", learners)
        made = cls(lesson, folder, tuple(learner_name(number) for number in range(learners)))
        for name in ("requests", "jobs"):
            (folder / name).mkdir()
        for learner in made.learners:
            made.request(learner).write_bytes(made._request(learner))
            made.job(learner).write_text(json.dumps(made._job(learner), ensure_ascii=False), "utf-8")
        return made

    @property
    def source(self) -> Path:
        """The folder with the instructor's notebook and its data."""
        return self.folder / "notebooks" / "source"

    @property
    def warm(self) -> tuple[str, ...]:
        """The statements that load what the lesson's locked first cells load, for us and for the floor alike."""
        return imports(self.lesson.setup)

    @property
    def points(self) -> dict[str, float]:
        """What each exercise is worth."""
        return {exercise.name: float(exercise.points) for exercise in self.lesson.exercises}

    def handed_in(self, learner: str) -> Path:
        """The folder with a learner's notebook and its data."""
        return self.folder / "notebooks" / learner

    def request(self, learner: str) -> Path:
        """A learner's grading request, as our worker takes it."""
        return self.folder / "requests" / f"{learner}.json"

    def job(self, learner: str) -> Path:
        """A learner's cells and the tests between them, as the floor takes them."""
        return self.folder / "jobs" / f"{learner}.json"

    def notebook(self, folder: Path) -> Path:
        """The notebook in the instructor's or a learner's folder."""
        return folder / f"{self.lesson.name}.ipynb"

    def _request(self, learner: str) -> bytes:
        files = {
            path.relative_to(self.source).as_posix(): base64.b64encode(path.read_bytes()).decode()
            for path in self.source.glob("data/*")
        }
        source, work = (
            self.notebook(folder).read_text("utf-8") for folder in (self.source, self.handed_in(learner))
        )
        return GradingRequest(learner, source, work, files).to_json()

    def _job(self, learner: str) -> list[tuple[str, str]]:
        tests = {name: text for name, text in _cells(self._read(self.source)) if name}
        return [(name, tests.get(name, text)) for name, text in _cells(self._read(self.handed_in(learner)))]

    def _read(self, folder: Path) -> Notebook:
        return json.loads(self.notebook(folder).read_text("utf-8"))  # type: ignore[no-any-return]


def _cells(notebook: Notebook) -> list[tuple[str, str]]:
    """Each code cell's text, with the exercise's name where it is a test."""
    about = [(cell["metadata"].get("nbgrader", {}), cell) for cell in notebook["cells"]]
    return [
        (known["grade_id"] if known.get("grade") else "", cell["source"])
        for known, cell in about
        if cell["cell_type"] == "code"
    ]
