"""教材の点検: what can be seen without running anything; each finding has a file, a line and a mend."""

import ast
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from course.content import Lesson
from course.evidence import Evidence
from course.mistake import ContentMistake
from course.notebook import grade_id_of, nbgrader_of
from course.secrecy import cells_are_closed, learner_sees_no_secret
from course.syntax import parse

HINTS_EACH = 2
TEMPLATE_LINES = range(1, 4)
NOT_FOR_BEGINNERS = (ast.FunctionDef, ast.If, ast.For, ast.While, ast.Lambda)


def inspect(seen: Evidence) -> Iterator[ContentMistake]:
    """Look at everything that needs no running."""
    for look in INSPECTIONS:
        yield from look(seen)


def missing_files(lesson: Lesson) -> Iterator[ContentMistake]:
    """The files without which nothing else can be looked at."""
    wanted: list[Path] = [lesson.folder / name for name in ("lesson.md", "exercise.md", "notes.md")]
    wanted += [lesson.folder / "data" / name for name in (*lesson.data, "SOURCE.md")]
    for file in wanted:
        if not file.is_file():
            yield ContentMistake(
                file,
                "ファイルがありません / the file is missing",
                "書くか、lesson.toml から名前を消す / write it, or take its name out of lesson.toml",
            )


def ids_are_unique(seen: Evidence) -> Iterator[ContentMistake]:
    """No grade_id occurs twice."""
    counted = Counter(grade_id_of(cell) for cell in seen.source.cells if grade_id_of(cell))
    for name, times in counted.items():
        if times > 1:
            yield seen.mistake(
                str(name),
                f"同じ grade_id が {times} 回あります / this grade_id stands {times} times",
                "片方の grade_id を変える / change one of them",
            )


def notebook_and_list_agree(seen: Evidence) -> Iterator[ContentMistake]:
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
        yield ContentMistake(
            toml,
            f"{name} の採点セルが exercise.md にありません / exercise.md has no graded cell {name}",
            "どちらかの id を直す / mend one of the two ids",
        )
    for name, points in graded.items():
        if name not in listed:
            yield seen.mistake(
                name,
                "lesson.toml にありません / not in lesson.toml",
                "[[exercises]] か [[tasks]] に足す / add it there",
            )
        elif points != listed[name] or points <= 0:
            what = f"配点 {points} が lesson.toml の {listed[name]} とちがうか、正の数ではありません / points {points} here, {listed[name]} in lesson.toml"
            yield seen.mistake(name, what, "同じ正の数にする / make them the same positive number")


def questions_are_whole(seen: Evidence) -> Iterator[ContentMistake]:
    """Each exercise has an answer cell, a visible and a hidden test, and two hints in both languages."""
    for exercise, question in seen.pairs():
        own_answer = f"{exercise.id}-answer"
        if question.answer_id != own_answer:
            yield seen.mistake(
                exercise.id,
                "すぐ前に解答セルがありません / no answer cell just before it",
                f"grade_id を {own_answer} にする / name its answer cell {own_answer}",
            )
        if not any(not test.hidden for test in question.tests):
            yield seen.mistake(
                exercise.id,
                "見える確認がありません / no visible test",
                "「# 確認: 名前」の行と assert を足す / add one",
            )
        if not any(test.hidden for test in question.tests):
            yield seen.mistake(
                exercise.id,
                "隠れた確認がありません / no hidden test",
                "HIDDEN TESTS に、別の値での確認を足す / add one with another input",
            )
        for name, times in Counter(test.name for test in question.tests).items():
            if times > 1:
                yield seen.mistake(
                    exercise.id,
                    f"確認「{name}」が {times} 回あります / two tests have this name",
                    "確認の名前を変える / change one",
                )
        if len(exercise.hints) != HINTS_EACH or not all(hint.ja and hint.en for hint in exercise.hints):
            yield seen.mistake(
                exercise.id,
                "ヒントが日英二つずつありません / not two hints in both languages",
                "lesson.toml の hints を二つにする / write two",
            )


def basics_are_templates(seen: Evidence) -> Iterator[ContentMistake]:
    """基本 is a template of one to three lines with a blank, without def, if or loops."""
    for exercise, question in seen.pairs():
        if exercise.kind != "basic":
            continue
        if len(question.template) not in TEMPLATE_LINES or "____" not in "".join(question.template):
            what = "基本の問に、空らん(____)のある 1〜3 行の型がありません / no template of 1 to 3 lines with a blank"
            yield seen.mistake(
                exercise.id,
                what,
                "BEGIN TEMPLATE から END TEMPLATE の中を直す / mend what is between those marks",
            )
        if any(isinstance(node, NOT_FOR_BEGINNERS) for node in ast.walk(parse(question.solution))):
            yield seen.mistake(
                exercise.id,
                "基本の問に def・if・繰り返しがあります / a basic exercise has def, if or a loop",
                "挑戦にするか、書き方を変える / make it a challenge, or write it another way",
            )


def hints_do_not_tell(seen: Evidence) -> Iterator[ContentMistake]:
    """No hint of a 基本 exercise holds a word that goes into a blank."""
    for exercise, question in seen.pairs():
        shown = set(re.findall(r"\w{3,}", "\n".join(question.template)))
        blanks = set(re.findall(r"\w{3,}", question.solution)) - shown
        hints = " ".join(f"{hint.ja} {hint.en}" for hint in exercise.hints)
        told = sorted(blanks & set(re.findall(r"[A-Za-z0-9_]{3,}", hints)))
        if exercise.kind == "basic" and told:
            yield seen.mistake(
                exercise.id,
                f"ヒントが答えを言っています / a hint tells the answer: {', '.join(told)}",
                "遠回しに書く / say it less directly",
            )


def data_is_what_it_says(seen: Evidence) -> Iterator[ContentMistake]:
    """Every data file stands in SOURCE.md with its sha256, and nothing else lies beside it."""
    folder = seen.lesson.folder / "data"
    says = (folder / "SOURCE.md").read_text(encoding="utf-8")
    for name, body in seen.materials.data.items():
        if name not in says or hashlib.sha256(body).hexdigest() not in says:
            yield ContentMistake(
                folder / "SOURCE.md",
                f"{name} の sha256 が合いません / the sha256 of {name} is another: {hashlib.sha256(body).hexdigest()}",
                "出典と sha256 を書く / write its source and sha256",
            )
    for file in sorted(folder.iterdir()):
        if file.name not in {*seen.lesson.data, "SOURCE.md"}:
            yield ContentMistake(
                file,
                "lesson.toml の data にありません / not in data of lesson.toml",
                "data に足すか、ファイルを消す / add it there, or delete the file",
            )


def links_lead_somewhere(seen: Evidence) -> Iterator[ContentMistake]:
    """A link leads to a file that the learner has; there is no network for any other."""
    for name, text in (("lesson.md", seen.materials.lesson), ("exercise.md", seen.materials.exercise)):
        for number, line in enumerate(text.splitlines(), start=1):
            for target in re.findall(r"\]\(([^)#\s]+)\)", line):
                if target not in seen.built.learner_files:
                    file = seen.lesson.folder / name
                    what = f"リンク先 {target} がありません / a link leads to {target}, which is not there"
                    yield ContentMistake(
                        file,
                        what,
                        "受講者が持つファイルの名前に直す / name a file that learners have",
                        number,
                    )


INSPECTIONS: tuple[Callable[[Evidence], Iterator[ContentMistake]], ...] = (
    ids_are_unique,
    notebook_and_list_agree,
    questions_are_whole,
    basics_are_templates,
    hints_do_not_tell,
    data_is_what_it_says,
    links_lead_somewhere,
    cells_are_closed,
    learner_sees_no_secret,
)
