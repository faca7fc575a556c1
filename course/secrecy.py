"""秘密の点検: no solution, hidden test or hint may reach a learner, in whatever file."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode

from course.evidence import Evidence
from course.mistake import ContentMistake
from course.notebook import nbgrader_of
from course.questions import BEGIN_HIDDEN, BEGIN_SOLUTION, END_HIDDEN, END_SOLUTION
from course.release import BEGIN_TEMPLATE, CODE_STUB, END_TEMPLATE, TEXT_STUB, learner_notebook

# Shorter lines, such as "return None", are Python's phrases and no answers; cell by cell they are closed anyway.
SHORTEST_SECRET = 16


def learner_sees_no_secret(seen: Evidence) -> Iterator[ContentMistake]:
    """No solution, hidden test, hint or marker is in any file that a learner gets."""
    secrets = secrets_of(seen)
    for name, body in seen.built.learner_files.items():
        text = all_text(body)
        for secret, origin in secrets.items():
            if secret in text:
                yield ContentMistake(
                    seen.lesson.folder / name,
                    f"{origin}が受講者に見えます / a learner sees what is secret: {secret}",
                    "教材から消す / take it out",
                )


def cells_are_closed(seen: Evidence) -> Iterator[ContentMistake]:
    """A learner's cell holds what stands outside the regions, its template and the stubs, and not a line more."""
    learner = {cell.id: cell.source.splitlines() for cell in learner_notebook(seen.source).cells}
    templates = {question.answer_id: question.template for question in seen.questions}
    stubs = [*CODE_STUB.splitlines(), TEXT_STUB, ""]
    for cell in seen.source.cells:
        allowed = Counter([*open_lines(cell), *templates.get(cell.id, ()), *stubs])
        for line in Counter(filter(None, learner[cell.id])) - allowed:
            yield seen.mistake(
                cell.id,
                f"受講者のセルに残ります / this stays in the learner's cell: {line}",
                "BEGIN と END の印を直す / mend the BEGIN and END marks",
            )


def open_lines(cell: NotebookNode) -> list[str]:
    """What of a cell is meant for everybody: all of it but the solution, the hidden tests and the template."""
    if nbgrader_of(cell).get("solution") and BEGIN_SOLUTION not in cell.source:
        return []
    regions = {BEGIN_SOLUTION: END_SOLUTION, BEGIN_HIDDEN: END_HIDDEN, BEGIN_TEMPLATE: END_TEMPLATE}
    outside: list[str] = []
    end: str | None = None
    for line in cell.source.splitlines():
        if end is None:
            end = regions.get(line.strip())
            outside += [] if end else [line]
        elif line.strip() == end:
            end = None
    return outside


def secrets_of(seen: Evidence) -> dict[str, str]:
    """What must not reach a learner, and what each piece is: whole lines, so that a shared word is no leak."""
    secrets: dict[str, str] = {}
    shown: set[str] = set()
    for cell in seen.source.cells:
        meant_for_all = {line.strip() for line in open_lines(cell)}
        shown |= meant_for_all
        kind = "隠れた確認" if nbgrader_of(cell).get("grade") and cell.cell_type == "code" else "解答"
        secrets |= {
            line.strip(): kind for line in cell.source.splitlines() if line.strip() not in meant_for_all
        }
    shown |= {line.strip() for question in seen.questions for line in question.template}
    for exercise in seen.lesson.exercises:
        secrets |= {words: "ヒント" for hint in exercise.hints for words in (hint.ja, hint.en)}
    secrets |= dict.fromkeys((BEGIN_TEMPLATE, BEGIN_SOLUTION, BEGIN_HIDDEN), "印")
    return {
        text: origin for text, origin in secrets.items() if len(text) >= SHORTEST_SECRET and text not in shown
    }


def all_text(body: bytes) -> str:
    """Every string in a JSON file, metadata included, or the file itself where it is no JSON."""
    text = body.decode("utf-8", errors="replace")
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
