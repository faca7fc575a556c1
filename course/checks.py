"""教材の試験: a course's own unit tests (`python -m course check`)."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from course.content import Lesson
from course.evidence import Evidence, gather
from course.inspection import inspect, missing_files
from course.mistake import ContentMistake
from course.parallel import side_by_side
from course.rehearsal import RehearsalFailed
from course.release import build, read_materials
from course.take_home import mistakes_in
from course.trials import Trials
from course.writing import slips


@dataclass(frozen=True)
class LessonReport:
    """試験の結果: what was proved about one lesson, and every mistake found in it."""

    course: str
    lesson: str
    exercises: int
    tests: int
    wrong_answers_caught: int
    seconds: float
    megabytes: float
    mistakes: tuple[ContentMistake, ...]

    def to_json(self) -> dict[str, str | int | float]:
        """One row of `check --json`."""
        return {
            "course": self.course,
            "lesson": self.lesson,
            "exercises": self.exercises,
            "tests": self.tests,
            "wrong_answers_caught": self.wrong_answers_caught,
            "seconds": round(self.seconds, 1),
            "megabytes": round(self.megabytes, 1),
        }


def check_all(lessons: Sequence[tuple[str, Lesson]]) -> list[LessonReport]:
    """Prove lessons, each named with its course, side by side."""
    return side_by_side(lambda one: check_lesson(*one), lessons)


def check_lesson(course: str, lesson: Lesson) -> LessonReport:
    """Prove one lesson: what is written, what it builds to, and what its tests let through and catch."""
    started = time.perf_counter()
    missing = (*missing_files(lesson), *mistakes_in(lesson))
    if missing:
        return LessonReport(course, lesson.slug, 0, 0, 0, time.perf_counter() - started, 0.0, missing)
    slipped = tuple(slips(lesson.folder, read_materials(lesson).texts))
    if slipped:
        return LessonReport(course, lesson.slug, 0, 0, 0, time.perf_counter() - started, 0.0, slipped)
    try:
        seen = gather(course, lesson)
    except ContentMistake as mistake:
        return LessonReport(course, lesson.slug, 0, 0, 0, time.perf_counter() - started, 0.0, (mistake,))
    mistakes = [*inspect(seen), *_builds_the_same_again(seen)]
    try:
        trials = Trials(seen)
        mistakes += trials.mistakes()
        caught, megabytes = trials.caught(), trials.megabytes
    except RehearsalFailed as failed:
        mistakes.append(
            ContentMistake(
                lesson.folder,
                f"動かせません / it does not run: {failed}",
                "示されたセルを直す / mend that cell",
            )
        )
        caught, megabytes = 0, 0.0
    return LessonReport(
        course=course,
        lesson=lesson.slug,
        exercises=len(seen.questions),
        tests=sum(len(question.tests) for question in seen.questions),
        wrong_answers_caught=caught,
        seconds=time.perf_counter() - started,
        megabytes=megabytes,
        mistakes=tuple(mistakes),
    )


def _builds_the_same_again(seen: Evidence) -> Iterator[ContentMistake]:
    if build(seen.built.course, seen.lesson, seen.materials) != seen.built:
        yield ContentMistake(
            seen.lesson.folder,
            "二度組み立てると中身が変わります / two builds differ",
            "日時や乱数を教材から除く / take dates and chance out",
        )


def table(reports: Sequence[LessonReport]) -> str:
    """The reports as lines for a terminal."""
    head = f"{'レッスン':<16}{'問':>4}{'確認':>6}{'誤答':>6}{'秒':>8}{'MB':>8}"
    rows = (
        f"{report.course + '/' + report.lesson:<20}{report.exercises:>4}{report.tests:>8}"
        f"{report.wrong_answers_caught:>8}{report.seconds:>9.1f}{report.megabytes:>8.0f}"
        for report in reports
    )
    return "\n".join((head, *rows))
