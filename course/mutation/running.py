"""変異試験を動かす: every exercise of every lesson asked for, side by side on the cores that there are."""

import time
from collections.abc import Sequence
from typing import Any

from course.content import Lesson
from course.evidence import Evidence, gather
from course.inspection import missing_files
from course.mistake import ContentMistake
from course.mutation.verdicts import Mutated, judged, tried
from course.parallel import side_by_side
from course.questions import Question
from course.rehearsal import RehearsalFailed


def mutate(lessons: Sequence[tuple[str, Lesson]]) -> list[Mutated]:
    """Mutate lessons, each named with its course; raises ContentMistake where one cannot be read or run."""
    for _course, lesson in lessons:
        for missing in missing_files(lesson):
            raise missing
    seen = [(course, gather(course, lesson)) for course, lesson in lessons]
    asked = [(evidence, question) for _course, evidence in seen for question in evidence.questions]
    done = iter(side_by_side(_timed, asked))
    reports = []
    for course, evidence in seen:
        results = {question.id: next(done) for question in evidence.questions}
        seconds = sum(taken for _result, taken in results.values())
        found = {name: result for name, (result, _taken) in results.items()}
        reports.append(judged(course, evidence, found, seconds))
    return reports


def _timed(asked: tuple[Evidence, Question]) -> tuple[dict[str, Any], float]:
    seen, question = asked
    started = time.perf_counter()
    if question.answer_id is None:
        raise seen.mistake(
            question.id, "解答セルがありません / no answer cell", "check を先に / run check first"
        )
    try:
        return tried(seen, question), time.perf_counter() - started
    except RehearsalFailed as failed:
        file = seen.lesson.folder / "exercise.md"
        what = f"{question.id} を動かせません / cannot be run: {failed}"
        raise ContentMistake(
            file, what, "check を先に通す / pass check first", seen.line_of(question.id)
        ) from failed
