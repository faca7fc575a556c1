"""変異試験を動かす: every exercise of every lesson asked for, side by side on the cores that there are."""

import time
from collections.abc import Sequence
from typing import Any

from course.content import Lesson
from course.evidence import Evidence, gather
from course.inspection import missing_files
from course.mistake import ContentMistake
from course.mutation.verdicts import Mutated, judged, tried
from course.parallel import cores, side_by_side
from course.questions import Question
from course.rehearsal import RehearsalFailed


def mutate(lessons: Sequence[tuple[str, Lesson]]) -> list[Mutated]:
    """Mutate lessons, each named with its course; raises ContentMistake where one cannot be read or run."""
    for _course, lesson in lessons:
        for missing in missing_files(lesson):
            raise missing
    seen = [(course, gather(course, lesson)) for course, lesson in lessons]
    # Each process imports a lesson's libraries again, so no more of them than keep the cores at work.
    parts = max(1, -(-cores() // max(1, len(seen))))
    asked = [(evidence, part) for _course, evidence in seen for part in _split(evidence.questions, parts)]
    done = side_by_side(_timed, asked)
    reports = []
    for course, evidence in seen:
        mine = [result for (of, _part), result in zip(asked, done, strict=True) if of is evidence]
        found = {name: result for results, _taken in mine for name, result in results.items()}
        reports.append(judged(course, evidence, found, sum(taken for _results, taken in mine)))
    return reports


def _split(questions: Sequence[Question], parts: int) -> list[Sequence[Question]]:
    """As many runs of neighbours of about the same length, none of them empty."""
    length = max(1, -(-len(questions) // parts))
    return [questions[start : start + length] for start in range(0, len(questions), length)]


def _timed(asked: tuple[Evidence, Sequence[Question]]) -> tuple[dict[str, dict[str, Any]], float]:
    seen, questions = asked
    started = time.perf_counter()
    for question in questions:
        if question.answer_id is None:
            raise seen.mistake(
                question.id, "解答セルがありません / no answer cell", "check を先に / run check first"
            )
    try:
        return tried(seen, questions), time.perf_counter() - started
    except RehearsalFailed as failed:
        if len(questions) > 1:
            # One by one, to name the one that cannot be run.
            alone = [_timed((seen, [question])) for question in questions]
            return {name: one for results, _taken in alone for name, one in results.items()}, sum(
                taken for _results, taken in alone
            )
        (question,) = questions
        file = seen.lesson.folder / "exercise.md"
        what = f"{question.id} を動かせません / cannot be run: {failed}"
        raise ContentMistake(
            file, what, "check を先に通す / pass check first", seen.line_of(question.id)
        ) from failed
