"""問の中身: what an exercise's cells hold — the answer, its template, and its named tests."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from course.notebook import grade_id_of, is_answer, is_graded_code, nbgrader_of
from course.release import BEGIN_TEMPLATE, END_TEMPLATE
from course.syntax import parse

NAMED = re.compile(r"^\s*# 確認: (?P<name>.+)$")
BEGIN_SOLUTION, END_SOLUTION = "### BEGIN SOLUTION", "### END SOLUTION"
BEGIN_HIDDEN, END_HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"


@dataclass(frozen=True)
class NamedTest:
    """確認: one named check of a test cell; a hidden one never reaches a learner."""

    name: str
    line: int
    hidden: bool


@dataclass(frozen=True)
class Question:
    """問: a graded cell with the answer cell before it."""

    id: str
    points: int
    answer_id: str | None
    answer: str
    tests: tuple[NamedTest, ...]

    @property
    def solution(self) -> str:
        """The reference solution, without the lines that frame it."""
        return "\n".join(region_lines(self.answer, BEGIN_SOLUTION, END_SOLUTION))

    @property
    def template(self) -> tuple[str, ...]:
        """The lines that a learner fills in; none where they start from an empty cell."""
        lines = region_lines(self.answer, BEGIN_TEMPLATE, END_TEMPLATE)
        return tuple(line.removeprefix("#").removeprefix(" ") for line in lines)

    def test_at(self, line: int | None) -> NamedTest | None:
        """The named test that a line of the cell belongs to: the last name at or above it."""
        return next((test for test in reversed(self.tests) if line is not None and test.line <= line), None)

    def assigned_names(self) -> tuple[str, ...]:
        """The names that the solution gives values to, in their order."""
        targets = (
            target.id
            for statement in parse(self.solution).body
            if isinstance(statement, ast.Assign)
            for target in statement.targets
            if isinstance(target, ast.Name)
        )
        return tuple(dict.fromkeys(targets))


def questions_of(source: NotebookNode) -> tuple[Question, ...]:
    """Read an instructor's notebook into its questions, in their order."""
    return tuple(_questions(source))


def _questions(source: NotebookNode) -> Iterator[Question]:
    answer: NotebookNode | None = None
    for cell in source.cells:
        if is_answer(cell):
            answer = cell
        elif is_graded_code(cell):
            yield Question(
                id=grade_id_of(cell) or "",
                points=nbgrader_of(cell).get("points", 0),
                answer_id=grade_id_of(answer) if answer else None,
                answer=answer.source if answer else "",
                tests=tuple(_named_tests(cell.source)),
            )
            answer = None


def _named_tests(text: str) -> Iterator[NamedTest]:
    hidden = False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() in (BEGIN_HIDDEN, END_HIDDEN):
            hidden = line.strip() == BEGIN_HIDDEN
        elif named := NAMED.match(line):
            yield NamedTest(named["name"].strip(), number, hidden)


def region_lines(text: str, begin: str, end: str) -> list[str]:
    """The lines between two markers, over all such regions of a cell."""
    inside: list[str] = []
    within = False
    for line in text.splitlines():
        if line.strip() in (begin, end):
            within = line.strip() == begin
        elif within:
            inside.append(line)
    return inside
