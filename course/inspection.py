"""教材の点検: what can be seen without running anything; each finding has a file, a line and a mend."""

import ast
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from course.content import Exercise, Lesson
from course.mistake import ContentMistake
from course.notebook import grade_id_of, nbgrader_of
from course.questions import BEGIN_HIDDEN, BEGIN_SOLUTION, END_HIDDEN, END_SOLUTION, Question, region_lines
from course.release import BEGIN_TEMPLATE, BuiltLesson, Materials, learner_notebook
from course.wrong_answers import WrongAnswer

HINTS_EACH = 2
TEMPLATE_LINES = range(1, 4)
# Shorter lines, such as "return None", are Python's phrases and no answers; cell by cell they are closed anyway.
SHORTEST_SECRET = 16
NOT_FOR_BEGINNERS = (ast.FunctionDef, ast.If, ast.For, ast.While, ast.Lambda)


@dataclass(frozen=True)
class Inspected:
    """Everything about one lesson that an inspection may look at."""

    lesson: Lesson
    materials: Materials
    source: NotebookNode
    questions: tuple[Question, ...]
    wrong_answers: tuple[WrongAnswer, ...]
    built: BuiltLesson

    def mistake(self, grade_id: str, what: str, mend: str) -> ContentMistake:
        """A finding about one exercise, at the line where exercise.md names it."""
        named = re.compile(rf"grade_id\W+{re.escape(grade_id)}\b(?!-)")
        lines = self.materials.exercise.splitlines()
        line = next((number for number, text in enumerate(lines, start=1) if named.search(text)), None)
        return ContentMistake(self.lesson.folder / "exercise.md", f"{grade_id}: {what}", mend, line)

    def pairs(self) -> Iterator[tuple[Exercise, Question]]:
        """Each exercise of lesson.toml with its cells."""
        by_id = {question.id: question for question in self.questions}
        return ((e, by_id[e.id]) for e in self.lesson.exercises if e.id in by_id)


def inspect(seen: Inspected) -> Iterator[ContentMistake]:
    """Look at everything that needs no running."""
    for look in INSPECTIONS:
        yield from look(seen)


def ids_are_unique(seen: Inspected) -> Iterator[ContentMistake]:
    """No grade_id occurs twice."""
    counted = Counter(grade_id_of(cell) for cell in seen.source.cells if grade_id_of(cell))
    for name, times in counted.items():
        if times > 1:
            yield seen.mistake(str(name), f"同じ grade_id が {times} 回あります", "片方の grade_id を変える")


def notebook_and_list_agree(seen: Inspected) -> Iterator[ContentMistake]:
    """lesson.toml and exercise.md name the same exercises with the same points."""
    listed = {exercise.id: exercise.points for exercise in seen.lesson.exercises}
    listed |= {task.id: task.points for task in seen.lesson.tasks}
    graded = {
        str(grade_id_of(cell)): nbgrader_of(cell).get("points", 0)
        for cell in seen.source.cells
        if nbgrader_of(cell).get("grade")
    }
    for name in listed.keys() - graded.keys():
        toml = seen.lesson.folder / "lesson.toml"
        yield ContentMistake(toml, f"{name} の採点セルが exercise.md にありません", "どちらかの id を直す")
    for name, points in graded.items():
        if name not in listed:
            yield seen.mistake(name, "lesson.toml にありません", "[[exercises]] か [[tasks]] に足す")
        elif points != listed[name] or points <= 0:
            yield seen.mistake(
                name, f"配点 {points} が lesson.toml の {listed[name]} とちがいます", "同じ正の数にする"
            )


def questions_are_whole(seen: Inspected) -> Iterator[ContentMistake]:
    """Each exercise has an answer cell, a visible and a hidden test, and two hints in both languages."""
    for exercise, question in seen.pairs():
        if question.answer_id != f"{exercise.id}-answer":
            yield seen.mistake(
                exercise.id, "すぐ前に解答セルがありません", f"grade_id を {exercise.id}-answer にする"
            )
        if not any(not test.hidden for test in question.tests):
            yield seen.mistake(exercise.id, "見える確認がありません", "「# 確認: 名前」の行と assert を足す")
        if not any(test.hidden for test in question.tests):
            yield seen.mistake(
                exercise.id, "隠れた確認がありません", "HIDDEN TESTS の中に、別の値での確認を足す"
            )
        if len(exercise.hints) != HINTS_EACH or not all(h.ja and h.en for h in exercise.hints):
            yield seen.mistake(
                exercise.id, "ヒントが日英二つずつありません", "lesson.toml の hints を二つにする"
            )


def basics_are_templates(seen: Inspected) -> Iterator[ContentMistake]:
    """基本 is a template of one to three lines with a blank, without def, if or loops."""
    for exercise, question in seen.pairs():
        if exercise.kind != "basic":
            continue
        if len(question.template) not in TEMPLATE_LINES or "____" not in "".join(question.template):
            yield seen.mistake(
                exercise.id, "基本の問に空らん(____)のある 1〜3 行の型がありません", "TEMPLATE を直す"
            )
        if any(isinstance(node, NOT_FOR_BEGINNERS) for node in ast.walk(ast.parse(question.solution))):
            yield seen.mistake(
                exercise.id, "基本の問に def・if・繰り返しがあります", "挑戦にするか、書き方を変える"
            )


def data_is_what_it_says(seen: Inspected) -> Iterator[ContentMistake]:
    """Every data file stands in SOURCE.md with its sha256, and nothing else lies beside it."""
    folder = seen.lesson.folder / "data"
    says = (folder / "SOURCE.md").read_text(encoding="utf-8") if (folder / "SOURCE.md").is_file() else ""
    for name, body in seen.materials.data.items():
        if name not in says or hashlib.sha256(body).hexdigest() not in says:
            yield ContentMistake(
                folder / "SOURCE.md", f"{name} の出典か sha256 が合いません", "出典と sha256 を書く"
            )
    for file in folder.iterdir():
        if file.name not in {*seen.lesson.data, "SOURCE.md"}:
            yield ContentMistake(file, "lesson.toml の data にありません", "data に足すか、ファイルを消す")


def links_lead_somewhere(seen: Inspected) -> Iterator[ContentMistake]:
    """A relative link leads to a file that the learner has; there is no network for any other."""
    for name, text in (("lesson.md", seen.materials.lesson), ("exercise.md", seen.materials.exercise)):
        for number, line in enumerate(text.splitlines(), start=1):
            for target in re.findall(r"\]\(([^)#\s]+)\)", line):
                if target not in seen.built.learner_files:
                    file = seen.lesson.folder / name
                    yield ContentMistake(
                        file, f"リンク先 {target} がありません", "ある教材の名前に直す", number
                    )


def learner_sees_no_secret(seen: Inspected) -> Iterator[ContentMistake]:
    """No solution, hidden test, hint or marker is in any file that a learner gets."""
    secrets = secrets_of(seen)
    for name, body in seen.built.learner_files.items():
        text = all_text(body)
        for secret, origin in secrets.items():
            if secret in text:
                yield ContentMistake(
                    seen.lesson.folder / name, f"{origin}が受講者に見えます: {secret}", "教材から消す"
                )


def cells_are_closed(seen: Inspected) -> Iterator[ContentMistake]:
    """No line of a cell's solution or hidden tests, however short, is left in the learner's same cell."""
    learner = {cell.id: cell.source.splitlines() for cell in learner_notebook(seen.source).cells}
    templates = {question.answer_id: question.template for question in seen.questions}
    for cell in seen.source.cells:
        hidden = region_lines(cell.source, BEGIN_HIDDEN, END_HIDDEN)
        solved = region_lines(cell.source, BEGIN_SOLUTION, END_SOLUTION)
        shown = {"", *templates.get(cell.id, ())}
        for line in {*hidden, *solved} - shown:
            if line in learner[cell.id]:
                yield seen.mistake(cell.id, f"受講者のセルに残ります: {line}", "BEGIN と END の印を直す")


def secrets_of(seen: Inspected) -> dict[str, str]:
    """What must not reach a learner, and what each piece is: whole lines, so that a shared word is no leak."""
    secrets = dict.fromkeys((BEGIN_TEMPLATE, BEGIN_SOLUTION, BEGIN_HIDDEN), "印")
    shown: set[str] = set()
    for cell in seen.source.cells:
        hidden = region_lines(cell.source, BEGIN_HIDDEN, END_HIDDEN)
        solved = region_lines(cell.source, BEGIN_SOLUTION, END_SOLUTION)
        if nbgrader_of(cell).get("grade") and nbgrader_of(cell).get("solution"):
            solved = cell.source.splitlines()
        secrets |= {line.strip(): "隠れた確認" for line in hidden}
        secrets |= {line.strip(): "解答" for line in solved}
        shown |= {line.strip() for line in cell.source.splitlines() if line not in {*hidden, *solved}}
    shown |= {line.strip() for question in seen.questions for line in question.template}
    for exercise in seen.lesson.exercises:
        secrets |= {words: "ヒント" for hint in exercise.hints for words in (hint.ja, hint.en)}
    return {
        text: origin for text, origin in secrets.items() if len(text) >= SHORTEST_SECRET and text not in shown
    }


def all_text(body: bytes) -> str:
    """Every string in a JSON file, metadata included, or the file itself where it is no JSON."""
    text = body.decode("utf-8")
    try:
        return "\n".join(_strings(json.loads(text)))
    except json.JSONDecodeError:
        return text


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        if value and all(isinstance(line, str) for line in value):
            yield "".join(value)
        for inner in value:
            yield from _strings(inner)


INSPECTIONS: tuple[Callable[[Inspected], Iterator[ContentMistake]], ...] = (
    ids_are_unique,
    notebook_and_list_agree,
    questions_are_whole,
    basics_are_templates,
    data_is_what_it_says,
    links_lead_somewhere,
    cells_are_closed,
    learner_sees_no_secret,
)


def missing_files(lesson: Lesson) -> Iterator[ContentMistake]:
    """The files without which nothing else can be looked at."""
    wanted: list[Path] = [lesson.folder / name for name in ("lesson.md", "exercise.md", "notes.md")]
    wanted += [lesson.folder / "data" / name for name in (*lesson.data, "SOURCE.md")]
    for file in wanted:
        if not file.is_file():
            yield ContentMistake(file, "ファイルがありません", "書くか、lesson.toml から名前を消す")
