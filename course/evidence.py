"""調べる材料: one lesson as its author wrote it, read and built once for every inspection and trial."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from course.content import Exercise, Lesson
from course.mistake import ContentMistake
from course.questions import Question, questions_of
from course.release import BuiltLesson, Materials, build, read_materials, source_notebook
from course.wrong_answers import WrongAnswer, read_wrong_answers


@dataclass(frozen=True)
class Evidence:
    """Everything about one lesson that an inspection may look at."""

    lesson: Lesson
    materials: Materials
    source: NotebookNode
    questions: tuple[Question, ...]
    wrong_answers: tuple[WrongAnswer, ...]
    built: BuiltLesson

    def mistake(self, grade_id: str, what: str, mend: str) -> ContentMistake:
        """A finding about one exercise, at the line where exercise.md names it."""
        line = self.line_of(grade_id)
        return ContentMistake(self.lesson.folder / "exercise.md", f"{grade_id}: {what}", mend, line)

    def line_of(self, grade_id: str) -> int | None:
        """The line of exercise.md that names a cell; None where none does."""
        named = re.compile(rf"grade_id\W+{re.escape(grade_id)}\b(?!-)")
        lines = self.materials.exercise.splitlines()
        return next((number for number, text in enumerate(lines, start=1) if named.search(text)), None)

    def line_of_answer(self, question: Question, line: int) -> int | None:
        """The line of exercise.md of a line of an answer cell (from 1)."""
        named = self.line_of(str(question.answer_id))
        lines = self.materials.exercise.splitlines()
        begun = question.answer.splitlines()[0] if question.answer else None
        after = range(named or len(lines), len(lines))
        first = next((number for number in after if lines[number] == begun), None)
        return None if first is None else first + line

    def pairs(self) -> Iterator[tuple[Exercise, Question]]:
        """Each exercise of lesson.toml with its cells."""
        by_id = {question.id: question for question in self.questions}
        return ((e, by_id[e.id]) for e in self.lesson.exercises if e.id in by_id)


def gather(course: str, lesson: Lesson) -> Evidence:
    """Read and build one lesson; raises ContentMistake where its files cannot be read."""
    materials = read_materials(lesson)
    built = build(course, lesson, materials)
    source = source_notebook(materials.exercise)
    return Evidence(
        lesson=lesson,
        materials=materials,
        source=source,
        questions=questions_of(source),
        wrong_answers=read_wrong_answers(lesson),
        built=built,
    )
